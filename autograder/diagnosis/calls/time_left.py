"""What is left of the time that one diagnosis may take.

Each search has limits of its own; their sum may be more than whoever asked waits for,
and then all that was found would be lost. So each takes no more than is left: what has
been found until then is told.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from contextvars import ContextVar

_END: ContextVar[float] = ContextVar("end", default=float("inf"))


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Let what is diagnosed in the block take so much of the processor's time."""
    token = _END.set(time.process_time() + seconds)
    try:
        yield
    finally:
        _END.reset(token)


@contextlib.contextmanager
def uncounted() -> Iterator[None]:
    """Let the block, which serves other answers as well, not count."""
    started = time.process_time()
    try:
        yield
    finally:
        _END.set(_END.get() + time.process_time() - started)


def seconds_left() -> float:
    """Return how much time is left, at least 0; infinite outside of a diagnosis."""
    return max(0.0, _END.get() - time.process_time())
