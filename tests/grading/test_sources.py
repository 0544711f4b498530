from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.grading.sources import course_files, identity, load_sources
from autograder.nbgrader_course import NbgraderCourse, open_course
from autograder.notebook.source import Editions, Role

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
    path.write_text(path.read_text().replace("4711", "4712"))
    seen.append(now())
    assert len(set(seen)) == len(seen) - 1
