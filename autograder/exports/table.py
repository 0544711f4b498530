"""The class's grades as one table: who, what for, how many points.

All formats are written of this table; none asks the gradebook by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from nbgrader.api import Gradebook

from autograder.common.printable import one_line
from autograder.gradebook.people import Person, read_people
from autograder.gradebook.records import SubmissionRecord, read_assignment

_NAMED = 20


@dataclass(frozen=True)
class Column:
    """One assignment, with what was submitted for it by student.

    ``ungraded`` are those whose work has no score, for it could not be graded.
    """

    name: str
    duedate: datetime | None
    max_score: float
    submissions: Mapping[str, SubmissionRecord]
    ungraded: Collection[str] = ()

    def has_no_score(self, student: Person) -> bool:
        """Tell whether something was handed in and nobody knows what it is worth."""
        return student.id in self.ungraded and student.id not in self.submissions

    def grade(self, student: Person) -> float | None:
        """Return the points after the late penalty; None where nobody has given any."""
        done = self.submissions.get(student.id)
        return done.final_score if done and _is_graded(done) else None

    def feedback(self, student: Person) -> str:
        """Return the comments on the answers, a line for each cell that has one."""
        done = self.submissions.get(student.id)
        return "\n".join(
            f"{cell}: {comment.text}"
            for notebook in (done.notebooks if done else ())
            for cell, comment in (notebook.comments or {}).items()
            if comment.text
        )


@dataclass(frozen=True)
class GradeTable:
    """Students by last and first name, assignments by due time: nbgrader's orders."""

    students: tuple[Person, ...]
    columns: tuple[Column, ...]

    def only(self, students: Collection[str]) -> GradeTable:
        """Return the table of these students, given by id."""
        columns = (
            replace(
                column,
                submissions={
                    student: done
                    for student, done in column.submissions.items()
                    if student in students
                },
            )
            for column in self.columns
        )
        kept = (student for student in self.students if student.id in students)
        return GradeTable(tuple(kept), tuple(columns))

    def awaiting(self) -> list[tuple[str, str]]:
        """Return the submissions a person still has to look at: student, assignment."""
        return [
            (student, column.name)
            for column in self.columns
            for student, done in column.submissions.items()
            if done.needs_manual
        ]


def named(ids: Sequence[str]) -> str:
    """Return ids as a list for people, who read no more than some of it."""
    more = len(ids) - _NAMED
    listed = ", ".join(map(one_line, ids[:_NAMED]))
    return f"{listed} and {more} more" if more > 0 else listed


def read_table(
    gradebook: Gradebook,
    assignments: Iterable[str],
    students: Collection[str] = (),
    ungraded: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> GradeTable:
    """Read the table.

    Args:
        gradebook: nbgrader's gradebook, open.
        assignments: Names, in the order of the columns.
        students: Ids to read; all if there are none.
        ungraded: Whose work could not be graded, by assignment.
    """
    columns = []
    for name in assignments:
        read = read_assignment(gradebook, name, students or None)
        submissions = {done.student.id: done for done in read.submissions}
        columns.append(
            Column(
                name,
                read.duedate,
                read.max_score,
                submissions,
                ungraded.get(name, ()),
            )
        )
    return GradeTable(read_people(gradebook, students or None), tuple(columns))


def _is_graded(submission: SubmissionRecord) -> bool:
    """Tell whether anything of it has points; before that, 0 would be no grade."""
    grades = (grade for book in submission.notebooks for grade in book.grades)
    return any(not grade.awaits_person or grade.extra_credit for grade in grades)
