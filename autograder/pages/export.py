"""Grades as CSV: nbgrader's columns and order, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from pathlib import Path

from nbgrader.api import Gradebook

from autograder.pages.records import (
    AssignmentRecord,
    StudentRecord,
    SubmissionRecord,
    assignment_names,
    read_assignment,
)
from autograder.pages.rendering import write_atomically

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
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def export_csv(
    gradebook: Gradebook,
    path: Path,
    *,
    assignments: Collection[str] | None = None,
    students: Collection[str] | None = None,
) -> Path:
    """Write the grades, one line per assignment and student.

    Who submitted nothing gets a line with zero points. A text that a spreadsheet would
    take for a formula gets an apostrophe before it. The file is replaced in one step.

    Args:
        gradebook: nbgrader's gradebook, open.
        path: the file to write.
        assignments: names to export; all if None.
        students: ids to export; all if None.

    Returns:
        The path.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for name in assignment_names(gradebook):
        if assignments is None or name in assignments:
            writer.writerows(_rows(read_assignment(gradebook, name, students)))
    return write_atomically(path, buffer.getvalue())


def _rows(assignment: AssignmentRecord) -> Iterator[tuple[object, ...]]:
    submissions = {entry.student.id: entry for entry in assignment.submissions}
    for student in assignment.students:
        yield _row(assignment, student, submissions.get(student.id))


def _row(
    assignment: AssignmentRecord,
    student: StudentRecord,
    submission: SubmissionRecord | None,
) -> tuple[object, ...]:
    done = submission or SubmissionRecord(student, assignment.name)
    return (
        _text(assignment.name),
        assignment.duedate or "",
        done.timestamp or "",
        _text(student.id),
        _text(student.last_name),
        _text(student.first_name),
        _text(student.email),
        float(done.score),
        float(done.late_penalty),
        float(done.final_score),
        assignment.max_score,
    )


def _text(value: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{value}" if value.lstrip(" ").startswith(_FORMULA_STARTS) else value
