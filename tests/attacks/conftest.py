"""The class that all attacks hand in to, graded once as each kind of user."""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.attacks.harness import Evidence, gather
from tests.conftest import made_once

collect_ignore_glob = [] if sys.platform.startswith("linux") else ["test_*.py"]

ORDINARY = 54321
USERS = ("root", "ordinary") if os.geteuid() == 0 else ("ordinary",)

Gather = Callable[..., Evidence]


@pytest.fixture(scope="session")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Gather:
    """Return a function that runs the harness, or returns what it found before."""

    def run(user: str, isolation: str, *groups: str) -> Evidence:
        kind = "-".join(("attacks", user, isolation, *groups[:1]))
        return made_once(
            tmp_path_factory, kind, lambda _: _twice(user, kind, isolation, *groups)
        )

    return run


@pytest.fixture(scope="session", params=USERS)
def evidence(request: pytest.FixtureRequest, gathered: Gather) -> Evidence:
    """What all attacks left behind in isolation ``separate``."""
    return gathered(request.param, "separate")


def _twice(user: str, kind: str, isolation: str, *groups: str) -> Evidence:
    """Grade the class; what fails for once is tried again before it fails the tests."""
    for attempt in range(2):
        # Not in pytest's own folders: any other run closes them to others.
        place = Path(tempfile.mkdtemp(prefix=f"pytest-{kind}-", dir="/tmp"))
        try:
            return _run(user, place, isolation, *groups)
        except AssertionError as error:
            if attempt:
                raise
            warnings.warn(f"{kind} is graded again: {error}", stacklevel=2)
        finally:
            shutil.rmtree(place, ignore_errors=True)
    raise AssertionError


def _run(user: str, place: Path, isolation: str, *groups: str) -> Evidence:
    if user == "ordinary" and os.geteuid() == 0:
        os.chown(place, ORDINARY, ORDINARY)
        return gather(place, isolation, *groups, preexec_fn=become_ordinary)
    return gather(place, isolation, *groups)


def become_ordinary() -> None:
    """Turn a child of root into an ordinary user who can read root's Python.

    The interpreter may lie in root's home, closed to others: in a mount namespace of
    its own the child sees a home that holds nothing else, and is open.
    """
    libc: Any = ctypes.CDLL(None, use_errno=True)
    python = Path(sys.base_prefix).resolve()
    closed = [
        folder
        for folder in (*reversed(python.parents), python)
        if not folder.stat().st_mode & stat.S_IXOTH
    ]
    if closed:
        _check(libc.unshare(0x20000))  # CLONE_NEWNS
        _check(libc.mount(b"none", b"/", None, 0x44000, None))  # private, all of it
        held = os.open(python, os.O_PATH | os.O_DIRECTORY)
        top = os.fsencode(closed[0])
        _check(libc.mount(b"tmpfs", top, b"tmpfs", 0, b"mode=755"))
        os.umask(0o022)
        python.mkdir(parents=True)
        source = f"/proc/self/fd/{held}".encode()
        _check(libc.mount(source, os.fsencode(python), None, 0x5000, None))  # bind
        os.close(held)
    os.setgroups([])
    os.setresgid(ORDINARY, ORDINARY, ORDINARY)
    os.setresuid(ORDINARY, ORDINARY, ORDINARY)


def _check(result: int) -> None:
    if result:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
