"""Workers: where submissions are graded. Anything that is an ``Executor`` will do.

The default is a pool of local processes. A cluster's executor, such as that of
``dask.distributed``, can stand in: jobs and outcomes are plain data.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from contextlib import closing, contextmanager
from itertools import chain, islice
from multiprocessing import resource_tracker

from autograder.grading.worker import Job, Outcome, grade_submission, prepare

AHEAD = 2  # submissions per worker that are under way or waiting: memory stays flat

MakeExecutor = Callable[[], Executor]


def local_executor(workers: int, world: str) -> ProcessPoolExecutor:
    """Return a pool of processes on this machine, each with a zygote of its own.

    A process is started when a job comes and none is idle.

    Args:
        workers: How many there are at most.
        world: How they confine notebooks, see :class:`~autograder.engine.spec.RunSpec`.
    """
    return ProcessPoolExecutor(
        workers,
        # Not forked: nothing that the parent knows may reach a zygote's memory.
        mp_context=multiprocessing.get_context("spawn"),
        initializer=prepare,
        initargs=(world,),
    )


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
    others = set(multiprocessing.active_children())
    executor = make_executor()
    running: dict[Future[Outcome], Job] = {}
    try:
        while True:
            for job in islice(waiting, ahead - len(running)):
                lost.append(job)  # until there is an outcome; submitting may fail
                with _interrupts_kept_here():
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
        while started := set(multiprocessing.active_children()) - others:
            for process in started:
                process.kill()
            for process in started:
                process.join()


@contextmanager
def _interrupts_kept_here() -> Iterator[None]:
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
