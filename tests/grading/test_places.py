"""Folders that belong to no assignment are found, and what they may have meant."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from traitlets.config import Config

from autograder.config.nbgrader_course import NbgraderCourse
from autograder.grading.places import nearest, strays


def course_at(root: Path, structure: str | None = None) -> NbgraderCourse:
    config = Config()
    if structure:
        config.CourseDirectory.directory_structure = structure
    return NbgraderCourse(root, config)


def names(course: NbgraderCourse, *known: str) -> list[tuple[str, str]]:
    return [(place.student, place.assignment) for place in strays(course, known)]


def test_folders_and_notebooks_of_no_assignment(tmp_path: Path) -> None:
    for path in ("ann/a", "ann/A", "ann/.cache", "bob/__MACOSX", "bob/b"):
        (tmp_path / "submitted" / path).mkdir(parents=True)
    for path in ("bob/p.ipynb", "bob/notes.txt", "all.zip"):
        (tmp_path / "submitted" / path).touch()
    assert names(course_at(tmp_path), "a") == [
        ("ann", "A"),
        ("bob", "b"),
        ("bob", "p.ipynb"),
    ]
    assert names(course_at(tmp_path), "a", "A", "b") == [("bob", "p.ipynb")]


def test_one_name_in_two_forms_is_one(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "Задание й")
    (tmp_path / "submitted" / "ann" / name).mkdir(parents=True)
    assert names(course_at(tmp_path), "Задание й") == []


def test_a_structure_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "submitted" / "ann-a").mkdir(parents=True)
    (tmp_path / "submitted" / "ann-B").mkdir(parents=True)
    course = course_at(tmp_path, "{nbgrader_step}/{student_id}-{assignment_id}")
    assert names(course, "a", "b") == [("ann", "B")]


def test_nothing_is_there(tmp_path: Path) -> None:
    assert names(course_at(tmp_path), "a") == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [("A", "a"), ("L1_sigmoid", "l1_sigmoid"), ("l1-sigmoid", "l1_sigmoid"), ("x", "")],
)
def test_what_may_be_meant(name: str, meant: str) -> None:
    assert nearest(name, ["a", "l1_sigmoid"]) == meant
