"""What came of one call, and whether two outcomes are alike."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

RTOL = 1e-6
"""Two ways to compute one formula agree far better, two formulas far worse."""

NOISE = 1e-15
"""What rounding can make of 0 among numbers near 1. A tail of 1e-17 may be meant, so
outcomes are compared without this allowance first."""


@dataclass(frozen=True)
class Measure:
    """How closely outcomes are compared.

    Attributes:
        atol, rtol: how far apart numbers may lie and still be alike.
        conduct: whether warnings count.
    """

    atol: float = 0.0
    rtol: float = RTOL
    conduct: bool = True


STRICT = Measure()
ROUNDED = Measure(NOISE)
VALUES = Measure(NOISE, conduct=False)
NEAR = Measure(NOISE, 1e-4, conduct=False)
"""Of one formula with another rounding: a derivative by differences, a long sum."""
FAR = Measure(NOISE, 1e-2, conduct=False)
"""What differs by this is not another rounding of the same."""
TAILS = Measure(conduct=False)
EXACT = Measure(rtol=0.0, conduct=False)

MOST_NUMBERS = 1_000_000
"""More of them in lists are not looked at: ``range(10**9)`` is a few bytes of data."""


MOST_KEPT = 10_000
"""Numbers of an outcome that are kept beside it, if they are stored in another way."""


class Opaque:
    """Stands for a result that is no data, or far more than can be looked at."""

    def __repr__(self) -> str:
        return "an object"


OPAQUE = Opaque()


@dataclass(frozen=True)
class Outcome:
    """What a call gave and did.

    Attributes:
        value: plain data, or ``OPAQUE``; None where an exception was raised.
        error: the name of the exception's class; empty if there was none. The answer
            may have made it up, so pages get it through ``showing.told_error``.
        line: the lines of the notebook that it passed, innermost first, each with its
            cell's prompt; see :class:`~autograder.wire.messages.Raised`.
        seconds: how long a call ran that was stopped.
        changed: arguments that the call changed in place, as it left them.
        warned: the class of the first warning it gave, or empty.
        printed: whether it printed something.
    """

    value: Any = None
    error: str = ""
    line: str = ""
    seconds: float = 0.0
    changed: Mapping[int | str, Any] = field(default_factory=dict)
    warned: str = ""
    printed: bool = False

    @property
    def numbers(self) -> np.ndarray | None:
        """The value as an array of numbers; None if it is none."""
        known: np.ndarray | Opaque | None = self.__dict__.get("_numbers", OPAQUE)
        if not isinstance(known, Opaque):
            return known
        found = as_numbers(self.value)
        # A range is small, and its numbers are not: many such are not kept.
        if found is None or found is self.value or found.size <= MOST_KEPT:
            self.__dict__["_numbers"] = found
        return found

    @functools.cached_property
    def is_number(self) -> bool:
        """Whether it is a number or an array of them, all finite."""
        numbers = self.numbers
        return (
            not self.error and numbers is not None and bool(np.isfinite(numbers).all())
        )


MISSING = Outcome(error="NameError")


def as_numbers(value: Any) -> np.ndarray | None:
    """Return a value as an array of numbers; None if it is none."""
    if type(value) is np.ndarray:  # most results are, and these are soon known
        return value if value.dtype.kind in _NUMBERS else None
    if type(value) is float:
        return np.asarray(value)
    # NumPy is asked only after a look at all there is: of a range, or of one long text
    # among a thousand short ones, it would make an array of gigabytes.
    count = _count(value)
    if count < 0 or (count > MOST_NUMBERS and not isinstance(value, np.ndarray)):
        return None
    try:
        array = np.asarray(value)
    except (ValueError, OverflowError):  # ragged
        return None
    return array if array.dtype.kind in _NUMBERS else None


_NUMBERS = frozenset("biufc")
"""The kinds of NumPy's types that are numbers."""


def parts_of(value: Any) -> dict[str, np.ndarray]:
    """Return the arrays of a list of results, or of lists, by how they are read.

    Nothing, if anything else is among them.
    """
    array = as_numbers(value)
    if array is not None:
        return {"": array}
    found: dict[str, np.ndarray] = {}
    for number, item in enumerate(value if isinstance(value, list | tuple) else ()):
        parts = parts_of(item)
        if not parts:
            return {}
        found |= {f"[{number}]{rest}": part for rest, part in parts.items()}
    return found


def has_single(value: Any) -> bool:
    """Tell whether numbers are in ``float32``, in which every way rounds otherwise."""
    if isinstance(value, list | tuple):
        return any(map(has_single, value))
    return isinstance(value, np.ndarray) and value.dtype == np.float32


def _count(value: Any) -> int:
    """Return how many numbers a value holds; -1 if something else is among them."""
    if isinstance(value, np.ndarray):
        return int(value.size)
    if isinstance(value, int | float | complex | np.generic):
        return 1
    if isinstance(value, range):
        return MOST_NUMBERS + 1 if value[MOST_NUMBERS:] else len(value)
    if not isinstance(value, list | tuple):
        return -1
    total = 0
    for item in value:
        count = _count(item)
        if count < 0:
            return -1
        total += count
    return total


def alike(one: Outcome, other: Outcome, measure: Measure = STRICT) -> bool:
    """Say if two calls gave the same: value, or exception, and changed the same."""
    if one.error or other.error:
        return one.error == other.error
    if not (
        _same_results(one, other, measure)
        and one.changed.keys() == other.changed.keys()
        and all(
            same_value(one.changed[k], other.changed[k], rtol=measure.rtol)
            for k in one.changed
        )
    ):
        return False
    if one.value is None and other.value is None and one.printed != other.printed:
        return False  # a value that was printed is not one that was forgotten
    return not measure.conduct or bool(one.warned) == bool(other.warned)


def _same_results(one: Outcome, other: Outcome, measure: Measure) -> bool:
    """Tell what :func:`same_value` tells of two results, soon if they are numbers."""
    if type(one.value) is not type(other.value) is float:
        first, second = one.numbers, other.numbers
        if first is not None and second is not None:
            return first.shape == second.shape and _close(
                first, second, measure.atol, measure.rtol
            )
    return same_value(one.value, other.value, measure.atol, measure.rtol)


def is_wrong(wanted: Outcome, got: Outcome, measure: Measure = STRICT) -> bool:
    """Say if an answer's outcome is not the wanted one; no warning is no fault."""
    if wanted.warned and not got.warned:
        wanted = replace(wanted, warned="")
    return not alike(wanted, got, measure)


def same_value(one: Any, other: Any, atol: float = 0.0, rtol: float = RTOL) -> bool:
    """Say if two values are equal: same shape, numbers up to rounding, NaN to NaN.

    Lists, tuples and arrays of the same numbers are equal, and so are 1, 1.0 and True:
    what a student returned is compared with what a mistake computes, not how it is
    stored. Texts are compared as answers are read, without regard to case and brackets.
    """
    if type(one) is type(other) is float:
        return _close_floats(one, other, atol, rtol)
    if isinstance(one, str) and isinstance(other, str):
        return _plain(one) == _plain(other)
    first, second = as_numbers(one), as_numbers(other)
    if first is not None and second is not None:
        return first.shape == second.shape and _close(first, second, atol, rtol)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(
            same_value(one[key], other[key], atol, rtol) for key in one
        )
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(same_value(*p, atol, rtol) for p in pairs)
    if (first is None) != (second is None):
        return False
    if isinstance(one, set) and isinstance(other, set):
        return one == other
    return one is other or (type(one) is type(other) and _equal(one, other))


_TWINS = str.maketrans("\u0430\u0432\u0441\u0435\u043d", "abceh")
"""Cyrillic letters that look Latin; the seminars' ``letter`` takes them as such."""


def _plain(text: str) -> str:
    return text.strip(" ().").casefold().translate(_TWINS)


def _close_floats(one: float, other: float, atol: float, rtol: float) -> bool:
    """Tell of two numbers what :func:`close_numbers` tells, at a tenth of its time."""
    if one == other or (one != one and other != other):
        return True
    return math.isfinite(other) and abs(one - other) <= atol + rtol * abs(other)


def _close(one: np.ndarray, other: np.ndarray, atol: float, rtol: float) -> bool:
    if one.dtype.kind in "biu" and other.dtype.kind in "biu":
        return bool((one == other).all())  # the difference of integers may overflow
    return bool(close_numbers(one, other, atol, rtol).all())


def close_numbers(
    one: np.ndarray, other: np.ndarray, atol: float = 0.0, rtol: float = RTOL
) -> np.ndarray:
    """Return which numbers of two arrays of one shape are equal, NaN to NaN."""
    # numpy.isclose, at a fraction of its time: thousands of these are asked for.
    with np.errstate(all="ignore"):
        near: np.ndarray = np.abs(one - other) <= atol + rtol * np.abs(other)
        near &= np.isfinite(other)
        near |= (one == other) | ((one != one) & (other != other))
        return near


def _equal(one: Any, other: Any) -> bool:
    try:
        return (one == other) is True
    except ValueError:  # arrays inside
        return False
