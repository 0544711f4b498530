"""Read all that a gradebook says of submissions, flat, so that two can be compared."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from nbgrader.api import SubmittedAssignment, SubmittedNotebook

from autograder.config.nbgrader_course import NbgraderCourse

Grades = dict[str, object]
"""What is said of a submission, such as ``"p1/test_a auto_score": 2.0``."""

Of = tuple[str, str]
"""An assignment and a student."""


@dataclass(frozen=True)
class Graded:
    """What a grader made of a course, and why it could not grade the rest."""

    grades: dict[Of, Grades]
    failed: dict[Of, str]


def read_grades(course: NbgraderCourse) -> dict[Of, Grades]:
    """Return the grades of all submissions, by assignment and student."""
    with course.gradebook() as gradebook:
        return {
            (assignment.name, submission.student.id): dict(_lines(submission))
            for assignment in gradebook.assignments
            for submission in assignment.submissions
        }


def differing(stock: Grades, ours: Grades) -> dict[str, tuple[object, object]]:
    """Return what two gradebooks do not agree on."""
    return {
        place: (stock.get(place, "-"), ours.get(place, "-"))
        for place in sorted({*stock, *ours})
        if not _alike(stock.get(place, "-"), ours.get(place, "-"))
    }


def _alike(one: object, other: object) -> bool:
    """Tell whether values are equal, sums of the same points in any order included.

    Databases add rows up as they come, and ids, which are drawn, say how.
    """
    if type(one) is type(other) is float:
        return math.isclose(one, other, rel_tol=1e-12)
    return one == other


def at(grades: Mapping[str, object], field: str) -> dict[str, object]:
    """Return one field of all cells, by their ids."""
    return {
        place.split("/")[1].removesuffix(f" {field}"): value
        for place, value in grades.items()
        if "/" in place and place.endswith(f" {field}")
    }


def _lines(submission: SubmittedAssignment) -> Iterator[tuple[str, object]]:
    for field in ("timestamp", "total_seconds_late", "score", "max_score"):
        value = getattr(submission, field)
        yield field, str(value) if isinstance(value, datetime) else value
    for notebook in submission.notebooks:
        yield from _notebook_lines(notebook)


def _notebook_lines(notebook: SubmittedNotebook) -> Iterator[tuple[str, object]]:
    for field in (
        "score",
        "max_score",
        "code_score",
        "written_score",
        "task_score",
        "needs_manual_grade",
        "failed_tests",
    ):
        yield f"{notebook.name} {field}", getattr(notebook, field)
    # No penalty is None or 0.0, which every reader of nbgrader's takes for the same.
    penalty = notebook.late_submission_penalty or 0.0
    yield f"{notebook.name} late_submission_penalty", penalty
    for grade in notebook.grades:
        for field in (
            "auto_score",
            "manual_score",
            "extra_credit",
            "score",
            "max_score",
            "needs_manual_grade",
        ):
            yield f"{notebook.name}/{grade.name} {field}", getattr(grade, field)
    for comment in notebook.comments:
        for field in ("auto_comment", "manual_comment"):
            yield f"{notebook.name}/{comment.name} {field}", getattr(comment, field)
