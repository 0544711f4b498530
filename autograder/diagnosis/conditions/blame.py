"""Whether what a condition blames is what makes the difference.

On the calls of a check one argument may go with another: a learning rate of 1 with few
epochs. So nothing but the blamed argument is changed, in wrong calls to what right ones
have there, and in right calls to what wrong ones have: the verdict has to go with it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from autograder.diagnosis.calls.sorts import Place, likeness, with_arguments
from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.conditions.condition import Condition
from autograder.diagnosis.conditions.samples import Sample

VALUES = 3
"""Different values of the other side that are put into one call."""


def is_of_one_argument(condition: Condition) -> bool:
    """Tell whether a condition blames one argument of a call, as a whole."""
    return not condition.is_local and condition.details.keys() & {"a", "b"} == {"a"}


def turning(
    condition: Condition,
    right: Sequence[Sample],
    wrong: Sequence[Sample],
    names: Mapping[Place, str],
) -> Iterator[tuple[Call, Sample]]:
    """Yield calls in which only the blamed argument is another one, with their bases.

    Args:
        condition: one of a single argument.
        right: right calls, of which others are made.
        wrong: wrong ones.
        names: what the function calls its arguments.
    """
    spared = [sample for sample in right if not condition.holds(sample)]
    blamed = [sample for sample in wrong if condition.holds(sample)]
    for pair in itertools.zip_longest(
        _exchanged(blamed, spared, condition, names),
        _exchanged(spared, blamed, condition, names),
    ):
        yield from (each for each in pair if each is not None)


def _exchanged(
    bases: Sequence[Sample],
    others: Sequence[Sample],
    condition: Condition,
    names: Mapping[Place, str],
) -> Iterator[tuple[Call, Sample]]:
    name = condition.details["a"]
    values: dict[tuple[Any, ...], object] = {}
    for other in others:
        for place, value in other.call.given.items():
            if names.get(place) == name:
                values.setdefault(likeness((place, value)), value)
    some = list(values.values())[:VALUES]
    for base in bases:
        for place in base.call.given:
            if names.get(place) == name:
                for value in some:
                    yield with_arguments(base.call, {place: value}), base
