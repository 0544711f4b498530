from __future__ import annotations

import os

import pytest

from tests.parity.catalog import COURSES
from tests.parity.runs import Runs, run_all

DIFFERENCES = ("answered", "later", "different", "beside")


@pytest.fixture(scope="session")
def graded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Runs]:
    """What came of each course that the tests to be run look at."""
    wanted = {name for item in request.session.items for name in _courses_of(item)}
    names = [name for name in COURSES if name in wanted]
    root = tmp_path_factory.getbasetemp()
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        root = root.parent
        if int(worker.removeprefix("gw")) % 2:
            names.reverse()
    return run_all({name: COURSES[name] for name in names}, root / "parity")


def _courses_of(item: pytest.Item) -> tuple[str, ...]:
    if item.path.name == "test_differences.py":
        return DIFFERENCES
    call = getattr(item, "callspec", None)
    return (call.params["course"],) if call and "course" in call.params else ()
