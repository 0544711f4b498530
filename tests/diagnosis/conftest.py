"""What tests of the diagnosis share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from autograder.diagnosis.near_misses import nearby, unforeseen
from autograder.diagnosis.telling import further


@pytest.fixture(scope="module")
def enough_time() -> Iterator[None]:
    """Let every search come to its end, however slow or busy the machine is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(further, "PATIENCE", 600.0)
        patch.setattr(unforeseen, "TABLE_SECONDS", 600.0)
        patch.setattr(nearby, "ROW_SECONDS", 5.0)
        patch.setattr(nearby, "TAPE_SECONDS", 60.0)
        yield
