"""A small class that is graded once, for real."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

from autograder.grading.batch import Progress, grade_class
from autograder.model import NotebookResult
from autograder.nbgrader_course import NbgraderCourse, open_course

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


@pytest.fixture(scope="session")
def graded(built, tmp_path_factory: pytest.TempPathFactory) -> Class:
    """The class, graded. To read, not to change."""
    root = tmp_path_factory.mktemp("graded") / "course"
    shutil.copytree(built.root, root)
    hand_in(root, "good", answers={**RIGHT, "why": "Minus times minus is plus."})
    hand_in(root, "wrong", answers={**RIGHT, "square": DOUBLED})
    hand_in(root, "russian", "ru", {**RIGHT, "test_square": TAMPERED})
    hand_in(root, "untouched")
    broken = hand_in(root, "broken")
    broken.write_text(broken.read_text()[:100])
    told: list[Progress] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)  # nbgrader reads the configuration that lies here, too
        course = open_course(root)
        results = grade_class(course, workers=2, seconds=120, tell=told.append)
    return Class(course, {result.student: result for result in results}, tuple(told))


@pytest.fixture
def course(
    graded: Class, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> NbgraderCourse:
    """A copy of the graded class, to change and grade again."""
    root = tmp_path / "course"
    shutil.copytree(graded.course.root, root)
    monkeypatch.chdir(root)
    return open_course(root)
