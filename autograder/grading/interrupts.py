"""Ctrl-C is the parent's: its workers are born deaf to it, and end when it does."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def kept_here() -> Iterator[None]:
    """Have a process that is started now begin its life deaf to Ctrl-C.

    It reaches the whole process group; a worker that is still importing would answer
    with a traceback. :func:`obey_parent` makes it permanent, for its children too.
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


def obey_parent() -> None:
    """Begin the life of a worker: deaf to Ctrl-C, and no longer than its parent's.

    Ctrl-C reaches the whole process group; only the parent decides what it means.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):  # blocked since our birth
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the parent's end, however it comes; what we started ends as we do.

    The queue of jobs would not tell: its writing end is open here, too.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
