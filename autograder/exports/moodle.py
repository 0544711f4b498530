"""Moodle's grade import: a row for each student, two columns for each assignment.

MoodleDocs, "Grade import", section "CSV import": the first row names the columns; the
instructor says in the preview which column identifies the student (ID number, email
address or username) and which grade item, or which item's feedback, each other column
holds. Grades and feedback have to be imported together: feedback alone wipes the grades
(note 3 there). A cell without a grade is empty, which Moodle reads as no grade.

What Moodle's import (``grade/import/csv/classes/load_data.php``) does with a row whose
identifying cell is empty is worse than an error: it goes to the student of the row
before. So the columns that are not filled for everybody are told by ``remarks``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from autograder.common.telling import counted
from autograder.exports.cells import number, text
from autograder.exports.table import GradeTable, named
from autograder.gradebook.people import Person

_Field = Callable[[Person], str]

# Named as in Moodle's own export, which "is the same as the import format".
NAMES: dict[str, _Field] = {
    "First name": lambda student: student.first_name,
    "Last name": lambda student: student.last_name,
}
_HIGHEST = 100
"""The highest grade that every Moodle imports (note 2 of "Grade import")."""

IDENTIFIERS: dict[str, _Field] = {
    "ID number": lambda student: student.lms_user_id,
    "Email address": lambda student: student.email,
    "Username": lambda student: student.id,
}
_PEOPLE = {**NAMES, **IDENTIFIERS}


def rows(table: GradeTable, titles: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the header, then a row for each student.

    Args:
        table: The class's grades.
        titles: Names of the grade items; an assignment without one keeps its own.
    """
    items = [titles.get(column.name, column.name) for column in table.columns]
    headers = (header for item in items for header in (item, f"{item} (Feedback)"))
    yield [*_PEOPLE, *map(text, headers)]
    for student in table.students:
        row = [text(field(student)) for field in _PEOPLE.values()]
        for column in table.columns:
            row += number(column.grade(student)), text(column.feedback(student))
        yield row


def remarks(table: GradeTable) -> Iterator[str]:
    """Yield what whoever imports the file has to know."""
    for header, field in IDENTIFIERS.items():
        values = {student.id: field(student) for student in table.students}
        counts = Counter(filter(None, values.values()))
        if lacking := [name for name, value in values.items() if not value]:
            yield (
                f"{header} is empty for {len(lacking)} of "
                f"{counted(len(values), 'student')}: do not let Moodle identify by it, "
                f"or it gives one student's grades to another: {named(lacking)}"
            )
        elif twice := [name for name, value in values.items() if counts[value] > 1]:
            yield (
                f"{header} is not unique: do not let Moodle identify by it: "
                f"{named(twice)}"
            )
        if changed := [name for name, value in values.items() if text(value) != value]:
            yield (
                f"{header} looks like a formula for "
                f"{counted(len(changed), 'student')} and got an "
                f"apostrophe: Moodle will not find them by it: {named(changed)}"
            )
    high = [
        f"{student.id} ({column.name})"
        for column in table.columns
        for student in table.students
        if (column.grade(student) or 0) > _HIGHEST
    ]
    if high:
        yield (
            f"over {_HIGHEST}: {counted(len(high), 'grade')}. Moodle may refuse the "
            "whole file, depending on the maximum of the grade item and its "
            "administrator's settings 'unlimitedgrades' and 'gradepointmax': "
            f"{named(high)}"
        )
