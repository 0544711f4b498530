"""Laws that all numbers of an answer obey: a factor, an offset, a sign, a slope.

A law is told only if every call for which a number is wanted gives one, of the same
shape, and obeys; and if the numbers are enough, and differ enough, to be no chance. The
constant of a law is told as it is written: what is printed obeys.

Where NaN or infinity arises depends on how a formula is written. If all numbers obey a
law but for those, it is told with these set apart; and nothing is a law that only these
obey.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.diagnosis.calls.outcome import (
    NOISE,
    RTOL,
    Outcome,
    as_numbers,
    close_numbers,
    parts_of,
    same_value,
)
from autograder.diagnosis.calls.showing import show
from autograder.diagnosis.calls.tape import Call
from autograder.model import Observation
from autograder.wire.operations import Op

ENOUGH = 4
"""Numbers that must agree before a law is read into them."""

FEWEST_VALUES = 3
"""Values that these must take: of two, another law would do as well."""

FALLING = 0.8
"""The share of the steps at which what is said to fall does fall, and is not flat."""

FEWEST_CALLS = 2
"""Calls that must obey: two numbers of one array may be of different meaning."""


@dataclass(frozen=True)
class Pair:
    """What is wanted of a call, and what it gave; flat arrays of one length."""

    call: Call
    wanted: np.ndarray
    got: np.ndarray

    @functools.cached_property
    def finite(self) -> np.ndarray:
        """Which numbers are finite, wanted and given."""
        return np.asarray(np.isfinite(self.wanted) & np.isfinite(self.got))

    @functools.cached_property
    def is_off(self) -> bool:
        """Whether a finite number is wrong: what is NaN or infinite proves no law."""
        near = close_numbers(self.wanted, self.got, NOISE)
        return not bool((near | ~self.finite).all())


def observe(
    calls: Sequence[Call], reference: Sequence[Outcome], answer: Sequence[Outcome]
) -> Iterator[Observation]:
    """Yield the law that all numbers of an answer obey, if there is one."""
    pairs = number_pairs(calls, reference, answer)
    if _is_constant(pairs) and len(pairs) == len(calls):
        yield Observation("constant", {"got": _constant(answer)})
    elif law := _law(pairs):
        yield law
    elif _is_enough(pairs) and _is_reversed(pairs):
        yield Observation("falling")
    elif law := _law(finite_only(pairs)):
        yield apart(law)


def finite_only(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the numbers that are finite, wanted and given; none if few of all are."""
    kept = [pair.finite for pair in pairs]
    if 2 * sum(int(each.sum()) for each in kept) < sum(each.size for each in kept):
        return []
    return [
        Pair(pair.call, pair.wanted[finite], pair.got[finite])
        for pair, finite in zip(pairs, kept, strict=True)
        if finite.any()
    ]


def apart(law: Observation) -> Observation:
    """Return a law that is told of finite numbers alone."""
    return Observation(law.kind, {**law.details, "finite": "yes"})


def _all_of(pairs: Sequence[Pair]) -> tuple[np.ndarray, np.ndarray]:
    """Return all numbers that are wanted, and all that were given."""
    wanted = np.concatenate([np.zeros(0), *(pair.wanted for pair in pairs)])
    return wanted, np.concatenate([np.zeros(0), *(pair.got for pair in pairs)])


def _is_enough(pairs: Sequence[Pair]) -> bool:
    """Tell whether there are numbers enough, and some of them are wrong."""
    wanted, got = _all_of(pairs)
    is_enough = len(pairs) >= FEWEST_CALLS and len(wanted) >= ENOUGH
    return is_enough and not same_value(wanted, got, NOISE)


def _law(pairs: Sequence[Pair]) -> Observation | None:
    """Return what all numbers obey."""
    if not _is_enough(pairs):
        return None
    wanted, got = _all_of(pairs)
    if _is_negated(wanted, got):
        return Observation("sign")
    if factor := _factor(wanted, got):
        return Observation("scale", {"factor": factor})
    if offset := _offset(wanted, got):
        return Observation("offset", {"offset": offset})
    return None


def number_pairs(
    calls: Sequence[Call], reference: Sequence[Outcome], answer: Sequence[Outcome]
) -> list[Pair]:
    """Return the numbers of all calls; none if some have no counterpart."""
    pairs = []
    for call, should, gave in zip(calls, reference, answer, strict=True):
        wanted, got = _numbers_of(should, gave)
        if should.error or wanted is None or not wanted.size:
            continue
        if gave.error or got is None or got.shape != wanted.shape:
            return []
        if np.iscomplexobj(wanted) or np.iscomplexobj(got):
            return []
        pairs.append(Pair(call, wanted.ravel() * 1.0, got.ravel() * 1.0))
    return pairs


def _numbers_of(
    wanted: Outcome, got: Outcome
) -> tuple[np.ndarray | None, np.ndarray | None]:
    """Return two results as arrays; of several results, all numbers in a row."""
    one, other = wanted.numbers, got.numbers
    if one is not None or not (parts := parts_of(wanted.value)):
        return one, other
    row = np.concatenate([array.ravel() for array in parts.values()])
    given = parts_of(got.value)
    shapes = [
        {place: array.shape for place, array in each.items()} for each in (parts, given)
    ]
    if shapes[0] != shapes[1]:
        return row, None
    return row, np.concatenate([array.ravel() for array in given.values()])


def _is_constant(pairs: Sequence[Pair]) -> bool:
    if not _is_enough(pairs):
        return False
    wanted, got = _all_of(pairs)
    return bool((got == got[0]).all() and len(np.unique(wanted)) >= FEWEST_VALUES)


def _constant(answer: Sequence[Outcome]) -> str:
    """Write the one result of all calls as it is: several numbers as they belong."""
    values = [outcome.value for outcome in answer]
    if all(isinstance(value, tuple) for value in values):
        return show(values[0])
    return show(np.asarray(values[0]).flat[0])


def _is_negated(wanted: np.ndarray, got: np.ndarray) -> bool:
    return len(np.unique(wanted[_solid(wanted)])) >= FEWEST_VALUES and same_value(
        -wanted, got, NOISE
    )


def _solid(numbers: np.ndarray) -> np.ndarray:
    """Return which numbers are finite, and are not 0 or the rounding of it."""
    return np.asarray(np.isfinite(numbers) & (np.abs(numbers) > 1e-12))


def _factor(wanted: np.ndarray, got: np.ndarray) -> str:
    """Return the one number by which all that is wanted is multiplied, or nothing."""
    solid = _solid(wanted) & np.isfinite(got)
    if solid.sum() < ENOUGH or len(np.unique(wanted[solid])) < FEWEST_VALUES:
        return ""
    factor = float(np.median(got[solid] / wanted[solid]))
    for digits in (4, 7, 12):
        text = f"{factor:.{digits}g}"
        with np.errstate(all="ignore"):
            should = wanted * float(text)
        # Zero times anything is zero: a number there is of another law.
        if float(text) not in (0.0, 1.0) and same_value(should, got, NOISE):
            return text
    return ""


def _offset(wanted: np.ndarray, got: np.ndarray) -> str:
    """Return the one number by which all that is wanted is off, or nothing."""
    finite = np.isfinite(wanted)
    if finite.sum() < ENOUGH or len(np.unique(wanted[finite])) < FEWEST_VALUES:
        return ""
    if not (same_value(wanted[~finite], got[~finite]) and np.isfinite(got).any()):
        return ""
    off = got[finite] - wanted[finite]
    grain = 1e-15 * float(np.abs(wanted[finite]).max())
    for digits in (4, 7, 12):
        text = f"{float(np.median(off)):+.{digits}g}"
        # Beside huge numbers an offset drowns in their rounding: then it is no news.
        near = close_numbers(off, np.full_like(off, float(text)), grain)
        if abs(float(text)) > grain / RTOL and near.all():
            return text
    return ""


def _is_reversed(pairs: Sequence[Pair]) -> bool:
    """Tell whether results fall wherever they should rise as an argument grows.

    That is seen along arrays that have one result an element, and over calls with one
    number each.
    """
    curves = [curve for pair in pairs if (curve := _curve(pair))]
    points = [point for pair in pairs if (point := _point(pair))]
    if len(points) >= FEWEST_VALUES:
        x, wanted, got = map(np.array, zip(*points, strict=True))
        curves.append((x, wanted, got))
    telling_curves, gains = 0, []
    for x, wanted, got in curves:
        order = np.argsort(x, kind="stable")
        apart = np.diff(x[order]) > 0
        rise, gain = np.diff(wanted[order])[apart], np.diff(got[order])
        if gain[~apart].any():  # two results for one number: no curve
            return False
        gain = gain[apart]
        telling = np.abs(rise) > 1e-9
        telling_curves += bool(telling.any())
        gains += list(np.sign(rise[telling]) * gain[telling])
    falls = sum(gain < 0 for gain in gains)
    # Far out a curve may be flat: there it neither falls nor rises.
    is_reversed = falls >= max(ENOUGH, FALLING * len(gains)) and max(gains) <= 0
    return telling_curves >= FEWEST_CALLS and is_reversed


_Curve = tuple[np.ndarray, np.ndarray, np.ndarray]


def _curve(pair: Pair) -> _Curve | None:
    """Return an array among the arguments with the results for its elements."""
    if pair.call.op is not Op.CALL or len(pair.wanted) < 2:
        return None
    for argument in pair.call.args:
        numbers = as_numbers(argument)
        if numbers is not None and numbers.shape == pair.wanted.shape:
            finite = np.isfinite(numbers) & np.isfinite(pair.wanted + pair.got)
            x = numbers[finite] * 1.0
            return x, pair.wanted[finite], pair.got[finite]
    return None


def _point(pair: Pair) -> tuple[float, float, float] | None:
    """Return the number that is a call's only argument, with its result."""
    if pair.call.op is not Op.CALL or pair.call.kwargs or len(pair.call.args) != 1:
        return None
    number = as_numbers(pair.call.args[0])
    if number is None or number.shape or len(pair.wanted) != 1:
        return None
    point = float(number), float(pair.wanted[0]), float(pair.got[0])
    return point if np.isfinite(point).all() else None
