"""A large class has its pages made by as many processes as there are processors."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import TypeVar

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.grading.interrupts import kept_here, obey_parent
from autograder.model import MachineError

Tell = Callable[[int, int], None]
"""Told how many are done, and how many there are."""

Task = TypeVar("Task")
Made = TypeVar("Made")

_course: list[NbgraderCourse] = []
"""The course of a process that makes pages; only there."""


def each(
    course: NbgraderCourse,
    make: Callable[[NbgraderCourse, Task], Made],
    tasks: Sequence[Task],
    *,
    is_large: bool,
) -> Generator[Made, None, None]:
    """Yield what is made of each task, in their order.

    Args:
        course: The course.
        make: Makes one; a function of a module, if the work is large.
        tasks: What is to be made: plain data.
        is_large: Whether there is more to do than it takes to start processes, which
            is two seconds of a processor each.

    Raises:
        MachineError: One of the processes died.
        Exception: What ``make`` raises; what is not yet made is left.
    """
    processes = min(os.cpu_count() or 1, len(tasks))
    if not is_large or processes < 2:
        yield from map(partial(make, course), tasks)
        return
    pool = ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),  # we have threads, and SQLite
        initializer=_begin,
        initargs=(course.root,),
    )
    try:
        with kept_here():
            made = [pool.submit(_make, make, task) for task in tasks]
        for one in made:
            yield one.result()
    except BrokenProcessPool as error:
        raise MachineError(
            "a process that made pages was ended from outside, for want of memory "
            "perhaps; pages written so far are whole: give the command once more"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(root: Path) -> None:
    obey_parent()
    _course[:] = [open_course(root)]


def _make(make: Callable[[NbgraderCourse, Task], Made], task: Task) -> Made:
    return make(_course[0], task)
