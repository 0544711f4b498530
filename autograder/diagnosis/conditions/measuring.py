"""Calls by which a bound is closed in: what is measured is as much as is asked."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from autograder.diagnosis.calls.sorts import with_arguments
from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.conditions.bounds import Bound
from autograder.diagnosis.conditions.probing import rebuilt, resized
from autograder.diagnosis.conditions.promise import Promise
from autograder.diagnosis.conditions.samples import Sample

MOST_CORNERS = 60
"""Calls that are looked at, at most, beyond one for each that was given."""


def measuring(
    bound: Bound, measure: float, wrong: Sequence[Sample], promise: Promise
) -> Iterator[Call]:
    """Yield calls of which what has a bound is as much as this.

    Args:
        bound: of one argument; of any other there are none.
        measure: how much it should be; if that is infinite, there are none.
        wrong: wrong calls, of which others are made.
        promise: what all calls have in common.
    """
    if bound.place is None or not np.isfinite(measure):
        return
    for sample in wrong:
        call: Call | None = None
        if bound.axis is not None:
            array = sample.own[bound.place]
            axis = bound.place, array.ndim, bound.axis
            call = resized(sample.call, promise, axis, int(bound.sign * measure))
        else:
            call = _moved(sample, bound, measure)
        if call is not None and promise.allows(call):
            yield call


def at_most(
    bound: Bound, samples: Sequence[Sample], promise: Promise
) -> Iterator[Call]:
    """Yield calls with nothing but the largest numbers within a bound."""
    if bound.place is None or bound.look is None:
        return
    random = np.random.default_rng(0)
    known = promise.known(bound.place)
    within = known[bound.sign * bound.look(known) <= bound.right]
    limit = bound.sign * bound.right
    largest = [limit, -limit] if bound.is_absolute else [limit]
    ends = np.array([*largest, *within[:1], *within[-1:]])
    for number, sample in enumerate(itertools.cycle(samples)):
        if number >= len(samples) + MOST_CORNERS:
            return
        shape = sample.own[bound.place].shape
        chosen = random.choice(ends, shape)
        if number < len(largest):
            chosen = np.full(shape, largest[number])
        made = rebuilt(sample.call.given[bound.place], chosen)
        if made is not None:
            call = with_arguments(sample.call, {bound.place: made})
            if promise.allows(call):
                yield call


def _moved(sample: Sample, bound: Bound, middle: float) -> Call | None:
    """Return a call of which the numbers beyond a bound are put in the middle."""
    assert bound.place is not None and bound.look is not None
    array = sample.own[bound.place] * 1.0
    beyond = bound.sign * bound.look(array) >= bound.wrong
    number = bound.sign * middle
    moved = np.copysign(number, array) if bound.is_absolute else number
    made = rebuilt(sample.call.given[bound.place], np.where(beyond, moved, array))
    return None if made is None else with_arguments(sample.call, {bound.place: made})
