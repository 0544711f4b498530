"""How much a search may ask.

It is counted, so that what is told is the same on every machine, however busy: a call
counts once, and more the more numbers go through it. Time is limited as well, but far
above what ordinary answers take: see ``time_left`` and ``telling.further``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from autograder.diagnosis.calls.outcome import Outcome
from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.calls.time_left import seconds_left

MOST = 1000
"""What the calls of one search may weigh together; most searches make fewer calls."""

LARGE = 5_000
"""Numbers that weigh as much as a call itself."""

MOST_PASSES = 100
"""By which the numbers of a call count, as its largest whole number may be of steps."""

BETWEEN_LOOKS = 8
"""Calls between two looks at the clock; to ask for the processor's time is dear."""


class Budget:
    """What one search may ask, from now on."""

    def __init__(self) -> None:
        self._left = float(MOST)
        self._has_time = seconds_left() > 0
        self._spendings = 0

    def spend(self, call: Call, *outcomes: Outcome) -> None:
        """Take note of a call that was made, and of what came of it."""
        given = list(call.given.values())
        counts = [n for n in given if isinstance(n, int | np.integer)]
        passes = min(MOST_PASSES, max(map(int, counts), default=1))
        made = sum(_length(outcome.value) for outcome in outcomes)
        self._spendings += 1
        if self._spendings % BETWEEN_LOOKS == 0:
            self._has_time = seconds_left() > 0
        self._left -= 1 + (_length(given) * max(1, passes) + made) / LARGE

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left, or no time for it."""
        return self._left <= 0 or not self._has_time


def _length(value: Any) -> int:
    """Return how many numbers, or letters, there are in a value."""
    if isinstance(value, np.ndarray):
        return value.size
    if isinstance(value, str | bytes):
        return len(value)
    if isinstance(value, dict):
        return _total(value.values())
    return _total(value) if isinstance(value, list | tuple | set) else 1


def _total(values: Iterable[Any]) -> int:
    return sum(map(_length, values))
