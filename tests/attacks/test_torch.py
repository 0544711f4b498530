"""Who attacks by way of PyTorch gains nothing, and nobody else notices."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.attacks.conftest import USERS
from tests.attacks.on_torch import ATTEMPTS, BY_SYSTEM, HONEST, REPOSITORY
from tests.engine.torch_cells import ANSWERS
from tests.ordinary import ORDINARY, become_ordinary

PLANTED = Path("/tmp/planted-by-torch")


def tried_by(user: str) -> tuple[str, ...]:
    """Return what a user tries: all of it once, and by each what asks the system."""
    return tuple(ATTEMPTS) if user == USERS[-1] else BY_SYSTEM


@pytest.fixture(scope="module", params=USERS)
def found(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """What came of each attempt, by its name."""
    names = tried_by(request.param)
    with tempfile.TemporaryDirectory(prefix="pytest-torch-", dir="/tmp") as place:
        how: dict[str, Any] = {}
        if request.param == "ordinary" and os.geteuid() == 0:
            os.chown(place, ORDINARY, ORDINARY)
            how["preexec_fn"] = become_ordinary
        done = subprocess.run(
            [sys.executable, "-m", "tests.attacks.on_torch", place, *names],
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), "HOME": place},
            capture_output=True,
            text=True,
            **how,
        )
        assert done.returncode == 0, done.stderr[-6000:]
        yield json.loads(done.stdout)


def test_no_attempt_by_way_of_torch_gains_a_point(found: dict[str, Any]) -> None:
    for name, came in found.items():
        attempt = ATTEMPTS.get(name, HONEST)
        for exercise in set(ANSWERS) - set(attempt.either):
            wanted = float(exercise in attempt.keeps)
            assert came["scores"][f"test_{exercise}"] == wanted, (name, came["scores"])
        assert {"seccomp", "landlock", "unprivileged"} <= set(came["layers"]), name
    assert {"ada", "boole"} <= found.keys()


def test_nothing_is_written_outside(found: dict[str, Any]) -> None:
    assert found and not PLANTED.exists()
