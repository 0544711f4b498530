"""Write the pages of a graded course: who is shown what, and where it goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

from nbgrader.api import Gradebook

from autograder.common.printable import one_line
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.gradebook.current import Say, current_assignments, open_gradebook
from autograder.gradebook.records import AssignmentRecord, read_assignment
from autograder.grading.results import ResultStore
from autograder.grading.timestamps import TIMESTAMP
from autograder.model import NotebookResult, Status, SubmissionError, UsageError
from autograder.notebook import untrusted
from autograder.pages.feedback import write_feedback
from autograder.pages.report import write_report
from autograder.publishing.classwork import read_classwork, read_inventory
from autograder.publishing.explanations import load_explanations
from autograder.publishing.facts import CourseFacts, hidden_marks

_LABELS = (TIMESTAMP, "submission_secret.txt")

_LABEL_BYTES = 1000
"""A label is a line; what is longer is none of nbgrader's."""


def publish_feedback(
    course: NbgraderCourse,
    assignments: Collection[str] = (),
    students: Collection[str] = (),
    say: Say = lambda line: None,
) -> list[Path]:
    """Write a feedback page for every graded notebook; return the pages.

    ``say`` is told what of ``course_config.py`` is new or does not fit, and of which
    submission no page can be made: it costs no other its page.
    """
    store, facts = ResultStore(course.root), CourseFacts.of(course)
    marks = hidden_marks(course)
    pages: list[Path] = []
    with open_gradebook(course, say) as gradebook:
        for name in _chosen(course, gradebook, assignments):
            explanations = load_explanations(course, name)
            record = read_assignment(gradebook, name, students or None)
            for submission in record.submissions:
                student = submission.student.id
                known = store.load(name, student)
                try:
                    written = write_feedback(
                        autograded=course.path("autograded", student, name),
                        record=submission,
                        destination=course.path("feedback", student, name),
                        results=known.notebooks if known else (),
                        explanations=explanations,
                        language=facts.language,
                        zone=facts.zone(name),
                        marks=marks,
                    )
                except OSError:
                    raise  # of the machine's, which concerns all pages
                except Exception as error:
                    told = f"{type(error).__name__}: {error}"
                    say(one_line(f"{name}: no page of '{student}' can be made: {told}"))
                    continue
                if written:
                    _label(course, student, name)
                pages += written
    return pages


def publish_reports(
    course: NbgraderCourse,
    assignments: Collection[str] = (),
    say: Say = lambda line: None,
) -> list[Path]:
    """Write the class report of each assignment; return the pages.

    ``say`` is told what of ``course_config.py`` is new or does not fit.
    """
    store, facts = ResultStore(course.root), CourseFacts.of(course)
    pages = []
    with open_gradebook(course, say) as gradebook:
        for name in _chosen(course, gradebook, assignments):
            results: list[NotebookResult] = []
            for student in store.students(name):
                if known := store.load(name, student):
                    results += known.notebooks
            record = read_assignment(gradebook, name)
            students = _graded(record, results)
            before = list(
                takewhile(name.__ne__, current_assignments(course, gradebook))
            )
            pages.append(
                write_report(
                    record=record,
                    destination=course.root / "reports" / f"{name}.html",
                    results=results,
                    work=read_classwork(course, name, students),
                    inventory=read_inventory(course, name, before, students),
                    explanations=load_explanations(course, name).get(facts.language),
                    language=facts.language,
                    title=facts.title(name),
                    zone=facts.zone(name),
                )
            )
    return pages


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


def _graded(record: AssignmentRecord, results: Iterable[NotebookResult]) -> list[str]:
    """Return whose submissions have been graded."""
    failed = {r.student for r in results if r.status is Status.FAILED}
    students = [submission.student.id for submission in record.submissions]
    return [student for student in students if student not in failed]


def _chosen(
    course: NbgraderCourse, gradebook: Gradebook, assignments: Collection[str]
) -> list[str]:
    known = current_assignments(course, gradebook)
    for name in assignments:
        if name not in known:
            raise UsageError(
                f"there is no assignment '{name}'; the gradebook has "
                f"{', '.join(known) or 'none yet'}"
            )
    return [name for name in known if not assignments or name in assignments]
