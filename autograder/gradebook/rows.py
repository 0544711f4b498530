"""The gradebook's tables, and how their rows belong together.

nbgrader's tables have no indexes but those of what is unique: a submission is found by
assignment and student, a grade by its cell and its notebook. Asked for by the notebook
alone, as nbgrader's own relations ask, the grades of the whole course are read for each
submission. The joins here give both, so that one submission costs the same in a course
of any size. They are outer ones, for SQLite, which knows no sizes, begins an inner one
at the largest table; whoever asks leaves out what is not there. And they are of plain
tables, for objects of rows cost more than the rows.
"""

from __future__ import annotations

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import ColumnElement, Table, and_, func
from sqlalchemy.orm import class_mapper


def _table(mapped: type) -> Table:
    table = class_mapper(mapped).local_table
    assert isinstance(table, Table)
    return table


def _kind(mapped: type) -> str:
    return str(class_mapper(mapped).polymorphic_identity)


ASSIGNMENT, STUDENT = _table(Assignment), _table(Student)
NOTEBOOK, CELL = _table(Notebook), _table(BaseCell)
GRADE_CELL, TASK_CELL = _table(GradeCell), _table(TaskCell)
SUBMISSION, PART = _table(SubmittedAssignment), _table(SubmittedNotebook)
GRADE, COMMENT = _table(Grade), _table(Comment)

TASK = _kind(TaskCell)
GRADED = (_kind(GradeCell), TASK)
"""Kinds of cells that have points."""
COMMENTED = (_kind(SolutionCell), TASK)
"""Kinds of cells that are remarked on."""

PARTS = (
    ASSIGNMENT.join(SUBMISSION, SUBMISSION.c.assignment_id == ASSIGNMENT.c.id)
    .join(NOTEBOOK, NOTEBOOK.c.assignment_id == ASSIGNMENT.c.id)
    .outerjoin(
        PART,
        and_(
            PART.c.notebook_id == NOTEBOOK.c.id,
            PART.c.assignment_id == SUBMISSION.c.id,
        ),
    )
)
"""Submissions with their notebooks, as those were handed in."""

OF_NOTEBOOK = CELL.c.notebook_id == NOTEBOOK.c.id
OF_GRADE = and_(GRADE.c.cell_id == CELL.c.id, GRADE.c.notebook_id == PART.c.id)
OF_COMMENT = and_(COMMENT.c.cell_id == CELL.c.id, COMMENT.c.notebook_id == PART.c.id)

SCORE: ColumnElement[float] = class_mapper(Grade).column_attrs["score"].columns[0]
"""The points of a grade that count."""
MAX_SCORE = func.coalesce(GRADE_CELL.c.max_score, TASK_CELL.c.max_score, 0.0)
"""The points of a cell."""
