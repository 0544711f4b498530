"""Whether a program stands still, or only takes long."""

import sys
import time
from importlib.util import find_spec
from pathlib import Path

import psutil
import pytest

from tests.parity.unattended import MEANS, Ending, execute

SECONDS = 2.0

# What a program leaves to another one, and merely waits for.
CHILD = "import subprocess, sys; subprocess.run([sys.executable, '-c', {!r}])"
WAITS = "import threading; print('before', flush=True); threading.Event().wait()"
WORKS = f"""\
import time
end = time.process_time() + {2 * SECONDS}
while time.process_time() < end:
    pass
"""


def run(code: str) -> tuple[Ending, str]:
    made = execute([sys.executable, "-c", code], SECONDS)
    return made.ending, made.printed


@pytest.mark.parametrize("code", [WAITS, CHILD.format(WAITS)])
def test_who_only_waits_stands_still(code: str) -> None:
    assert run(code) == (Ending.STILL, "before")


@pytest.mark.parametrize("code", [WORKS, CHILD.format(WORKS)])
def test_who_works_does_not_stand_still(code: str) -> None:
    assert run(code) == (Ending.DONE, "")


@pytest.mark.parametrize("program", [command[0] for command in MEANS.values()])
def test_each_program_can_be_run_as_a_module(program: str) -> None:
    assert find_spec(f"{program}.__main__")


def test_a_failure_is_told_with_what_was_printed() -> None:
    assert run("raise SystemExit('no kernel')") == (Ending.FAILED, "no kernel")


def test_nothing_is_left_running(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = f"import os; open({str(note)!r}, 'w').write(str(os.getpid())); {WAITS}"
    assert run(CHILD.format(code))[0] is Ending.STILL
    left = int(note.read_text())
    deadline = time.monotonic() + 60  # a busy machine takes its time to end it
    while is_running(left):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    """Return whether a process lives; an orphan may wait for somebody to notice."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
