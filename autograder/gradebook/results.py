"""What the gradebook says of graded notebooks, in the grader's own words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from nbgrader.api import (
    Assignment,
    Grade,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import Row, and_, bindparam, func, select

from autograder.gradebook.rows import (
    ASSIGNMENT,
    CELL,
    GRADE,
    GRADE_CELL,
    GRADED,
    MAX_SCORE,
    NOTEBOOK,
    OF_GRADE,
    OF_NOTEBOOK,
    PART,
    PARTS,
    SCORE,
    SUBMISSION,
    TASK_CELL,
)
from autograder.model import CellResult, NotebookResult, Status

_RESULTS = (
    select(
        SUBMISSION.c.student_id,
        NOTEBOOK.c.name.label("notebook"),
        PART.c.id.label("part"),
        PART.c.late_submission_penalty.label("penalty"),
        CELL.c.name,
        MAX_SCORE.label("max_score"),
        GRADE.c.id.label("grade"),
        GRADE.c.auto_score,
        GRADE.c.needs_manual_grade,
        SCORE.label("score"),
    )
    .select_from(
        PARTS.outerjoin(CELL, and_(OF_NOTEBOOK, CELL.c.type.in_(GRADED)))
        .outerjoin(GRADE_CELL, GRADE_CELL.c.id == CELL.c.id)
        .outerjoin(TASK_CELL, TASK_CELL.c.id == CELL.c.id)
        .outerjoin(GRADE, OF_GRADE)
    )
    .where(ASSIGNMENT.c.name == bindparam("assignment"))
    .where(SUBMISSION.c.student_id.in_(bindparam("students", expanding=True)))
)

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
    named = {"assignment": assignment, "students": list(students)}
    found: dict[str, list[NotebookResult]] = {}
    place = itemgetter(0, 1)  # not put in order by the database: each has its own
    rows = [row for row in gradebook.db.execute(_RESULTS, named) if row.part]
    rows.sort(key=place)
    for (student, notebook), group in groupby(rows, key=place):
        result = _result(student, assignment, notebook, list(group))
        found.setdefault(student, []).append(result)
    return found


def _result(
    student: str, assignment: str, notebook: str, rows: Sequence[Row[Any]]
) -> NotebookResult:
    graded = [row for row in rows if row.grade is not None]
    return NotebookResult(
        student=student,
        assignment=assignment,
        notebook=notebook,
        status=Status.GRADED,
        score=sum((row.score for row in graded), 0.0),
        max_score=sum((row.max_score for row in rows), 0.0),
        late_penalty=rows[0].penalty or 0.0,
        needs_manual=any(row.needs_manual_grade for row in graded),
        cells=tuple(
            CellResult(row.name, row.auto_score, row.max_score) for row in graded
        ),
    )
