"""What the gradebook says of graded notebooks, in the grader's own words."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from nbgrader.api import (
    Assignment,
    Grade,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload, undefer

from autograder.model import CellResult, NotebookResult, Status

Place = tuple[str, str, str]
"""Assignment, student, notebook."""


def read_totals(
    gradebook: Gradebook, assignments: Collection[str]
) -> Mapping[Place, float]:
    """Return what counts of each notebook that has points: after the late penalty."""
    given = func.count(Grade.auto_score) + func.count(Grade.manual_score)
    points = (
        select(Grade.notebook_id, func.sum(Grade.score).label("score"))
        .group_by(Grade.notebook_id)
        .having(given > 0)
        .subquery()
    )
    query = (
        select(
            Assignment.name.label("assignment"),
            SubmittedAssignment.student_id,
            Notebook.name.label("notebook"),
            points.c.score,
            SubmittedNotebook.late_submission_penalty.label("penalty"),
        )
        .join(SubmittedNotebook.assignment)
        .join(SubmittedAssignment.assignment)
        .join(SubmittedNotebook.notebook)
        .join(points, points.c.notebook_id == SubmittedNotebook.id)
        .where(Assignment.name.in_(assignments))
    )
    return {
        (row.assignment, row.student_id, row.notebook): max(
            0.0, row.score - (row.penalty or 0.0)
        )
        for row in gradebook.db.execute(query)
    }


def read_results(
    gradebook: Gradebook, assignment: str, students: Collection[str]
) -> dict[str, list[NotebookResult]]:
    """Return what the gradebook says of submissions, for the students who have one."""
    submissions = (
        gradebook.db.query(SubmittedAssignment)
        .join(Assignment)
        .filter(Assignment.name == assignment)
        .filter(SubmittedAssignment.student_id.in_(students))
        # Asked for one by one, they would take longer than all else of an idle run.
        .options(
            selectinload(SubmittedAssignment.notebooks).options(
                selectinload(SubmittedNotebook.notebook),
                undefer(SubmittedNotebook.score),
                undefer(SubmittedNotebook.max_score),
                undefer(SubmittedNotebook.needs_manual_grade),
                selectinload(SubmittedNotebook.grades).selectinload(Grade.cell),
            )
        )
    )
    return {
        submission.student_id: [
            _result(submission.student_id, assignment, notebook)
            for notebook in sorted(submission.notebooks, key=lambda found: found.name)
        ]
        for submission in submissions
    }


def _result(
    student: str, assignment: str, notebook: SubmittedNotebook
) -> NotebookResult:
    return NotebookResult(
        student=student,
        assignment=assignment,
        notebook=notebook.name,
        status=Status.GRADED,
        score=notebook.score,
        max_score=notebook.max_score,
        late_penalty=notebook.late_submission_penalty or 0.0,
        needs_manual=notebook.needs_manual_grade,
        cells=tuple(
            CellResult(grade.cell.name, grade.auto_score, grade.cell.max_score)
            for grade in notebook.grades
        ),
    )
