"""Each course's grades three times: stock nbgrader's, and ours in both isolations.

A course is graded once for all tests, whichever of pytest's processes they run in.
"""

from __future__ import annotations

import fcntl
import pickle
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import chdir, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.grading.batch import grade_class
from autograder.grading.settings import AUTO, settings_for
from autograder.model import NotebookResult, Status
from tests import through
from tests.parity.course import Course
from tests.parity.grades import Graded, read_grades
from tests.parity.record import by_stock
from tests.parity.stock import careless, make

STOCK, SHARED, SEPARATE = "stock", "shared", "separate"

Runs = dict[str, Graded]
"""What came of a course, by grader."""


def run_all(courses: Mapping[str, Course], shared: Path) -> dict[str, Runs]:
    """Grade courses; those that another process has taken are left to it."""
    shared.mkdir(exist_ok=True)
    for wait in (False, True):
        for name, course in courses.items():
            kept = shared / f"{name}.pickle"
            with _lock(shared / f"{name}.lock", wait=wait) as held:
                if held and not kept.exists():
                    kept.write_bytes(pickle.dumps(_run(name, course, shared / name)))
    return {name: _load(shared / f"{name}.pickle") for name in courses}


def _load(path: Path) -> Runs:
    runs: Runs = pickle.loads(path.read_bytes())
    return runs


def _run(name: str, course: Course, root: Path) -> Runs:
    with careless():
        made = make(course, root / "made")
        runs = {STOCK: by_stock(name, course, made, root / STOCK)}
        for grader in (SHARED, SEPARATE):
            copy = shutil.copytree(made, root / grader)
            with chdir(copy):  # where the instructor is
                runs[grader] = by_ours(course, copy, grader)
    return runs


def by_ours(course: Course, root: Path, isolation: str) -> Graded:
    """Return what this grader makes of a course."""
    opened = open_course(root)
    results = _grade(opened, isolation, force=False)
    if course.again is not None:
        course.again(opened)
        results = _grade(opened, isolation, force=course.by_force)
    failed = {
        (result.assignment, result.student): result.reason
        for result in results
        if result.status is Status.FAILED
    }
    return Graded(read_grades(opened), failed)


def _grade(
    course: NbgraderCourse, isolation: str, *, force: bool
) -> list[NotebookResult]:
    settings = settings_for(course, workers=1, isolation=isolation, force=force)
    settings = replace(settings, tries_sources=isolation == AUTO)  # these are known
    if cluster := through.address():
        return grade_class(course, replace(settings, cluster=cluster))
    return grade_class(course, settings, make_executor=Here)


class Here(Executor):
    """Grades in this process, whose zygote is then warm for the next course."""

    def submit(
        self, work: Callable[..., Any], /, *args: Any, **kwargs: Any
    ) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(work(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
        return future


@contextmanager
def _lock(path: Path, *, wait: bool) -> Iterator[bool]:
    """Lock a file, and tell whether that was possible."""
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
