"""One run of ``grade`` at a time in a course; the system frees what a killed one held.

The lock is on an open file, not the file itself: a file that lies there means nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from autograder.model import UsageError

_LOCKED_BYTE = 1 << 20
"""Windows locks bytes, and what is locked cannot be read: one beyond the number."""


@contextmanager
def only_run(root: Path) -> Iterator[None]:
    """Hold the course's lock.

    Raises:
        UsageError: Another process holds it.
    """
    path = root / ".autograder" / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="ascii") as file:
        if not _take(file):
            file.seek(0)
            raise UsageError(
                "another grade of this course is running "
                f"(pid {file.read(20).strip() or 'unknown'}); wait for it or stop it"
            )
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _take(file: IO[str]) -> bool:
    """Lock an open file until it is closed; tell whether nobody else had."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass  # some network file systems have no locks: graded without, as before
    return True
