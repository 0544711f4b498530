from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.engine.nursery import Nursery
from autograder.engine.session import SessionResult
from tests.engine import notebooks


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    with Nursery() as nursery:
        yield nursery


@pytest.fixture
def grade(nursery: Nursery, tmp_path: Path) -> Callable[..., SessionResult]:
    def run(*cells: dict[str, Any], **settings: Any) -> SessionResult:
        return notebooks.run(nursery, tmp_path, *cells, **settings)

    return run
