"""What the parts of the autograder say to each other: outcomes and errors.

This module knows no other module of the package. Values are frozen; what a submission
did is described by them, never by an exception.

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
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


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


class Status(StrEnum):
    """How grading of one notebook ended."""

    GRADED = "graded"
    UNCHANGED = "unchanged"  # graded before, and nothing it depends on has changed
    FAILED = "failed"  # could not be graded; see the reason


@dataclass(frozen=True)
class CellResult:
    """The score of one grade cell.

    ``auto_score`` is None where a person has to grade; scores are in points.
    """

    grade_id: str
    auto_score: float | None
    max_score: float
    mistakes: tuple[str, ...] = ()
    message: str = ""


@dataclass(frozen=True)
class NotebookResult:
    """All there is to say of one graded notebook; an item of ``grade --json``.

    ``notes`` say what was mended, ``flags`` what looked like an attempt to cheat.
    """

    student: str
    assignment: str
    notebook: str
    status: Status
    reason: str = ""
    score: float = 0.0
    max_score: float = 0.0
    needs_manual: bool = False
    language: str = ""
    isolation: str = ""
    layers: tuple[str, ...] = ()
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    cells: tuple[CellResult, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return a dict of plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> NotebookResult:
        """Read what :meth:`to_json` wrote."""
        cells = tuple(
            CellResult(**{**cell, "mistakes": tuple(cell["mistakes"])})
            for cell in data["cells"]
        )
        lists = {name: tuple(data[name]) for name in ("layers", "notes", "flags")}
        return cls(
            **{**data, **lists, "cells": cells, "status": Status(data["status"])}
        )
