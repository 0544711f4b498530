"""Feedback pages packed for Moodle: to the right participant, or to nobody."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.collecting.feedback_zip import _plain, write_feedback_zip
from autograder.collecting.lms import MOODLE
from autograder.collecting.senders import Known, Senders
from autograder.config.nbgrader_course import NbgraderCourse

from .test_collect import moodle, take


def participant(entry: str) -> tuple[int, str, str, str]:
    """Read a name as Moodle's importer does: number, plugin's type and name, file."""
    assert not entry.startswith((".", "~"))
    _, number, kind, plugin, file = entry.split("/")[0].split("_", 4)
    return int(number), kind, plugin, file


def page(course: NbgraderCourse, student: str, *names: str) -> None:
    folder = course.path("feedback", student, "tiny")
    folder.mkdir(parents=True)
    for name in names or ("sums.html",):
        (folder / name).write_text(f"{student}'s", encoding="utf-8")
    (folder / "timestamp.txt").touch()


def packed(path: Path) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    with zipfile.ZipFile(path) as made:
        for entry in made.namelist():
            number, kind, plugin, file = participant(entry)
            assert (kind, plugin) == ("assignfeedback", "file")
            found.setdefault(number, []).append(file)
    return found


def test_the_way_back_of_what_was_collected(course: NbgraderCourse) -> None:
    files = {
        moodle("Ann Lee", 501, "sums.ipynb"): b"{}",
        moodle("Red-Ёлкин Борис", 502, "sums.ipynb"): b"{}",
    }
    take(course, MOODLE, files)
    for student in ("ann", "yolkin"):
        page(course, student, "l1_2_sums.html", "other.html")
    made = write_feedback_zip(course, "tiny")
    assert made.path == course.root / "feedback-moodle-tiny.zip"
    assert made.students == 1
    assert packed(made.path) == {501: ["l1_2_sums.html", "other.html"]}
    assert "yolkin" in made.remarks[0]


def test_members_of_teams_have_numbers_of_their_own(course: NbgraderCourse) -> None:
    files = {
        moodle("Red-Ann Lee", 501, "sums.ipynb"): b"{}",
        moodle("Red-Ёлкин Борис", 502, "sums.ipynb"): b"{}",
    }
    take(course, MOODLE, files)
    for student in ("ann", "yolkin"):
        page(course, student)
    made = write_feedback_zip(course, "tiny")
    assert packed(made.path) == {501: ["sums.html"], 502: ["sums.html"]}
    assert made.remarks == ()


@pytest.mark.parametrize(
    "known",
    [
        {"17": Known("Red Team", ("ann", "bob"), told=True)},
        {"17": Known("Red Team", ("ann",), told=True)},
        {"17": Known("Red Team", ("moodle-17",))},
        {},
    ],
)
def test_a_teams_number_is_no_participants(
    known: dict[str, Known], course: NbgraderCourse
) -> None:
    Senders(course.root, MOODLE).remember("tiny", known)
    page(course, "ann")
    made = write_feedback_zip(course, "tiny")
    assert made.students == 0
    assert not made.path.exists()
    (remark,) = made.remarks
    assert remark.endswith(": ann")


def test_where_moodle_names_nobody_what_was_told_counts(
    course: NbgraderCourse,
) -> None:
    blind = {
        "1": Known("Participant", ("ann",), told=True),
        "2": Known("Participant", ("bob",), told=True),
    }
    Senders(course.root, MOODLE).remember("tiny", blind)
    page(course, "ann")
    assert packed(write_feedback_zip(course, "tiny").path) == {1: ["sums.html"]}


@given(st.text())
def test_any_name_is_no_more_than_a_name(name: str) -> None:
    entry = f"{_plain(name)}_7_assignfeedback_file_l1_2_sums.html"
    assert participant(entry) == (7, "assignfeedback", "file", "l1_2_sums.html")
    assert "/" not in entry and "\\" not in entry and "\0" not in entry
