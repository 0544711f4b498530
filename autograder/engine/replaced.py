"""Python's own functions that a test replaces for the functions it calls.

``builtins.input = …`` or ``patch("builtins.print")`` in a test means, in one kernel,
the student's function too. So each call takes the test's functions along, as it takes
arguments that can be called, and they stand in the place of the usual ones while it
lasts.
"""

from __future__ import annotations

import builtins
import contextlib
import getpass
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any

_WHERE: dict[str, ModuleType] = {
    "input": builtins,
    "print": builtins,
    "getpass": getpass,
}


class Replaced:
    """Knows which of them a test has replaced, in the checker."""

    def __init__(self) -> None:
        self.namespace: dict[str, Any] = {}  # where tests may give a name a meaning
        self.settle()

    def settle(self) -> None:
        """Take what they are now for the usual ones: no test has had its hands on."""
        self._usual = self._now()

    def news(self) -> dict[str, Any]:
        """Return those that are not the usual ones."""
        now = self._now()
        return {name: now[name] for name in now if now[name] is not self._usual[name]}

    def _now(self) -> dict[str, Any]:
        return {
            name: dict.get(self.namespace, name, getattr(module, name))
            for name, module in _WHERE.items()
        }


@contextlib.contextmanager
def standing_in(functions: Mapping[str, Callable[..., Any]]) -> Iterator[None]:
    """Have functions stand in the places of the usual ones, in the student's process.

    Args:
        functions: By name, those that :meth:`Replaced.news` found.
    """
    usual = {name: getattr(_WHERE[name], name) for name in functions}
    for name, function in functions.items():
        setattr(_WHERE[name], name, function)
    try:
        yield
    finally:
        for name, function in usual.items():
            setattr(_WHERE[name], name, function)
