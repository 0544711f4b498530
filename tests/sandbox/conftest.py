"""The worlds a test is run in, and a course to attack."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# The layers are Linux's; what other systems are told is tested here by pretending.
collect_ignore_glob = [] if sys.platform.startswith("linux") else ["test_*.py"]

# A zygote has one BLAS thread, or it can make no user namespace; NumPy reads this once.
os.environ.update(OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", OMP_NUM_THREADS="1")

if sys.platform.startswith("linux"):
    from worlds import ORDINARY, World

USERS = ("root", "ordinary") if os.geteuid() == 0 else ("ordinary",)


def _world(user: str, kind: str) -> Iterator[World]:
    workdir = Path(tempfile.mkdtemp(prefix="sandbox-test-", dir="/tmp"))
    if user == "ordinary" and os.geteuid() == 0:
        os.chown(workdir, ORDINARY, ORDINARY)
    yield World(user, kind, workdir)
    shutil.rmtree(workdir)


@pytest.fixture(params=[(u, k) for u in USERS for k in ("full", "bare")], ids="-".join)
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    yield from _world(*request.param)


@pytest.fixture(params=USERS)
def full(request: pytest.FixtureRequest) -> Iterator[World]:
    yield from _world(request.param, "full")


@pytest.fixture(params=USERS)
def bare(request: pytest.FixtureRequest) -> Iterator[World]:
    yield from _world(request.param, "bare")


@pytest.fixture
def course() -> Iterator[Path]:
    """A course anyone on the machine may read and write, but no notebook."""
    folder = Path(tempfile.mkdtemp(prefix="sandbox-course-", dir="/tmp"))
    (folder / "gradebook.db").write_text("secret")
    folder.chmod(0o777)
    (folder / "gradebook.db").chmod(0o666)
    yield folder
    shutil.rmtree(folder)
