"""Beside programs that want the processor, a class and a seminar are judged the same.

The attacks have their own such test.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.course.gate import gate
from autograder.engine.handle import ZygoteHandle
from autograder.engine.spec import TimeLimits
from tests.busy import busy
from tests.grading.conftest import DOUBLED, RIGHT, change_setup, grade, hand_in
from tests.texts import Text

SECONDS = 0.25
"""A cell's limit; the cells here need half of it, more by the clock than all of it."""


def work(seconds: float) -> str:
    """A cell that takes processor time, whatever else the machine does."""
    return (
        f"import time\nend = time.process_time() + {seconds}\n"
        "while time.process_time() < end: pass\n"
    )


@pytest.fixture
def hard(built, tmp_path: Path) -> NbgraderCourse:
    """A class whose cells need time: given ones, answers, and a loop without an end."""
    root = tmp_path / "course"
    shutil.copytree(built.root, root)
    config = root / "course_config.py"
    config.write_text(
        Text.of(config).replace("cell_seconds=20", f"cell_seconds={SECONDS}")
    )
    long = work(0.5 * SECONDS)
    hand_in(root, "good", answers={name: long + text for name, text in RIGHT.items()})
    hand_in(root, "wrong", answers={**RIGHT, "square": long + DOUBLED})
    hand_in(root, "loops", answers={**RIGHT, "square": "while True: pass"})
    course = open_course(root)
    change_setup(course, lambda text: work(1.2 * SECONDS) + text)
    return course


def judged(course: NbgraderCourse) -> dict[str, Any]:
    return {
        student: (str(result.status), result.reason, result.score, result.notes)
        for student, result in grade(course, force=True).items()
    }


def test_a_class(hard: NbgraderCourse) -> None:
    stopped = (
        f"cell 4: Stopped after {SECONDS} s of processor time",
        "cell 4: meets the limit cell_seconds",
    )
    with busy():
        assert judged(hard) == {
            "good": ("graded", "", 5.0, ()),
            "wrong": ("graded", "", 2.0, ()),
            "loops": ("graded", "", 2.0, stopped),
        }


def test_a_seminar(tiny, make_seminar, monkeypatch: pytest.MonkeyPatch) -> None:
    # A diagnosis makes the three calls of the check twice: half of what it may take.
    limits = TimeLimits(cell=SECONDS, grace=0.5)
    monkeypatch.setattr("autograder.course.gate.LIMITS", limits)
    master = tiny.master.replace(
        "import sys\n", f"import sys\n{work(1.2 * SECONDS)}"
    ).replace(
        "    return x * x",
        f"    {'    '.join(work(0.08 * SECONDS).splitlines(True))}    return x * x",
    )
    seminar = make_seminar(master=master)
    with ZygoteHandle() as zygote:
        quiet = gate(seminar, zygote)
    assert [verdict.problem for verdict in quiet if verdict.problem] == []
    with busy(), ZygoteHandle() as zygote:
        assert gate(seminar, zygote) == quiet
