"""Hands what a test has left to the student's process: names for the cells to come.

Data goes by value. A module, and a function or a class of one, goes by its name: the
student's process imports its own. What else a test has made stays with it.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.wire.codec import CodecError, Opaque
from autograder.wire.proxy import Proxy

if TYPE_CHECKING:
    from autograder.engine.client import Student

_FIXED = frozenset(
    {bool, int, float, complex, str, bytes, type(None), range, Proxy}
    | {Decimal, Fraction, date, datetime, time, timedelta}
)
"""A proxy is an object of the student's own."""


def leave(
    namespace: dict[str, Any],
    student: Student,
    names: Iterable[str],
    *,
    fixed: bool,
) -> None:
    """Hand names on, those that the test has come to define.

    Args:
        namespace: The checker's.
        student: Whose cells may use them.
        names: Which.
        fixed: Whether only what nothing can change goes.
    """
    for name in names:
        if dict.__contains__(namespace, name):
            value = namespace[name]
            if not fixed or _is_fixed(value) or _is_imported(value):
                with contextlib.suppress(Exception):  # no data, or nobody to take it
                    student.leave(name, value, imported)


def imported(value: object) -> Opaque:
    """Return how the student's process finds what is imported there too.

    Raises:
        CodecError: It is not.
    """
    if isinstance(value, ModuleType):
        return Opaque("checker", 0, "module", value.__name__)
    if not _is_imported(value):
        raise CodecError(f"{type(value).__name__} stays with the test")
    return Opaque("checker", 0, "function", f"{_module(value)}:{value.__name__}")  # type: ignore[attr-defined]


def found(opaque: Opaque) -> Any:
    """Return this process's own of what :func:`imported` names."""
    module, _, name = opaque.name.partition(":")
    own = importlib.import_module(module)
    return getattr(own, name) if name else own


def _is_imported(value: object) -> bool:
    """Tell whether it is a module, or stands in one under its own name."""
    if isinstance(value, ModuleType):
        return value.__name__ != "__main__"
    module = sys.modules.get(_module(value))
    name = str(getattr(value, "__name__", ""))
    if module is None or module.__name__ == "__main__":
        return False
    return bool(name) and vars(module).get(name) is value


def _module(value: object) -> str:
    module = getattr(value, "__module__", "")
    return module if type(module) is str else ""


def _is_fixed(value: object) -> bool:
    if type(value) in (tuple, frozenset):
        return all(map(_is_fixed, value))  # type: ignore[call-overload]
    return type(value) in _FIXED or isinstance(value, np.generic)
