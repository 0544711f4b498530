"""More time for one student: nbgrader's extension, kept with the submission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from nbgrader.api import Grade, Gradebook, MissingEntry, SubmittedAssignment

from autograder.common.telling import counted
from autograder.config import find_course
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.gradebook.current import current_assignments, open_gradebook, shown
from autograder.gradebook.lateness import points_told
from autograder.gradebook.people import Person, find_person
from autograder.gradebook.records import SubmissionRecord, read_assignment
from autograder.gradebook.saving import find_or_make
from autograder.model import UsageError


@dataclass(frozen=True)
class Extension:
    """What a student has now: until when, and what that does to what is handed in."""

    student: Person
    assignment: str
    due: datetime
    zone: tzinfo | None
    days: float
    submission: SubmissionRecord | None

    def __str__(self) -> str:
        """Say it back."""
        due = f"{self.assignment} is due {shown(self.due, self.zone)}"
        days = f"{counted(self.days, 'day')} later"
        what = f"{self.student}: {due}, {days if self.days else 'as for everybody'}"
        return what + self._consequence()

    def _consequence(self) -> str:
        done = self.submission
        if done is None:
            return ""
        points = points_told(done.final_score, done.max_score, done.late_penalty)
        return f"; what is handed in counts {points}"


def extend(
    course: NbgraderCourse, student: str, assignment: str, days: float
) -> Extension:
    """Give a student until so many days after everybody's deadline; 0 takes it back.

    Raises:
        UsageError: There is no such student or assignment, or no deadline to extend.
    """
    with open_gradebook(course) as gradebook:
        person = find_person(gradebook, student)
        known = current_assignments(course, gradebook)
        if assignment not in known:
            raise UsageError(
                f"there is no assignment '{assignment}'; the gradebook has "
                f"{', '.join(known) or 'none yet'}"
            )
        due = gradebook.find_assignment(assignment).duedate
        if due is None:
            raise UsageError(f"{assignment} has no deadline that could be extended")
        _store(gradebook, student, assignment, timedelta(days=days))
    with open_gradebook(course, assignments=[assignment]) as gradebook:
        record = read_assignment(gradebook, assignment, [student])
    own = find_course(course.root)
    said = own.assignment(assignment).due if own else None
    return Extension(
        student=person,
        assignment=assignment,
        due=due + timedelta(days=days),
        zone=said.tzinfo if said else None,
        days=days,
        submission=record.submissions[0] if record.submissions else None,
    )


def _store(
    gradebook: Gradebook, student: str, assignment: str, extension: timedelta
) -> None:
    try:
        submission = gradebook.find_submission(assignment, student)
    except MissingEntry:
        if not extension:
            return
        find_or_make(gradebook, assignment, student)
        submission = gradebook.find_submission(assignment, student)
        for grade in _grades(submission):
            grade.needs_manual_grade = False  # nothing is there yet
    submission.extension = extension or None
    gradebook.db.commit()
    if not extension and _is_empty(submission):
        gradebook.remove_submission(assignment, student)


def _is_empty(submission: SubmittedAssignment) -> bool:
    """Whether there is nothing but the extension that made the entry."""
    return submission.timestamp is None and not any(
        grade.needs_manual_grade
        or grade.auto_score is not None
        or grade.manual_score is not None
        for grade in _grades(submission)
    )


def _grades(submission: SubmittedAssignment) -> list[Grade]:
    return [grade for notebook in submission.notebooks for grade in notebook.grades]
