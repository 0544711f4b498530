from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.utils import compute_checksum

from autograder.config.nbgrader_course import open_course
from autograder.plugins.translated import OverwriteTranslatedCells, language_of
from tests.grading.conftest import TAMPERED, Class, hand_in

# nbgrader adds a submission so.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

ENGLISH, RUSSIAN = "The square of 2 is 4, not", "Квадрат 2 равен 4, а не"


def comments(graded: Class, student: str) -> dict[str, str | None]:
    with graded.course.gradebook() as gradebook:
        notebook = gradebook.find_submission_notebook("tiny", "tiny", student)
        return {comment.name: comment.auto_comment for comment in notebook.comments}


# A graded class


def test_a_blank_in_russian_is_a_blank(graded: Class) -> None:
    assert graded.scores("russian")["why"] == 0
    assert comments(graded, "russian")["why"] == "No response."
    assert comments(graded, "russian")["square"] is None


def test_a_blank_in_the_default_language_is_a_blank(graded: Class) -> None:
    assert comments(graded, "untouched")["why"] == "No response."
    assert comments(graded, "good")["why"] is None


def test_a_check_is_restored_in_the_language_of_the_notebook(graded: Class) -> None:
    sources = graded.autograded("russian")
    assert TAMPERED not in sources["test_square"]
    assert RUSSIAN in sources["test_square"]
    assert "assert square(-3) == 9" in sources["test_square"]
    assert sources["draw"] == "Нарисуйте ниже параболу."


def test_a_translation_gets_the_same_scores(graded: Class) -> None:
    assert graded.results["russian"].language == "ru"
    assert graded.scores("russian") == {**graded.scores("good"), "why": 0}


# One notebook


@pytest.fixture
def root(built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(built.root, tmp_path / "course")
    monkeypatch.chdir(tmp_path / "course")
    return tmp_path / "course"


def restore(
    root: Path, notebook: nbformat.NotebookNode
) -> dict[str, nbformat.NotebookNode]:
    """Do to a submitted notebook what nbgrader's autograde would; return its cells."""
    course = open_course(root)
    names = {
        "assignment": "tiny",
        "notebook": "tiny",
        "student": "ada",
        "db_url": course.config.CourseDirectory.db_url,
        "course_id": course.config.CourseDirectory.course_id,
    }
    with Gradebook(names["db_url"], names["course_id"]) as gradebook:
        gradebook.update_or_create_student("ada")
        gradebook.add_submission("tiny", "ada")
    step = OverwriteTranslatedCells(config=course.config)
    restored, _ = step.preprocess(notebook, {"nbgrader": names})
    marked = (cell for cell in restored.cells if "nbgrader" in cell.metadata)
    return {cell.metadata.nbgrader.grade_id: cell for cell in marked}


def submitted(root: Path, language: str, claimed: object) -> nbformat.NotebookNode:
    path = hand_in(root, "ada", language, {"test_square": TAMPERED})
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["autograder"] = claimed
    return notebook


def test_a_russian_notebook_is_restored_in_russian(root: Path) -> None:
    cells = restore(root, submitted(root, "ru", {"language": "ru"}))
    assert RUSSIAN in cells["test_square"].source
    for name in ("square", "why", "test_square", "draw"):
        mark = cells[name].metadata.nbgrader
        assert mark.checksum == compute_checksum(cells[name])


def test_an_answer_in_russian_is_no_blank(root: Path) -> None:
    notebook = submitted(root, "ru", {"language": "ru"})
    for cell in notebook.cells:
        if cell.source == "ВАШ ОТВЕТ ЗДЕСЬ":
            cell.source = "Минус на минус даёт плюс."
    why = restore(root, notebook)["why"]
    assert why.source == "Минус на минус даёт плюс."
    assert why.metadata.nbgrader.checksum != compute_checksum(why)


def test_a_default_notebook_is_restored_in_the_default_language(root: Path) -> None:
    cells = restore(root, submitted(root, "en", {"language": "en"}))
    assert ENGLISH in cells["test_square"].source


@pytest.mark.parametrize(
    "claimed",
    [
        {"language": "../../planted"},
        {"language": "/etc"},
        {"language": ""},
        {"language": "de"},
        {"language": ["ru"]},
        {"language": None},
        {},
        ["ru"],
        "ru",
        None,
    ],
)
def test_a_language_the_course_has_not_is_the_default(
    claimed: object, root: Path
) -> None:
    planted = root.parent / "planted" / "tiny"
    shutil.copytree(root / "source" / "ru" / "tiny", planted)
    cells = restore(root, submitted(root, "ru", claimed))
    assert ENGLISH in cells["test_square"].source


def test_a_notebook_that_says_nothing_has_no_language() -> None:
    assert language_of(nbformat.v4.new_notebook()) == ""
