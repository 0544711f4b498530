"""Differences too small to be another result: of the last digits, or of how it is kept.

A check may ask for more than outcomes are compared with here, for a type or for exact
equality. An answer that fails for that is told so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.diagnosis.calls.outcome import NOISE, Outcome, as_numbers
from autograder.diagnosis.calls.tape import NOT_MADE, Call
from autograder.model import Observation

RIGHT = 1e-9
"""Numbers this close are called right: no check should ask for more."""

_CONTAINERS = ("list", "tuple")


def observe(
    calls: Sequence[Call],
    reference: Sequence[Outcome],
    answer: Sequence[Outcome],
    write: Callable[[Call], str],
) -> tuple[Observation, ...]:
    """Return the greatest of the small differences, as a fact; nothing if none."""
    made = [k for k, got in enumerate(answer) if got is not NOT_MADE]
    off = {k: relative(reference[k].value, answer[k].value) for k in made}
    worst = max(made, key=lambda k: off[k], default=0)
    if off and off[worst] <= RIGHT:
        for kind, look in (("stored", stored), ("zero", zero)):
            for k in made:
                wanted, got = look(reference[k].value), look(answer[k].value)
                if wanted and got and wanted != got:
                    if got in _CONTAINERS and isinstance(
                        reference[k].value, np.ndarray
                    ):
                        wanted = "numpy.ndarray"  # not what is in it
                    details = {"got": got, "expected": wanted, "call": write(calls[k])}
                    return (Observation(kind, details),)
    if not off or not off[worst]:
        return ()
    return (Observation("close", {"relative": f"{off[worst]:.2g}"}),)


def is_right(reference: Sequence[Outcome], answer: Sequence[Outcome]) -> bool:
    """Tell whether every call gives what it should, up to rounding."""
    return all(
        got.error == wanted.error and relative(wanted.value, got.value) <= RIGHT
        for wanted, got in zip(reference, answer, strict=True)
    )


def relative(wanted: Any, got: Any) -> float:
    """Return the greatest relative difference of numbers; infinite of other shapes.

    What rounding makes of 0 among numbers near 1 is no difference.
    """
    if isinstance(wanted, dict) and isinstance(got, dict):
        wanted, got = list(wanted.values()), [got.get(key) for key in wanted]
    first, second = as_numbers(wanted), as_numbers(got)
    if first is None or second is None:
        if isinstance(wanted, list | tuple) and isinstance(got, list | tuple):
            pairs = zip(wanted, got, strict=False)
            return max((relative(*pair) for pair in pairs), default=0.0)
        return 0.0
    if first.shape != second.shape:
        return np.inf
    if first.dtype.kind == "b" or second.dtype.kind == "b":
        first, second = first * 1, second * 1
    with np.errstate(all="ignore"):
        off = np.abs(second - first)
        same = (first == second) | ((first != first) & (second != second))
        off = np.where(same | (off <= NOISE), 0.0, off / np.abs(first))
    # NaN or infinite on one side only.
    return float(np.nan_to_num(off, nan=np.inf, posinf=np.inf).max(initial=0.0))


def stored(value: Any) -> str:
    """Return how numbers are kept: the name of a type, or of an array's."""
    if as_numbers(value) is None:
        return ""
    return value.dtype.name if isinstance(value, np.ndarray) else type(value).__name__


def zero(value: Any) -> str:
    """Return how the zeros of a number are signed; nothing of other values."""
    number = as_numbers(value)
    if number is None or number.dtype.kind != "f":
        return ""
    zeros = number[number == 0]
    signs = {"-0.0" if sign else "0.0" for sign in np.signbit(zeros).flat}
    return signs.pop() if len(signs) == 1 else ""
