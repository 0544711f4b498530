"""A master that is not what was built of it is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.common.telling import command
from autograder.config import load_course
from autograder.course.unbuilt import Unbuilt, find_unbuilt
from tests.texts import Text

MASTER = Path("notebooks", "tiny", "master.py")


@pytest.fixture
def root(built, tmp_path: Path) -> Path:
    """A course just built, to change."""
    shutil.copytree(built.root, tmp_path / "course")
    return tmp_path / "course"


def change(root: Path, old: str, new: str) -> None:
    path = root / MASTER
    text = Text.of(path)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def unbuilt(root: Path, *assignments: str) -> list[Unbuilt]:
    return list(find_unbuilt(load_course(root), root, assignments))


def test_what_was_just_built_is_right(root: Path) -> None:
    assert unbuilt(root) == []


def test_a_changed_test_is_told_by_its_name(root: Path) -> None:
    change(root, "assert square(-3) == 9", "assert square(-5) == 25")
    (found,) = unbuilt(root)
    assert str(found) == (
        f"tiny: {root / MASTER} was changed since it was built (cells test_square); "
        "what was built before counts until you run: "
        f"{command('build', 'tiny', root=root)}"
    )
    assert found.concerns(["square", "test_square"])
    assert not found.concerns(["total", "test_total"])


def test_changed_points_are_told(root: Path) -> None:
    change(root, "check total points=2", "check total points=1")
    assert unbuilt(root)[0].cells == {"test_total"}


def test_a_new_exercise_and_a_lost_one_are_told(root: Path) -> None:
    change(root, "manual why", "manual because")
    assert unbuilt(root)[0].cells == {"why", "because"}


def test_changed_prose_concerns_no_exercise(root: Path) -> None:
    change(root, "Squares grow", "Squares do grow")
    (found,) = unbuilt(root)
    assert found.cells == frozenset()


def test_a_master_that_cannot_be_read_may_concern_any(root: Path) -> None:
    change(root, "    ### END SOLUTION\n", "")
    (found,) = unbuilt(root)
    assert "master.py:23: cell square: '### BEGIN SOLUTION' is never" in found.reason
    assert found.concerns(["total"])


def test_a_file_that_masters_share_counts_too(root: Path) -> None:
    shared = root / "notebooks" / "shared" / "tools.py"
    shared.parent.mkdir()
    shared.write_text("import sys\n", encoding="utf-8")
    change(root, "setup tools", 'setup tools file="../shared/tools.py"')
    assert unbuilt(root)[0].cells == {"tools"}


def test_written_once_more_and_the_same_is_right(root: Path) -> None:
    change(root, "square", "square")
    assert unbuilt(root) == []


def test_only_those_named_are_looked_at(root: Path) -> None:
    change(root, "check total points=2", "check total points=1")
    assert unbuilt(root, "other") == []
    assert len(unbuilt(root, "tiny")) == 1
