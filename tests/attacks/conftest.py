"""The class that all attacks hand in to, graded once as each kind of user."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.attacks.harness import Evidence, gather
from tests.conftest import made_once
from tests.ordinary import ORDINARY, become_ordinary

collect_ignore_glob = [] if sys.platform.startswith("linux") else ["test_*.py"]

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
