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

from tests.attacks.conftest import ORDINARY, USERS, become_ordinary
from tests.attacks.on_torch import ATTEMPTS, HONEST, REPOSITORY
from tests.engine.torch_cells import ANSWERS

PLANTED = Path("/tmp/planted-by-torch")


@pytest.fixture(scope="module", params=USERS)
def found(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """What came of each attempt, by its name."""
    with tempfile.TemporaryDirectory(prefix="pytest-torch-", dir="/tmp") as place:
        how: dict[str, Any] = {}
        if request.param == "ordinary" and os.geteuid() == 0:
            os.chown(place, ORDINARY, ORDINARY)
            how["preexec_fn"] = become_ordinary
        done = subprocess.run(
            [sys.executable, "-m", "tests.attacks.on_torch", place],
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), "HOME": place},
            capture_output=True,
            text=True,
            **how,
        )
        assert done.returncode == 0, done.stderr[-6000:]
        yield json.loads(done.stdout)


@pytest.mark.parametrize("name", ["ada", *ATTEMPTS, "boole"])
def test_an_attempt_by_way_of_torch(found: dict[str, Any], name: str) -> None:
    attempt = ATTEMPTS.get(name, HONEST)
    scores = found[name]["scores"]
    for exercise in set(ANSWERS) - set(attempt.either):
        wanted = float(exercise in attempt.keeps)
        assert scores[f"test_{exercise}"] == wanted, (exercise, scores)
    assert {"seccomp", "landlock", "unprivileged"} <= set(found[name]["layers"])


def test_nothing_is_written_outside(found: dict[str, Any]) -> None:
    assert found and not PLANTED.exists()
