"""What the parts of the autograder say to each other: outcomes and errors.

This module knows no other but ``printable``. Values are frozen; what a submission did
is described by them, never by an exception.

The tree of exceptions says whose fault it is::

    AutograderError
    ├── UsageError        the command line, or a course that cannot be used as asked
    │   ├── ConfigError   course_config.py or nbgrader_config.py
    │   └── SourceError   a master, a bank or a catalogue: file, line and cell are named
    ├── MachineError      the disk is full, the database is locked, …
    ├── SubmissionError   one submission cannot be graded; the others can
    └── EntryError        one file of a zip cannot be taken; the others can
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from autograder.common.printable import one_line


class AutograderError(Exception):
    """Anything that stops a command and is worth one clear line to its user."""


class UsageError(AutograderError):
    """The command cannot do what was asked; nothing has been changed."""


class ConfigError(UsageError):
    """The course's configuration is wrong; the message names the key and the remedy."""


@dataclass(frozen=True)
class Problem:
    """One defect of a course's source, at a place an author can jump to."""

    path: Path
    line: int | None
    cell: str | None
    message: str

    def __str__(self) -> str:
        place = str(self.path) if self.line is None else f"{self.path}:{self.line}"
        return (
            f"{place}: " + (f"cell {self.cell}: " if self.cell else "") + self.message
        )


class SourceError(UsageError):
    """One or more defects of a master, a bank of answers or a catalogue."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class MachineError(AutograderError):
    """The machine gets in the way; what was complete is kept."""


class SubmissionError(AutograderError):
    """One submission cannot be graded; the message is the reason shown to people."""


class EntryError(AutograderError):
    """One file of a zip cannot be taken; the message is the reason shown to people."""


MAX_REMARKS = 100
"""Notes, and flags, of one notebook: a notebook can have thousands of odd cells."""


class Status(StrEnum):
    """How grading of one notebook ended."""

    GRADED = "graded"
    UNCHANGED = "unchanged"  # graded before, and nothing it depends on has changed
    FAILED = "failed"  # could not be graded; see the reason


@dataclass(frozen=True)
class Counterexample:
    """A call of the student's function, what it should give, what it gave.

    All written as code; ``expected`` is empty where it is not to be told.
    """

    call: str
    expected: str
    got: str


@dataclass(frozen=True)
class Curve:
    """Results of calls that differ in one number, from the lowest to the highest.

    Attributes:
        call: as code, with the name of the ``argument`` in the place of the number.
        argument: what the function calls it.
        x: the numbers.
        expected: what should come of each.
        got: what came of it; None where that was no finite number.
    """

    call: str
    argument: str
    x: tuple[float, ...]
    expected: tuple[float, ...]
    got: tuple[float | None, ...]


@dataclass(frozen=True)
class Observation:
    """What was seen of a wrong answer, as a kind and its details.

    The kinds are those of ``diagnosis.telling.observation``; pages put them into words.
    """

    kind: str
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Diagnosis:
    """What is known of a wrong answer.

    Attributes:
        mistakes: names of known mistakes that explain it; each inner tuple is a tie,
            of which nothing tells which it is.
        counterexample: a call that shows the difference.
        curve: how the result of such a call depends on one of its numbers.
        observations: what was seen where no mistake explains it.
        builds_on: earlier exercises, wrong themselves, which the answer calls, if it
            is right but for them.
        computes: the same for answers that compute the same, if no known mistake
            explains them.
    """

    mistakes: tuple[tuple[str, ...], ...] = ()
    counterexample: Counterexample | None = None
    observations: tuple[Observation, ...] = ()
    builds_on: tuple[str, ...] = ()
    computes: str = ""
    curve: Curve | None = None

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Diagnosis:
        """Read what ``dataclasses.asdict`` made."""
        example, curve = data["counterexample"], data.get("curve")
        return cls(
            mistakes=tuple(tuple(tie) for tie in data["mistakes"]),
            counterexample=Counterexample(**example) if example else None,
            observations=tuple(Observation(**seen) for seen in data["observations"]),
            builds_on=tuple(data["builds_on"]),
            computes=data.get("computes", ""),
            curve=_curve(curve) if curve else None,
        )


def _curve(data: dict[str, Any]) -> Curve:
    rows = {name: tuple(data[name]) for name in ("x", "expected", "got")}
    return Curve(**{**data, **rows})


@dataclass(frozen=True)
class CellResult:
    """The score of one grade cell.

    ``auto_score`` is None where a person has to grade; scores are in points.
    ``message`` is what the check said; ``diagnosis`` what is known beyond that.
    """

    grade_id: str
    auto_score: float | None
    max_score: float
    message: str = ""
    diagnosis: Diagnosis | None = None

    @property
    def is_short(self) -> bool:
        """Whether points are missing."""
        return (self.auto_score or 0.0) < self.max_score

    @property
    def mistakes(self) -> tuple[str, ...]:
        """Names of all mistakes that were diagnosed."""
        ties = self.diagnosis.mistakes if self.diagnosis else ()
        return tuple(name for tie in ties for name in tie)

    def to_json(self) -> dict[str, Any]:
        """Return a dict of plain JSON values."""
        return {**asdict(self), "mistakes": self.mistakes}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> CellResult:
        """Read what :meth:`to_json` wrote."""
        found = data["diagnosis"]
        diagnosis = Diagnosis.from_json(found) if found else None
        plain = {key: value for key, value in data.items() if key != "mistakes"}
        return cls(**{**plain, "diagnosis": diagnosis})


@dataclass(frozen=True)
class NotebookResult:
    """All there is to say of one graded notebook; an item of ``grade --json``.

    ``score`` is before the late penalty, ``previous_score`` what counted before this
    run, None if nothing did. ``notes`` say what was mended, ``flags`` what looked like
    an attempt to cheat; they and the ``reason`` may repeat what a student wrote, so
    each is one printable line. ``is_nobodys_fault`` says of a failure that no answer is
    to blame: the next run grades the same notebook again.
    """

    student: str
    assignment: str
    notebook: str
    status: Status
    reason: str = ""
    is_nobodys_fault: bool = False
    score: float = 0.0
    max_score: float = 0.0
    late_penalty: float = 0.0
    previous_score: float | None = None
    needs_manual: bool = False
    language: str = ""
    isolation: str = ""
    layers: tuple[str, ...] = ()
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    cells: tuple[CellResult, ...] = ()

    def __post_init__(self) -> None:
        """Make what repeats a student's words fit for terminals and pages."""
        object.__setattr__(self, "reason", one_line(self.reason))
        for name in ("notes", "flags"):
            texts = getattr(self, name)
            object.__setattr__(self, name, tuple(map(one_line, texts[:MAX_REMARKS])))

    @property
    def final_score(self) -> float:
        """Points after the late penalty, never below zero."""
        return max(0.0, self.score - self.late_penalty)

    def to_json(self) -> dict[str, Any]:
        """Return a dict of plain JSON values."""
        cells = [cell.to_json() for cell in self.cells]
        return {**asdict(self), "final_score": self.final_score, "cells": cells}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> NotebookResult:
        """Read what :meth:`to_json` wrote."""
        plain = {key: value for key, value in data.items() if key != "final_score"}
        cells = tuple(map(CellResult.from_json, data["cells"]))
        lists = {name: tuple(data[name]) for name in ("layers", "notes", "flags")}
        return cls(
            **{**plain, **lists, "cells": cells, "status": Status(data["status"])}
        )
