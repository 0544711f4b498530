"""The gradebook as plain data.

A whole assignment takes a fixed number of queries, whatever the size of the class;
pages and exports get frozen records and never hold a live row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import func, select

from autograder.gradebook.lateness import time_late
from autograder.gradebook.people import Person, read_people
from autograder.model import UsageError
from autograder.notebook import rules

_NO_RESPONSE = "No response."  # what nbgrader writes where a solution is untouched


class CellKind(StrEnum):
    """What a grade cell holds."""

    CODE = "code"
    TEXT = "markdown"
    TASK = "task"


@dataclass(frozen=True)
class GradeRecord:
    """The score of one grade cell; None where the grader or a person gave none."""

    cell: str
    kind: CellKind
    max_score: float
    auto_score: float | None = None
    manual_score: float | None = None
    extra_credit: float = 0.0
    needs_manual: bool = False

    @property
    def score(self) -> float:
        """Points that count: a person's before the grader's, and the extra credit."""
        return rules.total_score(self.auto_score, self.manual_score, self.extra_credit)

    @property
    def awaits_person(self) -> bool:
        """Whether nobody has given points yet."""
        return self.auto_score is None and self.manual_score is None


@dataclass(frozen=True)
class CommentRecord:
    """What is said about one cell: by the hand-grader, or that there is no answer."""

    text: str = ""
    no_response: bool = False


@dataclass(frozen=True)
class NotebookRecord:
    """One submitted notebook: its grades, its comments by cell, its late penalty."""

    name: str
    grades: tuple[GradeRecord, ...] = ()
    comments: Mapping[str, CommentRecord] | None = None
    late_penalty: float = 0.0

    @property
    def score(self) -> float:
        """Points before the late penalty."""
        return sum(grade.score for grade in self.grades)

    @property
    def final_score(self) -> float:
        """Points after the late penalty, never below zero."""
        return max(0.0, self.score - self.late_penalty)

    @property
    def max_score(self) -> float:
        """Points that could be had."""
        return sum(grade.max_score for grade in self.grades)

    def comment(self, cell: str) -> CommentRecord:
        """Return the comment on a cell, empty when there is none."""
        return (self.comments or {}).get(cell, CommentRecord())


@dataclass(frozen=True)
class SubmissionRecord:
    """What one student submitted for one assignment. Times are UTC.

    ``due`` includes the student's extension.
    """

    student: Person
    assignment: str
    notebooks: tuple[NotebookRecord, ...] = ()
    timestamp: datetime | None = None
    due: datetime | None = None

    @property
    def score(self) -> float:
        """Points before the late penalty."""
        return sum(notebook.score for notebook in self.notebooks)

    @property
    def late_penalty(self) -> float:
        """Points taken off for being late."""
        return sum(notebook.late_penalty for notebook in self.notebooks)

    @property
    def final_score(self) -> float:
        """Points after the late penalty, never below zero."""
        return max(0.0, self.score - self.late_penalty)

    @property
    def max_score(self) -> float:
        """Points that could be had."""
        return sum(notebook.max_score for notebook in self.notebooks)

    @property
    def needs_manual(self) -> bool:
        """Whether a person still has to grade, or to look again."""
        return any(g.needs_manual for n in self.notebooks for g in n.grades)

    @property
    def lateness(self) -> timedelta:
        """How long after the due time it came; zero when in time or not known."""
        return time_late(self.timestamp, self.due)


@dataclass(frozen=True)
class AssignmentRecord:
    """One assignment of the class.

    ``students`` are all students of the gradebook, by name; ``submissions`` keeps
    their order and lacks those who submitted nothing.
    """

    name: str
    duedate: datetime | None
    max_score: float
    students: tuple[Person, ...] = ()
    submissions: tuple[SubmissionRecord, ...] = ()


def read_assignment(
    gradebook: Gradebook, assignment: str, students: Collection[str] | None = None
) -> AssignmentRecord:
    """Read everything the pages say about an assignment.

    Args:
        gradebook: nbgrader's gradebook, open.
        assignment: the assignment's name.
        students: ids to read; everybody if None.

    Returns:
        The assignment with its students and submissions.

    Raises:
        UsageError: the gradebook has no such assignment.
    """
    query = select(
        Assignment.id, Assignment.duedate, Assignment.max_score.label("max_score")
    ).where(Assignment.name == assignment)
    row = gradebook.db.execute(query).one_or_none()
    if row is None:
        raise UsageError(f"the gradebook has no assignment {assignment!r}")
    people = read_people(gradebook, students)
    notebooks = _read_notebooks(gradebook, row.id)
    submissions = _read_submissions(
        gradebook, row.id, assignment, row.duedate, people, notebooks
    )
    return AssignmentRecord(
        name=assignment,
        duedate=row.duedate,
        max_score=float(row.max_score),
        students=people,
        submissions=submissions,
    )


def _read_submissions(
    gradebook: Gradebook,
    assignment_id: str,
    assignment: str,
    duedate: datetime | None,
    people: Iterable[Person],
    notebooks: Mapping[str, list[NotebookRecord]],
) -> tuple[SubmissionRecord, ...]:
    query = select(
        SubmittedAssignment.id,
        SubmittedAssignment.student_id,
        SubmittedAssignment.timestamp,
        SubmittedAssignment.extension,
    ).where(SubmittedAssignment.assignment_id == assignment_id)
    rows = {row.student_id: row for row in gradebook.db.execute(query)}
    return tuple(
        SubmissionRecord(
            student=person,
            assignment=assignment,
            notebooks=tuple(notebooks.get(row.id, ())),
            timestamp=row.timestamp,
            due=duedate and duedate + (row.extension or timedelta()),
        )
        for person in people
        if (row := rows.get(person.id)) is not None
        if not _is_promised(row, notebooks.get(row.id, ()))
    )


def _is_promised(row: Any, notebooks: Iterable[NotebookRecord]) -> bool:
    """Tell an extension for what nobody has handed in yet from a submission."""
    return (
        row.extension is not None
        and row.timestamp is None
        and all(
            grade.awaits_person and not grade.needs_manual
            for notebook in notebooks
            for grade in notebook.grades
        )
    )


def _read_notebooks(
    gradebook: Gradebook, assignment_id: str
) -> dict[str, list[NotebookRecord]]:
    """Return every submitted notebook, by the id of its submission."""
    grades = _read_grades(gradebook, assignment_id)
    comments = _read_comments(gradebook, assignment_id)
    query = (
        select(
            SubmittedNotebook.id,
            SubmittedNotebook.assignment_id,
            SubmittedNotebook.late_submission_penalty.label("penalty"),
            Notebook.name,
        )
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .where(Notebook.assignment_id == assignment_id)
    )
    found: dict[str, list[NotebookRecord]] = defaultdict(list)
    for row in sorted(gradebook.db.execute(query), key=lambda row: str(row.name)):
        found[row.assignment_id].append(
            NotebookRecord(
                name=row.name,
                grades=tuple(grades[row.id]),
                comments=comments[row.id],
                late_penalty=row.penalty or 0.0,
            )
        )
    return found


def _read_grades(
    gradebook: Gradebook, assignment_id: str
) -> dict[str, list[GradeRecord]]:
    """Return the grades of the assignment, by the id of the submitted notebook."""
    base, code, task = (c.__table__.c for c in (BaseCell, GradeCell, TaskCell))
    query = (
        select(
            Grade.notebook_id,
            base.name,
            base.type,
            code.cell_type,
            func.coalesce(code.max_score, task.max_score, 0.0).label("max_score"),
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
            Grade.needs_manual_grade,
        )
        .select_from(Grade.__table__)
        .join(BaseCell.__table__, base.id == Grade.cell_id)
        .join(Notebook.__table__, Notebook.id == base.notebook_id)
        .outerjoin(GradeCell.__table__, code.id == base.id)
        .outerjoin(TaskCell.__table__, task.id == base.id)
        .where(Notebook.assignment_id == assignment_id)
    )
    found: dict[str, list[GradeRecord]] = defaultdict(list)
    for row in sorted(gradebook.db.execute(query), key=lambda row: str(row.name)):
        found[row.notebook_id].append(_grade(row))
    return found


def _grade(row: Any) -> GradeRecord:
    kind = CellKind.TASK if row.cell_type is None else CellKind(row.cell_type)
    return GradeRecord(
        cell=row.name,
        kind=kind,
        max_score=float(row.max_score),
        auto_score=row.auto_score,
        manual_score=row.manual_score,
        extra_credit=row.extra_credit or 0.0,
        needs_manual=bool(row.needs_manual_grade),
    )


def _read_comments(
    gradebook: Gradebook, assignment_id: str
) -> dict[str, dict[str, CommentRecord]]:
    """Return comments by the id of the submitted notebook, then by cell."""
    base = BaseCell.__table__.c
    query = (
        select(
            Comment.notebook_id, base.name, Comment.auto_comment, Comment.manual_comment
        )
        .select_from(Comment.__table__)
        .join(BaseCell.__table__, base.id == Comment.cell_id)
        .join(Notebook.__table__, Notebook.id == base.notebook_id)
        .where(Notebook.assignment_id == assignment_id)
    )
    found: dict[str, dict[str, CommentRecord]] = defaultdict(dict)
    for row in gradebook.db.execute(query):
        auto = row.auto_comment or ""
        unanswered = auto == _NO_RESPONSE
        text = row.manual_comment or ("" if unanswered else auto)
        found[row.notebook_id][row.name] = CommentRecord(text, unanswered)
    return found
