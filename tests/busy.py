"""Programs that want the processor, beside what is to be judged as if alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.through import workers

LOOPS = 2
"""With two beside it, one program gets a third of the processor."""


@contextmanager
def busy() -> Iterator[None]:
    """Run loops beside, all on one processor, and whatever is started meanwhile too.

    On one, because loops on each would cost as many processors for as long; another of
    pytest's processes takes another one. Each has a session of its own: in one, the
    scheduler would give them little. Where tests go through a cluster its workers have
    to share that processor, too.
    """
    free = os.sched_getaffinity(0)
    crowded = [
        thread.id
        for worker in workers()
        for process in (worker, *worker.children(recursive=True))
        for thread in process.threads()
    ]
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    chosen = sorted(free)[-1 - number % len(free)]
    for number in (0, *crowded):
        os.sched_setaffinity(number, {chosen})
    loops = [
        subprocess.Popen(
            [sys.executable, "-S", "-c", "while True: pass"], start_new_session=True
        )
        for _ in range(LOOPS)
    ]
    try:
        yield
    finally:
        for number in (0, *crowded):
            with suppress(ProcessLookupError):
                os.sched_setaffinity(number, free)
        for loop in loops:
            loop.kill()
        for loop in loops:
            loop.wait()
