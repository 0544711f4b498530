"""Canvas's gradebook import: a row for each student, a column for each assignment.

Canvas Instructor Guide, "How do I import grades in the Gradebook?": the file has the
columns of an exported gradebook in their order (Student, ID, SIS User ID, SIS Login ID,
Section, then assignments), and a second row, "Points Possible". A column named
"Title (ID)" goes to the assignment of this id, one named "Title" to the assignment of
this title, and where there is none Canvas offers to make it. A student is looked for by
ID, SIS User ID, SIS Login ID, then by name, which is written as Canvas sorts it,
"Last, First" (``lib/gradebook_importer.rb``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from autograder.common.telling import counted
from autograder.exports.cells import number, text
from autograder.exports.table import GradeTable, named
from autograder.gradebook.people import Person

PEOPLE = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS_POSSIBLE = "    Points Possible"
"""With the spaces of Canvas's own export, which sort the row before all names."""


def rows(table: GradeTable, titles: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the header, the points possible, then a row for each student.

    Args:
        table: The class's grades.
        titles: "Title" or "Title (ID)" of assignments; one without keeps its name.
    """
    yield [*PEOPLE, *(text(titles.get(c.name, c.name)) for c in table.columns)]
    points = [number(column.max_score) for column in table.columns]
    yield [POINTS_POSSIBLE, "", "", "", "", *points]
    for student in table.students:
        grades = [number(column.grade(student)) for column in table.columns]
        yield [*map(text, _person(student)), *grades]


def remarks(table: GradeTable) -> Iterator[str]:
    """Yield what whoever imports the file has to know."""
    lacking = [student.id for student in table.students if not student.lms_user_id]
    if lacking:
        yield (
            f"no lms_user_id: {len(lacking)} of "
            f"{counted(len(table.students), 'student')}. "
            "Canvas will look for them by SIS Login ID (their id here), then by name: "
            f"{named(lacking)}"
        )


def _person(student: Person) -> tuple[str, ...]:
    # Canvas's own ids are numbers, and it reads the number that a text begins with:
    # another system's id would be some other student's.
    lms = student.lms_user_id
    canvas_id, sis_id = (lms, "") if lms.isascii() and lms.isdigit() else ("", lms)
    name = ", ".join(part for part in (student.last_name, student.first_name) if part)
    return (name or student.id, canvas_id, sis_id, student.id, "")
