"""How a result depends on one number: as it should, and as it does.

Where a call that fails gives one number, and one of its arguments is one number, that
argument is moved over the numbers for which the check asks, all else kept. The points
are few, and a page draws two small curves through them.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Sequence

import numpy as np

from autograder.diagnosis.calls.outcome import Outcome
from autograder.diagnosis.calls.showing import written
from autograder.diagnosis.calls.sorts import (
    Place,
    callee,
    separable,
    with_arguments,
)
from autograder.diagnosis.calls.tape import GONE, INTERRUPTED, Call, Made
from autograder.diagnosis.conditions.budget import Budget
from autograder.diagnosis.conditions.probing import mended, rebuilt
from autograder.diagnosis.conditions.promise import Promise
from autograder.diagnosis.telling.counterexample import Failure
from autograder.diagnosis.telling.seen import Seen
from autograder.model import Curve

POINTS = 24
"""Calls that are made for a curve, at most."""

FEWEST = 6
"""Points that show how a function runs."""

TAIL = 0.1
"""The share of the check's numbers at either end that are left out: a few are extreme,
and all that is of interest would shrink to a step."""

DIGITS = 4
"""Of a point; a picture shows no more."""


def curve(calls: Sequence[Call], failure: Failure, seen: Seen) -> Curve | None:
    """Return how the result of a call depends on one of its numbers; None if on none.

    Args:
        calls: the check's.
        failure: of one of these calls, or of one like them.
        seen: makes further calls, and knows what functions call their arguments.
    """
    call, attempt = failure.call, seen.attempt
    is_number = _number(failure.wanted) is not None and not failure.got.error
    if attempt is None or not is_number or not separable([call]):
        return None
    each = seen.each or functools.partial(map, attempt)
    called, budget = callee(calls, call), Budget()
    promise = Promise([other for other in calls if callee(calls, other) == called])
    for place in _places(call, promise):
        points: list[tuple[float, float, float | None]] = []
        moves = list(_moved(call, place, promise))
        made = each([moved for moved, _ in moves])
        for (moved, x), (wanted, got) in zip(moves, made, strict=True):
            budget.spend(moved, got)
            if got.error in (INTERRUPTED, GONE) or budget.is_spent:
                return None
            if (y := _number(wanted)) is not None:
                points.append((x, y, _number(got)))
        # Of an answer that gives no number anywhere there is nothing to draw.
        if len(points) >= FEWEST and any(mine is not None for *_, mine in points):
            name = seen.names(call.root).get(place, "x")
            text = written(calls, with_arguments(call, {place: Made(name)}))
            across, expected, mine = zip(*points, strict=True)
            return Curve(text, name, across, expected, mine)
    return None


def _places(call: Call, promise: Promise) -> list[Place]:
    """Return the arguments that are one number each, those that vary most first."""
    several = {
        place: len(promise.known(place))
        for place, array in call.numbers.items()
        if array.size == 1 and not promise.ranges[place].labels
    }
    return sorted(
        (place for place in several if several[place] > 1),
        key=lambda place: -several[place],
    )


def _moved(call: Call, place: Place, promise: Promise) -> Iterator[tuple[Call, float]]:
    """Yield calls with another number in one place, from the lowest to the highest.

    The ends are left out: there a function may rise beyond all bounds.
    """
    array = call.numbers[place]
    known = promise.known(place)
    low, high = np.quantile(known, (TAIL, 1 - TAIL))
    low, high = min(low, array.item()), max(high, array.item())
    value, numbers = call.given[place], np.linspace(low, high, POINTS + 2)[1:-1]
    if promise.ranges[place].is_whole:
        numbers = np.rint(np.linspace(low, high, POINTS))
    else:  # -4 is a whole number by chance
        value = array * 1.0 if array.ndim else float(array)
    for x in dict.fromkeys(map(_rounded, numbers.tolist())):
        made = rebuilt(value, np.full(array.shape, x))
        moved = None if made is None else with_arguments(call, {place: made})
        if moved and promise.allows(mended(moved, promise), smaller=True):
            yield moved, x


def _number(outcome: Outcome) -> float | None:
    """Return the one finite number that a call gave; None if it gave something else."""
    numbers = None if outcome.error else outcome.numbers
    if numbers is None or numbers.size != 1 or np.iscomplexobj(numbers):
        return None
    number = float(numbers.item())
    return _rounded(number) if math.isfinite(number) else None


def _rounded(number: float) -> float:
    return float(f"{number:.{DIGITS}g}")
