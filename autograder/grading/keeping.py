"""Put what was graded where it belongs: folder, gradebook, record, in this order."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from nbgrader.api import Gradebook
from nbgrader.converters import Autograde

from autograder.config.nbgrader_course import NbgraderCourse
from autograder.engine.phases import phase, timed
from autograder.grading.books import Books
from autograder.grading.job import Job, Outcome
from autograder.grading.results import ResultStore
from autograder.grading.settings import Settings
from autograder.grading.submissions import Submission
from autograder.grading.timestamps import TIMESTAMP
from autograder.grading.unchanged import as_unchanged
from autograder.model import NotebookResult, Status
from autograder.notebook import untrusted

_PERMISSIONS = 444  # nbgrader's own number, which is read as octal

DIED = "the worker that graded it died; was the machine out of memory?"


class Keeper(Protocol):
    """What becomes of a submission that was looked at, and of the job it led to."""

    def recall(
        self, submission: Submission, key: str, known: Sequence[NotebookResult]
    ) -> list[NotebookResult] | None:
        """Return the results of a submission that need not be graded; None of others.

        Args:
            submission: As it is now.
            key: Of its content.
            known: What the gradebook says of it.
        """

    def refuse(
        self, submission: Submission, reasons: Mapping[str, str]
    ) -> list[NotebookResult]:
        """Return the results of notebooks that cannot be graded, for these reasons."""

    def keep(self, job: Job, outcome: Outcome | None, key: str) -> list[NotebookResult]:
        """Keep what a worker made of a job, nothing if it died; return the results."""


class SubmissionKeeper:
    """Keeps all of a submission: scores, records, and the folder ``autograded``."""

    def __init__(
        self, course: NbgraderCourse, gradebook: Gradebook, settings: Settings
    ) -> None:
        self._course = course
        self._books = Books(course, gradebook, settings)
        self._store = self._books.store
        self._autograde = Autograde(course.directory(), config=course.config)

    def recall(
        self, submission: Submission, key: str, known: Sequence[NotebookResult]
    ) -> list[NotebookResult] | None:
        """Return the results of a submission that has not changed since."""
        name, student = submission.assignment, submission.student
        record = self._store.load(name, student)
        if not known or record is None or record.key != key:
            return None
        if not self._course.path("autograded", student, name).is_dir():
            return None
        if self._is_dated_anew(submission):
            known = self._books.read(submission)
        return as_unchanged(known, record)

    def _is_dated_anew(self, submission: Submission) -> bool:
        """Take over the time of handing in, if it is another; tell whether it is."""
        own = self._course.path("autograded", submission.student, submission.assignment)
        said, known = submission.folder / TIMESTAMP, own / TIMESTAMP
        if not said.is_file() or (
            known.is_file() and said.read_bytes() == known.read_bytes()
        ):
            return False
        self._books.date_anew(submission)
        shutil.copyfile(said, known)
        return True

    def refuse(
        self, submission: Submission, reasons: Mapping[str, str]
    ) -> list[NotebookResult]:
        """Record why each notebook could not be graded; it will be tried again."""
        return self._failed(submission, failed_results(submission, reasons, None))

    def _failed(
        self, submission: Submission, results: list[NotebookResult]
    ) -> list[NotebookResult]:
        name, student = submission.assignment, submission.student
        self._store.save(name, student, ResultStore.FAILED, results)
        return results

    def keep(self, job: Job, outcome: Outcome | None, key: str) -> list[NotebookResult]:
        """Complete a graded submission; return its results.

        Where no notebook could be graded, what was there before stays.
        """
        submission = Submission(job.student, job.assignment, job.folder)
        reasons = failures(job.editions, outcome)
        if outcome is None or (reasons and len(reasons) == len(outcome.notebooks)):
            shutil.rmtree(job.draft, ignore_errors=True)
            failed = failed_results(submission, reasons, outcome)
            return self._failed(submission, failed)
        self._store.forget(job.assignment, job.student)
        self._put_in_place(job)
        with phase("database"):
            results = self._books.enter(job, outcome)
        self._store.save(
            job.assignment,
            job.student,
            ResultStore.FAILED if reasons else key,
            results,
        )
        return results

    @timed("laying out")
    def _put_in_place(self, job: Job) -> None:
        """Exchange the folder under ``autograded`` for the new one."""
        final = self._course.path("autograded", job.student, job.assignment)
        # Not beside the draft: a student may be called so.
        old = self._course.root / ".autograder" / "replaced"
        untrusted.remove(old)
        final.parent.mkdir(parents=True, exist_ok=True)
        if final.exists():
            shutil.move(final, old)
        shutil.move(job.draft, final)
        self._share(job)
        untrusted.remove(old)

    def _share(self, job: Job) -> None:
        """Let others have the folder as far as nbgrader's settings say so."""
        step = self._autograde
        if step.coursedir.groupshared or step.permissions != _PERMISSIONS:
            step.set_permissions(job.assignment, job.student)


def failures(notebooks: Collection[str], outcome: Outcome | None) -> dict[str, str]:
    """Return why notebooks could not be graded, by their names."""
    if outcome is None:
        return dict.fromkeys(notebooks, DIED)
    found = outcome.notebooks.items()
    return {name: notebook.reason for name, notebook in found if notebook.reason}


def failed_results(
    submission: Submission, reasons: Mapping[str, str], outcome: Outcome | None
) -> list[NotebookResult]:
    """Return the results of notebooks that could not be graded."""
    found = outcome.notebooks if outcome else {}
    return [
        NotebookResult(
            submission.student,
            submission.assignment,
            notebook,
            Status.FAILED,
            reason,
            is_nobodys_fault=notebook in found and found[notebook].is_nobodys_fault,
        )
        for notebook, reason in reasons.items()
    ]
