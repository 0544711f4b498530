"""Workers: where submissions are graded. Anything that is an ``Executor`` will do.

The default is a pool of local processes. A cluster's executor, such as that of
``dask.distributed``, can stand in: jobs and outcomes are plain data.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from itertools import chain, islice
from multiprocessing.process import BaseProcess

from autograder.grading.head_start import started
from autograder.grading.interrupts import kept_here
from autograder.grading.job import Job, Outcome, grade

AHEAD = 2  # submissions per worker that are under way or waiting: memory stays flat

MakeExecutor = Callable[[], Executor]


class WorkerDiedError(Exception):
    """Of a future: its worker died, and others go on; a broken pool says so of all."""


def run_jobs(
    jobs: Iterable[Job], make_executor: MakeExecutor, ahead: Callable[[], int]
) -> Generator[tuple[Job, Outcome | None], None, None]:
    """Yield each job with its outcome as they finish; None if its worker died.

    Without a job no pool is made. Jobs are asked for as workers need them: ``ahead``
    tells how many are under way or waiting, so with 1 each runs alone.

    When a worker dies its pool may be lost. What was under way is then tried again,
    each job alone, so that only the one at fault fails. Closing the generator kills
    all.
    """
    waiting = iter(jobs)
    for first in waiting:
        suspects: list[Job] = []
        queue = chain([first], waiting)
        with closing(_run_pool(queue, make_executor, ahead, suspects)) as run:
            yield from run
        for job in suspects:
            died: list[Job] = []
            with closing(_run_pool(iter([job]), make_executor, one, died)) as run:
                yield from run
            if died:
                yield job, None


def one() -> int:
    """Return how many jobs are under way when each runs alone."""
    return 1


def _run_pool(
    waiting: Iterator[Job],
    make_executor: MakeExecutor,
    ahead: Callable[[], int],
    lost: list[Job],
) -> Generator[tuple[Job, Outcome | None], None, None]:
    """Run jobs in one pool; if it breaks, ``lost`` has those that were under way."""
    executor = make_executor()
    others = _children() - started()
    running: dict[Future[Outcome], Job] = {}
    try:
        while True:
            for job in islice(waiting, max(0, ahead() - len(running))):
                lost.append(job)  # until there is an outcome; submitting may fail
                with kept_here():
                    running[executor.submit(grade, job)] = job
            if not running:
                executor.shutdown()
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                job = running.pop(future)
                try:
                    outcome = future.result()
                except WorkerDiedError:
                    continue
                lost.remove(job)
                yield job, outcome
    except BrokenProcessPool:
        return
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        # More than once: a pool that breaks may still be starting a process.
        while ours := _children() - others:
            for process in ours:
                process.kill()
            for process in ours:
                process.join()


def _children() -> set[BaseProcess]:
    """Return the processes that may be a pool's; a daemon is somebody else's."""
    children = multiprocessing.active_children()
    return {child for child in children if not child.daemon}
