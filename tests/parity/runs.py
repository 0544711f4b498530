"""Grade a course three times: by stock nbgrader, and here in both isolations.

Stock nbgrader starts a kernel for each notebook, which takes a second or two, so it
grades a course in one pass, once for all tests, whichever of pytest's processes they
run in.
"""

from __future__ import annotations

import fcntl
import logging
import pickle
import shutil
import warnings
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.converters.base import BaseConverter, NbGraderException
from sqlalchemy import Engine, event

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.grading.batch import grade_class
from autograder.grading.settings import settings_for
from autograder.model import NotebookResult, Status
from tests.parity.course import Course
from tests.parity.grades import Grades, read_grades

STOCK, SHARED, SEPARATE = "stock", "shared", "separate"

_log = logging.getLogger("parity.nbgrader")
_log.propagate = False


@dataclass(frozen=True)
class Graded:
    """A course after one grader has graded it; grades by assignment and student.

    ``failed`` are the submissions that the grader could not grade, with what it said.
    """

    grades: dict[tuple[str, str], Grades]
    failed: dict[tuple[str, str], str]


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
                    kept.write_bytes(pickle.dumps(run(course, shared / name)))
    return {name: _load(shared / f"{name}.pickle") for name in courses}


def _load(path: Path) -> Runs:
    runs: Runs = pickle.loads(path.read_bytes())
    return runs


def run(course: Course, root: Path) -> Runs:
    """Release a course, hand in, and have every grader grade a copy of it."""
    with _careless_database(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader's own, of nbformat and SQLAlchemy
        return _run(course, root)


def _run(course: Course, root: Path) -> Runs:
    made = root / "made"
    course.write_source(made)
    _release(course, made)
    course.write_submissions(made)
    _set_deadlines(course, open_course(made))
    if course.prepare is not None:
        course.prepare(open_course(made))
    runs = {}
    for grader in (STOCK, SHARED, SEPARATE):
        copy = shutil.copytree(made, root / grader)
        with _inside(copy):
            runs[grader] = (
                _by_stock(course, copy)
                if grader == STOCK
                else _by_ours(course, copy, grader)
            )
    return runs


@contextmanager
def _inside(root: Path) -> Iterator[None]:
    """Be where the instructor is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        yield


def _release(course: Course, root: Path) -> None:
    for name in course.assignments:
        _convert(GenerateAssignment, open_course(root), name)


def _set_deadlines(course: Course, opened: NbgraderCourse) -> None:
    with opened.gradebook() as gradebook:
        for name, assignment in course.assignments.items():
            gradebook.find_assignment(name).duedate = assignment.due
        gradebook.db.commit()


def _by_stock(course: Course, root: Path) -> Graded:
    opened = open_course(root)
    for name in course.assignments:
        _convert(Autograde, opened, name, may_fail=True)
    if course.again is not None:
        course.again(opened)
        for name in course.assignments:
            _convert(Autograde, opened, name, force=course.by_force, may_fail=True)
    failed = {
        (name, student): "no folder"
        for name, assignment in course.assignments.items()
        for student in assignment.submissions
        if not opened.path("autograded", student, name).is_dir()
    }
    return Graded(read_grades(opened), failed)


def _by_ours(course: Course, root: Path, isolation: str) -> Graded:
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
    return grade_class(course, settings, make_executor=_Here)


class _Here(Executor):
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


def _convert(
    step: type[BaseConverter],
    course: NbgraderCourse,
    assignment: str,
    *,
    force: bool = False,
    may_fail: bool = False,
) -> None:
    directory = course.directory(assignment)
    directory.log = _log
    converter = step(coursedir=directory, config=course.config, force=force)
    converter.log = _log
    try:
        converter.start()
    except (NbGraderException, SystemExit):
        # Of most submissions that fail it says so when it has gone through all.
        if not may_fail:
            raise


@contextmanager
def _careless_database() -> Iterator[None]:
    """Do not wait for the disk at each of nbgrader's many commits."""

    def relax(connection: Any, record: object) -> None:
        connection.execute("PRAGMA synchronous = OFF")

    event.listen(Engine, "connect", relax)
    try:
        yield
    finally:
        event.remove(Engine, "connect", relax)


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
