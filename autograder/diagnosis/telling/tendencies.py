"""What is to be said of a wrong formula of which nothing else is known.

An argument may make no difference where it should; every wrong number may be 0, or too
large, or too small. That names no mistake, but says where to look.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.diagnosis.calls.outcome import (
    NOISE,
    RTOL,
    VALUES,
    alike,
    close_numbers,
    is_wrong,
)
from autograder.diagnosis.calls.sorts import (
    Place,
    callee,
    likeness,
    separable,
)
from autograder.diagnosis.calls.tape import GONE, INTERRUPTED
from autograder.diagnosis.conditions.budget import Budget
from autograder.diagnosis.conditions.probing import Prober
from autograder.diagnosis.conditions.promise import Promise
from autograder.diagnosis.telling.laws import (
    ENOUGH,
    FEWEST_CALLS,
    FEWEST_VALUES,
    number_pairs,
)
from autograder.diagnosis.telling.seen import Seen
from autograder.model import Observation
from autograder.wire.operations import Op

CONTEXTS, MOST_CONTEXTS = 4, 8
"""Different values of all other arguments, at least and at most, with which one is
changed that should make a difference."""

CHANGES = 6
"""Changes of an argument that should make a difference, with each of these."""


def observe(seen: Seen) -> Iterator[Observation]:
    """Yield what all wrong numbers have in common, and what makes no difference."""
    yield from itertools.islice(_ignored(seen), 1)
    pairs = number_pairs(seen.calls, seen.reference, seen.answer)
    off = [~close_numbers(pair.wanted, pair.got, NOISE, RTOL) for pair in pairs]
    wrong = [pair for pair, at in zip(pairs, off, strict=True) if at.any()]
    if len(wrong) <= FEWEST_CALLS:
        return
    wanted = np.concatenate([p.wanted[at] for p, at in zip(pairs, off, strict=True)])
    got = np.concatenate([p.got[at] for p, at in zip(pairs, off, strict=True)])
    if len(got) < ENOUGH or len(np.unique(wanted)) < FEWEST_VALUES:
        return
    if not got.any():
        yield Observation("zeros")
    elif (got > wanted).all():
        yield Observation("larger")
    elif (got < wanted).all():
        yield Observation("smaller")


def _ignored(seen: Seen) -> Iterator[Observation]:
    """Yield the arguments that make no difference, in any call tried, but should."""
    if seen.attempt is None or seen.wanted is None or not separable(seen.calls):
        return
    if any(outcome.error in (INTERRUPTED, GONE) for outcome in seen.answer):
        return
    functions = {callee(seen.calls, call) for call in seen.calls}
    if len(functions) != 1 or any(call.op is not Op.CALL for call in seen.calls):
        return
    names = seen.names(seen.calls[0].root)
    prober = Prober(seen.calls, Promise(seen.calls))
    for place in seen.calls[0].given:
        if place in names and _is_ignored(seen, place, prober) and seen.is_unique():
            yield Observation("ignores", {"a": names[place]})


def _is_ignored(seen: Seen, place: Place, prober: Prober) -> bool:
    assert seen.attempt is not None and seen.wanted is not None
    contexts, budget = 0, Budget()
    for k in _contexts(seen, place):
        changed = 0
        for call in prober.changing(seen.calls[k], place):
            if changed >= CHANGES or budget.is_spent:
                break
            should = seen.wanted(call)
            budget.spend(call, should)
            if should.error or not is_wrong(seen.reference[k], should, VALUES):
                continue
            _, got = seen.attempt(call)
            budget.spend(call, got)
            if got.error or not alike(seen.answer[k], got, VALUES):
                return False
            changed += 1
        contexts += changed > 0
    return contexts >= CONTEXTS


def _contexts(seen: Seen, place: Place) -> list[int]:
    """Return calls that differ in what is given besides one argument."""
    found: dict[tuple[Any, ...], int] = {}
    for k, call in enumerate(seen.calls):
        if not (seen.reference[k].error or seen.answer[k].error):
            others = (each for each in call.given.items() if each[0] != place)
            found.setdefault(tuple(map(likeness, others)), k)
    several = list(found.values())
    return several[:: max(1, len(several) // MOST_CONTEXTS)]
