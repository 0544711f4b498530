"""Make the students' notebooks by nbgrader's own generate_assignment."""

from __future__ import annotations

from pathlib import Path

from nbgrader.converters import GenerateAssignment, NbGraderException

from autograder.config import Assignment, Course
from autograder.model import UsageError
from autograder.nbgrader_course import NbgraderCourse
from autograder.nbgrader_log import captured_log
from autograder.nbgrader_settings import nbgrader_settings


def release(course: Course, root: Path, assignment: Assignment, language: str) -> None:
    """Write ``release/<language>/<assignment>/`` from the same place in ``source/``.

    The cells of the default language go into the gradebook; a translation has the same
    ids, points and tests, and needs no entry of its own.
    """
    nbgrader = NbgraderCourse(root, nbgrader_settings(course, root, language))
    _generate(nbgrader, assignment.id)
    if language == course.default_language:
        with nbgrader.gradebook() as gradebook:
            gradebook.update_or_create_assignment(
                assignment.id, duedate=assignment.due_in_utc
            )


def _generate(course: NbgraderCourse, assignment: str) -> None:
    directory = course.directory(assignment)
    converter = GenerateAssignment(coursedir=directory, config=course.config)
    converter.force = True
    with captured_log(converter) as log:
        try:
            converter.start()
        except (NbGraderException, RuntimeError, ValueError) as error:
            reason = log.errors() or str(error)
            raise UsageError(
                f"{assignment}: nbgrader cannot release it: {reason}"
            ) from error
