"""Write the feedback pages of a graded course, and each student's index."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook

from autograder.common.culprits import told
from autograder.common.printable import one_line
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.gradebook.current import Say, chosen_assignments, open_gradebook
from autograder.gradebook.people import Person
from autograder.gradebook.records import (
    AssignmentRecord,
    SubmissionRecord,
    read_assignment,
)
from autograder.grading.results import ResultStore
from autograder.grading.timestamps import TIMESTAMP
from autograder.model import SubmissionError
from autograder.notebook import untrusted
from autograder.pages.feedback import Sayings, write_feedback
from autograder.publishing.explanations import load_sayings
from autograder.publishing.facts import CourseFacts
from autograder.publishing.indexes import write_student_indexes
from autograder.publishing.processes import Tell, each

_LABELS = (TIMESTAMP, "submission_secret.txt")

_LABEL_BYTES = 1000
"""A label is a line; what is longer is none of nbgrader's."""

_SHARE = 10
"""Of so many students one process makes the pages before it is given others."""

_MANY = 60
"""Submissions whose pages, some 0.2 s each, are worth starting processes for."""


def publish_feedback(
    course: NbgraderCourse,
    assignments: Collection[str] = (),
    students: Collection[str] = (),
    say: Say = lambda line: None,
    lack: Say | None = None,
    tell: Tell = lambda count, total: None,
) -> list[Path]:
    """Write a feedback page for every notebook that was handed in; return the pages.

    Args:
        course: The course.
        assignments: Of which; of all if there are none.
        students: Whose; everybody's if there are none.
        say: Told what of ``course_config.py`` is new or does not fit.
        lack: Told of which submission no page can be made, which costs no other its
            page; ``say`` if there is none.
        tell: Told of how many submissions pages are written, and how many there are.
    """
    lack = lack or say
    store, facts = ResultStore(course.root), CourseFacts.of(course)
    with open_gradebook(course, say) as gradebook:
        shares = [
            _Share(name, senders[first : first + _SHARE], sayings)
            for name in chosen_assignments(course, gradebook, assignments)
            if (senders := _senders(gradebook, store, name, students))
            for sayings in [load_sayings(course, name, facts)]
            for first in range(0, len(senders), _SHARE)
        ]
        done, total = 0, sum(len(share.students) for share in shares)
        made = each(course, _feedback, shares, is_large=total >= _MANY)
        pages: list[Path] = []
        with closing(made):
            for share, (written, troubles) in zip(shares, made, strict=True):
                done += len(share.students)
                tell(done, total)
                for line in troubles:
                    lack(line)
                pages += written
        mine = {page.parents[1].name for page in pages}
        write_student_indexes(course, gradebook, mine)
    return pages


@dataclass(frozen=True)
class _Share:
    """Some of those who handed an assignment in, whose pages one process makes."""

    assignment: str
    students: Sequence[str]
    sayings: Sayings


def _feedback(course: NbgraderCourse, share: _Share) -> tuple[list[Path], list[str]]:
    """Write the pages of a share; return them, and why somebody has none."""
    name, store = share.assignment, ResultStore(course.root)
    with course.gradebook() as gradebook:
        record = read_assignment(gradebook, name, share.students)
    pages, troubles = [], []
    for submission in (*record.submissions, *_refused(store, record, share.students)):
        student = submission.student.id
        known = store.load(name, student)
        try:
            written = write_feedback(
                autograded=course.path("autograded", student, name),
                record=submission,
                destination=course.path("feedback", student, name),
                results=known.notebooks if known else (),
                sayings=share.sayings,
            )
        except OSError:
            raise  # of the machine's, which concerns all pages
        except Exception as error:
            what = f"no page of '{student}' can be made: {told(error)}"
            troubles.append(one_line(f"{name}: {what}"))
            continue
        if written:
            _label(course, student, name)
        pages += written
    return pages, troubles


def _senders(
    gradebook: Gradebook, store: ResultStore, name: str, students: Collection[str]
) -> list[str]:
    """Return of whom there is a submission, graded or refused."""
    graded = {s.student.id for s in gradebook.assignment_submissions(name)}
    found = graded.union(store.students(name))
    return sorted(found.intersection(students) if students else found)


def _refused(
    store: ResultStore, record: AssignmentRecord, students: Collection[str]
) -> Iterator[SubmissionRecord]:
    """Yield whose work could not be graded, and is in no gradebook therefore."""
    known = {submission.student.id for submission in record.submissions}
    people = {person.id: person for person in record.students}
    for student in store.students(record.name):
        if student in students and student not in known:
            person = people.get(student, Person(student))
            yield SubmissionRecord(person, record.name, due=record.duedate)


def _label(course: NbgraderCourse, student: str, assignment: str) -> None:
    """Put beside a page what nbgrader's exchange has to know to release it.

    What could not be graded is in ``submitted`` alone. A link there may lead to the
    secret of somebody else, whose page would then be replaced.
    """
    for label in _LABELS:
        for step in ("autograded", "submitted"):
            path = course.path(step, student, assignment) / label
            if any(place.is_symlink() for place in (path, *path.parents[:2])):
                continue
            with suppress(SubmissionError):
                content = untrusted.read(path, _LABEL_BYTES)
                copy = course.path("feedback", student, assignment) / label
                copy.write_bytes(content)
                break
