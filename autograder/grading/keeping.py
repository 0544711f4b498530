"""Put what was graded where it belongs: folder, gradebook, record, in this order."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties

from autograder.grading.gradebook import (
    GradedNotebook,
    LatePenalty,
    read_results,
    save_submission,
)
from autograder.grading.machine import machine_errors
from autograder.grading.results import Record, ResultStore
from autograder.grading.settings import Settings
from autograder.grading.submissions import Submission, read_timestamp
from autograder.grading.worker import Job, NotebookOutcome, Outcome
from autograder.model import NotebookResult, Status
from autograder.nbgrader_course import NbgraderCourse


class Keeper:
    """Keeps the results of one run; the only one who writes."""

    def __init__(
        self, course: NbgraderCourse, gradebook: Gradebook, settings: Settings
    ) -> None:
        self._course = course
        self._gradebook = gradebook
        self._isolation = settings.isolation
        self._store = ResultStore(course.root)
        self._late_penalty = _late_penalty(course)

    def draft(self, submission: Submission) -> Path:
        """Return where a worker may lay out a submission's folder."""
        drafts = self._course.root / ".autograder" / "drafts"
        return drafts / submission.assignment / submission.student

    def recall(self, submission: Submission, key: str) -> Record | None:
        """Return the record of a submission that has not changed since."""
        name, student = submission.assignment, submission.student
        record = self._store.load(name, student)
        complete = self._course.path("autograded", student, name).is_dir()
        return record if record and record.key == key and complete else None

    def keep_failure(self, results: Sequence[NotebookResult]) -> None:
        """Record that a submission could not be graded; it will be tried again."""
        with machine_errors(self._course.root):
            first = results[0]
            self._store.save(
                first.assignment, first.student, ResultStore.FAILED, results
            )

    def keep(self, job: Job, outcome: Outcome | None, key: str) -> list[NotebookResult]:
        """Complete a graded submission; return its results."""
        submission = Submission(job.student, job.assignment, job.folder)
        if outcome is None:
            shutil.rmtree(job.draft, ignore_errors=True)
            reason = "the worker that graded it died; was the machine out of memory?"
            results = failed(submission, job.editions, reason)
            self.keep_failure(results)
            return results
        with machine_errors(self._course.root):
            self._store.forget(job.assignment, job.student)
            self._put_in_place(job)
            self._save(submission, outcome)
            results = self._results(submission, outcome)
            whole = all(result.status is Status.GRADED for result in results)
            self._store.save(
                job.assignment,
                job.student,
                key if whole else ResultStore.FAILED,
                results,
            )
        return results

    def _put_in_place(self, job: Job) -> None:
        """Exchange the folder under ``autograded`` for the new one."""
        final = self._course.path("autograded", job.student, job.assignment)
        old = job.draft.with_name(f"{job.draft.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        final.parent.mkdir(parents=True, exist_ok=True)
        if final.exists():
            final.rename(old)
        job.draft.rename(final)
        shutil.rmtree(old, ignore_errors=True)

    def _save(self, submission: Submission, outcome: Outcome) -> None:
        save_submission(
            self._gradebook,
            submission.assignment,
            submission.student,
            {
                name: None
                if found.reason
                else GradedNotebook(found.cells, found.comments)
                for name, found in outcome.notebooks.items()
            },
            timestamp=read_timestamp(submission),
            late_penalty=self._late_penalty,
        )

    def _results(
        self, submission: Submission, outcome: Outcome
    ) -> list[NotebookResult]:
        name, student = submission.assignment, submission.student
        return [
            self._result(saved, outcome.notebooks.get(saved.notebook))
            for saved in read_results(self._gradebook, name, student)
        ]

    def _result(
        self, saved: NotebookResult, outcome: NotebookOutcome | None
    ) -> NotebookResult:
        """Add to what the gradebook says what only the grader knows."""
        if outcome is None:
            return replace(saved, notes=("not handed in",))
        if outcome.reason:
            return replace(saved, status=Status.FAILED, reason=outcome.reason, cells=())
        messages = {cell.grade_id: cell for cell in outcome.cells}
        return replace(
            saved,
            language=outcome.language,
            isolation=self._isolation,
            layers=outcome.layers,
            seconds=outcome.seconds,
            notes=outcome.notes,
            flags=outcome.flags,
            cells=tuple(
                replace(cell, message=messages[cell.grade_id].message)
                if cell.grade_id in messages
                else cell
                for cell in saved.cells
            ),
        )


def failed(
    submission: Submission, notebooks: Collection[str], reason: str
) -> list[NotebookResult]:
    """Return the results of a submission that cannot be graded."""
    return [
        NotebookResult(
            submission.student, submission.assignment, notebook, Status.FAILED, reason
        )
        for notebook in notebooks or [submission.assignment]
    ]


def unchanged(known: Sequence[NotebookResult], record: Record) -> list[NotebookResult]:
    """Return the recorded results with the gradebook's scores.

    People may have graded by hand since.
    """
    recorded = {result.notebook: result for result in record.notebooks}
    return [
        replace(
            recorded[now.notebook],
            status=Status.UNCHANGED,
            score=now.score,
            needs_manual=now.needs_manual,
        )
        for now in known
    ]


def _late_penalty(course: NbgraderCourse) -> LatePenalty:
    """Return the method of nbgrader's plugin for late submissions."""
    step = AssignLatePenalties(config=course.config)
    step.init_plugin()
    method: LatePenalty = step.plugin_inst.late_submission_penalty
    return method
