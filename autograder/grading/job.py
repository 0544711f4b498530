"""What goes to a worker and what comes back: plain data, which imports nothing large.

Who hands jobs out needs nothing of what grades them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.engine.spec import RunSpec
from autograder.model import CellResult
from autograder.notebook.source import Editions


@dataclass(frozen=True)
class Job:
    """All that a worker has to know to grade one submission.

    Attributes:
        student: Whose submission it is.
        assignment: Of which assignment.
        folder: What was handed in.
        draft: Where to lay out what ``autograded`` is to hold; made by the worker.
        editions: The course's cells, by notebook and language.
        course_files: The course's own files, by their place in the folder; they
            replace files of the same name.
        place: Name of the working directory, as ``autograded/ada/ps1``.
        ignored: Patterns of names that are not taken along.
        spec: How its notebooks are run.
        secret: Of the course, see :mod:`.seeds`.
        root: The course's folder, to say what of it a notebook could not see.
        tables: Where the course keeps what serves for everybody's diagnosis.
        is_alone: Whether nothing runs beside it in this run.
    """

    student: str
    assignment: str
    folder: Path
    draft: Path
    editions: Mapping[str, Editions]
    course_files: Mapping[str, Path] = field(default_factory=dict)
    place: str = "work"
    ignored: tuple[str, ...] = ()
    spec: RunSpec = field(default_factory=RunSpec)
    secret: str = field(default="", repr=False)
    root: Path = Path()
    tables: Path | None = None
    is_alone: bool = False


@dataclass(frozen=True)
class NotebookOutcome:
    """What came of one notebook; ``reason`` says why there is nothing else.

    ``is_nobodys_fault`` tells that a given cell failed, which is worth another try.
    """

    reason: str = ""
    is_nobodys_fault: bool = False
    cells: tuple[CellResult, ...] = ()
    comments: Mapping[str, str | None] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    language: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Outcome:
    """What came of a submission: its notebooks by name; those not handed in lack.

    ``unfound`` is what people are told of these.
    """

    notebooks: Mapping[str, NotebookOutcome]
    seconds: float
    unfound: str = "not handed in"

    @property
    def is_nobodys_fault(self) -> bool:
        """Whether a given cell failed in one of the notebooks."""
        return any(found.is_nobodys_fault for found in self.notebooks.values())


def grade(job: Job) -> Outcome:
    """Grade a submission here: with the first one comes all that this takes."""
    from autograder.grading.worker import grade_submission

    return grade_submission(job)
