"""What a run writes of a graded submission: its scores, and all that only we know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from nbgrader.api import Gradebook

from autograder.config.nbgrader_course import NbgraderCourse
from autograder.gradebook.lateness import penalty_of
from autograder.gradebook.patience import patiently
from autograder.gradebook.results import read_results
from autograder.gradebook.saving import GradedNotebook, save_submission, save_timestamp
from autograder.grading.job import Job, Outcome
from autograder.grading.results import ResultStore
from autograder.grading.settings import Settings
from autograder.grading.submissions import Submission
from autograder.grading.timestamps import read_timestamp
from autograder.model import CellResult, NotebookResult, Status
from autograder.notebook.source import Editions


class Books:
    """The gradebook of a course and the records beside it, for one run to write.

    Attributes:
        store: The records.
    """

    def __init__(
        self, course: NbgraderCourse, gradebook: Gradebook, settings: Settings
    ) -> None:
        self.store = ResultStore(course.root)
        self._gradebook = gradebook
        self._settings = settings
        self._late_penalty = penalty_of(course.config)

    def enter(self, job: Job, outcome: Outcome) -> list[NotebookResult]:
        """Save the scores in one transaction; return what is known of each notebook."""
        submission = Submission(job.student, job.assignment, job.folder)
        patiently(self._gradebook, lambda: self._save(submission, outcome))
        return [
            self._result(saved, outcome, job.editions)
            for saved in self.read(submission)
        ]

    def read(self, submission: Submission) -> list[NotebookResult]:
        """Return what the gradebook says of a submission."""
        name, student = submission.assignment, submission.student
        read = partial(read_results, self._gradebook, name, [student])
        return list(patiently(self._gradebook, read)[student])

    def date_anew(self, submission: Submission) -> None:
        """Save when it was handed in, and what follows from that."""
        timestamp = read_timestamp(submission.folder)
        if timestamp is not None:
            save = partial(
                save_timestamp,
                self._gradebook,
                submission.assignment,
                submission.student,
                timestamp,
                self._late_penalty,
            )
            patiently(self._gradebook, save)

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
            timestamp=read_timestamp(submission.folder),
            late_penalty=self._late_penalty,
        )

    def _result(
        self, saved: NotebookResult, graded: Outcome, known: Mapping[str, Editions]
    ) -> NotebookResult:
        """Add to what the gradebook says what only the grader knows."""
        saved = replace(saved, cells=_in_order(saved.cells, known[saved.notebook]))
        outcome = graded.notebooks.get(saved.notebook)
        if outcome is None:
            return replace(saved, notes=(graded.unfound,))
        if outcome.reason:
            return replace(
                saved,
                status=Status.FAILED,
                reason=outcome.reason,
                is_nobodys_fault=outcome.is_nobodys_fault,
                cells=(),
            )
        ours = {cell.grade_id: cell for cell in outcome.cells}
        return replace(
            saved,
            language=outcome.language,
            isolation=self._settings.spec(saved.assignment).isolation,
            layers=outcome.layers,
            seconds=outcome.seconds,
            notes=(*self._settings.told(saved.assignment), *outcome.notes),
            flags=outcome.flags,
            cells=tuple(
                replace(
                    cell,
                    message=ours[cell.grade_id].message,
                    diagnosis=ours[cell.grade_id].diagnosis,
                )
                if cell.grade_id in ours
                else cell
                for cell in saved.cells
            ),
        )


def _in_order(
    cells: Sequence[CellResult], editions: Editions
) -> tuple[CellResult, ...]:
    """Put a notebook's cells in its order, which no database keeps."""
    place = {cell.grade_id: at for at, cell in enumerate(editions[""].cells)}
    return tuple(sorted(cells, key=lambda cell: place.get(cell.grade_id, len(place))))
