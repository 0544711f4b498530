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

from autograder.grading.head_start import started
from autograder.grading.interrupts import kept_here
from autograder.grading.worker import Job, Outcome, grade_submission

AHEAD = 2  # submissions per worker that are under way or waiting: memory stays flat

MakeExecutor = Callable[[], Executor]


def run_jobs(
    jobs: Iterable[Job], make_executor: MakeExecutor, ahead: int
) -> Generator[tuple[Job, Outcome | None], None, None]:
    """Yield each job with its outcome as they finish; None if its worker died.

    Without a job no pool is made. Jobs are asked for as workers need them: ``ahead``
    are under way or waiting, so with 1 each runs alone.

    When a worker dies its pool is lost. What was under way is then tried again, each
    job alone, so that only the one at fault fails. Closing the generator kills all.
    """
    waiting = iter(jobs)
    for first in waiting:
        suspects: list[Job] = []
        queue = chain([first], waiting)
        with closing(_run_pool(queue, make_executor, ahead, suspects)) as run:
            yield from run
        for job in suspects:
            died: list[Job] = []
            with closing(_run_pool(iter([job]), make_executor, 1, died)) as run:
                yield from run
            if died:
                yield job, None


def _run_pool(
    waiting: Iterator[Job], make_executor: MakeExecutor, ahead: int, lost: list[Job]
) -> Generator[tuple[Job, Outcome | None], None, None]:
    """Run jobs in one pool; if it breaks, ``lost`` has those that were under way."""
    executor = make_executor()
    others = set(multiprocessing.active_children()) - started()
    running: dict[Future[Outcome], Job] = {}
    try:
        while True:
            for job in islice(waiting, ahead - len(running)):
                lost.append(job)  # until there is an outcome; submitting may fail
                with kept_here():
                    running[executor.submit(grade_submission, job)] = job
            if not running:
                executor.shutdown()
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                outcome = future.result()
                job = running.pop(future)
                lost.remove(job)
                yield job, outcome
    except BrokenProcessPool:
        return
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        # More than once: a pool that breaks may still be starting a process.
        while ours := set(multiprocessing.active_children()) - others:
            for process in ours:
                process.kill()
            for process in ours:
                process.join()
