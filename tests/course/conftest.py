"""What tests of the gates share."""

from collections.abc import Iterator

import pytest

from autograder.engine.handle import ZygoteHandle


@pytest.fixture(scope="module")
def zygote() -> Iterator[ZygoteHandle]:
    """Return a process from which each notebook's processes are born."""
    with ZygoteHandle() as handle:
        yield handle
