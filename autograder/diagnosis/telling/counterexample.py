"""The smallest call that shows how an answer differs from the reference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.diagnosis.calls.closeness import RIGHT
from autograder.diagnosis.calls.functions import SOME_FUNCTION
from autograder.diagnosis.calls.outcome import (
    EXACT,
    OPAQUE,
    TAILS,
    VALUES,
    Measure,
    Outcome,
    alike,
    is_wrong,
    same_value,
)
from autograder.diagnosis.calls.showing import (
    SMALL,
    show,
    told_apart,
    told_error,
    written,
    written_value,
)
from autograder.diagnosis.calls.sorts import (
    Try,
    callee,
    separable,
    with_arguments,
)
from autograder.diagnosis.calls.tape import GONE, INTERRUPTED, NOT_MADE, Call, Made
from autograder.diagnosis.conditions.promise import Promise
from autograder.diagnosis.telling.shrinking import is_by_chance, shrunk
from autograder.model import Counterexample
from autograder.wire.operations import Op

FAINT = 1e-6
"""Of a result that is less, and not 0, one cannot say whether it is meant."""

ASKED = Measure(rtol=RIGHT, conduct=False)
"""What a check may ask for: a difference in a later digit is not why it failed."""


@dataclass(frozen=True)
class Failure:
    """A call, what it should give and what it gave, and how both were compared.

    ``typed`` is the call as it is to be written.
    """

    call: Call
    wanted: Outcome
    got: Outcome
    measure: Measure
    typed: Call


def smallest_failure(
    calls: Sequence[Call],
    reference: Sequence[Outcome],
    answer: Sequence[Outcome],
    attempt: Try,
    *,
    is_close: bool = False,
    prefers: Callable[[Call, Outcome, Outcome], bool] | None = None,
) -> Failure | None:
    """Return the smallest call with another result, made smaller where possible.

    A warning, or a text that was printed, is no other result. Nor are numbers that
    differ by no more than rounding, unless ``is_close``: nothing else is wrong. Calls
    that ``prefers`` picks go first: a fact tells of them.
    """
    for measure in (VALUES, TAILS, *(ASKED, EXACT)[: 2 * is_close]):
        telling = [
            k
            for k in range(len(calls))
            if answer[k] is not NOT_MADE and is_wrong(reference[k], answer[k], measure)
        ]
        if telling and prefers:
            picked = (k for k in telling if prefers(calls[k], reference[k], answer[k]))
            telling = list(picked) or telling
        if telling:
            return _smallest(calls, reference, answer, attempt, telling, measure)
    return None


def _smallest(
    calls: Sequence[Call],
    reference: Sequence[Outcome],
    answer: Sequence[Outcome],
    attempt: Try,
    telling: Sequence[int],
    measure: Measure,
) -> Failure:
    ranks = {
        k: (
            not _is_telling(reference[k]),
            _is_faint(reference[k]),
            _is_edge(calls[k]),
            is_by_chance(reference[k], answer[k]),
            _is_reshaped(reference[k], answer[k]),
            *_size(calls[k], reference[k]),
        )
        for k in telling
    }
    first = min(ranks.values())
    best = min(
        (k for k in telling if ranks[k] == first), key=lambda k: _digits(calls[k])
    )
    call, wanted, got = calls[best], reference[best], answer[best]
    is_lost = any(outcome.error in (INTERRUPTED, GONE) for outcome in answer)
    outcomes = wanted, got
    if call.op is not None and not is_lost and separable([call]):
        made = callee(calls, call)
        promise = Promise([each for each in calls if callee(calls, each) == made])
        call, outcomes = shrunk(
            call,
            outcomes,
            promise,
            attempt,
            lambda should, gave: (
                _is_telling(should)
                and (_is_faint(reference[best]) or not _is_faint(should))
                and is_wrong(should, gave, measure)
            ),
        )
        return Failure(call, *outcomes, measure, _typed(call, outcomes, attempt))
    return Failure(call, *outcomes, measure, call)


def _typed(call: Call, outcomes: tuple[Outcome, Outcome], attempt: Try) -> Call:
    """Return a call with lists for its arrays, if that makes no difference.

    Typed in as it is written, a call has to give what it is said to give.
    """
    given = call.given
    lists = {
        place: value.tolist()
        for place, value in given.items()
        if isinstance(value, np.ndarray) and value.size <= SMALL
    }
    if not lists:
        return call
    plain = with_arguments(call, lists)
    pairs = zip(outcomes, attempt(plain), strict=True)
    return plain if all(alike(*pair) for pair in pairs) else call


def counterexample(calls: Sequence[Call], failure: Failure) -> Counterexample | None:
    """Write a failure so that one sees the difference; None if nothing shows it.

    A plain value, such as the choice of a letter, is shown without what it should be.
    """
    call, wanted, got = failure.call, failure.wanted, failure.got
    measure = failure.measure
    if call.op is None:
        return None if got.error else Counterexample(call.root, "", show(got.value))
    name = written(calls, failure.typed)
    if wanted.error or got.error:
        should = wanted.error or show(wanted.value)
        return Counterexample(name, should, told_error(got) or show(got.value))
    if same_value(wanted.value, got.value, measure.atol, measure.rtol):
        for place in (*got.changed, *wanted.changed):
            if place not in wanted.changed or place not in got.changed:
                return _change(calls, call, place, wanted, got)
    if found := told_apart(wanted.value, got.value, measure):
        place, should, became = found
        warned = f" ({got.warned})" if got.warned and not wanted.warned else ""
        return Counterexample(name + place, should, became + warned)
    return None


def _change(
    calls: Sequence[Call],
    call: Call,
    place: int | str,
    wanted: Outcome,
    got: Outcome,
) -> Counterexample:
    """Tell of an argument that one of both has changed: ``a = [1.0]; f(a); a``."""
    args, kwargs = list(call.args), dict(call.kwargs)
    holder: Any = args if isinstance(place, int) else kwargs
    before, holder[place] = holder[place], Made("a")
    named = written(calls, replace(call, args=tuple(args), kwargs=kwargs))
    first = written_value(before)
    kept, now = (outcome.changed.get(place, before) for outcome in (wanted, got))
    where, should, became = told_apart(kept, now, EXACT) or ("", show(kept), show(now))
    return Counterexample(f"a = {first}; {named}; a{where}", should, became)


def _is_telling(wanted: Outcome) -> bool:
    """Tell whether an outcome is one that a person learns from."""
    return not wanted.error and not wanted.warned and wanted.value is not OPAQUE


def _is_faint(wanted: Outcome) -> bool:
    """Tell whether a result may be no more than the rounding of 0."""
    numbers = wanted.numbers
    if numbers is None or not numbers.size:
        return False
    return bool(0 < np.abs(numbers).max() < FAINT)


def _is_reshaped(wanted: Outcome, got: Outcome) -> bool:
    """Tell whether as many numbers have another shape: one of a table of one row."""
    one, other = wanted.numbers, got.numbers
    if one is None or other is None:
        return False
    return one.shape != other.shape and one.size == other.size


def _is_edge(call: Call) -> bool:
    """Tell whether an argument is empty, or 0 of a count: where little happens."""
    return any(
        (type(value) is int and value == 0) or _numbers_in(value) == 0
        for value in call.given.values()
    )


def _size(call: Call, wanted: Outcome) -> tuple[bool, bool, bool, int, bool]:
    """Return how much a call asks of its reader; the smallest is taken."""
    numbers = wanted.numbers
    sizes = [_numbers_in(arg) for arg in (*call.args, *call.kwargs.values())]
    # In float32 the result itself is off; of some functions nothing can be shown.
    is_coarse = any(_is_coarse(arg) for arg in (*call.args, *call.kwargs.values()))
    is_long = numbers is not None and numbers.size > SMALL
    return (
        call.op is not Op.CALL,
        is_coarse,
        is_long,
        sum(sizes),
        not call.visible,
    )


def _digits(call: Call) -> int:
    """Return how long the arguments are when they are written: of like calls the least.

    Writing is dear, so only these are written.
    """
    return sum(len(show(arg)) for arg in (*call.args, *call.kwargs.values()))


def _is_coarse(value: Any) -> bool:
    if callable(value):
        return show(value) == SOME_FUNCTION
    return getattr(value, "dtype", None) == np.float32


def _numbers_in(value: Any) -> int:
    if isinstance(value, list | tuple):
        return sum(map(_numbers_in, value))
    return int(np.size(value)) if isinstance(value, np.ndarray) else 1
