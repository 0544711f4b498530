"""Write what was graded. Only the parent process of a class calls this.

A submission is written in one transaction, so no score is ever half there. People's
word is kept: manual scores, extra credit and comments survive grading again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)

from autograder.gradebook.lateness import LatePenalty, settle
from autograder.model import CellResult
from autograder.notebook import rules


@dataclass(frozen=True)
class GradedNotebook:
    """What grading says of one notebook: scores, and remarks on blank answers."""

    cells: Sequence[CellResult]
    comments: Mapping[str, str | None] = field(default_factory=dict)


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
        with session.no_autoflush:
            submission = find_or_make(gradebook, assignment, student)
            if timestamp is not None:
                submission.timestamp = timestamp
            for notebook in submission.notebooks:
                if notebook.name not in notebooks:
                    _fill_missing(notebook)
                elif (graded := notebooks[notebook.name]) is not None:
                    _fill(notebook, graded)
            session.flush()
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
    gradebook.find_submission(assignment, student).timestamp = timestamp
    gradebook.db.flush()
    settle(gradebook.db, late_penalty, [assignment], [student])
    gradebook.db.commit()


def find_or_make(
    gradebook: Gradebook, assignment_name: str, student_id: str
) -> SubmittedAssignment:
    """Return a submission, made with all its parts where it is new; not committed."""
    session = gradebook.db
    assignment = session.query(Assignment).filter_by(name=assignment_name).one()
    student = session.get(Student, student_id)
    if student is None:
        student = Student(id=student_id)
        session.add(student)
        session.flush()
    found = (
        session.query(SubmittedAssignment)
        .filter_by(assignment_id=assignment.id, student_id=student_id)
        .one_or_none()
    )
    if found is not None:
        return found
    made = SubmittedAssignment(assignment=assignment, student=student)
    for notebook in assignment.notebooks:
        part = SubmittedNotebook(notebook=notebook, assignment=made)
        for cell in (*notebook.grade_cells, *notebook.task_cells):
            Grade(cell=cell, notebook=part)
        for cell in (*notebook.solution_cells, *notebook.task_cells):
            Comment(cell=cell, notebook=part)
    session.add(made)
    session.flush()
    return made


def _fill(notebook: SubmittedNotebook, graded: GradedNotebook) -> None:
    """Set scores and remarks of one notebook."""
    scores = {cell.grade_id: cell.auto_score for cell in graded.cells}
    for grade in notebook.grades:
        if grade.cell.name in scores and not isinstance(grade.cell, TaskCell):
            grade.auto_score = scores[grade.cell.name]
            grade.needs_manual_grade = rules.needs_manual_grade(
                grade.auto_score, grade.manual_score
            )
        elif grade.auto_score is None and grade.manual_score is None:
            grade.needs_manual_grade = True  # an extension alone made it none
    for comment in notebook.comments:
        if comment.cell.name in graded.comments:
            comment.auto_comment = graded.comments[comment.cell.name]


def _fill_missing(notebook: SubmittedNotebook) -> None:
    """Give nothing for a notebook that was not handed in."""
    for grade in notebook.grades:
        grade.auto_score, grade.needs_manual_grade = 0.0, False
