"""One gradebook for all formats."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from nbgrader.api import Gradebook

from .classes import make_gradebook


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the class's gradebook. To read, not to change."""
    return make_gradebook(tmp_path_factory.mktemp("exports") / "gradebook.db")


@pytest.fixture
def gradebook(database: str) -> Iterator[Gradebook]:
    """The class's gradebook, open."""
    with Gradebook(database) as opened:
        yield opened
