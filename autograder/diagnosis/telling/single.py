"""Facts about one call: that it raises, or gives what has another form.

Such a fact quotes its call. Of many that show it, the one is quoted that is shown as
the example: the smallest.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from autograder.diagnosis.calls.outcome import OPAQUE, Outcome, as_numbers, parts_of
from autograder.diagnosis.calls.showing import told_error
from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.telling.counterexample import Failure
from autograder.diagnosis.telling.further import origin_of
from autograder.diagnosis.telling.seen import Seen
from autograder.model import Observation

KINDS = frozenset({"raises", "type", "shape", "length", "nan"})
"""Facts of one call."""


def facts_of(call: Call, wanted: Outcome, got: Outcome) -> Iterator[Observation]:
    """Yield what is to be told of one call alone, without the call.

    An exception's text is not: the answer may put there what hidden tests gave it.
    """
    if wanted.error:
        return
    if got.error:
        yield Observation("raises", {"error": told_error(got), "line": got.line})
        return
    numbers, target = got.numbers, wanted.numbers
    if numbers is None or target is None:
        kinds = {"got": _kind(got), "expected": _kind(wanted)}
        if numbers is not target:
            yield Observation("type", kinds)
            return
        is_other = call.op is None and kinds["got"] != kinds["expected"]
        if (got.value is None) != (wanted.value is None) or is_other:
            yield Observation("type", kinds)
        elif isinstance(wanted.value, list | tuple):
            found = itertools.chain(
                _other_lengths(wanted.value, got.value),
                _other_shapes(wanted.value, got.value),
            )
            yield from itertools.islice(found, 1)
    elif numbers.shape != target.shape:
        shapes = {"got": str(numbers.shape), "expected": str(target.shape)}
        yield Observation("shape", shapes)
    elif wanted.is_number and not np.isfinite(numbers).all():
        yield Observation("nan")


def _other_lengths(wanted: Any, got: Any, place: str = "") -> Iterator[Observation]:
    """Yield which lists in a result, or in its parts, have another number of entries.

    What is numbers has a shape.
    """
    if not isinstance(wanted, list | tuple) or as_numbers(wanted) is not None:
        return
    if not isinstance(got, list | tuple) or as_numbers(got) is not None:
        return
    if len(wanted) != len(got):
        sizes = {"got": str(len(got)), "expected": str(len(wanted))}
        yield Observation("length", {**sizes, "place": place})
        return
    for number, pair in enumerate(zip(wanted, got, strict=True)):
        yield from _other_lengths(*pair, f"{place}[{number}]")


def _other_shapes(wanted: Sequence[Any], got: Any) -> Iterator[Observation]:
    """Yield which results of a list have another shape."""
    given = parts_of(got)
    for place, target in parts_of(wanted).items():
        if place in given and given[place].shape != target.shape:
            shapes = {"got": str(given[place].shape), "expected": str(target.shape)}
            yield Observation("shape", {**shapes, "place": place})


def quoted(seen: Seen, call: Call, fact: Observation, text: str = "") -> Observation:
    """Return a fact with the call of which it is one."""
    details = {**fact.details, "call": text or seen.write(call)}
    details["call"] += details.pop("place", "")
    if fact.kind == "nan":
        details["line"] = origin_of(seen, call)
    return Observation(fact.kind, details)


def like(fact: Observation, call: Call, wanted: Outcome, got: Outcome) -> bool:
    """Tell whether a call shows what a fact says of another one."""
    return _counterpart(fact, call, wanted, got) is not None


def retold(
    facts: Sequence[Observation], seen: Seen, failure: Failure, text: str
) -> tuple[Observation, ...]:
    """Return facts of one call as facts of the example, where they hold of that too."""
    if any(fact.kind == "part" for fact in facts):
        return tuple(facts)  # of one of several results

    def told(fact: Observation) -> Observation:
        same = _counterpart(fact, failure.call, failure.wanted, failure.got)
        if same is None or fact.details["call"] == text:
            return fact
        return quoted(seen, failure.call, same, text)

    return tuple(map(told, facts))


def _counterpart(
    fact: Observation, call: Call, wanted: Outcome, got: Outcome
) -> Observation | None:
    if fact.kind not in KINDS:
        return None
    for each in facts_of(call, wanted, got):
        error = each.details.get("error")
        if each.kind == fact.kind and error == fact.details.get("error"):
            return each
    return None


def _kind(outcome: Outcome) -> str:
    value = outcome.value
    if value is None or value is OPAQUE:
        return "None" if value is None else "object"
    return "numbers" if outcome.numbers is not None else type(value).__name__
