"""Imports of large libraries, undisturbed by the collector of garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def importing() -> Iterator[None]:
    """Have no garbage collected in the block, nor sought later in what it has made.

    What is imported stays. Python would go through it again and again as it grows: a
    tenth of the time that nbgrader takes to be imported.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
