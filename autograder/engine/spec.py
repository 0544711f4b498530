"""How notebooks are run: what is the same for a whole assignment, and for one of them.

A :class:`RunSpec` is made once an assignment and travels unchanged to the worker, to
the session and, as far as it concerns them, to the zygote and its children. Only
:mod:`.confinement` turns its :class:`Permissions` into a policy of the sandbox.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder import sandbox
from autograder.engine.outputs import MAX_NOTEBOOK_CHARS, Json, Trimming
from autograder.model import CellResult
from autograder.notebook.cells import grade_id
from autograder.notebook.key import AnswerKey

OPEN = "autograder.engine.confinement:Open"
CONFINED = "autograder.engine.confinement:Confined"

_USUAL = sandbox.ResourceLimits()


@dataclass(frozen=True)
class TimeLimits:
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
class Permissions:
    """What a process of a notebook may do.

    Attributes:
        memory: bytes beyond what the warm process has.
        reserved: bytes that a process may reserve, if that is more.
        processes: processes and threads alive at once.
        open_files: descriptors of one process.
        disk: bytes of all that it writes, temporary files included.
        cpu_seconds: processor time of one process.
        readable: what it may read besides Python and its libraries.
        beside: what of it a path leads to that begins at the notebook's folder, such
            as ``../data``, and where that is.
        hidden: what must stay out of reach; an error where it would not.
        required: layers of the sandbox without which nothing runs.
        allow_exec: whether it may run programs, as ``!ls`` does.
        allow_sockets: whether its processes may speak to each other by sockets.
        variables: environment variables beyond those of every kernel.

    Raises:
        ValueError: A number makes no sense.
    """

    memory: int = _USUAL.memory
    reserved: int = _USUAL.reserved
    processes: int = _USUAL.processes
    open_files: int = _USUAL.open_files
    disk: int = _USUAL.disk
    cpu_seconds: int = _USUAL.cpu_seconds
    readable: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    hidden: tuple[str, ...] = ()
    required: tuple[str, ...] = tuple(sorted(sandbox.USUAL))
    allow_exec: bool = False
    allow_sockets: bool = False
    variables: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse here what no process could be held to later."""
        for layer in self.required:
            sandbox.Layer(layer)
        _ = self.limits

    @property
    def limits(self) -> sandbox.ResourceLimits:
        """The share of the machine."""
        return sandbox.ResourceLimits(
            memory=self.memory,
            reserved=self.reserved,
            processes=self.processes,
            open_files=self.open_files,
            disk=self.disk,
            file_size=self.disk,
            cpu_seconds=self.cpu_seconds,
        )

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON: what the worker tells the zygote."""
        return dict(vars(self))

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Permissions:
        """Read what :meth:`to_json` wrote."""
        lists = {name: tuple(data[name]) for name in ("readable", "hidden", "required")}
        beside = tuple((way, path) for way, path in data["beside"])
        return cls(**{**data, **lists, "beside": beside})


@dataclass(frozen=True)
class RunSpec:
    """How the notebooks of an assignment are run, everybody's alike.

    Attributes:
        world: how processes are confined: ``module:class`` of a
            :class:`.confinement.World`.
        isolation: ``separate`` or ``shared``.
        figures: whether figures are drawn.
        times: how long it may take.
        permissions: what its processes may do.
        trimming: what of the outputs is left out.
        output_chars: characters of all outputs of a notebook; the rest is cut off.
        libraries: those that the course names, see :mod:`.libraries`.
    """

    world: str = OPEN
    isolation: str = "separate"
    figures: bool = True
    times: TimeLimits = field(default_factory=TimeLimits)
    permissions: Permissions = field(default_factory=Permissions)
    trimming: Trimming = field(default_factory=Trimming)
    output_chars: int = MAX_NOTEBOOK_CHARS
    libraries: tuple[str, ...] = ()

    @property
    def is_separate(self) -> bool:
        """Whether tests run in a process of their own."""
        return self.isolation == "separate"


@dataclass(frozen=True)
class SessionSettings:
    """How one notebook is run.

    Attributes:
        folder: the student process's working directory, with the notebook's files.
        checker_folder: the checker's, which the student cannot write to.
        spec: what holds for all notebooks of the assignment.
        keep_files: whether what the student process wrote stays in ``folder``.
        seed: of the tests' numbers.
        seconds: how long cells may run of which the course says it, by grade id.
        key: what wrong answers are compared with, if they are to be diagnosed.
        tables: where the course keeps what serves for everybody's diagnosis.
        is_alone: whether nothing runs beside it in this run, so that a given cell which
            fails has no second try.
        stop_at_failure: whether the first given cell that fails, or process that ends
            by itself, ends it; for the gate, where all is the course's own.
        diagnose_at_once: diagnose every answer, right ones too, directly after its
            test; for the gate. Else what failed is diagnosed after the last cell, when
            no test is left that could notice.
    """

    folder: Path
    checker_folder: Path
    spec: RunSpec = field(default_factory=RunSpec)
    keep_files: bool = False
    seed: int = 0
    seconds: Mapping[str, float] = field(default_factory=dict)
    key: AnswerKey | None = None
    tables: Path | None = None
    is_alone: bool = False
    stop_at_failure: bool = False
    diagnose_at_once: bool = False

    def cell_seconds(self, cell: Json) -> float:
        """Return how much processor time a cell may take, no given one."""
        return self.seconds.get(grade_id(cell), self.spec.times.cell)


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
