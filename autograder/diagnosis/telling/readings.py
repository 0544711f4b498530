"""What an answer's numbers have to do with the right ones: fewer digits, another shape.

A reading is told only if it explains every number of every call, and if those that are
wrong are enough, and differ enough, to be no chance. Where shapes differ, it tells what
the result has to do with the one wanted: the numbers are the same, their sum is, a row
is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.diagnosis.calls.closeness import RIGHT
from autograder.diagnosis.calls.outcome import (
    NOISE,
    Outcome,
    close_numbers,
    same_value,
)
from autograder.diagnosis.calls.tape import NOT_MADE, Call
from autograder.diagnosis.telling.laws import (
    ENOUGH,
    FEWEST_VALUES,
    Pair,
    number_pairs,
)
from autograder.model import Observation

MOST_DIGITS = 10
"""Digits after the point beyond which one does not round."""

COARSE = 1e-3
"""How far numbers may be off that have gone through ``float32``."""

HALF = 0.5 + 1e-6
"""How far a rounded number is at most from what it was, in units of the last digit."""


def observe(
    calls: Sequence[Call], reference: Sequence[Outcome], answer: Sequence[Outcome]
) -> Iterator[Observation]:
    """Yield what every number of an answer is of the one that is wanted."""
    pairs = number_pairs(calls, reference, answer)
    if not pairs:
        return
    wanted = np.concatenate([pair.wanted for pair in pairs])
    got = np.concatenate([pair.got for pair in pairs])
    with np.errstate(all="ignore"):
        off = ~close_numbers(wanted, got, NOISE, RIGHT)
        if off.sum() < ENOUGH or len(np.unique(wanted[off])) < FEWEST_VALUES:
            return
        for read in (_rounded, _coarse):
            if found := read(wanted, got):
                yield found
                return
        if all(map(_is_reordered, pairs)):
            yield Observation("reordered")


def _is_reordered(pair: Pair) -> bool:
    return _same(np.sort(pair.wanted), np.sort(pair.got))


def _same(one: np.ndarray, other: np.ndarray) -> bool:
    return bool(close_numbers(one, other, NOISE, RIGHT).all())


def _rounded(wanted: np.ndarray, got: np.ndarray) -> Observation | None:
    finite = np.isfinite(wanted)
    wanted, got = wanted[finite], got[finite]
    for digits in range(MOST_DIGITS):
        unit = 10.0**-digits
        steps = got / unit
        # What is 1.25 to three digits is so to two: the fewest are those it has.
        if (np.abs(steps - np.rint(steps)) <= 1e-6).all():
            is_near = (np.abs(got - wanted) <= HALF * unit).all()
            # Of what has no more digits than that nothing was rounded.
            is_near &= np.median(np.abs(got - wanted)[got != wanted]) > unit / 100
            return Observation("digits", {"digits": str(digits)}) if is_near else None
    return None


def _coarse(wanted: np.ndarray, got: np.ndarray) -> Observation | None:
    single = got.astype(np.float32) == got
    odd = got * 1024 != np.rint(got * 1024)  # 0.5 is the same in any precision
    is_near = close_numbers(wanted, got, NOISE, COARSE).all()
    if single[np.isfinite(got)].all() and odd.sum() >= ENOUGH and is_near:
        return Observation("single")
    return None


def observe_shapes(
    reference: Sequence[Outcome], answer: Sequence[Outcome]
) -> Iterator[Observation]:
    """Yield what results of another shape have to do with those that are wanted."""
    apart: list[tuple[np.ndarray, np.ndarray]] = []
    lists: list[tuple[Any, Any]] = []
    for should, gave in zip(reference, answer, strict=True):
        if gave is NOT_MADE or should.error:
            continue
        wanted, got = should.numbers, gave.numbers
        if gave.error:
            return
        if wanted is None or got is None:
            if not same_value(should.value, gave.value, NOISE, RIGHT):
                lists.append((should.value, gave.value))
        elif wanted.shape != got.shape:
            apart.append((wanted, got))
        elif not _same(wanted * 1.0, got * 1.0):
            return
    if not (lists or any(got.size for _, got in apart)):
        return
    for kind, relate in _RELATIONS.items():
        if lists and not all(_is_sliced(kind, *pair) for pair in lists):
            continue
        if all(_is_related(relate, *pair) for pair in apart):
            yield Observation(kind)
            return


_SLICES: Mapping[str, tuple[slice, slice]] = {
    "without first": (slice(1, None), slice(None)),
    "without last": (slice(-1), slice(None)),
    "beyond first": (slice(None), slice(1, None)),
    "beyond last": (slice(None), slice(-1)),
}
"""What is the same of a list and of one that has an entry less, or one too many."""


def _is_sliced(kind: str, wanted: Any, got: Any) -> bool:
    if kind not in _SLICES or not isinstance(wanted, list | tuple):
        return False
    one, other = _SLICES[kind]
    return (
        isinstance(got, list | tuple)
        and len(wanted) != len(got)
        and same_value(list(wanted[one]), list(got[other]), NOISE, RIGHT)
    )


def _is_related(
    relate: Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]],
    wanted: np.ndarray,
    got: np.ndarray,
) -> bool:
    try:
        one, other = relate(wanted * 1.0, got * 1.0)
    except (ValueError, IndexError):
        return False
    if one.size == other.size == 0:  # an empty list, for a table without rows
        return one.shape[:1] == other.shape[:1]
    return one.shape == other.shape and _same(np.asarray(one), np.asarray(other))


_RELATIONS: Mapping[
    str, Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]
] = {
    "transposed": lambda w, g: (w, g.T),
    "reshaped": lambda w, g: (w.ravel(), g.ravel()),
    "not summed": lambda w, g: (w, _less(w, g, np.sum)),
    "not averaged": lambda w, g: (w, _less(w, g, np.mean)),
    "summed": lambda w, g: (_less(g, w, np.sum), g),
    "averaged": lambda w, g: (_less(g, w, np.mean), g),
    "without first": lambda w, g: (w[1:], g),
    "without last": lambda w, g: (w[:-1], g),
    "first only": lambda w, g: (w[0], g.reshape(w[0].shape)),
    "last only": lambda w, g: (w[-1], g.reshape(w[-1].shape)),
    "beyond first": lambda w, g: (w, g[1:]),
    "beyond last": lambda w, g: (w, g[:-1]),
}
"""In which way a result of another shape may go together with the one wanted."""


def _less(
    target: np.ndarray, array: np.ndarray, reduce: Callable[..., np.ndarray]
) -> np.ndarray:
    """Return an array with one axis, or all, summed up, as a target's shape asks."""
    if not array.size:
        raise IndexError("nothing to sum up")
    if not target.ndim:
        return np.asarray(reduce(array))
    for axis in range(array.ndim):
        reduced = reduce(array, axis=axis)
        if reduced.shape == target.shape and _same(reduced, target):
            return reduced
    raise IndexError("no axis fits")
