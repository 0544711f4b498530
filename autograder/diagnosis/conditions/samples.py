"""Calls judged: which are right, which are wrong, which of their numbers.

A sentence about when an answer is right must hold by the measure of any check. So what
is called right agrees as far as any check may ask, what is called wrong differs by more
than rounding could, and where a call lies between, nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.diagnosis.calls.closeness import RIGHT
from autograder.diagnosis.calls.outcome import (
    NOISE,
    OPAQUE,
    RTOL,
    TAILS,
    VALUES,
    Measure,
    Outcome,
    close_numbers,
    is_wrong,
    same_value,
)
from autograder.diagnosis.calls.sorts import Place
from autograder.diagnosis.calls.tape import NOT_MADE, Call

SMALLEST = 1e-12
"""What differs by less, among numbers near 1, a check may call right or wrong."""

MOST_NUMBERS = 200
"""In the arguments of a call of which others are made: small ones say as much."""

MOST_BASES = 60
"""Calls of either side of which others are made."""


@dataclass(frozen=True)
class Sample:
    """A call with its verdict.

    Attributes:
        call: the call.
        own: those of its arguments that are numbers.
        result: the numbers that are wanted; None if something else is.
        is_wrong: whether the answer fails it.
        wrong: which of the numbers wanted are wrong; None if there is no counterpart.
        clear: of which of them that is clear; of all, if it is None.
        is_near: whether it lies so near to being right that some check may say so.
    """

    call: Call
    own: Mapping[Place, np.ndarray]
    result: np.ndarray | None
    is_wrong: bool
    wrong: np.ndarray | None
    clear: np.ndarray | None = None
    is_near: bool = False


def are_partly_right(samples: Sequence[Sample]) -> bool:
    """Tell whether there is anything from which what is wrong could be parted."""
    return any(
        not sample.is_wrong or (sample.wrong is not None and not sample.wrong.all())
        for sample in samples
    )


def unjudged(call: Call) -> Sample:
    """Return a call that has not been made, as far as its arguments tell."""
    return Sample(call, call.numbers, None, False, None)


def bases(samples: Sequence[Sample]) -> tuple[list[Sample], list[Sample]]:
    """Return the calls of which others are made, small ones: right ones, wrong ones."""
    small = sorted(samples, key=lambda s: sum(a.size for a in s.own.values()))
    small = [s for s in small if _size(s) <= MOST_NUMBERS] or small[:1]
    sides = [[s for s in small if s.is_wrong == side] for side in (False, True)]
    right, wrong = (side[:MOST_BASES] or small[:MOST_BASES] for side in sides)
    return right, wrong


def _size(sample: Sample) -> int:
    return sum(array.size for array in sample.own.values())


Judge = Callable[[Call, Outcome, Outcome], Sample | None]
"""Judges a call by what is wanted and what it gave; None if that is not clear."""


def judge_of(reference: Sequence[Outcome], answer: Sequence[Outcome]) -> Judge:
    """Return how calls of an answer are judged: the coarsest way that shows a fault."""
    pairs = list(zip(reference, answer, strict=True))
    for measure in (VALUES, TAILS):
        if any(_is_other(wanted, got, measure) for wanted, got in pairs):
            noise = SMALLEST if measure is VALUES else 0.0
            return lambda call, wanted, got: _judged(call, wanted, got, noise)
    return _by_conduct


def _is_other(wanted: Outcome, got: Outcome, measure: Measure) -> bool:
    """Tell whether a result is another, whatever else the call did."""
    if got is NOT_MADE:
        return False
    kept: dict[str, Any] = {"changed": {}, "printed": False}
    return is_wrong(replace(wanted, **kept), replace(got, **kept), measure)


def _judged(call: Call, wanted: Outcome, got: Outcome, noise: float) -> Sample | None:
    target, numbers = wanted.numbers, got.numbers
    own = call.numbers
    if wanted.error or wanted.value is OPAQUE:
        return None
    if got.error or got.value is OPAQUE:
        return Sample(call, own, target, True, None)
    if target is None or numbers is None:
        is_right = same_value(wanted.value, got.value, noise, RIGHT)
        if not is_right and same_value(wanted.value, got.value, NOISE, RTOL):
            return Sample(call, own, target, True, None, None, is_near=True)
        return Sample(call, own, target, not is_right, None)
    if target.shape != numbers.shape:
        return Sample(call, own, target, True, None)
    if target.dtype.kind == numbers.dtype.kind == "b":
        target, numbers = target * 1, numbers * 1
    wrong = ~close_numbers(target, numbers, noise, RTOL)
    right = close_numbers(target, numbers, 0.0, RIGHT)
    between = ~wrong & ~right
    if not between.any():
        return Sample(call, own, target, bool(wrong.any()), wrong)
    faint = between & close_numbers(target, numbers, noise, 0.0)
    if faint.any() and not wrong.any():
        return None
    is_near = bool((between & ~faint).any())
    return Sample(call, own, target, bool(wrong.any()), wrong, ~faint, is_near)


def _by_conduct(call: Call, wanted: Outcome, got: Outcome) -> Sample | None:
    """Judge by what a call does besides: an argument changed, a warning, an error."""
    if wanted.error:
        return None
    is_other = bool(got.error) or wanted.changed.keys() != got.changed.keys()
    is_loud = bool(got.warned) and not wanted.warned
    return Sample(call, call.numbers, wanted.numbers, is_other or is_loud, None)


def part_of(outcome: Outcome, place: int) -> Outcome:
    """Return the outcome of a call of which one of several results is looked at."""
    if outcome.error or not isinstance(outcome.value, list | tuple):
        return outcome
    value: Any = outcome.value[place] if place < len(outcome.value) else None
    return Outcome(value, warned=outcome.warned)
