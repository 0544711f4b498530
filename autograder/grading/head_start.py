"""The first worker warms up while the command still imports nbgrader.

The two take as long, and one processor of a machine would wait. Whether there is
anything to grade nobody knows so early: what was handed in later than it was graded is
a good sign, and a worker that is not needed ends again.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

from autograder.engine.spec import CONFINED
from autograder.grading.beginning import go_on, prepare
from autograder.grading.interrupts import kept_here
from autograder.grading.results import ResultStore

_early: dict[tuple[int, str], ProcessPoolExecutor] = {}
_workers: set[BaseProcess] = set()


@contextmanager
def head_start(
    root: Path,
    workers: int,
    assignments: Collection[str],
    students: Collection[str],
) -> Iterator[None]:
    """Start a worker if there seems to be something new; end it if nobody takes it.

    Args:
        root: Of the course, laid out as usual; of another nothing is known here.
        workers: How many there will be at most.
        assignments: Which are to be graded; all if empty.
        students: Whose; everybody's if empty.
    """
    if any(_new(root, assignments, students)):
        before = set(multiprocessing.active_children())
        pool = _early[workers, CONFINED] = local_executor(workers, CONFINED)
        with kept_here():
            pool.submit(go_on)
        _workers.update(set(multiprocessing.active_children()) - before)
    try:
        yield
    finally:
        for pool in _early.values():
            pool.shutdown()
        _early.clear()
        _workers.clear()


def local_executor(workers: int, world: str) -> ProcessPoolExecutor:
    """Return a pool of processes on this machine, each with a zygote of its own.

    A process is started when a job comes and none is idle.

    Args:
        workers: How many there are at most.
        world: How they confine notebooks, see :class:`~autograder.engine.spec.RunSpec`.
    """
    if early := _early.pop((workers, world), None):
        return early
    return ProcessPoolExecutor(
        workers,
        # Not forked: nothing that the parent knows may reach a zygote's memory.
        mp_context=multiprocessing.get_context("spawn"),
        initializer=prepare,
        initargs=(world,),
    )


def started() -> set[BaseProcess]:
    """Return the workers that were started ahead, of whatever pool they are now."""
    return set(_workers)


def _new(
    root: Path, assignments: Collection[str], students: Collection[str]
) -> Iterator[bool]:
    """Yield, of each submission, whether it looks as if it were to be graded."""
    store = ResultStore(root)
    for folder in root.glob("submitted/*/*"):
        student, assignment = folder.parent.name, folder.name
        if assignments and assignment not in assignments:
            continue
        if students and student not in students:
            continue
        record = store.path(assignment, student)
        graded = record.stat().st_mtime if record.is_file() else 0.0
        yield any(path.stat().st_ctime > graded for path in folder.glob("*.ipynb"))
