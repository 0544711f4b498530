"""A small class that is graded once, for real; and workers that only pretend to."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import SourceCell

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.grading.batch import Progress, grade_class
from autograder.grading.job import Job, NotebookOutcome, Outcome
from autograder.grading.settings import settings_for
from autograder.model import CellResult, NotebookResult
from tests.conftest import made_once

RIGHT = {
    "square": "def square(x):\n    return x * x",
    "total": "def total(values):\n    return sum(values)",
}
DOUBLED = "def square(x):\n    return x + x"
TAMPERED = "assert True  # all is well"


@dataclass(frozen=True)
class Class:
    """A course whose submissions have been graded."""

    course: NbgraderCourse
    results: Mapping[str, NotebookResult]
    told: tuple[Progress, ...]

    def scores(self, student: str) -> dict[str, float | None]:
        """What the grader gave, by grade id."""
        cells = self.results[student].cells
        return {cell.grade_id: cell.auto_score for cell in cells}

    def autograded(self, student: str) -> dict[str, str]:
        """The sources of the graded notebook's cells, by grade id."""
        folder = self.course.path("autograded", student, "tiny")
        notebook = nbformat.read(folder / "tiny.ipynb", as_version=4)
        return {
            cell.metadata.nbgrader.grade_id: cell.source
            for cell in notebook.cells
            if "nbgrader" in cell.metadata
        }


def hand_in(
    root: Path, student: str, language: str = "en", answers: Mapping[str, str] = {}
) -> Path:
    """Write a submission: the released notebook, with some cells replaced."""
    released = root / "release" / language / "tiny" / "tiny.ipynb"
    notebook = nbformat.read(released, as_version=4)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(name, cell.source)
    folder = root / "submitted" / student / "tiny"
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / "tiny.ipynb")
    return folder / "tiny.ipynb"


def grade(
    course: NbgraderCourse,
    *students: str,
    workers: int = 1,
    make_executor: Callable[[], Executor] | None = None,
    **options: Any,
) -> dict[str, NotebookResult]:
    """Grade the tiny seminar; return the results by student."""
    settings = settings_for(course, workers=workers, **options)
    results = grade_class(
        course, settings, ["tiny"], students, make_executor=make_executor
    )
    return {result.student: result for result in results}


def change_setup(course: NbgraderCourse, change: Callable[[str], str]) -> None:
    """Change the seminar's setup cell where graders take it from, the gradebook."""
    with course.gradebook() as gradebook:
        cells = gradebook.db.query(SourceCell).filter(SourceCell.name == "tools").all()
        assert cells
        for cell in cells:
            cell.source = change(cell.source)
        gradebook.db.commit()


CELLS = (
    CellResult("test_square", 3, 3),
    CellResult("test_total", 2, 2),
    CellResult("why", None, 2),
    CellResult("draw", None, 1),
)


class Pretended(Executor):
    """In place of workers: every notebook gets the points of ``CELLS``, at once."""

    def __init__(self) -> None:
        self.started: list[str] = []

    def __call__(self) -> Executor:
        return self

    def submit(self, function: object, job: Job, /) -> Future[Outcome]:  # type: ignore[override]
        self.started.append(job.student)
        future: Future[Outcome] = Future()
        future.set_result(self.outcome(job))
        return future

    def outcome(self, job: Job) -> Outcome:
        """Do as a worker would: write the draft, and say what came of it."""
        shutil.rmtree(job.draft, ignore_errors=True)
        shutil.copytree(job.folder, job.draft)
        return Outcome({"tiny": NotebookOutcome(cells=CELLS)}, 0.0)


@pytest.fixture
def pretended() -> Pretended:
    """Workers that only pretend, and tell whom they were given."""
    return Pretended()


def make_class(root: Path) -> None:
    """Hand in for five students."""
    hand_in(root, "good", answers={**RIGHT, "why": "Minus times minus is plus."})
    hand_in(root, "wrong", answers={**RIGHT, "square": DOUBLED})
    hand_in(root, "russian", "ru", {**RIGHT, "test_square": TAMPERED})
    hand_in(root, "untouched")
    broken = hand_in(root, "broken")
    broken.write_text(broken.read_text()[:100])


@pytest.fixture(scope="session")
def graded(built, tmp_path_factory: pytest.TempPathFactory) -> Class:
    """The class, graded. To read, not to change."""

    def make(folder: Path) -> Class:
        root = folder / "course"
        shutil.copytree(built.root, root)
        make_class(root)
        told: list[Progress] = []
        course = open_course(root)
        results = grade_class(course, settings_for(course, workers=2), tell=told.append)
        by_student = {result.student: result for result in results}
        return Class(course, by_student, tuple(told))

    return made_once(tmp_path_factory, "graded", make)


@pytest.fixture
def course(graded: Class, tmp_path: Path) -> NbgraderCourse:
    """A copy of the graded class, to change and grade again."""
    shutil.copytree(graded.course.root, tmp_path / "course")
    return open_course(tmp_path / "course")


@pytest.fixture
def ungraded(built, tmp_path: Path) -> NbgraderCourse:
    """The class before it is graded, to change."""
    shutil.copytree(built.root, tmp_path / "course")
    make_class(tmp_path / "course")
    return open_course(tmp_path / "course")
