"""How far every result is right: a path that leaves the right one at a later step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.diagnosis.calls.outcome import (
    NOISE,
    as_numbers,
    close_numbers,
    same_value,
)
from autograder.diagnosis.telling.seen import Seen
from autograder.model import Observation

FEWEST = 3
"""Calls in which the same row has to be the first that is wrong."""


def observe(seen: Seen) -> Iterator[Observation]:
    """Yield the row, or the entry, that is the first wrong one in every call.

    Of lists of arrays some may be right as a whole; of the others it is told.
    """
    first: set[int] = set()
    forms: set[str] = set()
    count = longest = 0  # wrong results; the length of what is right as a whole
    for wanted, got in zip(seen.reference, seen.answer, strict=True):
        if wanted.error:
            continue
        wrong = None if got.error else _wrong_entries(wanted.value, got.value)
        if wrong is None:
            return
        forms.add(_form(wanted.value))
        rows = np.flatnonzero(wrong)
        if len(rows):
            first.add(int(rows[0]))
            count += 1
        elif _moves(wanted.value):
            longest = max(longest, len(wrong))
    if len(first) > 1 or len(forms) > 1 or count < FEWEST:
        return
    row, of = first.pop(), forms.pop()
    if row and (row >= longest or of == "list"):
        yield Observation("begins", {"of": of, "wrong": str(row)})


def _wrong_entries(wanted: Any, got: Any) -> np.ndarray | None:
    """Return which entries of a result are wrong; None if they have no counterparts."""
    target, numbers = as_numbers(wanted), as_numbers(got)
    if target is not None and numbers is not None:
        if not target.ndim or target.shape != numbers.shape:
            return None
        wrong = ~close_numbers(target * 1.0, numbers * 1.0, NOISE)
        return np.asarray(wrong.any(axis=tuple(range(1, wrong.ndim))))
    if not (isinstance(wanted, list) and isinstance(got, list | tuple)):
        return None
    if len(wanted) != len(got):
        return None
    pairs = zip(wanted, got, strict=True)
    return np.array([not same_value(*pair, NOISE) for pair in pairs])


def _form(value: Any) -> str:
    """Return what the entries of a result are; of a list of arrays, the arrays."""
    numbers = as_numbers(value)
    is_list = isinstance(value, list) and any(type(v) is np.ndarray for v in value)
    if numbers is None or is_list:
        return "list"
    return "entries" if numbers.ndim == 1 else "rows"


def _moves(value: Any) -> bool:
    """Tell whether a result has different rows: where nothing moves all is right."""
    numbers = as_numbers(value)
    return numbers is None or bool((numbers != numbers[:1]).any())
