"""Has :mod:`inspect` find the text of functions of a notebook, in the checker."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from autograder.wire.proxy import Proxy


def watch() -> None:
    """Have :func:`inspect.getsource` of this process take functions of a notebook."""
    usual: Callable[[Any], tuple[list[str], int]] = inspect.getsourcelines

    def getsourcelines(object: Any) -> tuple[list[str], int]:
        """Return lines and the number of the first, as the usual one does."""
        __tracebackhide__ = True
        if type(object) is not Proxy:
            return usual(object)
        match object.__source_lines__():
            case (str(text), int(number)):
                return text.splitlines(keepends=True), number
        raise OSError("could not get source code")

    inspect.getsourcelines = getsourcelines
