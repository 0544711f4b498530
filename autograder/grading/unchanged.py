"""What a run over a class would tell if nothing had changed, and which files decide it.

:mod:`.standing` keeps it; what is here asks the gradebook, as that run would.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from jupyter_core.paths import jupyter_config_path
from nbgrader.api import Gradebook
from sqlalchemy.engine import make_url

from autograder.common.course import CONFIG_FILE
from autograder.config.database import sqlite_file
from autograder.config.nbgrader_course import CONFIG_FILE as NBGRADER_CONFIG
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.gradebook.results import read_results, read_totals
from autograder.grading.results import Record, ResultStore
from autograder.grading.secret import secret_file
from autograder.grading.standing import Standing
from autograder.grading.timestamps import TIMESTAMP
from autograder.model import NotebookResult, Status

_USERS_CONFIGS = ("nbgrader_config", "jupyter_config")
_BESIDE = ("", "-journal", "-wal")
"""What SQLite writes: a database, and beside it what is not yet in it."""


def look(standing: Standing, course: NbgraderCourse) -> None:
    """Note how what a run is about to read stands; not of folders in another order."""
    structure = course.directory().directory_structure
    if structure.partition("/")[0] != "{nbgrader_step}":
        return
    files = [course.root / name for name in (CONFIG_FILE, NBGRADER_CONFIG)]
    for folder in (course.root, *map(Path, jupyter_config_path())):
        files += [
            folder / f"{name}{kind}"
            for name in _USERS_CONFIGS
            for kind in (".py", ".json")
        ]
    steps = ("source", "release", "submitted")
    trees = [course.path(step) for step in steps]
    trees += [course.root / name for name in ("notebooks", *steps[:2])]
    standing.look(map(str, files), map(str, trees))


def note(
    standing: Standing, course: NbgraderCourse, results: Sequence[NotebookResult]
) -> None:
    """Note what the next run will tell, if all is done and the gradebook is a file."""
    directory = course.directory()
    database = sqlite_file(make_url(directory.db_url))
    if not database or any(result.status is Status.FAILED for result in results):
        return
    files = [str(secret_file(course)), *(f"{database}{end}" for end in _BESIDE)]
    for result in results:
        folder = directory.format_path(
            directory.autograded_directory, result.student, result.assignment
        )
        files += [folder, str(Path(folder, TIMESTAMP))]
    records = ResultStore(course.root).folder
    if (written := standing.settle(files, [str(records)])) is None:
        return
    with course.gradebook() as gradebook:  # after that look: who writes now is seen
        told = list(_next_time(course, gradebook, results))
    if len(told) == len(results):
        standing.keep(written, told)


def as_unchanged(
    known: Sequence[NotebookResult], record: Record
) -> list[NotebookResult]:
    """Return the recorded results with the gradebook's scores.

    People may have graded by hand since.
    """
    recorded = {result.notebook: result for result in record.notebooks}
    return [
        replace(
            recorded[now.notebook],
            status=Status.UNCHANGED,
            score=now.score,
            max_score=now.max_score,
            late_penalty=now.late_penalty,
            needs_manual=now.needs_manual,
        )
        for now in known
    ]


def _next_time(
    course: NbgraderCourse, gradebook: Gradebook, results: Sequence[NotebookResult]
) -> Iterator[NotebookResult]:
    store = ResultStore(course.root)
    for name, group in groupby(results, key=lambda result: result.assignment):
        students = list(dict.fromkeys(result.student for result in group))
        known = read_results(gradebook, name, students)
        totals = read_totals(gradebook, [name])
        for student in students:
            record = store.load(name, student)
            if record is None or student not in known:
                return
            for told in as_unchanged(known[student], record):
                before = totals.get((name, student, told.notebook))
                yield replace(told, previous_score=before)
