"""What an answer gives on a few calls of a check, as a row of numbers.

Of most answers the rows differ; where they are the same, all calls are compared. The
calls are such as students see, so that rows are the same for the whole course.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence

import numpy as np

from autograder.diagnosis.calls.outcome import Outcome, as_numbers
from autograder.diagnosis.calls.tape import Call
from autograder.wire.operations import Op

SKETCHED = 5
"""Calls in a row of the table."""

WIDTH = 4
"""Numbers by which a call's outcome is sketched."""

MOST_PARTS = 100
"""Parts of a result that are looked at for a sketch. What an answer gives is its
author's to choose: of thousands of lists each would become an array, in every sketch.
"""

LEAST_FORM = 2.0
"""The form of an outcome that is numbers; their count is added."""


def row_of(calls: Sequence[Call], outcomes: Sequence[Outcome]) -> np.ndarray:
    """Return what the sketched calls gave."""
    return np.concatenate(
        [np.zeros(0), *(sketch_of(outcomes[k]) for k in sketched(calls))]
    )


def sketched(calls: Sequence[Call]) -> list[int]:
    """Return the calls that are sketched: shown to students, so the same for all."""
    direct = [
        k
        for k, call in enumerate(calls)
        if call.op in (Op.CALL, None)
        and isinstance(call.target, str)
        and not call.needs
    ]
    shown = [k for k in direct if calls[k].visible] or direct
    places = np.linspace(0, len(shown) - 1, min(SKETCHED, len(shown)))
    return [shown[round(place)] for place in places]


def sketch_of(outcome: Outcome) -> np.ndarray:
    """Return numbers that are equal for like outcomes, and hardly ever for others."""
    if outcome.error:
        return np.array([zlib.crc32(outcome.error.encode()), 0.0, 0.0, 0.0])
    numbers = outcome.numbers
    if numbers is None and isinstance(outcome.value, list | tuple):
        parts = [as_numbers(part) for part in outcome.value[:MOST_PARTS]]
        flat = [part.ravel() for part in parts if part is not None]
        numbers = np.concatenate(flat) if flat else None
    if numbers is None or not numbers.size or np.iscomplexobj(numbers):
        return np.array([LEAST_FORM - 1, 0.0, 0.0, 0.0])
    flat_numbers = numbers.ravel().astype(np.float64)
    with np.errstate(all="ignore"):
        middle = flat_numbers[len(flat_numbers) // 2]
        return np.array(
            [LEAST_FORM + flat_numbers.size, flat_numbers[0], middle, flat_numbers[-1]]
        )


def fingerprint(calls: Sequence[Call], outcomes: Sequence[Outcome]) -> str:
    """Return a text that is the same for answers which compute the same."""
    rows = [sketch_of(outcomes[k]) for k in sketched(calls)]
    written = " ".join(f"{number:.4g}" for row in rows for number in row)
    return hashlib.sha256(written.encode()).hexdigest()[:12] if rows else ""
