from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.grading.sources import course_files, identity, load_sources
from autograder.notebook.source import Editions, Role
from tests.texts import Text

ORDER = [
    "tools", "square", "test_square", "total", "test_total", "why", "draw",
]  # fmt: skip


@pytest.fixture
def course(built, tmp_path: Path) -> NbgraderCourse:
    shutil.copytree(built.root, tmp_path / "course")
    return open_course(tmp_path / "course")


def load(course: NbgraderCourse) -> Editions:
    with course.gradebook() as gradebook:
        return load_sources(course, gradebook, "tiny")["tiny"]


def test_there_is_an_edition_a_language_the_default_has_no_name(
    course: NbgraderCourse,
) -> None:
    assert set(load(course)) == {"", "ru"}


@pytest.mark.parametrize("language", ["", "ru"])
def test_cells_stand_in_the_order_of_the_instructors_notebook(
    language: str, course: NbgraderCourse
) -> None:
    cells = load(course)[language].cells
    assert [cell.grade_id for cell in cells] == ORDER
    roles = {cell.grade_id: cell.role for cell in cells}
    assert roles["tools"] is Role.SETUP
    assert roles["test_square"] is Role.TEST
    assert roles["square"] is Role.STUDENT


@pytest.mark.parametrize(
    ("language", "text"),
    [("", "The square of 2 is 4, not"), ("ru", "Квадрат 2 равен 4, а не")],
)
def test_a_test_has_its_hidden_part_and_a_blank_is_blank(
    language: str, text: str, course: NbgraderCourse
) -> None:
    cells = load(course)[language].by_id()
    assert text in cells["test_square"].source
    assert "assert square(-3) == 9" in cells["test_square"].source
    assert "NotImplementedError" in cells["square"].source
    assert cells["test_square"].points == 3


def test_the_gradebook_has_the_last_word(course: NbgraderCourse) -> None:
    with course.gradebook() as gradebook:
        gradebook.find_source_cell("test_square", "tiny", "tiny").source = "assert 1"
        gradebook.find_grade_cell("test_square", "tiny", "tiny").max_score = 4
        gradebook.db.commit()
    cell = load(course)[""].by_id()["test_square"]
    assert (cell.source, cell.points) == ("assert 1", 4)


def test_a_translation_has_checksums_of_its_own(course: NbgraderCourse) -> None:
    editions = load(course)
    english, russian = (editions[name].by_id()["why"] for name in ("", "ru"))
    assert english.checksum != russian.checksum


def test_without_source_notebooks_the_gradebook_will_do(course: NbgraderCourse) -> None:
    shutil.rmtree(course.root / "source")
    editions = load(course)
    assert set(editions) == {""}
    assert set(editions[""].by_id()) == set(ORDER)


def test_files_are_given_out_but_no_notebook(course: NbgraderCourse) -> None:
    folder = course.root / "source" / "en" / "tiny"
    (folder / "data").mkdir()
    (folder / "data" / "a.csv").touch()
    (folder / "kept.py").touch()
    course.config.Autograde.exclude_overwriting = {"tiny": ["kept.py"]}
    assert course_files(course, "tiny") == {"data/a.csv": folder / "data" / "a.csv"}


def test_in_a_folder_with_brackets_too(course: NbgraderCourse, tmp_path: Path) -> None:
    """A path is no pattern: the instructor's notebook must not be given out."""
    moved = tmp_path / "neuron [2026]"
    shutil.move(course.root, moved)
    folder = moved / "source" / "en" / "tiny"
    checkpoints = folder / ".ipynb_checkpoints"
    checkpoints.mkdir()
    (checkpoints / "tiny-checkpoint.txt").touch()
    (folder / "data.csv").touch()
    assert set(course_files(open_course(moved), "tiny")) == {"data.csv"}


@pytest.mark.parametrize("step", ["release", "source", ""])
def test_what_students_got_is_known(step: str, course: NbgraderCourse) -> None:
    """From the release, or else from the instructor's notebook or the gradebook."""
    for name in ("release", "source"):
        if name == step:
            break
        shutil.rmtree(course.root / name)
    cells = load(course)[""].handed_out
    texts = {cell.grade_id: cell.source for cell in cells if cell.grade_id}
    assert set(texts) == set(ORDER)
    assert "assert square(-3) == 9" not in texts["test_square"]
    assert "NotImplementedError" in texts["square"]
    assert all(cell.cell_id for cell in cells) == bool(step)
    assert (len(cells) > len(ORDER)) == bool(step)


@pytest.mark.parametrize("released", [False, True])
def test_a_courses_own_marks_of_hidden_parts(
    released: bool, course: NbgraderCourse
) -> None:
    """Also of a cell that was lost from the students' notebook."""
    if released:
        for path in (course.root / "release").rglob("*.ipynb"):
            notebook = nbformat.read(path, as_version=4)
            notebook.cells = [
                cell
                for cell in notebook.cells
                if cell.metadata.get("nbgrader", {}).get("grade_id") != "test_square"
            ]
            nbformat.write(notebook, path)
    else:
        shutil.rmtree(course.root / "release")
    course.config.ClearHiddenTests.begin_test_delimeter = "# HIDE"
    course.config.ClearHiddenTests.end_test_delimeter = "# SHOW"
    with course.gradebook() as gradebook:
        cell = gradebook.find_source_cell("test_square", "tiny", "tiny")
        cell.source = "assert 1\n# HIDE\nassert 2\n# SHOW"
        gradebook.db.commit()
    cells = {cell.grade_id: cell.source for cell in load(course)[""].handed_out}
    assert cells["test_square"] == "assert 1"


def test_what_is_graded_against_has_an_identity(course: NbgraderCourse) -> None:
    def now() -> str:
        with course.gradebook() as gradebook:
            editions = load_sources(course, gradebook, "tiny")
        return identity(editions, course_files(course, "tiny"))

    seen = [now(), now()]
    assert seen[0] == seen[1]
    data = course.root / "source" / "en" / "tiny" / "data.csv"
    for content in ("1", "2"):
        data.write_text(content)
        seen.append(now())
    data.rename(data.with_name("other.csv"))
    seen.append(now())
    path = course.root / "source" / "ru" / "tiny" / "tiny.ipynb"
    path.write_text(Text.of(path).replace("4711", "4712"))
    seen.append(now())
    assert len(set(seen)) == len(seen) - 1
