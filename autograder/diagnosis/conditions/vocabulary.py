"""What may be said about when an answer is wrong: the vocabulary of conditions.

Each condition is a simple one about arguments, about the result that is wanted, or
about the place in it, which a student can see in a call. Some hold of every single
number of a result (*where* it is wrong), the others of a call (*when* it is). They come
in the order in which they are told: of two that nothing tells apart, the first.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.diagnosis.calls.sorts import Place
from autograder.diagnosis.conditions.call_conditions import ENTRIES, of_calls
from autograder.diagnosis.conditions.condition import (
    NUMBERS,
    PAIRS,
    Condition,
    Test,
    at,
    both,
)
from autograder.diagnosis.conditions.samples import Sample

TURNED = 3
"""Fresh calls, at least, that one change has made wrong, or right, as foretold."""

LABELS = (0.0, 1.0)
"""Values that an argument has beside which another condition may stand."""


def conditions(
    samples: Sequence[Sample], names: Mapping[Place, str]
) -> Iterator[Condition]:
    """Yield all conditions that make sense for calls, the simplest first."""
    for make in (_of_numbers, _of_results, _of_positions, of_calls):
        for condition in make(samples, names):
            yield from (each for each in _both_ways(condition) if _says_much(each))
    yield from _of_labels(samples, names)


def _both_ways(condition: Condition) -> tuple[Condition, Condition]:
    return condition, condition.turned()


def _says_much(condition: Condition) -> bool:
    """Tell whether it is news: of nearly any formula a result of 0 is right."""
    return condition.kind not in ("not result zero", "result positive")


def local_places(samples: Sequence[Sample]) -> list[Place]:
    """Return the arguments that have a number for each number of the result."""

    def is_local(sample: Sample, place: Place) -> bool:
        if sample.result is None or place not in sample.own:
            return False
        shape = sample.own[place].shape
        return shape == sample.result.shape or not shape

    places = samples[0].own if samples else ()
    return [
        place
        for place in places
        if all(is_local(sample, place) for sample in samples)
        and any(sample.own[place].ndim for sample in samples)
    ]


def _of_numbers(
    samples: Sequence[Sample], names: Mapping[Place, str]
) -> Iterator[Condition]:
    """Yield what may hold of the numbers that belong to one number of a result."""
    places = local_places(samples)
    for place in places:
        for kind, test in NUMBERS.items():
            yield Condition(kind, {"a": names[place]}, True, at(place, test))
    for one, two in itertools.combinations(places, 2):
        for kind, pair in PAIRS.items():
            details = {"a": names[one], "b": names[two]}
            yield Condition(kind, details, True, both(one, two, pair))
    for place in samples[0].own:
        if all(_has_rows(sample, place) for sample in samples):
            for kind, every in (("zero row", np.all), ("row with zero", np.any)):
                rows = _zero_rows(place, every)
                yield Condition(kind, {"a": names[place]}, True, rows)


def _has_rows(sample: Sample, place: Place) -> bool:
    """Tell whether an argument is a table with a row for each row of the result."""
    array = sample.own.get(place)
    if array is None or sample.result is None or not sample.result.ndim:
        return False
    return array.ndim == 2 and len(array) == len(sample.result)


def _zero_rows(place: Place, every: Callable[..., Any]) -> Test:
    def test(sample: Sample) -> Any:
        empty = every(sample.own[place] == 0, axis=1)
        assert sample.result is not None
        return empty.reshape(-1, *[1] * (sample.result.ndim - 1))

    return test


def has_arrays(samples: Sequence[Sample]) -> bool:
    """Tell whether some result has many numbers, which are judged one by one."""
    return any(s.result is not None and s.result.ndim for s in samples)


def _of_results(
    samples: Sequence[Sample], names: Mapping[Place, str]
) -> Iterator[Condition]:
    """Yield what may hold of the numbers that are wanted."""
    if any(sample.result is None for sample in samples):
        return

    def of_result(test: Callable[[np.ndarray], Any]) -> Test:
        return lambda sample: test(np.asarray(sample.result))

    is_local = has_arrays(samples)
    yield Condition("result infinite", {}, is_local, of_result(np.isinf))
    for kind in ("zero", "negative", "positive"):
        yield Condition(f"result {kind}", {}, is_local, of_result(NUMBERS[kind]))


def _of_positions(
    samples: Sequence[Sample], names: Mapping[Place, str]
) -> Iterator[Condition]:
    """Yield the places of a result at which all may be wrong, or all others."""
    for dimensions, kinds in _POSITIONS.items():
        if all(_has_dimensions(sample, dimensions) for sample in samples):
            for kind, index in kinds.items():
                yield Condition(kind, {}, True, _placed(index))


def _has_dimensions(sample: Sample, dimensions: int) -> bool:
    return sample.result is not None and sample.result.ndim == dimensions


def _placed(index: Any) -> Test:
    def test(sample: Sample) -> Any:
        assert sample.result is not None
        made = np.zeros(sample.result.shape, dtype=np.bool_)
        if made.size:
            made[index] = True
        return made

    return test


PLACES = ("first", "last", "first row", "last row", "first column", "last column")
"""The kinds of condition that name a place in the result."""


def is_place(kind: str) -> bool:
    """Tell whether a kind of condition names nothing but a place in the result."""
    return kind.removeprefix("not ") in PLACES


def is_turned(kind: str, turned: Collection[int]) -> bool:
    """Tell whether enough calls came out other than those of which they were made.

    Where nothing but a place is told there is nothing to change; and a list of tuples
    can be made shorter, but hardly longer, so one way will do.
    """
    is_one_way = kind.removeprefix("not ") == ENTRIES
    return is_place(kind) or (max if is_one_way else min)(turned) >= TURNED


_POSITIONS: Mapping[int, Mapping[str, Any]] = {
    1: {"first": 0, "last": -1},
    2: {
        "first row": 0,
        "last row": -1,
        "first column": (slice(None), 0),
        "last column": (slice(None), -1),
    },
}


def _of_labels(
    samples: Sequence[Sample], names: Mapping[Place, str]
) -> Iterator[Condition]:
    """Yield what may hold of a number beside a label of 0 or 1."""
    places = local_places(samples)
    labels = [
        place
        for place in places
        if all(np.isin(sample.own[place], LABELS).all() for sample in samples)
    ]
    for label, place in itertools.product(labels, places):
        if label == place:
            continue
        for value, (kind, test) in itertools.product(LABELS, NUMBERS.items()):
            details = {"a": names[place], "b": names[label], "value": f"{value:.0f}"}
            for turned in (False, True):
                yield Condition(
                    "not " * turned + kind + " beside label",
                    details,
                    True,
                    both(
                        place,
                        label,
                        lambda a, b, t=test, v=value, n=turned: (t(a) != n) & (b == v),
                    ),
                )
