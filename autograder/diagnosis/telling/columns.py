"""Which of the things in each entry of a list are wrong: of pairs, say, the second."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from autograder.diagnosis.calls.outcome import NOISE, as_numbers, same_value
from autograder.diagnosis.telling.seen import Seen
from autograder.model import Observation

FEWEST = 3
"""Wrong calls in which it has to be the same one."""


def observe(seen: Seen) -> Iterator[Observation]:
    """Yield the number of what alone is wrong in the entries of all results."""
    wrong: set[int] = set()
    widths: set[int] = set()
    count = 0
    for wanted, got in zip(seen.reference, seen.answer, strict=True):
        if wanted.error:
            continue
        if got.error or not _is_table(wanted.value):
            return
        if not _is_alike(wanted.value, got.value):
            return
        own = set()
        for entry, given in zip(wanted.value, got.value, strict=True):
            widths.add(len(entry))
            pairs = enumerate(zip(entry, given, strict=True))
            own |= {k for k, pair in pairs if not same_value(*pair, NOISE)}
        wrong |= own
        count += bool(own)
    if count >= FEWEST and len(wrong) == len(widths) == 1 < min(widths):
        number, width = wrong.pop() + 1, widths.pop()
        yield Observation("column", {"number": str(number), "all": str(width)})


def _is_table(value: Any) -> bool:
    """Tell whether a value is a list of tuples of arrays, or of numbers."""
    return isinstance(value, list) and all(
        isinstance(entry, tuple) and all(as_numbers(v) is not None for v in entry)
        for entry in value
    )


def _is_alike(wanted: Any, got: Any) -> bool:
    """Tell whether a list has as many entries as wanted, each with as many things."""
    return (
        isinstance(got, list | tuple)
        and len(got) == len(wanted)
        and all(
            isinstance(given, list | tuple) and len(given) == len(entry)
            for entry, given in zip(wanted, got, strict=True)
        )
    )
