"""The smallest call that shows how an answer differs from the reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.diagnosis.calls.closeness import RIGHT
from autograder.diagnosis.calls.outcome import (
    EXACT,
    OPAQUE,
    TAILS,
    VALUES,
    Measure,
    Outcome,
    as_numbers,
    is_wrong,
    same_value,
)
from autograder.diagnosis.calls.showing import (
    SOME_FUNCTION,
    show,
    told_apart,
    told_error,
    written,
)
from autograder.diagnosis.calls.sorts import Try, callee, separable
from autograder.diagnosis.calls.tape import GONE, INTERRUPTED, NOT_MADE, Call, Made
from autograder.diagnosis.conditions.promise import Promise
from autograder.diagnosis.telling.shrinking import shrunk
from autograder.model import Counterexample
from autograder.wire.operations import Op

FAINT = 1e-6
"""Of a result that is less, and not 0, one cannot say whether it is meant."""

ASKED = Measure(rtol=RIGHT, conduct=False)
"""What a check may ask for: a difference in a later digit is not why it failed."""


@dataclass(frozen=True)
class Failure:
    """A call, what it should give and what it gave, and how both were compared."""

    call: Call
    wanted: Outcome
    got: Outcome
    measure: Measure


def smallest_failure(
    calls: Sequence[Call],
    reference: Sequence[Outcome],
    answer: Sequence[Outcome],
    attempt: Try,
    *,
    is_close: bool = False,
) -> Failure | None:
    """Return the smallest call with another result, made smaller where possible.

    A warning, or a text that was printed, is no other result. Nor are numbers that
    differ by no more than rounding, unless ``is_close``: nothing else is wrong.
    """
    for measure in (VALUES, TAILS, *(ASKED, EXACT)[: 2 * is_close]):
        telling = [
            k
            for k in range(len(calls))
            if answer[k] is not NOT_MADE and is_wrong(reference[k], answer[k], measure)
        ]
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
    best = min(
        telling,
        key=lambda k: (
            not _is_telling(reference[k]),
            _is_faint(reference[k]),
            *_size(calls[k]),
        ),
    )
    call, wanted, got = calls[best], reference[best], answer[best]
    is_lost = any(outcome.error in (INTERRUPTED, GONE) for outcome in answer)
    if call.op is not None and not is_lost and separable([call]):
        made = callee(calls, call)
        promise = Promise([each for each in calls if callee(calls, each) == made])
        call, (wanted, got) = shrunk(
            call,
            (wanted, got),
            promise,
            attempt,
            lambda should, gave: (
                _is_telling(should)
                and (_is_faint(reference[best]) or not _is_faint(should))
                and is_wrong(should, gave, measure)
            ),
        )
    return Failure(call, wanted, got, measure)


def counterexample(calls: Sequence[Call], failure: Failure) -> Counterexample | None:
    """Write a failure so that one sees the difference; None if nothing shows it.

    A plain value, such as the choice of a letter, is shown without what it should be.
    """
    call, wanted, got = failure.call, failure.wanted, failure.got
    measure = failure.measure
    if call.op is None:
        return None if got.error else Counterexample(call.root, "", show(got.value))
    name = written(calls, call)
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
    kept, now = (outcome.changed.get(place, before) for outcome in (wanted, got))
    where, should, became = told_apart(kept, now, EXACT) or ("", show(kept), show(now))
    return Counterexample(f"a = {show(before)}; {named}; a{where}", should, became)


def _is_telling(wanted: Outcome) -> bool:
    """Tell whether an outcome is one that a person learns from."""
    return not wanted.error and not wanted.warned and wanted.value is not OPAQUE


def _is_faint(wanted: Outcome) -> bool:
    """Tell whether a result may be no more than the rounding of 0."""
    numbers = as_numbers(wanted.value)
    if numbers is None or not numbers.size:
        return False
    return bool(0 < np.abs(numbers).max() < FAINT)


def _size(call: Call) -> tuple[bool, bool, int, bool, int]:
    """Return how much a call asks of its reader; the smallest is taken."""
    sizes = [_numbers_in(arg) for arg in (*call.args, *call.kwargs.values())]
    digits = sum(len(show(arg)) for arg in (*call.args, *call.kwargs.values()))
    # In float32 the result itself is off; of some functions nothing can be shown.
    is_coarse = any(_is_coarse(arg) for arg in (*call.args, *call.kwargs.values()))
    return call.op is not Op.CALL, is_coarse, sum(sizes), not call.visible, digits


def _is_coarse(value: Any) -> bool:
    return getattr(value, "dtype", None) == np.float32 or show(value) == SOME_FUNCTION


def _numbers_in(value: Any) -> int:
    if isinstance(value, list | tuple):
        return sum(map(_numbers_in, value))
    return int(np.size(value)) if isinstance(value, np.ndarray) else 1
