"""Grade one exercise again, for everyone, after its test was corrected.

The whole notebook runs, since the answer may need what comes before it; of what comes
out, the one check's score, output and diagnosis are kept. Other scores, hand grades,
comments and files stay as they were. What follows from all of them is computed anew:
totals, and the late penalty by the time of handing in as it is now.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import mean
from typing import Any

from nbgrader.api import Gradebook

from autograder.config.nbgrader_course import NbgraderCourse
from autograder.gradebook.current import current_assignments
from autograder.gradebook.people import Person, read_people
from autograder.gradebook.results import read_results
from autograder.grading.books import Books
from autograder.grading.job import Job, Outcome
from autograder.grading.keeping import failed_results, failures
from autograder.grading.results import ResultStore
from autograder.grading.settings import Settings
from autograder.grading.submissions import Submission
from autograder.model import CellResult, NotebookResult, Status, UsageError
from autograder.notebook.cells import grade_id
from autograder.notebook.marks import check_of


@dataclass(frozen=True)
class Scores:
    """The points for one exercise, by assignment and student."""

    by_student: Mapping[tuple[str, str], float]
    max_score: float
    people: Mapping[str, Person] = field(default_factory=dict)

    def __str__(self) -> str:
        points = self.by_student.values()
        full = sum(score >= self.max_score for score in points)
        average = mean(points) if points else 0.0
        return (
            f"{len(points)} graded, mean {average:.2f} of {self.max_score:g}, "
            f"{full} with full points"
        )

    def changes(self, after: Scores) -> list[str]:
        """Return a line for each student whose points are others now."""
        return [
            f"{assignment}, {self.people[student]}: {old:g} → {now:g}"
            for (assignment, student), old in self.by_student.items()
            if (now := after.by_student[assignment, student]) != old
        ]


def assignments_with(
    gradebook: Gradebook, exercise: str, assignments: Collection[str]
) -> list[str]:
    """Return the assignments that have an exercise.

    Raises:
        UsageError: None has it.
    """
    found = [
        assignment.name
        for assignment in gradebook.assignments
        if not assignments or assignment.name in assignments
        for notebook in assignment.notebooks
        if any(cell.name in grade_ids(exercise) for cell in notebook.grade_cells)
    ]
    if not found:
        raise UsageError(f"no assignment has an exercise '{exercise}' that is graded")
    return list(dict.fromkeys(found))


def graded_before(
    course: NbgraderCourse, submissions: Sequence[Submission]
) -> list[Submission]:
    """Return the submissions that have been graded; no others can be regraded."""
    store = ResultStore(course.root)
    return [
        submission
        for submission in submissions
        for record in [store.load(submission.assignment, submission.student)]
        if record is not None and record.key != ResultStore.FAILED
        if course.path("autograded", submission.student, submission.assignment).is_dir()
    ]


def read_scores(
    course: NbgraderCourse, exercise: str, assignments: Collection[str]
) -> Scores:
    """Return what everybody has for an exercise.

    Raises:
        UsageError: No assignment has it.
    """
    scores: dict[tuple[str, str], float] = {}
    max_score = 0.0
    with course.gradebook() as gradebook:
        people = {person.id: person for person in read_people(gradebook)}
        names = assignments or current_assignments(course, gradebook)
        for name in assignments_with(gradebook, exercise, names):
            for student, notebooks in read_results(gradebook, name, people).items():
                for cell in _cells(notebooks, exercise):
                    scores[name, student] = cell.auto_score or 0.0
                    max_score = cell.max_score
    return Scores(scores, max_score, people)


def grade_ids(exercise: str) -> tuple[str, str]:
    """Return the ids that the check of an exercise may have."""
    return exercise, check_of(exercise)


class ExerciseKeeper:
    """Keeps of each new result what concerns one exercise.

    It is another :class:`~.keeping.Keeper`: whatever was graded before is graded again,
    and what fails now leaves all as it was.
    """

    def __init__(
        self,
        course: NbgraderCourse,
        gradebook: Gradebook,
        settings: Settings,
        exercise: str,
    ) -> None:
        self._course = course
        self._books = Books(course, gradebook, settings)
        self._ids = grade_ids(exercise)

    def recall(
        self, submission: Submission, key: str, known: Sequence[NotebookResult]
    ) -> list[NotebookResult] | None:
        """Return None: whatever was graded before is graded again."""
        return None

    def refuse(
        self, submission: Submission, reasons: Mapping[str, str]
    ) -> list[NotebookResult]:
        """Return the failures; what is recorded stays."""
        return failed_results(submission, reasons, None)

    def keep(self, job: Job, outcome: Outcome | None, key: str) -> list[NotebookResult]:
        """Replace the check's score, output and diagnosis; return the results."""
        store = self._books.store
        submission = Submission(job.student, job.assignment, job.folder)
        record = store.load(job.assignment, job.student)
        reasons = failures(job.editions, outcome)
        if outcome is None or record is None or reasons:
            shutil.rmtree(job.draft, ignore_errors=True)
            lost = dict.fromkeys(job.editions, "its record is gone; grade it anew")
            return failed_results(submission, reasons or lost, outcome)
        is_as_before = self._replace_cells(job)
        entered = self._books.enter(job, self._own(outcome))
        fresh = {now.notebook: now for now in entered}
        results = [
            self._merged(old, fresh.get(old.notebook, old)) for old in record.notebooks
        ]
        # With nothing else changed, the next run need not grade it again.
        is_all = is_as_before and all(
            self._others(old.cells) == self._others(found.cells)
            for old in record.notebooks
            if (found := outcome.notebooks.get(old.notebook))
        )
        kept = key if is_all else record.key
        store.save(job.assignment, job.student, kept, results)
        return results

    def _others(self, cells: Sequence[CellResult]) -> dict[str, float | None]:
        """Return the automatic scores of all that is not graded again."""
        return {c.grade_id: c.auto_score for c in cells if c.grade_id not in self._ids}

    def _own(self, outcome: Outcome) -> Outcome:
        """Return the part of an outcome that is to be saved."""
        notebooks = {
            name: replace(
                found,
                cells=tuple(c for c in found.cells if c.grade_id in self._ids),
                comments={},
            )
            for name, found in outcome.notebooks.items()
        }
        return replace(outcome, notebooks=notebooks)

    def _merged(self, old: NotebookResult, now: NotebookResult) -> NotebookResult:
        fresh = {c.grade_id: c for c in now.cells if c.grade_id in self._ids}
        cells = tuple(fresh.get(cell.grade_id, cell) for cell in old.cells)
        return replace(
            old,
            status=Status.GRADED,
            score=now.score,
            late_penalty=now.late_penalty,
            needs_manual=now.needs_manual,
            cells=cells,
        )

    def _replace_cells(self, job: Job) -> bool:
        """Put the check's new output into the notebooks under ``autograded``.

        Returns whether all else in them is what was handed in: a student may have
        handed in anew, and that is for the next run to grade.
        """
        final = self._course.path("autograded", job.student, job.assignment)
        drafts = {path.name for path in job.draft.glob("*.ipynb")}
        is_as_before = drafts == {path.name for path in final.glob("*.ipynb")}
        for name in drafts:
            draft, path = job.draft / name, final / name
            if not path.is_file():
                continue
            notebook, fresh = _read(path), _read(draft)
            new = {grade_id(cell): cell for cell in fresh["cells"]}
            is_as_before &= _other_sources(notebook, self._ids) == _other_sources(
                fresh, self._ids
            )
            notebook["cells"] = [
                new.get(grade_id(cell), cell) if grade_id(cell) in self._ids else cell
                for cell in notebook["cells"]
            ]
            text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True)
            part = path.with_suffix(".tmp")
            part.write_text(text + "\n", encoding="utf-8")
            part.replace(path)
        shutil.rmtree(job.draft, ignore_errors=True)
        return is_as_before


def _cells(notebooks: Sequence[NotebookResult], exercise: str) -> list[CellResult]:
    ids = grade_ids(exercise)
    return [c for notebook in notebooks for c in notebook.cells if c.grade_id in ids]


def _other_sources(notebook: dict[str, Any], but: Collection[str]) -> list[str]:
    cells = notebook["cells"]
    return [cell["source"] for cell in cells if grade_id(cell) not in but]


def _read(path: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook
