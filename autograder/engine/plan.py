"""What a session is told before it runs a notebook, and what it tells afterwards."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.engine.outputs import Json, Trimming
from autograder.model import CellResult
from autograder.notebook.key import AnswerKey


@dataclass(frozen=True)
class Limits:
    """Seconds of processor time, of a notebook's processes and all that they start.

    By the wall clock each may take longer, see :mod:`.stopwatch`.

    Attributes:
        cell: one cell; nbgrader's default.
        notebook: all cells. Given cells, and cells that run again in fresh processes
            because of one that hung, have the same again, each kind for itself.
        given: one cell that is the course's own word by word, if that is more; what it
            does is nobody's mark, so only what must be broken is stopped.
        grace: how long an interrupted process may take to stop.
    """

    cell: float = 30.0
    notebook: float = 300.0
    given: float = 120.0
    grace: float = 1.0

    @property
    def process(self) -> int:
        """Seconds that no process needs; more than all limits together."""
        return math.ceil(4 * max(self.notebook, self.given, self.cell)) + 60


@dataclass(frozen=True)
class Settings:
    """How notebooks are run.

    Attributes:
        folder: the student process's working directory, with the notebook's files.
        checker_folder: the checker's, which the student cannot write to.
        isolation: ``separate`` or ``shared``.
        figures: whether figures are drawn.
        trimming: what of the outputs is left out.
        keep_files: whether what the student process wrote stays in ``folder``.
        seed: of the tests' numbers.
        key: what wrong answers are compared with, if they are to be diagnosed.
        is_alone: whether nothing runs beside it in this run, so that a given cell which
            fails has no second try.
        stop_at_failure: whether the first given cell that fails, or process that ends
            by itself, ends it; for the gate, where all is the course's own.
        diagnose_at_once: diagnose every answer, right ones too, directly after its
            test; for the gate. Else what failed is diagnosed after the last cell, when
            no test is left that could notice.
        checker_path: where the checker may import helper modules from.
        policies: what the confinement is told, per kind of process; see
            :func:`.confinement.plan`.
    """

    folder: Path
    checker_folder: Path
    isolation: str = "separate"
    figures: bool = True
    trimming: Trimming = field(default_factory=Trimming)
    keep_files: bool = False
    seed: int = 0
    key: AnswerKey | None = None
    is_alone: bool = False
    stop_at_failure: bool = False
    diagnose_at_once: bool = False
    limits: Limits = field(default_factory=Limits)
    checker_path: tuple[Path, ...] = ()
    policies: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def is_separate(self) -> bool:
        """Whether tests run in a process of their own."""
        return self.isolation == "separate"

    def policy(self, kind: str) -> Mapping[str, Any]:
        """What the confinement of a kind of process is told."""
        return self.policies.get(kind, {})


@dataclass(frozen=True)
class SessionResult:
    """What came of one notebook.

    Attributes:
        notebook: the executed notebook, nbformat JSON.
        cells: the scores.
        notes: what was mended or went wrong, for people.
        flags: what looked like an attack.
        layers: confinement in force in the student process.
        seconds: time it took.
    """

    notebook: Json
    cells: tuple[CellResult, ...]
    notes: tuple[str, ...]
    flags: tuple[str, ...]
    layers: tuple[str, ...]
    seconds: float
