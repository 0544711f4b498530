"""Making pages in several processes."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from autograder.config.nbgrader_course import NbgraderCourse
from autograder.model import MachineError, UsageError
from autograder.publishing.processes import each


def process_and_task(course: NbgraderCourse, task: int) -> tuple[Path, int, int]:
    return course.root, os.getpid(), task


def fail(course: NbgraderCourse, task: int) -> None:
    raise UsageError(f"not {task}")


def die(course: NbgraderCourse, task: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("is_large", [False, True])
def test_each_is_made_in_its_order(course: NbgraderCourse, is_large: bool) -> None:
    made = [*each(course, process_and_task, range(5), is_large=is_large)]
    assert [task for _, _, task in made] == [0, 1, 2, 3, 4]
    assert {root for root, _, _ in made} == {course.root}
    elsewhere = os.getpid() not in {process for _, process, _ in made}
    assert elsewhere == (is_large and (os.cpu_count() or 1) > 1)


def test_an_error_is_that_of_the_task(course: NbgraderCourse) -> None:
    with pytest.raises(UsageError, match="not 0"):
        next(each(course, fail, range(3), is_large=True))


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor makes all itself")
def test_a_process_that_is_killed_is_told_as_that(course: NbgraderCourse) -> None:
    with pytest.raises(MachineError, match="give the command once more"):
        next(each(course, die, range(3), is_large=True))
