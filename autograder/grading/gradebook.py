"""Read and write nbgrader's gradebook. Only the parent process of a class calls this.

A submission is written in one transaction, so no score is ever half there. People's
word is kept: manual scores, extra credit and comments survive grading again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
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
from sqlalchemy.orm import selectinload, undefer

from autograder.model import CellResult, NotebookResult, Status
from autograder.notebook import rules

LatePenalty = Callable[[str, float, float], float | None]


@dataclass(frozen=True)
class GradedNotebook:
    """What grading says of one notebook: scores, and remarks on blank answers."""

    cells: Sequence[CellResult]
    comments: Mapping[str, str | None] = field(default_factory=dict)


def read_dates(gradebook: Gradebook, assignment: str) -> dict[str, str]:
    """Return what lateness depends on, as text: by student; "" for all others."""
    found = gradebook.find_assignment(assignment)
    submissions = gradebook.db.query(SubmittedAssignment).filter_by(
        assignment_id=found.id
    )
    extended = {
        submission.student_id: f"due {found.duedate}, {submission.extension} later"
        for submission in submissions.filter(SubmittedAssignment.extension.is_not(None))
    }
    return {"": f"due {found.duedate}", **extended}


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
        needs_manual=notebook.needs_manual_grade,
        cells=tuple(
            CellResult(grade.cell.name, grade.auto_score, grade.cell.max_score)
            for grade in notebook.grades
        ),
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
        late_penalty: nbgrader's plugin for late submissions.
    """
    session = gradebook.db
    try:
        with session.no_autoflush:
            submission = _submission(gradebook, assignment, student)
            if timestamp is not None:
                submission.timestamp = timestamp
            for notebook in submission.notebooks:
                if notebook.name not in notebooks:
                    _fill_missing(notebook)
                elif (graded := notebooks[notebook.name]) is not None:
                    _fill(notebook, graded)
            session.flush()
        late = _seconds_late(submission)
        for notebook in submission.notebooks:
            if notebooks.get(notebook.name) is not None:
                notebook.late_submission_penalty = rules.late_penalty(
                    late_penalty, student, _score(notebook), late
                )
        session.commit()
    except BaseException:
        session.rollback()
        raise


def _submission(
    gradebook: Gradebook, assignment_name: str, student_id: str
) -> SubmittedAssignment:
    """Return the submission, made with all its parts where it is new; not committed."""
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
    for comment in notebook.comments:
        if comment.cell.name in graded.comments:
            comment.auto_comment = graded.comments[comment.cell.name]


def _fill_missing(notebook: SubmittedNotebook) -> None:
    """Give nothing for a notebook that was not handed in."""
    for grade in notebook.grades:
        grade.auto_score, grade.needs_manual_grade = 0.0, False


def _seconds_late(submission: SubmittedAssignment) -> float:
    due = submission.assignment.duedate
    return rules.seconds_late(submission.timestamp, due, submission.extension)


def _score(notebook: SubmittedNotebook) -> float:
    return sum(
        rules.total_score(grade.auto_score, grade.manual_score, grade.extra_credit)
        for grade in notebook.grades
    )
