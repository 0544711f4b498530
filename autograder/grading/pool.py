"""Workers: where submissions are graded. Anything that is an ``Executor`` will do.

The default is a pool of local processes. A cluster's executor, such as that of
``dask.distributed``, can stand in: jobs and outcomes are plain data.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from itertools import islice

from autograder.grading.worker import Job, Outcome, grade_submission, prepare

AHEAD = 2  # submissions per worker that are under way or waiting: memory stays flat

MakeExecutor = Callable[[], Executor]


def local_executor(workers: int, confine: str) -> ProcessPoolExecutor:
    """Return a pool of processes on this machine, each with a zygote of its own."""
    return ProcessPoolExecutor(
        workers,
        # Not forked: nothing that the parent knows may reach a zygote's memory.
        mp_context=multiprocessing.get_context("spawn"),
        initializer=prepare,
        initargs=(confine,),
    )


def run_jobs(
    jobs: Iterable[Job], make_executor: MakeExecutor, workers: int
) -> Iterator[tuple[Job, Outcome | None]]:
    """Yield each job with its outcome as they finish; None if its worker died.

    When a worker dies its pool is lost. What was under way is then tried again, each
    job alone, so that only the one at fault fails. Closing the generator kills all.
    """
    waiting = iter(jobs)
    while True:
        suspects: list[Job] = []
        yield from _run_pool(waiting, make_executor, AHEAD * workers, suspects)
        if not suspects:
            return
        for job in suspects:
            died: list[Job] = []
            yield from _run_pool(iter([job]), make_executor, 1, died)
            if died:
                yield job, None


def _run_pool(
    waiting: Iterator[Job],
    make_executor: MakeExecutor,
    ahead: int,
    lost: list[Job],
) -> Iterator[tuple[Job, Outcome | None]]:
    """Run jobs in one pool; if it breaks, ``lost`` gets those that were under way."""
    others = set(multiprocessing.active_children())
    executor = make_executor()
    running: dict[Future[Outcome], Job] = {}
    try:
        while True:
            for job in islice(waiting, ahead - len(running)):
                running[executor.submit(grade_submission, job)] = job
            if not running:
                executor.shutdown()
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                outcome = future.result()
                yield running.pop(future), outcome
    except BrokenProcessPool:
        lost.extend(running.values())
    finally:
        for process in set(multiprocessing.active_children()) - others:
            process.kill()
        executor.shutdown(wait=False, cancel_futures=True)
