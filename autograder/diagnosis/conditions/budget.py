"""How long a search may take.

What it may cost is processor time. What the answer takes is spent in another process,
so the clock on the wall is a second limit, a wider one.
"""

from __future__ import annotations

import time

from autograder.diagnosis.calls.time_left import seconds_left

SECONDS = 1.0
"""Of this process's time; most searches need a tenth of it."""

WALL_SECONDS = 3.0
"""By the clock, whoever takes them."""


class Budget:
    """The time of one search, from now on."""

    def __init__(self) -> None:
        self._own = time.process_time() + min(SECONDS, seconds_left())
        self._wall = time.monotonic() + WALL_SECONDS

    @property
    def is_spent(self) -> bool:
        """Whether no time is left."""
        return time.process_time() >= self._own or time.monotonic() >= self._wall
