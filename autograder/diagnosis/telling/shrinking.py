"""Make a call that shows a fault smaller: fewer rows and columns, rounder numbers.

What is left is no longer the check's call, but one of its kind: it keeps what all calls
of the check have in common, and fails in the same manner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from autograder.diagnosis.calls.outcome import Outcome, close_numbers
from autograder.diagnosis.calls.sorts import Place, with_arguments
from autograder.diagnosis.calls.tape import GONE, INTERRUPTED, Call
from autograder.diagnosis.conditions.budget import Budget
from autograder.diagnosis.conditions.probing import mended, rebuilt, resized
from autograder.diagnosis.conditions.promise import Promise, axes_of

ATTEMPTS = 60
"""Calls that are tried, at most."""

ABOUT = (1e-8, 1e-5)
"""How far numbers may be off, absolutely and relatively, that look turned."""

Outcomes = tuple[Outcome, Outcome]


def shrunk(
    call: Call,
    outcomes: Outcomes,
    promise: Promise,
    attempt: Callable[[Call], Outcomes],
    shows: Callable[[Outcome, Outcome], bool],
) -> tuple[Call, Outcomes]:
    """Return the smallest call found that fails as another does, with its outcomes.

    Args:
        call: a call that fails.
        outcomes: what is wanted of it, and what it gives.
        promise: what all calls have in common.
        attempt: makes a call on the reference and on the answer.
        shows: tells whether two outcomes show a fault.
    """
    left, budget = ATTEMPTS, Budget()
    fault = manner(*outcomes)
    is_done = False
    while not is_done:
        is_done = True
        for smaller in _smaller(call, promise):
            if not left or budget.is_spent:
                return call, outcomes
            left -= 1
            made = attempt(smaller)
            budget.spend(smaller, made[1])
            if made[1].error in (INTERRUPTED, GONE):
                return call, outcomes
            if shows(*made) and manner(*made) == fault:
                call, outcomes, is_done = smaller, made, False
                break
    return call, outcomes


def manner(wanted: Outcome, got: Outcome) -> str:
    """Return in which manner a call fails."""
    if got.error or wanted.error:
        return got.error or "no error"
    target, numbers = wanted.numbers, got.numbers
    if target is None or numbers is None:
        return type(got.value).__name__
    if target.shape != numbers.shape:
        size = "" if target.size == numbers.size else " and of another size"
        return f"of {numbers.ndim - target.ndim} dimensions more{size}"
    if np.isfinite(target).all() and not np.isfinite(numbers).all():
        return "not finite"
    if is_by_chance(wanted, got):
        return "turned"
    return "changed" if got.changed.keys() != wanted.changed.keys() else "other numbers"


def is_by_chance(wanted: Outcome, got: Outcome) -> bool:
    """Tell whether numbers are the right ones turned: the other sign, upside down.

    In a call where that is so by chance one would look for a minus.
    """
    target, numbers = wanted.numbers, got.numbers
    if target is None or numbers is None or target.shape != numbers.shape:
        return False
    one, other = target * 1.0, numbers * 1.0
    if not one.size or (one == other).all():
        return False
    with np.errstate(all="ignore"):
        turned = (other, -one), (other * one, np.ones_like(one))
    return any(close_numbers(*pair, *ABOUT).all() for pair in turned)


def _smaller(call: Call, promise: Promise) -> Iterator[Call]:
    """Yield calls that say the same with less, the smallest first."""
    for candidate in (*_cut(call, promise), *_fewer(call), *_rounder(call)):
        made = mended(candidate, promise)
        if _size(made) < _size(call) and promise.allows(made, smaller=True):
            yield made


def _cut(call: Call, promise: Promise) -> Iterator[Call]:
    axes = axes_of(call.numbers)
    for axis in sorted(axes, key=lambda axis: -axes[axis]):
        size = axes[axis]
        for fewer in dict.fromkeys((1, 2, 3, size // 2, size - 1)):
            if not 0 < fewer < size:
                continue
            for start in (0, size - fewer):
                if cut := resized(call, promise, axis, fewer, start=start):
                    yield cut


def _fewer(call: Call) -> Iterator[Call]:
    """Yield calls in which a count is less, such as that of steps."""
    for place, value in call.given.items():
        if type(value) is int:
            for fewer in (2, 3, 5, 10):
                if fewer < value // 2:
                    yield with_arguments(call, {place: fewer})


def _rounder(call: Call) -> Iterator[Call]:
    """Yield calls with rounder numbers: all at once, or one argument's."""
    own = call.numbers
    for way in _WAYS:
        yield _with(call, {place: way(array * 1.0) for place, array in own.items()})
    for place, array in own.items():
        for way in _WAYS:
            yield _with(call, {place: way(array * 1.0)})


def _whole(array: np.ndarray) -> np.ndarray:
    """Round to whole numbers, but nothing to 0: with that a call says less."""
    return np.where(np.abs(array) < 1, array, np.rint(array))


def _digits(digits: int) -> Callable[[np.ndarray], np.ndarray]:
    def way(array: np.ndarray) -> np.ndarray:
        flat = [float(f"{number:.{digits}g}") for number in array.flat]
        return np.array(flat).reshape(array.shape)

    return way


_WAYS: tuple[Callable[[np.ndarray], np.ndarray], ...] = (
    lambda array: _digits(1)(_whole(array)),
    _whole,
    _digits(1),
    _digits(2),
    _digits(4),
)


def _with(call: Call, arrays: dict[Place, np.ndarray]) -> Call:
    given = call.given
    made = {place: rebuilt(given[place], array) for place, array in arrays.items()}
    kept = {place: value for place, value in made.items() if value is not None}
    return with_arguments(call, kept)


def _size(call: Call) -> tuple[int, int]:
    """Return how much a call asks of its reader: numbers, and their digits."""
    arrays = list(call.numbers.values())
    flat = np.concatenate([np.ravel(array) * 1.0 for array in arrays] or [np.zeros(0)])
    digits = sum(_written(number) for number in flat.tolist())
    return len(flat), digits


def _written(number: float) -> int:
    """Return how many characters a number takes."""
    return len(repr(number).removesuffix(".0"))
