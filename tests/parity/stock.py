"""Release a course, and have nbgrader itself grade it."""

from __future__ import annotations

import logging
import shutil
import warnings
from collections.abc import Collection, Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.converters.base import BaseConverter, NbGraderException
from sqlalchemy import Engine, event

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from tests.parity.course import Course
from tests.parity.grades import Graded, read_grades

_log = logging.getLogger("parity.nbgrader")
_log.propagate = False


@contextmanager
def careless() -> Iterator[None]:
    """Do not wait for the disk at each of nbgrader's commits, nor hear its warnings."""

    def relax(connection: Any, record: object) -> None:
        connection.execute("PRAGMA synchronous = OFF")

    event.listen(Engine, "connect", relax)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of nbformat and SQLAlchemy
            yield
    finally:
        event.remove(Engine, "connect", relax)


def make(course: Course, root: Path) -> Path:
    """Release a course and hand in."""
    course.write_source(root)
    for name in course.assignments:
        _convert(GenerateAssignment, open_course(root), name)
    course.write_submissions(root)
    opened = open_course(root)
    with opened.gradebook() as gradebook:
        for name, assignment in course.assignments.items():
            gradebook.find_assignment(name).duedate = assignment.due
        gradebook.db.commit()
    if course.prepare is not None:
        course.prepare(open_course(root))
    return root


def ask(course: Course, made: Path, copy: Path, names: Collection[str]) -> Graded:
    """Have nbgrader grade some assignments in a copy of a course.

    It starts a kernel for each notebook, which takes a second or two.
    """
    opened = open_course(shutil.copytree(made, copy))
    opened.config.Execute.iopub_timeout = 60  # 4 are too few for a busy machine
    with chdir(copy):  # where the instructor is
        for name in names:
            _convert(Autograde, opened, name, may_fail=True)
        if course.again is not None and names:
            course.again(opened)
            for name in names:
                _convert(Autograde, opened, name, force=course.by_force, may_fail=True)
    failed = {
        (name, student): "no folder"
        for name in names
        for student in course.assignments[name].submissions
        if not opened.path("autograded", student, name).is_dir()
    }
    grades = {of: said for of, said in read_grades(opened).items() if of[0] in names}
    return Graded(grades, failed)


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
