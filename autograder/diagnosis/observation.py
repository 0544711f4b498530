"""What can be said of a wrong answer that no known mistake explains.

Only what was seen, never what it may come from: each kind is a plain fact about the
calls of the tape. The kinds, with their details:

=============  ======================================================================
``missing``    the name is not there: *name*
``open``       the blank was left as it was: *name*
``computed``   values that were computed with wrong answers: *names*
``time``       it does not end in the time there is
``ends``       the whole process ends: *call*
``raises``     an exception: *error*, *line* of the answer if known, *call*
``none``       nothing is returned; *printed* says whether something was printed
``type``       not the kind of value that is wanted: *got*, *expected*
``shape``      another shape: *got*, *expected*, *call*
``nan``        NaN or infinite where a finite number is wanted: *call*
``changes``    an argument is changed in place: *call*
``unchanged``  an argument is not changed that should be: *call*
``constant``   the same value, whatever the arguments: *got*
``sign``       every number has the opposite sign
``scale``      every number is *factor* times what it should be
``offset``     every number is off by the same *offset*
``falling``    it falls where it should rise, and the other way round
``example``    right for the calls of the visible check, wrong for every other
``only``       wrong for arguments of one *sort* only: number, list, integers, …
``warns``      right, but with a warning: *call*
``some``       wrong for *wrong* of *all* calls
=============  ======================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.diagnosis.counterexample import show, told_error
from autograder.diagnosis.outcome import (
    MISSING,
    NOISE,
    OPAQUE,
    Outcome,
    alike,
    as_numbers,
    same_value,
)
from autograder.diagnosis.tape import GONE, INTERRUPTED, NOT_MADE, Call
from autograder.model import Observation
from autograder.wire.operations import Op

AT_MOST = 2
"""Facts told of one answer; more would bury the telling ones."""

ENOUGH = 4
"""Numbers that must agree before a rule is read into them."""


@dataclass(frozen=True)
class Seen:
    """The calls of a tape with what they should give and what they gave."""

    calls: Sequence[Call]
    reference: Sequence[Outcome]
    answer: Sequence[Outcome]
    write: Callable[[Call], str]

    def wrong(self) -> list[int]:
        """Numbers of the calls with another outcome."""
        pairs = list(zip(self.reference, self.answer, strict=True))
        for atol in (NOISE, 0.0):
            if wrong := [
                k
                for k, (wanted, got) in enumerate(pairs)
                if got is not NOT_MADE and not alike(wanted, got, atol)
            ]:
                return wrong
        return []


def observe(seen: Seen) -> tuple[Observation, ...]:
    """Return the most telling facts about an answer that differs from the reference."""
    wrong = seen.wrong()
    if not wrong:
        return ()
    # Where the answer does not get as far as a number, the first failure is the news.
    for fact in (_failure, _form, _conduct):
        if found := next(fact(seen, wrong), None):
            return (found,)
    return tuple(_rules(seen, wrong))[:AT_MOST] or tuple(_extent(seen, wrong))


def _failure(seen: Seen, wrong: list[int]) -> Iterator[Observation]:
    for k in wrong:
        got, wanted = seen.answer[k], seen.reference[k]
        if got.error == "NotImplementedError":
            yield Observation("open", {"name": seen.calls[k].root})
        elif got.error == INTERRUPTED:
            yield Observation("time")
        elif got.error == GONE:
            yield Observation("ends", {"call": seen.write(seen.calls[k])})
        elif got is MISSING:
            yield Observation("missing", {"name": seen.calls[k].root})
        if got.error and not wanted.error and _always_fails(seen, wrong):
            yield _raises(seen, k)


def _always_fails(seen: Seen, wrong: list[int]) -> bool:
    """Whether every wrong call raises; else its values say more."""
    return all(seen.answer[k].error for k in wrong)


def _raises(seen: Seen, k: int) -> Observation:
    got = seen.answer[k]
    # Not the exception's text: the answer may put there what hidden tests gave it.
    call = seen.write(seen.calls[k])
    return Observation(
        "raises", {"error": told_error(got), "line": got.line, "call": call}
    )


def _form(seen: Seen, wrong: list[int]) -> Iterator[Observation]:
    """Facts about what is returned, before its numbers are looked at."""
    for k in wrong:
        wanted, got = seen.reference[k], seen.answer[k]
        if wanted.error or got.error:
            continue
        call = {"call": seen.write(seen.calls[k])}
        if got.value is None and wanted.value is not None:
            printed = any(seen.answer[j].printed for j in wrong)
            yield Observation("none", {"printed": "yes" if printed else ""})
        numbers, target = as_numbers(got.value), as_numbers(wanted.value)
        if (numbers is None) != (target is None):
            kinds = {"got": _kind(got.value), "expected": _kind(wanted.value)}
            yield Observation("type", {**kinds, **call})
        elif numbers is None or target is None:
            continue
        elif numbers.shape != target.shape:
            shapes = {"got": str(numbers.shape), "expected": str(target.shape)}
            yield Observation("shape", {**shapes, **call})


def _conduct(seen: Seen, wrong: list[int]) -> Iterator[Observation]:
    """Facts about answers whose numbers are right, but for what else they do."""
    right = all(
        not seen.answer[k].error
        and same_value(seen.reference[k].value, seen.answer[k].value, NOISE)
        for k in wrong
    )
    for k in wrong if right else ():
        call = {"call": seen.write(seen.calls[k])}
        got, wanted = seen.answer[k], seen.reference[k]
        if got.changed and not wanted.changed:
            yield Observation("changes", call)
        elif wanted.changed and not got.changed:
            yield Observation("unchanged", call)
        elif seen.answer[k].warned and not seen.reference[k].warned:
            yield Observation("warns", call)


def _rules(seen: Seen, wrong: list[int]) -> Iterator[Observation]:
    """Facts about all numbers together."""
    for k in wrong:
        got = as_numbers(seen.answer[k].value)
        if (
            got is not None
            and not np.isfinite(got).all()
            and seen.reference[k].is_number
        ):
            yield Observation("nan", {"call": seen.write(seen.calls[k])})
            break
    calls = [k for k, wanted in enumerate(seen.reference) if wanted.is_number]
    shown = {k for k in calls if seen.calls[k].visible}
    hidden = set(calls) - shown
    if shown and hidden and not shown & set(wrong) and hidden <= set(wrong):
        yield Observation("example")
    yield from _numeric_rules(seen)
    if sort := _only_sort(seen, wrong):
        yield Observation("only", {"sort": sort})
    if any(seen.answer[k].error for k in wrong):
        yield _raises(seen, next(k for k in wrong if seen.answer[k].error))


def _numeric_rules(seen: Seen) -> Iterator[Observation]:
    pairs = [
        (np.ravel(w.value).astype(float), np.ravel(g.value).astype(float))
        for w, g in zip(seen.reference, seen.answer, strict=True)
        if w.is_number
        and g.is_number
        and np.shape(w.value) == np.shape(g.value)
        and not np.iscomplexobj([w.value, g.value])
    ]
    if len(pairs) < 2:
        return
    wanted, got = (np.concatenate(side) for side in zip(*pairs, strict=True))
    if len(wanted) < ENOUGH or np.ptp(wanted) == 0 or same_value(wanted, got, NOISE):
        return
    if np.ptp(got) == 0 and len(pairs) == len(seen.calls):
        yield Observation("constant", {"got": show(got[0])})
    elif same_value(-wanted, got, NOISE):
        yield Observation("sign")
    elif factor := _factor(wanted, got):
        yield Observation("scale", {"factor": f"{factor:.4g}"})
    elif same_value(wanted + np.mean(got - wanted), got, NOISE):
        yield Observation("offset", {"offset": f"{np.mean(got - wanted):+.4g}"})
    elif _is_reversed(pairs):
        yield Observation("falling")


def _factor(wanted: np.ndarray, got: np.ndarray) -> float:
    """Return the one number by which all that is wanted is multiplied; else 0."""
    solid = np.abs(wanted) > 1e-12
    if solid.sum() < ENOUGH or np.abs(got[~solid]).max(initial=0.0) > 1e-12:
        return 0.0
    factor = float(np.median(got[solid] / wanted[solid]))
    return factor if same_value(wanted[solid] * factor, got[solid]) else 0.0


def _is_reversed(pairs: list[tuple[np.ndarray, np.ndarray]]) -> bool:
    """Whether, in the longest array, larger numbers are wanted where smaller are."""
    wanted, got = max(pairs, key=lambda pair: len(pair[0]))
    order = np.argsort(wanted)
    steps = np.diff(wanted[order]) > 1e-9
    return bool(steps.sum() >= ENOUGH and (np.diff(got[order])[steps] < 0).all())


def _only_sort(seen: Seen, wrong: list[int]) -> str:
    """Return the sort of argument that all wrong calls, and no right one, have."""
    calls = [k for k, call in enumerate(seen.calls) if call.op is Op.CALL and call.args]
    sorts = {k: {_sort(arg) for arg in seen.calls[k].args} for k in calls}
    bad = [sorts[k] for k in calls if k in wrong]
    good = [sorts[k] for k in calls if k not in wrong]
    if not bad or not good:
        return ""
    common = set.intersection(*bad)
    return min(common.difference(*good), default="")


def _sort(value: Any) -> str:
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
    return "array" if value.ndim == 1 else "table"


def _kind(value: Any) -> str:
    if value is None or value is OPAQUE:
        return "None" if value is None else "object"
    if as_numbers(value) is not None:
        return "numbers"
    return type(value).__name__


def _extent(seen: Seen, wrong: list[int]) -> Iterator[Observation]:
    calls = [k for k, call in enumerate(seen.calls) if call.op is Op.CALL]
    count = len(set(calls) & set(wrong))
    if calls and count:
        yield Observation("some", {"wrong": str(count), "all": str(len(calls))})
