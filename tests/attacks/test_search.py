"""Student code searches all that it can read, see and reach for the secrets."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.attacks.conftest import USERS, Gather

CONTROLS = {"memory": ["-here"], "files": ["-control"]}
"""What the search has to find: a secret it made itself, and one in its own folder."""


@pytest.fixture(scope="module", params=USERS)
def report(request: pytest.FixtureRequest, gathered: Gather) -> dict[str, Any]:
    """What the search, run in a notebook beside hidden tests, has found."""
    evidence = gathered(request.param, "separate", "search")
    cell = evidence.notebooks["search"]["cells"][-1]
    texts = [output["text"] for output in cell["outputs"] if "text" in output]
    assert texts, cell["outputs"]
    assert evidence.results["search"]["score"] == evidence.results["ada"]["score"]
    return json.loads(texts[0])  # type: ignore[no-any-return]


def test_it_searches(report: dict[str, Any]) -> None:
    counted = report["counted"]
    assert counted["memory"] > 20 << 20
    assert counted["files"] >= 1 and counted["processes"] >= 1


def test_it_finds_what_is_there(report: dict[str, Any]) -> None:
    assert report["found"]["files"] == CONTROLS["files"]
    assert set(CONTROLS["memory"]) <= set(report["found"]["memory"])


def test_no_secret_is_found(report: dict[str, Any]) -> None:
    known = {hit for hits in CONTROLS.values() for hit in hits}
    assert {hit for hits in report["found"].values() for hit in hits} <= known
