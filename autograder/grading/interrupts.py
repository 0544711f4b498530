"""Ctrl-C is the parent's: its workers are born deaf to it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def kept_here() -> Iterator[None]:
    """Have a process that is started now begin its life deaf to Ctrl-C.

    It reaches the whole process group; a worker that is still importing would answer
    with a traceback. ``prepare`` makes it permanent in a way that children inherit.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # when it starts it unblocks what we block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
