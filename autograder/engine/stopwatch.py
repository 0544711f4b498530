"""How long something takes, by two clocks: the processor's and the one on the wall.

What honest work costs is the processor's time of all the notebook's processes; that is
what limits are for, and it is the same beside other programs. What sleeps or waits uses
none, so the wall clock is a second, much wider limit. It stands still while a process
is ready to run and others have the processor, as far as the system tells.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from autograder.engine.handle import Look

FIRST_LOOK = 0.2
"""Seconds until the watch begins: most cells are done, and cost nothing then."""

LOOK_EVERY = 0.1
"""Seconds between two looks; what a notebook can take in that time, the machine has."""

PATIENCE = 4.0
"""A limit by the wall clock, as a multiple of that by the processor's."""


@dataclass(frozen=True)
class Seconds:
    """A span of time, by either clock."""

    processor: float = 0.0
    wall: float = 0.0

    @classmethod
    def of(cls, processor: float) -> Seconds:
        """Return a limit of processor time, with the wider one by the wall clock."""
        return cls(processor, PATIENCE * processor)

    def __add__(self, other: Seconds) -> Seconds:
        return Seconds(self.processor + other.processor, self.wall + other.wall)

    def __sub__(self, other: Seconds) -> Seconds:
        return Seconds(self.processor - other.processor, self.wall - other.wall)

    def at_most(self, other: Seconds) -> Seconds:
        """Return the shorter by each clock."""
        return Seconds(min(self.processor, other.processor), min(self.wall, other.wall))

    @property
    def is_positive(self) -> bool:
        """Whether there is time left by both clocks."""
        return self.processor > 0 and self.wall > 0


@dataclass
class Stopwatch:
    """Watches over one span of time.

    The processor's clock runs from the first look on: to ask it at the start of every
    cell would cost more than most cells do.

    Attributes:
        allowed: What may be taken.
        now: The wall's clock.
    """

    allowed: Seconds
    now: Callable[[], float] = time.monotonic
    _first: Look | None = None
    _waited: float = 0.0
    _used: float = 0.0
    _started: float = field(init=False)
    _next: float = field(init=False)

    def __post_init__(self) -> None:
        self._started = self.now()
        self._next = self._started + FIRST_LOOK

    @property
    def wake(self) -> float:
        """When to look again, by the wall's clock."""
        return min(self._next, self._started + self.allowed.wall + self._waited)

    @property
    def is_due(self) -> bool:
        """Whether it is time for a look."""
        return self.now() >= self.wake

    def take(self, look: Look) -> None:
        """Note what was seen."""
        self._first = self._first or look
        self._used = max(self._used, look.used - self._first.used)
        self._waited = max(self._waited, look.waited - self._first.waited)
        self._next = self.now() + LOOK_EVERY

    @property
    def wall(self) -> float:
        """Seconds that have passed, but for those in which others had the processor."""
        passed = self.now() - self._started
        return max(0.0, passed - self._waited)

    @property
    def excess(self) -> str:
        """What was allowed and has been taken; empty if there is time left."""
        if self._used >= self.allowed.processor:
            return f"{self.allowed.processor:.3g} s of processor time"
        if self.wall >= self.allowed.wall:
            return f"{self.allowed.wall:.3g} s, most of them waiting"
        return ""
