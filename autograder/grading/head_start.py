"""The first worker warms up while the command still imports nbgrader.

The two take as long, and one processor of a machine would wait. Whether there is
anything to grade nobody knows so early: what was handed in later than it was graded is
a good sign, and a worker that is not needed ends again.
"""

from __future__ import annotations

import ast
import multiprocessing
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

from autograder.common.course import CONFIG_FILE
from autograder.common.trees import parse
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
    if (assignment := next(_new(root, assignments, students), None)) is not None:
        before = set(multiprocessing.active_children())
        pool = _early[workers, CONFINED] = local_executor(workers, CONFINED)
        with kept_here():
            pool.submit(go_on, CONFINED, _released(root, assignment))
        _workers.update(set(multiprocessing.active_children()) - before)
    try:
        yield
    finally:
        for pool in _early.values():
            pool.shutdown()
        _early.clear()
        _workers.clear()


def is_elsewhere(root: Path) -> bool:
    """Tell whether a course seems to name a cluster that grades it.

    Its configuration is read as text: to run it would take as long as what is to be
    spared.
    """
    try:
        tree = parse((root / CONFIG_FILE).read_bytes())
    except (OSError, SyntaxError, ValueError):
        return False
    named = (node for node in ast.walk(tree) if isinstance(node, ast.keyword))
    values = [node.value for node in named if node.arg == "cluster"]
    return not all(isinstance(v, ast.Constant) and not v.value for v in values)


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
) -> Iterator[str]:
    """Yield the assignment of each submission that looks as if it were to be graded."""
    store = ResultStore(root)
    for folder in root.glob("submitted/*/*"):
        student, assignment = folder.parent.name, folder.name
        if assignments and assignment not in assignments:
            continue
        if students and student not in students:
            continue
        record = store.path(assignment, student)
        graded = record.stat().st_mtime if record.is_file() else 0.0
        if any(path.stat().st_ctime > graded for path in folder.glob("*.ipynb")):
            yield assignment


def _released(root: Path, assignment: str) -> list[Path]:
    """Return an assignment's notebooks as students were given them, in one language."""
    folders = (
        root / "release" / assignment,
        *sorted(root.glob(f"release/*/{assignment}")),
    )
    found = (sorted(folder.glob("*.ipynb")) for folder in folders)
    return next(filter(None, found), [])
