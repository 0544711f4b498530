"""How far every result is right: a path that leaves the right one at a later step."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autograder.diagnosis.calls.outcome import NOISE, as_numbers, close_numbers
from autograder.diagnosis.telling.seen import Seen
from autograder.model import Observation

FEWEST = 3
"""Calls in which the same row has to be the first that is wrong."""


def observe(seen: Seen) -> Iterator[Observation]:
    """Yield the row, or the entry, that is the first wrong one in every call."""
    first: set[int] = set()
    dimensions: set[int] = set()
    count = longest = 0  # wrong results; the length of what is right as a whole
    for wanted, got in zip(seen.reference, seen.answer, strict=True):
        if wanted.error:
            continue
        target, numbers = as_numbers(wanted.value), as_numbers(got.value)
        if got.error or target is None or numbers is None or not target.ndim:
            return
        if target.shape != numbers.shape:
            return
        dimensions.add(target.ndim)
        wrong = ~close_numbers(target * 1.0, numbers * 1.0, NOISE)
        rows = np.flatnonzero(wrong.any(axis=tuple(range(1, wrong.ndim))))
        if len(rows):
            first.add(int(rows[0]))
            count += 1
        elif (target != target[:1]).any():  # where nothing moves all is right
            longest = max(longest, len(target))
    if len(first) > 1 or len(dimensions) > 1 or count < FEWEST:
        return
    row = first.pop()
    if 0 < row >= longest:
        of = "entries" if dimensions == {1} else "rows"
        yield Observation("begins", {"of": of, "wrong": str(row)})
