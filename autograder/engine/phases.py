"""Where the time of a run goes, by phase; off unless ``AUTOGRADER_PHASES`` is a folder.

The worker and the parent each count for themselves what they did in a phase: seconds on
the wall, their own processor's, and those of the notebook's two processes. A phase
within another counts for itself alone. After each submission what was counted is
written into the folder, as a line of a file of the process; :func:`total` adds them up.
Switched off, a phase costs a comparison.
"""

from __future__ import annotations

import functools
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar

FOLDER = "AUTOGRADER_PHASES"


Seconds = dict[str, float]
Clocks = Callable[[], Seconds]
Phases = dict[str, Seconds]

_P = ParamSpec("_P")
_T = TypeVar("_T")
_NOTHING: AbstractContextManager[None] = nullcontext()


@dataclass
class Meter:
    """Counts, for one process, the seconds of each phase by each clock.

    Attributes:
        folder: Where they are written.
        clocks: Of the notebook's processes; they may go away at any time.
    """

    folder: Path
    clocks: Clocks = dict
    _spent: Phases = field(default_factory=dict)
    _inner: list[Seconds] = field(default_factory=list)
    _looking: list[float] = field(default_factory=lambda: [0.0, 0.0])

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Count what the block takes, less what phases within it take."""
        self._inner.append({})
        before = self._now()
        try:
            yield
        finally:
            now = self._now()
            took = {clock: now[clock] - before.get(clock, 0.0) for clock in now}
            within = self._inner.pop()
            own = {k: max(0.0, took[k] - within.get(k, 0.0)) for k in took}
            _add(self._spent.setdefault(name, {}), {**own, "times": 1})
            if self._inner:
                _add(self._inner[-1], took)

    def write(self) -> None:
        """Write what was counted since the last time."""
        line = json.dumps(self._spent) + "\n"
        with (self.folder / f"{os.getpid()}.jsonl").open("a") as file:
            file.write(line)
        self._spent.clear()

    def _now(self) -> Seconds:
        """Read all clocks; how long that takes is nobody's time."""
        wall, own = time.perf_counter(), time.process_time()
        looked_wall, looked_own = self._looking
        others = self.clocks()
        self._looking = [
            looked_wall + time.perf_counter() - wall,
            looked_own + time.process_time() - own,
        ]
        return {"wall": wall - looked_wall, "own": own - looked_own, **others}


@functools.cache
def meter() -> Meter | None:
    """Return this process's meter; None where nobody asked for it."""
    folder = os.environ.get(FOLDER)
    return Meter(Path(folder)) if folder else None


def phase(name: str) -> AbstractContextManager[None]:
    """Count what a block takes."""
    mine = meter()
    return mine.phase(name) if mine else _NOTHING


def timed(name: str) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """Count what a function takes."""

    def decorate(function: Callable[_P, _T]) -> Callable[_P, _T]:
        @functools.wraps(function)
        def counted(*args: _P.args, **kwargs: _P.kwargs) -> _T:
            with phase(name):
                return function(*args, **kwargs)

        return counted

    return decorate


def watch(clocks: Clocks) -> None:
    """Have the seconds of a notebook's processes counted from now on, too."""
    if mine := meter():
        mine.clocks = clocks


def write() -> None:
    """Write what was counted since the last time, if anything is."""
    if mine := meter():
        mine.write()


def total(folder: Path) -> Phases:
    """Return what all processes have written into a folder."""
    found: Phases = {}
    for path in folder.glob("*.jsonl"):
        for line in path.read_text().splitlines():
            for name, seconds in json.loads(line).items():
                _add(found.setdefault(name, {}), seconds)
    return found


def _add(total: Seconds, more: Seconds) -> None:
    for clock, seconds in more.items():
        total[clock] = total.get(clock, 0.0) + seconds
