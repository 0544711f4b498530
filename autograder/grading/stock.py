"""Grade one submission by nbgrader's own autograde. Runs in a process of its own."""

from __future__ import annotations

import os
import shutil
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from nbgrader.converters import Autograde, NbGraderException

from autograder.grading.gradebook import read_results
from autograder.grading.translated import language_of
from autograder.model import NotebookResult, SubmissionError
from autograder.nbgrader_course import NbgraderCourse, open_course
from autograder.nbgrader_log import captured_log


@dataclass(frozen=True)
class Job:
    """What a process has to know to grade one submission."""

    root: Path
    assignment: str
    student: str


def grade_submission(job: Job) -> list[NotebookResult] | SubmissionError:
    """Return the results of all notebooks, or why there are none."""
    _silence()
    course = open_course(job.root)
    started = time.monotonic()
    try:
        _autograde(course, job)
    except SubmissionError as error:
        return error
    seconds = time.monotonic() - started
    with course.gradebook() as gradebook:
        results = read_results(gradebook, job.assignment, job.student)
    return [
        replace(
            result, seconds=seconds / len(results), language=_language(course, result)
        )
        for result in results
    ]


def discard(course: NbgraderCourse, job: Job) -> None:
    """Remove what a killed process left half-written; else nbgrader would skip it."""
    folder = course.path("autograded", job.student, job.assignment)
    shutil.rmtree(folder, ignore_errors=True)


def _autograde(course: NbgraderCourse, job: Job) -> None:
    directory = course.directory(job.assignment, job.student)
    converter = Autograde(coursedir=directory, config=course.config)
    converter.force = True
    with captured_log(converter) as log:
        try:
            converter.start()
        except NbGraderException as error:
            reason = log.errors() or str(error)
            raise SubmissionError(f"nbgrader cannot grade it: {reason}") from error


def _language(course: NbgraderCourse, result: NotebookResult) -> str:
    folder = course.path("autograded", result.student, result.assignment)
    path = folder / f"{result.notebook}.ipynb"
    return language_of(nbformat.read(path, as_version=4)) if path.exists() else ""


def _silence() -> None:
    """Send what kernels and nbgrader print to nowhere; it would break the progress."""
    sys.stdout.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
