"""A notebook is known by what is in it, whatever the student calls it."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.collecting.collect import collect
from autograder.collecting.lms import CANVAS, MOODLE
from autograder.config.nbgrader_course import NbgraderCourse, open_course

from .conftest import CELLS
from .test_collect import EARLY, LATER, moodle, submitted, take
from .zips import Odd, write_zip


def notebook(name: str = "sums", *more: str) -> bytes:
    """A notebook that was handed out, with the ids that nbgrader gave its cells."""
    cells = [
        {
            "cell_type": "code",
            "source": f"# by a student: {cell}",
            "metadata": {
                "nbgrader": {
                    "schema_version": 3,
                    "grade_id": f"{name}_{cell}",
                    "solution": True,
                    "grade": False,
                    "locked": False,
                    "task": False,
                }
            },
            "outputs": [],
            "execution_count": None,
        }
        for cell in (*CELLS, *more)
    ]
    made = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    return json.dumps(made).encode()


SUMS = notebook()

CALLED = [
    "Copy of sums.ipynb",
    "Copy_of_sums.ipynb",
    "sums.ipynb.json",
    "sums.ipynb.txt",
    "SUMS.IPYNB",
    "sums_final.ipynb",
    "my homework.ipynb",
    "sums (Kopie).ipynb",
    "curves.ipynb.ipynb",
    "x [1].ipynb",
    "a/b/Copy of sums.ipynb",
]


@pytest.mark.parametrize("name", CALLED)
def test_a_notebook_of_another_name_is_taken_and_this_is_said(
    name: str, course: NbgraderCourse
) -> None:
    report = take(course, MOODLE, {moodle("Ann Lee", 1, name): SUMS})
    assert report.complete
    assert submitted(course) == {"ann/tiny/sums.ipynb": SUMS}
    if name != "SUMS.IPYNB":
        assert report.folders[0].notes == [f"{name} is sums.ipynb, by what is in it"]


def test_the_contents_tell_the_assignment(course: NbgraderCourse) -> None:
    files = {moodle("Ann Lee", 1, "my homework.ipynb"): notebook("curves")}
    assert take(course, MOODLE, files, name="").assignment == "other"
    assert submitted(course) == {"ann/other/curves.ipynb": notebook("curves")}


@pytest.mark.parametrize("data", [b"", b"{}", b"no json", notebook("curves")])
def test_what_is_not_the_notebook_keeps_its_name(
    data: bytes, course: NbgraderCourse
) -> None:
    report = take(course, MOODLE, {moodle("Ann Lee", 1, "my homework.ipynb"): data})
    assert submitted(course) == {"ann/tiny/my homework.ipynb": data}
    assert not report.complete


def test_the_notebooks_own_name_comes_before_what_is_in_it(
    course: NbgraderCourse,
) -> None:
    backup = Odd(notebook("sums", "x"), utc=LATER)
    files = {
        moodle("Ann Lee", 1, "sums.ipynb"): Odd(SUMS, utc=EARLY),
        moodle("Ann Lee", 1, "sums_backup.ipynb"): backup,
    }
    report = take(course, MOODLE, files)
    assert submitted(course) == {"ann/tiny/sums.ipynb": SUMS}
    assert report.folders[0].notes == [
        "of two versions the one of that name was taken: sums.ipynb, not "
        "sums_backup.ipynb"
    ]


def test_a_folder_around_all_is_taken_off(course: NbgraderCourse) -> None:
    files = {
        moodle("Ann Lee", 1, "homework/sums.ipynb"): SUMS,
        moodle("Ann Lee", 1, "homework/data/x.csv"): b"1,2",
        moodle("Bob Ray", 2, "homework/sums.ipynb"): SUMS,
        moodle("Bob Ray", 2, "x.csv"): b"1,2",
    }
    take(course, MOODLE, files)
    assert set(submitted(course)) == {
        "ann/tiny/sums.ipynb",
        "ann/tiny/data/x.csv",
        "bob/tiny/homework/sums.ipynb",
        "bob/tiny/x.csv",
    }


def test_what_jupyter_leaves_lying_about_is_left_out(course: NbgraderCourse) -> None:
    files = {
        moodle("Ann Lee", 1, "sums.ipynb"): SUMS,
        moodle("Ann Lee", 1, ".ipynb_checkpoints/sums-checkpoint.ipynb"): SUMS,
        moodle("Ann Lee", 1, "__MACOSX/._sums.ipynb"): b"",
    }
    assert take(course, MOODLE, files).complete
    assert submitted(course) == {"ann/tiny/sums.ipynb": SUMS}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("own", ["NFC", "NFD"])
def test_a_name_is_the_same_in_any_form_of_its_letters(
    form: str, own: str, course: NbgraderCourse
) -> None:
    ours = unicodedata.normalize(own, "Задание й")  # type: ignore[arg-type]
    theirs = unicodedata.normalize(form, "Задание й")  # type: ignore[arg-type]
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        gradebook.add_assignment(ours)
        gradebook.add_notebook(ours, ours)
    files = {moodle("Ann Lee", 1, f"{theirs}.ipynb"): b"{}"}
    assert take(course, MOODLE, files, name=theirs).complete
    assert submitted(course) == {f"ann/{ours}/{ours}.ipynb": b"{}"}


def test_two_names_that_are_one_where_capitals_do_not_count(
    course: NbgraderCourse,
) -> None:
    names = ["é.txt", "É.txt", unicodedata.normalize("NFD", "é.txt")]
    files = {moodle("Ann Lee", 1, name): b"x" for name in names}
    take(course, MOODLE, {**files, moodle("Ann Lee", 1, "sums.ipynb"): SUMS})
    assert len(submitted(course)) == 2


def test_a_course_in_a_folder_that_looks_like_a_pattern(
    course: NbgraderCourse, tmp_path: Path
) -> None:
    root = tmp_path / "neuron [2026] {x}*"
    course.root.rename(root)
    archive = write_zip(tmp_path / "in [1].zip", {"leeann_12345_9_sums.ipynb": SUMS})
    assert collect(open_course(root), archive, CANVAS).complete
    assert (root / "submitted/ann/tiny/sums.ipynb").read_bytes() == SUMS
