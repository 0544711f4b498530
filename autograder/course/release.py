"""Make the students' notebooks by nbgrader's own generate_assignment.

The cells of the default language go into the gradebook; a translation has the same ids,
points and tests, and needs no entry of its own. nbgrader writes both at once, after it
has removed the release that was there. Here they are two steps, so that a failure of
one can leave everything as it was.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment, NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor, SaveCells
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import scoped_session, sessionmaker

from autograder.config import Assignment, Course
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.course.nbgrader_log import captured_log
from autograder.model import UsageError
from autograder.plugins.settings import nbgrader_settings


@dataclass(frozen=True)
class Release:
    """The students' edition of an assignment in one language.

    Attributes:
        folder: Where it is.
        notebook: What the gradebook is to know: the hidden tests are still there.
    """

    folder: Path
    notebook: NotebookNode


def release(course: Course, root: Path, assignment: Assignment, language: str) -> None:
    """Write ``release/<language>/<assignment>/`` from the same place in ``source/``.

    Of the default language, the gradebook is told, too.
    """
    made = make_release(course, root, assignment, language)
    if language == course.default_language:
        enter(course, root, assignment, made.notebook)


def make_release(
    course: Course, root: Path, assignment: Assignment, language: str
) -> Release:
    """Do as :func:`release`, and leave the gradebook to :func:`enter`.

    Raises:
        UsageError: nbgrader refuses.
    """
    nbgrader = NbgraderCourse(root, nbgrader_settings(course, root, language))
    return generate(nbgrader, assignment.id)


def generate(nbgrader: NbgraderCourse, assignment: str) -> Release:
    """Make the students' edition of what stands in an nbgrader course's ``source``.

    Raises:
        UsageError: nbgrader refuses.
    """
    directory = nbgrader.directory(assignment)
    converter = _Generating(coursedir=directory, config=nbgrader.config)
    converter.force = converter.no_database = True
    kept: list[NotebookNode] = []

    def keep(notebook: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        kept.append(copy.deepcopy(notebook))
        return notebook, resources

    converter.preprocessors = [
        keep if step is SaveCells else step for step in converter.preprocessors
    ]
    with captured_log(converter) as log:
        try:
            converter.start()
        except (NbGraderException, RuntimeError, ValueError) as error:
            reason = log.errors() or str(error)
            raise _refused(assignment, reason) from error
    return Release(nbgrader.path("release", ".", assignment), kept[0])


class _Generating(GenerateAssignment):  # type: ignore[misc]  # nbgrader has no types
    """nbgrader's converter, for which the folder of a course is no pattern."""

    def init_notebooks(self) -> None:
        """Find the assignment's notebooks."""
        chosen = self.coursedir
        folder = self._format_source(chosen.assignment_id, ".")
        found = sorted(Path(folder).glob(f"{chosen.notebook_id}.ipynb"))
        if not found:
            raise NbGraderException(f"there is no notebook in {folder}")
        self.notebooks: list[str] = []
        # To the letter as nbgrader has it, or it does not know its own path again.
        self.assignments = {folder: [f"{folder}{os.sep}{path.name}" for path in found]}


def enter(
    course: Course, root: Path, assignment: Assignment, notebook: NotebookNode
) -> None:
    """Tell the gradebook of a released notebook: all of it, or nothing.

    Raises:
        UsageError: nbgrader refuses.
    """
    nbgrader = NbgraderCourse(root, nbgrader_settings(course, root))
    enter_cells(nbgrader, assignment.id, notebook, assignment.due_in_utc)


def enter_cells(
    nbgrader: NbgraderCourse,
    assignment: str,
    notebook: NotebookNode,
    due: datetime | None = None,
) -> None:
    """Tell the gradebook of a released notebook of the assignment's name.

    Args:
        nbgrader: The course.
        assignment: The name.
        notebook: As :class:`Release` has it.
        due: In UTC, without a zone.

    Raises:
        UsageError: nbgrader refuses.
    """
    try:
        with _transaction(nbgrader) as gradebook:
            found = gradebook.update_or_create_assignment(assignment, duedate=due)
            gone = [old for old in found.notebooks if old.name != assignment]
            if any(old.submissions for old in gone):
                raise _refused(assignment, "a notebook that is gone was handed in")
            for old in gone:
                gradebook.remove_notebook(old.name, assignment)
            _Entering(gradebook, assignment).enter(notebook)
    except (RuntimeError, ValueError) as error:
        # nbgrader wraps what the database says.
        if isinstance(error.__context__, DBAPIError):
            raise error.__context__ from error
        raise _refused(assignment, str(error)) from error


class _Entering(SaveCells):  # type: ignore[misc]  # nbgrader has no types
    """nbgrader's step that writes cells, told where to write."""

    def __init__(self, gradebook: Gradebook, assignment: str) -> None:
        super().__init__()
        self.gradebook = gradebook
        self.notebook_id = self.assignment_id = assignment
        self.new_grade_cells: dict[str, Any] = {}
        self.new_solution_cells: dict[str, Any] = {}
        self.new_task_cells: dict[str, Any] = {}
        self.new_source_cells: dict[str, Any] = {}

    def enter(self, notebook: NotebookNode) -> None:
        """Write the cells of a notebook."""
        NbGraderPreprocessor.preprocess(self, notebook, {})
        self._create_notebook(notebook)


@contextmanager
def _transaction(course: NbgraderCourse) -> Iterator[Gradebook]:
    """Open a gradebook of which nothing is kept unless the block ends well.

    nbgrader commits after each cell; here that only reaches the database.
    """
    with course.gradebook() as gradebook, gradebook.engine.connect() as connection:
        gradebook.db.remove()
        gradebook.db = scoped_session(
            sessionmaker(bind=connection, join_transaction_mode="rollback_only")
        )
        with connection.begin():
            yield gradebook


def _refused(assignment: str, reason: str) -> UsageError:
    return UsageError(f"{assignment}: nbgrader cannot release it: {reason}")
