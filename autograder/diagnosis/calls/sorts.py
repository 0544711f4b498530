"""Whether an answer is wrong for one sort of argument only, such as lists.

On a tape that may be chance: of two calls, one with a list, one without, one is wrong.
So it takes enough calls on both sides, exactly one sort that separates them, and
further calls that could refute it: wrong calls with the argument given as another sort
have to come out right, right ones with the argument given as this sort wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.diagnosis.calls.outcome import VALUES, Outcome, is_wrong
from autograder.diagnosis.calls.tape import GONE, INTERRUPTED, NOT_MADE, Call, Made
from autograder.wire.operations import Op

FEWEST = 3
"""Different calls that are right, and that are wrong, before a sort is blamed."""

PROBES = 4
"""Calls of either side that are made again with an argument of another sort."""

Try = Callable[[Call], tuple[Outcome, Outcome]]
"""Makes a call on the reference and on the answer."""

TryEach = Callable[[Sequence[Call]], Iterator[tuple[Outcome, Outcome]]]
"""Makes several calls, of which none waits for another."""

Place = int | str


def callee(calls: Sequence[Call], call: Call) -> tuple[str, ...]:
    """Return what a call calls, as a path from a global name."""
    own = (str(call.op), *map(str, call.args[: call.op is Op.GET_ATTRIBUTE]))
    if isinstance(call.target, str):
        return call.target, *own
    return *callee(calls, calls[call.target]), *own


def only_sort(
    calls: Sequence[Call],
    wrong: Sequence[int],
    answer: Sequence[Outcome],
    attempt: Try | None,
) -> str:
    """Return the sort of argument that all wrong calls, and no right one, have."""
    if not wrong or any(outcome.error in (INTERRUPTED, GONE) for outcome in answer):
        return ""
    blamed = {callee(calls, calls[k]) for k in wrong}
    same = [k for k, call in enumerate(calls) if callee(calls, call) in blamed]
    made = [k for k in same if answer[k] is not NOT_MADE]
    if len(blamed) > 1 or any(calls[k].op is not Op.CALL for k in wrong):
        return ""
    bad = _different(calls[k] for k in made if k in wrong)
    good = _different(calls[k] for k in made if k not in wrong)
    if not bad or not good:
        return ""
    found = {
        sort
        for place, sort in _separating(bad, good)
        if attempt is None or _survives(place, sort, bad, good, attempt)
    }
    # Of two sorts that both fit, nothing tells which it is.
    return found.pop() if len(found) == 1 and _are_enough(bad, good) else ""


def _are_enough(bad: Sequence[Call], good: Sequence[Call]) -> bool:
    return min(len(bad), len(good)) >= FEWEST


def _different(calls: Iterator[Call]) -> list[Call]:
    """Return the calls that differ in their arguments."""
    return list(
        {tuple(map(likeness, call.given.items())): call for call in calls}.values()
    )


def likeness(given: tuple[Place, Any]) -> tuple[Any, ...]:
    """Return what is the same for like arguments; writing arrays out takes long."""
    place, value = given
    if isinstance(value, np.ndarray) and not value.dtype.hasobject:
        return place, value.dtype.str, value.shape, value.tobytes()
    return place, repr(value)


def separable(calls: Sequence[Call]) -> bool:
    """Tell whether further calls can be made of these."""
    return all(call.is_separable for call in calls)


def with_arguments(call: Call, given: Mapping[Place, Any]) -> Call:
    """Return a call with other arguments in some of its places."""
    args = tuple(given.get(place, arg) for place, arg in enumerate(call.args))
    kwargs = {key: given.get(key, arg) for key, arg in call.kwargs.items()}
    return Call(call.root, call.target, call.op, args, kwargs, call.visible, call.needs)


def _separating(
    bad: Sequence[Call], good: Sequence[Call]
) -> Iterator[tuple[Place, str]]:
    """Yield a place and a sort of all bad calls there, and of no good one.

    That nothing at all was right there is no contrast: a loop makes nothing of it.
    """
    right = {sort_of(value) for call in good for value in call.given.values()}
    for place, value in bad[0].given.items():
        sort = sort_of(value)
        here = {sort_of(call.given.get(place)) for call in good}
        if sort in right or (all(map(is_empty, here)) and not is_empty(sort)):
            continue
        if all(
            place in (own := call.given) and sort_of(own[place]) == sort for call in bad
        ):
            yield place, sort


def _survives(
    place: Place,
    sort: str,
    bad: list[Call],
    good: list[Call],
    attempt: Try,
) -> bool:
    """Say if further calls do not refute that a sort is wrong; adds them to both."""
    others = {sort_of(call.given.get(place)) for call in good} - {sort}
    for is_bad, side in ((True, list(good)), (False, list(bad))):
        for call in side[:PROBES]:
            for wanted_sort in [sort] if is_bad else sorted(others):
                probe = _converted(call, place, wanted_sort)
                if probe is None:
                    continue
                wanted, got = attempt(probe)
                if wanted.error:
                    continue
                if is_wrong(wanted, got, VALUES) != is_bad:
                    return False
                own = bad if is_bad else good
                own[:] = _different(iter([*own, probe]))
    return True


def _converted(call: Call, place: Place, sort: str) -> Call | None:
    """Return a call with one argument given as another sort, if that can be done."""
    given = call.given
    if place not in given or any(type(v) is Made for v in given.values()):
        return None
    value = convert(given[place], sort)
    if value is None or sort_of(value) != sort:
        return None
    return with_arguments(call, {place: value})


def convert(value: Any, sort: str) -> Any:
    """Return a value as another sort, as near to it as can be; None if it cannot."""
    if callable(value) or isinstance(value, str | dict | set | np.random.Generator):
        return None
    try:
        numbers = np.array(value, dtype=np.float64)
    except (TypeError, ValueError):
        return None
    if sort in ("integer", "number") and numbers.ndim == 0:
        return int(np.rint(numbers)) if sort == "integer" else float(numbers)
    if numbers.ndim == 0:
        return None
    made: dict[str, Callable[[], Any]] = {
        "list": lambda: _exact(value, numbers).tolist(),
        "empty list": list,
        "empty array": lambda: numbers[:0],
        "float32 array": lambda: numbers.astype(np.float32),
        "integer array": lambda: np.rint(numbers).astype(np.int64),
        "array": lambda: numbers,
    }
    return made[sort]() if sort in made and np.isfinite(numbers).all() else None


def _exact(value: Any, numbers: np.ndarray) -> np.ndarray:
    """Return numbers as they are stored in a value: integers stay what they are."""
    kept = np.asarray(value)
    return kept if kept.dtype.kind in "biu" else numbers


def is_empty(sort: str) -> bool:
    """Whether arguments of a sort have nothing in them."""
    return sort.startswith("empty ")


def sort_of(value: Any) -> str:
    """Return which sort of argument a value is."""
    if isinstance(value, bool):
        return "truth value"
    if isinstance(value, int | np.integer):
        return "integer"
    if isinstance(value, float | np.floating):
        return "number"
    if isinstance(value, list | tuple):
        return "list" if len(value) else "empty list"
    if not isinstance(value, np.ndarray):
        return "function" if callable(value) else "object"
    if value.size == 0:
        return "empty array"
    if value.dtype == np.float32:
        return "float32 array"
    if value.dtype.kind in "biu":
        return "integer array"
    return "array"
