"""A run that is stopped at any moment loses nothing, doubles nothing, leaves nobody."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import psutil
import pytest
from nbgrader.api import Comment, Grade, SubmittedAssignment
from sqlalchemy.orm import Session

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.demo.classroom import ENDLESS_LOOP
from autograder.grading import books
from autograder.grading.results import ResultStore
from autograder.model import Status
from tests import commands, through

from .conftest import RIGHT, Pretended, grade, hand_in

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a matter of POSIX signals")

SOUND = ["good", "russian", "untouched", "wrong"]
PATIENCE = 60  # seconds after which something hangs


# Killed by its own hand before or after one of its steps

STEPS = {
    "forget the record": (ResultStore, "forget"),
    "move a folder": (shutil, "move"),
    "remove a folder": (shutil, "rmtree"),
    "save the scores": (books, "save_submission"),
    "flush": (Session, "flush"),
    "commit": (Session, "commit"),
    "read back": (books, "read_results"),
    "record": (ResultStore, "save"),
    "replace the record": (Path, "replace"),
}


def grade_and_be_killed(
    course: NbgraderCourse, step: str, moment: str, number: int
) -> NoReturn:
    """Be killed at the n-th call of a step; exit, to be noticed, if it never comes."""
    owner, name = STEPS[step]
    original = getattr(owner, name)
    calls = 0

    def killing(*arguments: Any, **options: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == number and moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        value = original(*arguments, **options)
        if calls == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return value

    with contextlib.suppress(BaseException):
        setattr(owner, name, killing)
        grade(course, *SOUND, force=True, make_executor=Pretended())
    os._exit(0)


def rows(course: NbgraderCourse) -> list[int]:
    with course.gradebook() as gradebook:
        kinds = (SubmittedAssignment, Grade, Comment)
        return [gradebook.db.query(kind).count() for kind in kinds]


def stored(course: NbgraderCourse) -> dict[str, float]:
    with course.gradebook() as gradebook:
        found = gradebook.assignment_submissions("tiny")
        return {submission.student.id: submission.score for submission in found}


def check_complete(course: NbgraderCourse) -> None:
    """Grade what is left; everything must be there then, and there once."""
    results = grade(course, *SOUND, make_executor=Pretended())
    assert Status.FAILED not in {result.status for result in results.values()}
    assert rows(course) == [4, 4 * 4, 4 * 4]
    for student in SOUND:
        assert (course.path("autograded", student, "tiny") / "tiny.ipynb").is_file()
    again = Pretended()
    grade(course, *SOUND, make_executor=again)
    assert again.started == []


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_killed_while_a_class_is_graded_anew(
    step: str, moment: str, course: NbgraderCourse
) -> None:
    with course.gradebook() as gradebook:
        by_hand = gradebook.find_grade("why", "tiny", "tiny", "good")
        by_hand.manual_score, by_hand.needs_manual_grade = 1.5, False
        gradebook.db.commit()
    number = random.Random(f"{step} {moment}").randint(1, 4)
    pid = os.fork()
    if pid == 0:
        grade_and_be_killed(course, step, moment, number)
    assert os.WTERMSIG(os.waitpid(pid, 0)[1]) == signal.SIGKILL
    check_complete(course)
    assert stored(course)["good"] == 5 + 1.5


@pytest.mark.parametrize("step", ["move a folder", "flush", "commit", "record"])
def test_killed_while_a_class_is_graded_first(
    step: str, ungraded: NbgraderCourse
) -> None:
    pid = os.fork()
    if pid == 0:
        grade_and_be_killed(ungraded, step, "before", 3)
    assert os.WTERMSIG(os.waitpid(pid, 0)[1]) == signal.SIGKILL
    check_complete(ungraded)
    assert stored(ungraded) == dict.fromkeys(SOUND, 5)


# The command line with real workers, zygotes and students


def _heed_ctrl_c() -> None:
    """Be as at a terminal; what is begun in the background of a script ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Command:
    """``grade`` on a class whose first notebook never ends, in a process group."""

    def __init__(self, root: Path) -> None:
        for student in ("b", "c"):
            hand_in(root, student, answers=RIGHT)
        hand_in(root, "a", answers={**RIGHT, "total": ENDLESS_LOOP})
        self.root, self.results = root, root / "results.json"
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "autograder", "grade", "--workers", "2"),
                *("--json", str(self.results), "--cluster", through.address()),
            ],
            cwd=root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=_heed_ctrl_c,
        )
        self.family: set[psutil.Process] = set()

    def wait_for(self, moment: str) -> None:
        """Wait until the first worker is there, or the first result."""
        if moment == "the first worker":
            while not self.look() and self.process.poll() is None:
                time.sleep(0.01)
        else:
            while not self.lines() and self.process.poll() is None:
                time.sleep(0.01)
            assert '"student": "b"' in self.lines()[0]

    def lines(self) -> list[str]:
        """The results that have come so far."""
        text = self.results.read_text() if self.results.exists() else ""
        return text.split("\n")[:-1]

    def look(self) -> set[psutil.Process]:
        """Note which processes the command has started so far."""
        with contextlib.suppress(psutil.NoSuchProcess):
            self.family |= through.graders_of(psutil.Process(self.process.pid))
        return self.family

    def survivors(self) -> list[psutil.Process]:
        """Who of the family is alive; they are given time to end."""
        return psutil.wait_procs(self.family, timeout=PATIENCE)[1]


@pytest.fixture
def command(built, tmp_path: Path) -> Iterator[Command]:
    shutil.copytree(built.root, tmp_path / "course")
    command = Command(tmp_path / "course")
    yield command
    for process in [*command.look(), command.process]:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    command.process.communicate()


MOMENTS = ["the first worker", "the first result"]


@pytest.mark.parametrize("moment", MOMENTS)
def test_nobody_survives_a_run_that_is_killed(moment: str, command: Command) -> None:
    command.wait_for(moment)
    command.look()
    command.process.kill()
    assert command.family
    assert command.survivors() == []
    hand_in(command.root, "a", answers=RIGHT)
    results = grade(open_course(command.root))
    assert {name: found.score for name, found in results.items()} == dict.fromkeys(
        "abc", 5
    )
    is_done = moment == "the first result"
    assert results["b"].status is (Status.UNCHANGED if is_done else Status.GRADED)


@pytest.mark.parametrize("moment", MOMENTS)
def test_ctrl_c_stops_cleanly(moment: str, command: Command) -> None:
    command.wait_for(moment)
    command.look()
    os.killpg(command.process.pid, signal.SIGINT)
    _, said = command.process.communicate(timeout=PATIENCE)
    assert command.process.returncode == 130
    assert "stopped; the next run goes on from here" in said.splitlines()
    assert command.survivors() == []
    hand_in(command.root, "a", answers=RIGHT)
    results = grade(open_course(command.root), make_executor=Pretended())
    assert Status.FAILED not in {found.status for found in results.values()}
    if moment == "the first result":
        assert results["b"].status is Status.UNCHANGED


def test_a_second_run_at_the_same_time_is_refused(command: Command) -> None:
    command.wait_for("the first result")
    second = commands.run("autograder", "grade", at=command.root)
    assert (second.returncode, second.stdout) == (2, "")
    assert second.stderr == (
        "another grade of this course is running "
        f"(pid {command.process.pid}); wait for it or stop it\n"
    )
    assert stored(open_course(command.root))["b"] == 5
