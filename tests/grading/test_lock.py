from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from autograder.grading.lock import only_run
from autograder.model import UsageError


def is_free(root: Path) -> bool:
    try:
        with only_run(root):
            return True
    except UsageError:
        return False


def test_a_second_run_is_refused_and_told_who_is_first(tmp_path: Path) -> None:
    with only_run(tmp_path):
        with pytest.raises(UsageError) as caught, only_run(tmp_path):
            pass
        assert str(caught.value) == (
            f"another grade of this course is running (pid {os.getpid()}); "
            "wait for it or stop it"
        )
        assert not is_free(tmp_path)  # being refused does not take the lock away


def test_another_course_may_be_graded_at_the_same_time(tmp_path: Path) -> None:
    with only_run(tmp_path / "one"):
        assert is_free(tmp_path / "two")


def test_the_lock_is_free_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), only_run(tmp_path):
        raise KeyboardInterrupt
    assert is_free(tmp_path)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_what_was_killed_holds_no_lock(tmp_path: Path) -> None:
    pid = os.fork()
    if pid == 0:
        with only_run(tmp_path):
            os.kill(os.getpid(), signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert (tmp_path / ".autograder" / "lock").read_text() == f"{pid}\n"
    assert is_free(tmp_path)
