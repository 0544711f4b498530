"""Who is who, once told, is known for the next zip."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.collecting.collect import Report, collect
from autograder.collecting.lms import CANVAS, MOODLE, Lms
from autograder.collecting.senders import Known, Senders, forget, read_told
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.model import UsageError

from .test_collect import moodle, submitted
from .zips import write_zip


@pytest.fixture
def twins(course: NbgraderCourse) -> NbgraderCourse:
    """A course with two students of one name."""
    with course.gradebook() as gradebook:
        for name in ("kim1", "kim2"):
            gradebook.add_student(name, first_name="Kim", last_name="Park")
    return course


def take(
    course: NbgraderCourse, lms: Lms, names: list[str], *told: str, name: str = "tiny"
) -> Report:
    files = {file: file.encode() for file in names}
    path = write_zip(course.root.parent / "in.zip", files)
    return collect(course, path, lms, name, told=told)


TWINS = [moodle("Kim Park", number, "sums.ipynb") for number in (501, 502)]


def folders(course: NbgraderCourse) -> set[str]:
    return {path.split("/")[0] for path in submitted(course)}


def test_two_of_one_name_are_known_once_told(twins: NbgraderCourse) -> None:
    take(twins, MOODLE, TWINS)
    assert folders(twins) == {"moodle-501", "moodle-502"}
    report = take(twins, MOODLE, TWINS, "501=kim1", "502=kim2")
    assert submitted(twins)["kim1/tiny/sums.ipynb"] == TWINS[0].encode()
    assert submitted(twins)["kim2/tiny/sums.ipynb"] == TWINS[1].encode()
    assert list(report.lines())[-2:] == [
        "  kim1: the folder 'moodle-501' is of the same sender; remove it",
        "  kim2: the folder 'moodle-502' is of the same sender; remove it",
    ]
    assert next(take(twins, MOODLE, TWINS).lines()) == "tiny: 2 as before"


def test_moodles_numbers_are_remembered_for_one_assignment(
    twins: NbgraderCourse,
) -> None:
    take(twins, MOODLE, TWINS, "501=kim1")
    name = moodle("Kim Park", 501, "curves.ipynb")
    report = take(twins, MOODLE, [name], name="other")
    assert report.folders[0].student == "moodle-501"


def test_canvas_s_numbers_are_remembered_for_all(twins: NbgraderCourse) -> None:
    take(twins, CANVAS, ["parkkim_99_1_sums.ipynb"], "99=kim2")
    report = take(twins, CANVAS, ["parkkim_99_2_curves.ipynb"], name="other")
    assert report.folders[0].student == "kim2"


def test_a_team_that_has_one_entry_for_all(course: NbgraderCourse) -> None:
    entry = [moodle("Red Team", 17, "sums.ipynb")]
    assert take(course, MOODLE, entry).folders[0].student == "moodle-17"
    take(course, MOODLE, entry, "17=ann", "17=yolkin")
    assert folders(course) == {"ann", "yolkin", "moodle-17"}


def test_what_was_told_is_surer_than_a_name(course: NbgraderCourse) -> None:
    names = [moodle("Ann Lee", 1, "sums.ipynb"), moodle("Bob Ray", 2, "sums.ipynb")]
    report = take(course, MOODLE, names, "2=ann")
    assert {folder.student for folder in report.folders} == {"ann", "moodle-1"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("501", "write NUMBER=STUDENT"),
        ("=ann", "write NUMBER=STUDENT"),
        ("501=", "write NUMBER=STUDENT"),
        ("501=nosuch", "the gradebook has no student nosuch"),
    ],
)
def test_it_is_told_wrongly(text: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        read_told([text], ["ann"])


def test_by_the_command(twins: NbgraderCourse, tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "in.zip", {TWINS[0]: b"{}"})
    command = ["collect", "--zip", str(archive), "--from", "moodle"]
    command += ["--course-dir", str(twins.root), "--sender", "501=kim1"]
    assert main(command) == 0
    assert (twins.root / "submitted/kim1/tiny/sums.ipynb").is_file()
    assert main([*command, "--sender", "1=nobody"]) == 2


def test_what_is_remembered(tmp_path: Path) -> None:
    senders = Senders(tmp_path, MOODLE)
    ann = Known("Анна", ("ann",), told=True)
    senders.remember("tiny", {"1": ann})
    senders.remember("tiny", {"2": Known("Bob", ("bob",))})
    assert senders.of("tiny") == {"1": ann, "2": Known("Bob", ("bob",))}
    assert senders.told("tiny") == {"1": ("ann",)}
    assert senders.told("other") == {}


@pytest.mark.parametrize("text", ["", "[]", '{"1": 2}', '{"1": {"name": ""}}'])
def test_a_damaged_memory_is_named(text: str, tmp_path: Path) -> None:
    path = tmp_path / ".autograder/senders/moodle/tiny.json"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    with pytest.raises(UsageError, match=r"tiny\.json: damaged"):
        Senders(tmp_path, MOODLE).of("tiny")


def test_a_student_is_forgotten_with_name_and_number(tmp_path: Path) -> None:
    senders = Senders(tmp_path, MOODLE)
    bob, nobody = Known("Bob", ("bob",)), Known("Team 2", ())
    team = Known("Team 1", ("ann", "bob"), told=True)
    known = {"1": Known("Анна", ("ann",)), "2": bob, "3": team, "4": nobody}
    senders.remember("tiny", known)
    forget(tmp_path, "ann")
    left = {"2": bob, "3": Known("Team 1", ("bob",), told=True), "4": nobody}
    assert senders.of("tiny") == left
