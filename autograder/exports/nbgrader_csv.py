"""nbgrader's own CSV: its columns and order, quoted, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.exports.cells import text
from autograder.exports.table import Column, GradeTable
from autograder.gradebook.people import Person
from autograder.gradebook.records import SubmissionRecord

COLUMNS = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)


def rows(table: GradeTable) -> Iterator[tuple[object, ...]]:
    """Yield the header, then a line for each assignment and student.

    Who submitted nothing gets a line with zero points, as nbgrader has it; whose work
    could not be graded, one without a score.
    """
    yield COLUMNS
    for column in table.columns:
        for student in table.students:
            yield _row(column, student)


def _row(column: Column, student: Person) -> tuple[object, ...]:
    done = column.submissions.get(student.id) or SubmissionRecord(student, column.name)
    scores: tuple[object, ...] = (
        float(done.score),
        float(done.late_penalty),
        float(done.final_score),
    )
    if column.has_no_score(student):
        scores = ("", "", "")
    return (
        text(column.name),
        column.duedate or "",
        done.timestamp or "",
        text(student.id),
        text(student.last_name),
        text(student.first_name),
        text(student.email),
        *scores,
        column.max_score,
    )
