"""What came of one call, and whether two outcomes are alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

RTOL = 1e-6
"""Two ways to compute one formula agree far better, two formulas far worse."""

NOISE = 1e-15
"""What rounding can make of 0 among numbers near 1. A tail of 1e-17 may be meant, so
outcomes are compared without this allowance first."""


class Opaque:
    """Stands for a result that is an object, not data: a function, an instance."""

    def __repr__(self) -> str:
        return "an object"


OPAQUE = Opaque()


@dataclass(frozen=True)
class Outcome:
    """What a call gave and did.

    Attributes:
        value: plain data, or ``OPAQUE``; None where an exception was raised.
        error: the name of the exception's class; empty if there was none.
        text: the exception's text.
        line: the line of the answer that raised it, if known.
        changed: arguments that the call changed in place, as it left them.
        warned: the class of the first warning it gave, or empty.
        printed: whether it printed something.
    """

    value: Any = None
    error: str = ""
    text: str = ""
    line: str = ""
    changed: Mapping[int | str, Any] = field(default_factory=dict)
    warned: str = ""
    printed: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is a number or an array of them, all finite."""
        numbers = as_numbers(self.value)
        return (
            not self.error and numbers is not None and bool(np.isfinite(numbers).all())
        )


MISSING = Outcome(error="NameError")


def as_numbers(value: Any) -> np.ndarray | None:
    """Return a value as an array of numbers; None if it is none."""
    if value is None or isinstance(value, str | bytes | Opaque | dict | set):
        return None
    try:
        array = np.asarray(value)
    except ValueError:  # ragged
        return None
    return array if array.dtype.kind in "biufc" else None


def alike(one: Outcome, other: Outcome, atol: float = 0.0) -> bool:
    """Whether two calls gave the same: value, or exception, and changed the same."""
    if one.error or other.error:
        return one.error == other.error
    if one.value is None and other.value is None and one.printed != other.printed:
        return False  # a value that was printed is not one that was forgotten
    return (
        same_value(one.value, other.value, atol)
        and one.changed.keys() == other.changed.keys()
        and all(same_value(one.changed[k], other.changed[k]) for k in one.changed)
        and bool(one.warned) == bool(other.warned)
    )


def same_value(one: Any, other: Any, atol: float = 0.0) -> bool:
    """Whether two values are equal: same shape, numbers up to rounding, NaN to NaN.

    Lists, tuples and arrays of the same numbers are equal, and so are 1, 1.0 and True:
    what a student returned is compared with what a mistake computes, not how it is
    stored. Texts are compared as answers are read, without regard to case and brackets.
    """
    if isinstance(one, str) and isinstance(other, str):
        return _plain(one) == _plain(other)
    first, second = as_numbers(one), as_numbers(other)
    if first is not None and second is not None:
        return first.shape == second.shape and _close(first, second, atol)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(
            same_value(one[key], other[key], atol) for key in one
        )
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(same_value(*p, atol) for p in pairs)
    if (first is None) != (second is None):
        return False
    if isinstance(one, set) and isinstance(other, set):
        return one == other
    return one is other or (type(one) is type(other) and _equal(one, other))


def _plain(text: str) -> str:
    return text.strip(" ().").casefold()


def _close(one: np.ndarray, other: np.ndarray, atol: float) -> bool:
    # numpy.allclose, at a fraction of its time: thousands of these are asked for.
    if one.dtype == other.dtype == np.bool_:
        return bool((one == other).all())
    with np.errstate(all="ignore"):
        near = np.abs(one - other) <= atol + RTOL * np.abs(other)
        near &= np.isfinite(other)
        return bool((near | (one == other) | ((one != one) & (other != other))).all())


def _equal(one: Any, other: Any) -> bool:
    equal = one == other
    return equal is True or (isinstance(equal, np.ndarray) and bool(equal.all()))
