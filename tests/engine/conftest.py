from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.engine.handle import ZygoteHandle
from autograder.engine.spec import SessionResult
from tests.engine import notebooks


@pytest.fixture(scope="session")
def zygote() -> Iterator[ZygoteHandle]:
    with ZygoteHandle() as zygote:
        yield zygote


@pytest.fixture
def grade(zygote: ZygoteHandle, tmp_path: Path) -> Callable[..., SessionResult]:
    def run(*cells: dict[str, Any], **settings: Any) -> SessionResult:
        return notebooks.run(zygote, tmp_path, *cells, **settings)

    return run
