"""Pages of a class: what one student handed in costs nobody else a page."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.publishing import pages
from tests.grading.conftest import Pretended, grade, hand_in

write_feedback = pages.write_feedback


@pytest.fixture
def course(built, tmp_path: Path) -> NbgraderCourse:
    """Three students, graded in no time by workers that only pretend."""
    root = tmp_path / "course"
    shutil.copytree(built.root, root)
    for student in ("ada", "boris", "cora"):
        hand_in(root, student)
    opened = open_course(root)
    grade(opened, make_executor=Pretended())
    return opened


def failing_for(student: str, error: Exception) -> Any:
    def write(**arguments: Any) -> list[Path]:
        if arguments["record"].student.id == student:
            raise error
        return write_feedback(**arguments)

    return write


def test_what_nobody_has_foreseen_costs_one_page(
    course: NbgraderCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    surprise = failing_for("boris", ValueError("line\x1b[2J\nline"))
    monkeypatch.setattr(pages, "write_feedback", surprise)
    said: list[str] = []
    written = pages.publish_feedback(course, say=said.append)
    assert [page.parents[1].name for page in written] == ["ada", "cora"]
    (line,) = said
    assert line.startswith("tiny: no page of 'boris' can be made: ValueError: line")
    assert line.isprintable()


def test_a_full_disk_is_told_as_what_it_is(
    course: NbgraderCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = failing_for("boris", OSError(28, "No space left on device"))
    monkeypatch.setattr(pages, "write_feedback", full)
    with pytest.raises(OSError, match="No space"):
        pages.publish_feedback(course)
