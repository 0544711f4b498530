"""What Moodle and Canvas call the files of a submission."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.collecting.lms import (
    SYSTEMS,
    Handed,
    Lms,
    ReceiptError,
    Sender,
    original_name,
    parse_blackboard,
    parse_canvas,
    parse_ilias,
    parse_moodle,
    without_title,
)
from autograder.model import EntryError
from tests.pathological import assert_grows_with_length

ANN = Sender("12345", "Ann Lee")
LEE = Sender("12345", "leeann")


@pytest.mark.parametrize(
    ("path", "handed"),
    [
        ("Ann Lee_12345_assignsubmission_file_/sums.ipynb", Handed(ANN, "sums.ipynb")),
        ("Ann Lee_12345_assignsubmission_file/sums.ipynb", Handed(ANN, "sums.ipynb")),
        ("Ann Lee_12345_assignsubmission_file_sums.ipynb", Handed(ANN, "sums.ipynb")),
        ("Ann Lee_12345_assignsubmission_file_/data/x.csv", Handed(ANN, "data/x.csv")),
        ("all/Ann Lee_12345_assignsubmission_file_/a.py", Handed(ANN, "a.py")),
        (
            "Ann Lee_12345_assignsubmission_file_/Bob_6_assignsubmission_file_x.ipynb",
            Handed(ANN, "Bob_6_assignsubmission_file_x.ipynb"),
        ),
        (
            "Анна Ёлкина_7_assignsubmission_file_/l1_2_sigmoid.ipynb",
            Handed(Sender("7", "Анна Ёлкина"), "l1_2_sigmoid.ipynb"),
        ),
        (
            "Team_Red_7_assignsubmission_file_/a_1_b.ipynb",
            Handed(Sender("7", "Team_Red"), "a_1_b.ipynb"),
        ),
    ],
)
def test_moodle(path: str, handed: Handed) -> None:
    assert parse_moodle(path) == handed


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("sums.ipynb", "Moodle names no submission so"),
        ("Ann Lee_assignsubmission_file_sums.ipynb", "Moodle names no submission so"),
        ("leeann_12345_67890_sums.ipynb", "Moodle names no submission so"),
        ("Ann Lee_12345_assignsubmission_file_", "the student's name, and no file's"),
        (
            "Ann Lee_12345_assignsubmission_onlinetext_/onlinetext.html",
            "no file, but what Moodle calls 'onlinetext'",
        ),
        (f"Ann_{'9' * 400}_assignsubmission_file_/a", "Moodle names no submission so"),
    ],
)
def test_not_moodle(path: str, reason: str) -> None:
    with pytest.raises(EntryError) as caught:
        parse_moodle(path)
    assert str(caught.value) == reason


@pytest.mark.parametrize(
    ("path", "handed"),
    [
        ("leeann_12345_67890_sums.ipynb", Handed(LEE, "sums.ipynb", 67890)),
        (
            "leeann_LATE_12345_67890_l1_2_sigmoid-1.ipynb",
            Handed(LEE, "l1_2_sigmoid-1.ipynb", 67890, late=True),
        ),
        (
            "submissions/leeann_12345_67890_1_2_3.py",
            Handed(LEE, "1_2_3.py", 67890, other=Sender("67890", "leeann_12345")),
        ),
        (
            "anon_Ab3dE_67890_sums.ipynb",
            Handed(Sender("anon-Ab3dE", ""), "sums.ipynb", 67890),
        ),
        (
            "LATE_anon_12345_67890_sums.ipynb",
            Handed(Sender("anon-12345", ""), "sums.ipynb", 67890, late=True),
        ),
        ("_12345_67890_x.ipynb", Handed(Sender("12345", ""), "x.ipynb", 67890)),
    ],
)
def test_canvas(path: str, handed: Handed) -> None:
    assert parse_canvas(path) == handed


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("sums.ipynb", "Canvas names no submission so"),
        (
            "Ann Lee_12345_assignsubmission_file_x.ipynb",
            "Canvas names no submission so",
        ),
        ("leeann_12345_text.html", "a text or a link typed in Canvas, no file"),
        ("leeann_LATE_12345_link.html", "a text or a link typed in Canvas, no file"),
        ("anon_Ab3dE_text.html", "a text or a link typed in Canvas, no file"),
    ],
)
def test_not_canvas(path: str, reason: str) -> None:
    with pytest.raises(EntryError) as caught:
        parse_canvas(path)
    assert str(caught.value) == reason


def test_a_name_in_canvas_that_ends_in_a_number() -> None:
    mallory = parse_canvas("mallory_777_666_900_sums.ipynb")
    assert mallory.sender == Sender("777", "mallory")
    assert mallory.other == Sender("666", "mallory_777")
    late = parse_canvas("mallory_777_LATE_666_900_sums.ipynb")
    assert (late.sender, late.other) == (Sender("666", "mallory_777"), None)


# Neither LMS leaves a number between underscores, or a slash, in a student's name.
NAMES = st.text(st.characters(categories=["L", "Zs"]), min_size=1, max_size=20)
FILES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\:"),
    min_size=1,
    max_size=20,
).filter(lambda name: name not in (".", ".."))
NUMBERS = st.integers(0, 10**18 - 1).map(str)


@given(NAMES, NUMBERS, FILES)
def test_whatever_a_student_calls_a_file_moodles_number_is_theirs(
    name: str, number: str, file: str
) -> None:
    handed = Handed(Sender(number, name), file)
    start = f"{name}_{number}_assignsubmission_file"
    assert parse_moodle(f"{start}_/{file}") == handed
    assert parse_moodle(f"{start}/{file}") == handed
    assert parse_moodle(f"{start}_{file}") == handed


@given(NAMES, NUMBERS, NUMBERS, FILES, st.booleans())
def test_whatever_a_student_calls_a_file_canvas_s_number_is_theirs(
    name: str, number: str, order: str, file: str, late: bool
) -> None:
    mark = "_LATE" if late else ""
    handed = parse_canvas(f"{name}{mark}_{number}_{order}_{file}")
    assert handed.other is None or re.match(r"[0-9]+_", file)
    known = replace(handed, other=None)
    assert known == Handed(Sender(number, name), file, int(order), late)


@pytest.mark.parametrize(
    ("file", "original"),
    [
        ("l1_2.ipynb", ("l1_2.ipynb", 0)),
        ("l1_2-1.ipynb", ("l1_2.ipynb", 1)),
        ("l1_2-12.ipynb", ("l1_2.ipynb", 12)),
        ("l1_2 (3).ipynb", ("l1_2.ipynb", 3)),
        ("l1_2(3).ipynb", ("l1_2.ipynb", 3)),
        ("l1_2-Copy1.ipynb", ("l1_2.ipynb", 1)),
        ("l1_2 (2)-4.ipynb", ("l1_2.ipynb", 4)),
        ("week-1.ipynb", ("week-1.ipynb", 0)),
        ("week-1-2.ipynb", ("week-1.ipynb", 2)),
        ("other-1.ipynb", ("other-1.ipynb", 0)),
        ("l1_2-1.csv", ("l1_2-1.csv", 0)),
        ("data/l1_2-1.ipynb", ("data/l1_2-1.ipynb", 0)),
    ],
)
def test_the_number_of_a_copy_is_no_part_of_a_notebooks_name(
    file: str, original: tuple[str, int]
) -> None:
    assert original_name(file, ["l1_2", "week-1"]) == original


@pytest.mark.parametrize(
    ("path", "handed"),
    [
        (
            "Sums/Submissions/Lee_Ann_annlee_4711/sums.ipynb",
            Handed(Sender("4711", "Lee_Ann_annlee"), "sums.ipynb"),
        ),
        (
            "A_b_1/Abgaben/Team 3/Lee_Ann_annlee_4711/a_b_c_7",
            Handed(Sender("4711", "Lee_Ann_annlee"), "a_b_c_7"),
        ),
        (
            "Lee_Ann_annlee_4711/Verspaetete Abgabe - sums.ipynb",
            Handed(Sender("4711", "Lee_Ann_annlee"), "sums.ipynb", late=True),
        ),
    ],
)
def test_ilias(path: str, handed: Handed) -> None:
    assert parse_ilias(path) == handed


@pytest.mark.parametrize(
    "path",
    [
        "sums.ipynb",
        "Sums/Sums.xlsx",
        "Sums/Submissions/readme.txt",
        "Sums/Feedback_files/to_Lee_Ann_annlee_4711/from_Ray_Bob_bob_2/x.txt",
    ],
)
def test_what_ilias_does_not_name_so(path: str) -> None:
    with pytest.raises(EntryError):
        parse_ilias(path)


BLACKBOARD = "HW_1_ann_lee_attempt_2026-11-20-10-30-00"


def test_blackboard() -> None:
    handed = parse_blackboard(f"{BLACKBOARD}_my_attempt_2001-01-01-00-00-00_x.ipynb")
    assert handed.sender == Sender("lee", "HW_1_ann_lee")
    assert handed.file == "my_attempt_2001-01-01-00-00-00_x.ipynb"
    assert handed.order == 20261120103000
    local = datetime(2026, 11, 20, 10, 30).astimezone(UTC)
    assert handed.time == local.replace(tzinfo=None)


def test_blackboards_own_files() -> None:
    with pytest.raises(ReceiptError):
        parse_blackboard(f"{BLACKBOARD}.txt")
    for path in ("sums.ipynb", "HW_ann_attempt_2026-13-40-10-30-00_x.ipynb"):
        with pytest.raises(EntryError):
            parse_blackboard(path)


@pytest.mark.parametrize(
    ("names", "numbers"),
    [
        (["HW_1_ann_lee", "HW_1_bob"], ["ann_lee", "bob"]),
        (["HW 1_ann", "HW 1_anna"], ["ann", "anna"]),
        (["HW_1_ann_lee"], ["lee"]),
    ],
)
def test_what_all_names_have_in_common_is_blackboards_title(
    names: list[str], numbers: list[str]
) -> None:
    time = "_attempt_2026-11-20-10-30-00_x.ipynb"
    handed = without_title([parse_blackboard(name + time) for name in names])
    assert [one.sender.number for one in handed] == numbers


@pytest.mark.parametrize("lms", SYSTEMS.values(), ids=SYSTEMS)
@pytest.mark.parametrize("end", ["", "_12345_assignsubmission_file_/a.ipynb"])
def test_time_grows_with_the_length_of_a_name(lms: Lms, end: str) -> None:
    def read(name: str) -> None:
        with suppress(EntryError):
            lms.readings(lms.parse(name + end).sender.name)

    assert_grows_with_length(read)
