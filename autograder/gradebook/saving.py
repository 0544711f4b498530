"""Write what was graded. Only the parent process of a class calls this.

A submission is written in one transaction, so no score is ever half there. People's
word is kept: manual scores, extra credit and comments survive grading again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from nbgrader.api import Gradebook, new_uuid
from sqlalchemy import Row, and_, bindparam, insert, select, update
from sqlalchemy.orm import Session, scoped_session

from autograder.gradebook.lateness import LatePenalty, settle
from autograder.gradebook.rows import (
    ASSIGNMENT,
    CELL,
    COMMENT,
    COMMENTED,
    GRADE,
    GRADED,
    NOTEBOOK,
    OF_COMMENT,
    OF_GRADE,
    OF_NOTEBOOK,
    PART,
    PARTS,
    STUDENT,
    SUBMISSION,
    TASK,
)
from autograder.model import CellResult
from autograder.notebook import rules


@dataclass(frozen=True)
class GradedNotebook:
    """What grading says of one notebook: scores, and remarks on blank answers."""

    cells: Sequence[CellResult]
    comments: Mapping[str, str | None] = field(default_factory=dict)

    @cached_property
    def scores(self) -> Mapping[str, float | None]:
        """The points of each cell."""
        return {cell.grade_id: cell.auto_score for cell in self.cells}


_CELLS_OF_PARTS = PARTS.outerjoin(CELL, OF_NOTEBOOK)
_SUBMISSION = (
    select(ASSIGNMENT.c.id.label("assignment"), SUBMISSION.c.id.label("submission"))
    .select_from(
        ASSIGNMENT.outerjoin(
            SUBMISSION,
            and_(
                SUBMISSION.c.assignment_id == ASSIGNMENT.c.id,
                SUBMISSION.c.student_id == bindparam("student"),
            ),
        )
    )
    .where(ASSIGNMENT.c.name == bindparam("assignment"))
)
_STUDENT = select(STUDENT.c.id).where(STUDENT.c.id == bindparam("student"))
_CELLS = (
    select(NOTEBOOK.c.id.label("notebook"), CELL.c.id, CELL.c.type)
    .select_from(NOTEBOOK.outerjoin(CELL, OF_NOTEBOOK))
    .where(NOTEBOOK.c.assignment_id == bindparam("assignment"))
)
_GRADES = (
    select(
        NOTEBOOK.c.name.label("notebook"),
        CELL.c.name,
        CELL.c.type,
        GRADE.c.id,
        GRADE.c.auto_score,
        GRADE.c.manual_score,
        GRADE.c.needs_manual_grade,
    )
    .select_from(_CELLS_OF_PARTS.outerjoin(GRADE, OF_GRADE))
    .where(SUBMISSION.c.id == bindparam("submission"))
)
_COMMENTS = (
    select(
        NOTEBOOK.c.name.label("notebook"),
        CELL.c.name,
        COMMENT.c.id,
        COMMENT.c.auto_comment,
    )
    .select_from(_CELLS_OF_PARTS.outerjoin(COMMENT, OF_COMMENT))
    .where(SUBMISSION.c.id == bindparam("submission"))
)
_SET_TIME = (
    update(SUBMISSION)
    .where(SUBMISSION.c.id == bindparam("submission"))
    .values(timestamp=bindparam("time"))
)
_SET_GRADE = (
    update(GRADE)
    .where(GRADE.c.id == bindparam("grade"))
    .values(auto_score=bindparam("auto"), needs_manual_grade=bindparam("manual"))
)
_SET_COMMENT = (
    update(COMMENT)
    .where(COMMENT.c.id == bindparam("comment"))
    .values(auto_comment=bindparam("auto"))
)


def save_submission(
    gradebook: Gradebook,
    assignment: str,
    student: str,
    notebooks: Mapping[str, GradedNotebook | None],
    *,
    timestamp: datetime | None,
    late_penalty: LatePenalty,
) -> None:
    """Write all scores of a submission.

    Args:
        gradebook: The open gradebook.
        assignment: An assignment that it has.
        student: Made if there is none of this id.
        notebooks: What grading says, by the notebook's name; None for one that could
            not be graded, which is left as it is. One not named was not handed in.
        timestamp: When it was handed in, in UTC; None leaves what was known.
        late_penalty: What the course takes off.
    """
    session = gradebook.db
    try:
        submission = find_or_make(gradebook, assignment, student)
        _save_time(session, submission, timestamp)
        known = {"submission": submission}
        grades = list(_grades(session.execute(_GRADES, known), notebooks))
        if grades:
            session.execute(_SET_GRADE, grades)
        comments = list(_comments(session.execute(_COMMENTS, known), notebooks))
        if comments:
            session.execute(_SET_COMMENT, comments)
        settle(session, late_penalty, [assignment], [student])
        session.commit()
    except BaseException:
        session.rollback()
        raise


def save_timestamp(
    gradebook: Gradebook,
    assignment: str,
    student: str,
    timestamp: datetime,
    late_penalty: LatePenalty,
) -> None:
    """Write when a known submission was handed in, and what that costs."""
    submission = gradebook.find_submission(assignment, student).id
    _save_time(gradebook.db, submission, timestamp)
    settle(gradebook.db, late_penalty, [assignment], [student])
    gradebook.db.commit()


def find_or_make(gradebook: Gradebook, assignment: str, student: str) -> str:
    """Return a submission's id; a new one gets all its parts. Not committed."""
    session = gradebook.db
    named = {"assignment": assignment, "student": student}
    found = session.execute(_SUBMISSION, named).one()
    if found.submission is not None:
        return str(found.submission)
    if session.execute(_STUDENT, {"student": student}).one_or_none() is None:
        session.execute(insert(STUDENT), {"id": student})
    submission: str = new_uuid()
    own = {"id": submission, "assignment_id": found.assignment, "student_id": student}
    session.execute(insert(SUBMISSION), own)
    cells = session.execute(_CELLS, {"assignment": found.assignment}).all()
    parts = {cell.notebook: new_uuid() for cell in cells}
    rows = {
        PART: [
            {"id": part, "notebook_id": notebook, "assignment_id": submission}
            for notebook, part in parts.items()
        ],
        **{
            table: [
                {"cell_id": cell.id, "notebook_id": parts[cell.notebook]}
                for cell in cells
                if cell.type in kinds
            ]
            for table, kinds in ((GRADE, GRADED), (COMMENT, COMMENTED))
        },
    }
    for table, made in rows.items():
        if made:
            session.execute(insert(table), made)
    return submission


def _save_time(
    session: scoped_session[Session], submission: str, timestamp: datetime | None
) -> None:
    if timestamp is not None:
        known = {"submission": submission, "time": timestamp}
        session.execute(_SET_TIME, known)


def _grades(
    rows: Iterable[Row[Any]], notebooks: Mapping[str, GradedNotebook | None]
) -> Iterator[dict[str, object]]:
    """Yield what changes of a submission's grades."""
    for row in rows:
        if row.id is None:
            continue
        auto, needs_manual = row.auto_score, row.needs_manual_grade
        if row.notebook not in notebooks:  # not handed in: nothing is given
            auto, needs_manual = 0.0, False
        elif (graded := notebooks[row.notebook]) is None:
            continue
        elif row.type != TASK and row.name in graded.scores:
            auto = graded.scores[row.name]
            needs_manual = rules.needs_manual_grade(auto, row.manual_score)
        elif auto is None and row.manual_score is None:
            needs_manual = True  # an extension alone made it none
        if (auto, needs_manual) != (row.auto_score, row.needs_manual_grade):
            yield {"grade": row.id, "auto": auto, "manual": needs_manual}


def _comments(
    rows: Iterable[Row[Any]], notebooks: Mapping[str, GradedNotebook | None]
) -> Iterator[dict[str, object]]:
    """Yield what changes of the remarks on a submission."""
    for row in rows:
        said = graded.comments if (graded := notebooks.get(row.notebook)) else {}
        if said.get(row.name, row.auto_comment) != row.auto_comment:
            yield {"comment": row.id, "auto": said[row.name]}
