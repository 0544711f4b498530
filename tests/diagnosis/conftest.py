"""What tests of the diagnosis share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from autograder.diagnosis.conditions import budget
from autograder.diagnosis.near_misses import nearby, unforeseen


@pytest.fixture(scope="module")
def enough_time() -> Iterator[None]:
    """Let every search come to its end, however slow or busy the machine is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(budget, "SECONDS", 600.0)
        patch.setattr(budget, "WALL_SECONDS", 600.0)
        patch.setattr(unforeseen, "TABLE_SECONDS", 600.0)
        patch.setattr(nearby, "ROW_SECONDS", 5.0)
        patch.setattr(nearby, "TAPE_SECONDS", 60.0)
        yield
