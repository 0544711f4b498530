"""Programs that want every processor, beside what is to be judged as if alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

LOOPS = 2 * (os.cpu_count() or 1)
"""With two on each processor, one program gets a third of it."""


@contextmanager
def busy() -> Iterator[None]:
    """Run loops beside.

    Each has a session of its own: in one, the scheduler would give them little.
    """
    loops = [
        subprocess.Popen(
            [sys.executable, "-S", "-c", "while True: pass"], start_new_session=True
        )
        for _ in range(LOOPS)
    ]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
        for loop in loops:
            loop.wait()
