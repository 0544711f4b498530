"""Remember how each submission was graded, so that nothing is graded twice.

A record is written last, when the gradebook and the folder ``autograded`` are complete:
a submission without one, or with one of another key, is graded (again).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.model import NotebookResult, Status

if TYPE_CHECKING:  # to look for a record imports nothing that takes long
    from autograder.config.nbgrader_course import NbgraderCourse


@dataclass(frozen=True)
class Record:
    """The results of one submission and the key of what they were computed from."""

    key: str
    notebooks: tuple[NotebookResult, ...]


class ResultStore:
    """Records in ``.autograder/results/<assignment>/<student>.json`` of a course.

    What could not be graded is recorded under the key ``FAILED``, which no content has.

    Attributes:
        folder: Where they are.
    """

    FAILED = ""

    def __init__(self, root: Path) -> None:
        self.folder = root / ".autograder" / "results"

    def load(self, assignment: str, student: str) -> Record | None:
        """Return the record of a submission; None if there is none that can be read."""
        try:
            data = json.loads(
                self.path(assignment, student).read_text(encoding="utf-8")
            )
            notebooks = tuple(
                NotebookResult.from_json(item) for item in data["notebooks"]
            )
            return Record(data["key"], notebooks)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None  # as if never graded: grading again is safe

    def save(
        self,
        assignment: str,
        student: str,
        key: str,
        notebooks: Sequence[NotebookResult],
    ) -> None:
        """Replace the record of a submission, in one step."""
        path = self.path(assignment, student)
        path.parent.mkdir(parents=True, exist_ok=True)
        data = {"key": key, "notebooks": [notebook.to_json() for notebook in notebooks]}
        draft = path.with_suffix(".tmp")
        draft.write_text(json.dumps(data, indent=1), encoding="utf-8")
        draft.replace(path)

    def students(self, assignment: str) -> list[str]:
        """Return whose submissions of an assignment have a record."""
        return sorted(path.stem for path in (self.folder / assignment).glob("*.json"))

    def forget(self, assignment: str, student: str) -> None:
        """Remove the record of a submission."""
        self.path(assignment, student).unlink(missing_ok=True)

    def forget_failure(self, assignment: str, student: str) -> None:
        """Remove the record of a submission if it says that nothing can be graded."""
        known = self.load(assignment, student)
        if known and known.key == self.FAILED:
            self.forget(assignment, student)

    def path(self, assignment: str, student: str) -> Path:
        """Return where the record of a submission is, if there is one."""
        return self.folder / assignment / f"{student}.json"


def failures(
    course: NbgraderCourse, assignments: Iterable[str]
) -> Iterator[NotebookResult]:
    """Yield what could not be graded of these assignments, when last tried."""
    store = ResultStore(course.root)
    for name in assignments:
        for student in store.students(name):
            record = store.load(name, student)
            for result in record.notebooks if record else ():
                if result.status is Status.FAILED:
                    yield result
