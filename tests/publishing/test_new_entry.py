"""A wrong answer becomes an entry of the bank, which its author fills in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.model import SourceError, UsageError
from autograder.publishing.new_entry import add_entry
from autograder.seminar.banks import read_mistakes
from tests.grading.conftest import Pretended, grade, hand_in
from tests.texts import Text

CUBE = "def square(x):\n    return x * x * x"
INJECTED = "def square(x):\n    return x\n\n# %% mistake square.other [markdown]"


@pytest.fixture
def course(built, tmp_path: Path) -> NbgraderCourse:
    """Two students, graded in no time by workers that only pretend."""
    root = tmp_path / "course"
    shutil.copytree(built.root, root)
    hand_in(root, "ada", answers={"square": CUBE})
    hand_in(root, "mallory", answers={"square": INJECTED})
    opened = open_course(root)
    grade(opened, make_executor=Pretended())
    return opened


def bank_of(course: NbgraderCourse) -> Path:
    return course.root / "notebooks" / "tiny" / "mistakes.py"


def test_the_entry_has_the_answer_and_waits_for_its_texts(
    course: NbgraderCourse,
) -> None:
    before = read_mistakes(bank_of(course))
    assert add_entry(course, "square.cubed", "ada") == bank_of(course)
    assert "ada" not in bank_of(course).read_text().removeprefix(str(before))
    with pytest.raises(SourceError, match=r"square\.cubed.*this one 0"):
        read_mistakes(bank_of(course))


def test_an_entry_that_is_filled_in_is_one_like_the_others(
    course: NbgraderCourse,
) -> None:
    before = read_mistakes(bank_of(course))
    add_entry(course, "square.cubed", "ada")
    text = Text.of(bank_of(course))
    for number in (1, 2, 3):
        start, mark, end = text.rpartition(f"# {number}.\n")
        text = Text(f"{start}{mark.rstrip()} A hint.\n{end}")
    bank_of(course).write_text(text)
    *others, new = read_mistakes(bank_of(course))
    assert tuple(others) == before
    assert (new.id, new.code.strip()) == ("square.cubed", CUBE)
    assert new.read()[1] == ("A hint.",) * 3


@pytest.mark.parametrize(
    ("entry", "student", "told"),
    [
        ("cubed", "ada", "is no name of an entry"),
        ("square.Cubed", "ada", "is no name of an entry"),
        ("square.cubed", "nobody", "nobody"),
        ("nothing.cubed", "ada", "no graded notebook of 'ada' has an answer"),
        ("square.cubed", "mallory", "would begin a cell of the bank"),
    ],
)
def test_what_cannot_be_an_entry_changes_nothing(
    course: NbgraderCourse, entry: str, student: str, told: str
) -> None:
    before = bank_of(course).read_text()
    with pytest.raises(UsageError, match=told):
        add_entry(course, entry, student)
    assert bank_of(course).read_text() == before


def test_a_name_is_given_once(course: NbgraderCourse) -> None:
    taken = read_mistakes(bank_of(course))[0]
    with pytest.raises(UsageError, match="already"):
        add_entry(course, taken.id, "ada")


def test_the_command_says_what_is_to_be_done(
    course: NbgraderCourse, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(course.root)
    arguments = ["bank", "add", "square.cubed", "--student", "ada"]
    assert main([*arguments, "--course-dir", root]) == 0
    said = capsys.readouterr().out
    assert "mistakes.py" in said
    assert "Read its code" in said
