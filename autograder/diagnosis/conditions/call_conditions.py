"""What may be said of a whole call: of its arguments, one by one and in pairs."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.diagnosis.calls.functions import SOME_FUNCTION
from autograder.diagnosis.calls.outcome import as_numbers
from autograder.diagnosis.calls.showing import show
from autograder.diagnosis.calls.sorts import Place, is_empty, sort_of
from autograder.diagnosis.conditions.condition import (
    NUMBERS,
    PAIRS,
    Condition,
    Test,
    both,
)
from autograder.diagnosis.conditions.samples import Sample

SIZES = ((), ("length",), ("rows", "columns"), ("depth", "rows", "columns"))
"""What the axes of arrays of no, one, two and three dimensions are called."""

ENTRIES = "entries"
"""The kind of condition that tells how long a list of tuples is."""

MOST_SIZES = 8
"""Different sizes of which each may be the only wrong one, or right one."""

OFTEN = 3
"""How often a single number, a round one, has to be given to be something special."""


def of_calls(
    samples: Sequence[Sample], names: Mapping[Place, str]
) -> Iterator[Condition]:
    """Yield what may hold of a whole call."""
    given = [sample.call.given for sample in samples]
    is_wrong = [sample.is_wrong for sample in samples]
    places = [p for p in given[0] if all(p in own for own in given)]
    for place in places:
        values = [own[place] for own in given]
        for kind, details, test in _of_value(place, values):
            if kind == "sort" and not _has_contrast(details["sort"], values, is_wrong):
                continue
            made = {"a": names[place], **details}
            yield Condition(kind, made, False, _of_argument(place, test))
    numbers = [p for p in places if all(p in sample.own for sample in samples)]
    for one, two in itertools.combinations(numbers, 2):
        yield from _of_two(samples, one, two, names)
    optional = dict.fromkeys(p for own in given for p in own if p not in places)
    for place in optional:
        yield Condition("given", {"a": names[place]}, False, _is_given(place))


def _is_given(place: Place) -> Test:
    return lambda sample: place in sample.call.given


def _of_argument(place: Place, test: Callable[[Any], Any]) -> Test:
    return lambda sample: test(sample.call.given[place])


_Value = tuple[str, dict[str, str], Callable[[Any], Any]]


def _of_value(place: Place, values: Sequence[Any]) -> Iterator[_Value]:
    """Yield what may hold of one argument, whatever the result is."""
    sorts = dict.fromkeys(map(sort_of, values))
    yield from _of_dimensions(values)
    for sort in sorts if len(sorts) > 1 else ():
        yield "sort", {"sort": sort}, _has(sort_of, sort)
    if "truth value" in sorts and len(sorts) == 1:
        yield "true", {}, bool
    if len(sorts) == 1 and "function" in sorts:
        known = {id(value): show(value) for value in values}
        times = Counter(known.values())
        for key, shown in known.items() if len(known) > 1 else ():
            if times[shown] == 1 and shown != SOME_FUNCTION:
                yield "function", {"value": shown}, _has(id, key)
    if all(map(_is_nested, values)):
        yield "holds several", {}, _holds_several
    if all(map(holds_tuples, values)):
        yield from _of_lengths(values)
    if any(as_numbers(value) is None for value in values):
        return
    dimensions = {np.ndim(value) for value in values}
    if dimensions == {0}:
        if "truth value" not in sorts:
            yield from _of_single(values)
        return
    if len(dimensions) == 1:
        yield from _of_sizes(values)
    yield from _of_array(dimensions)


def _of_dimensions(values: Sequence[Any]) -> Iterator[_Value]:
    """Yield how many dimensions an argument may have, if that differs."""
    if any(as_numbers(value) is None for value in values):
        return
    dimensions = sorted({np.ndim(value) for value in values})
    for ndim in dimensions if len(dimensions) > 1 else ():
        if ndim:
            yield "dimensions", {"value": str(ndim)}, _has(np.ndim, ndim)
        else:
            yield "single", {}, _has(np.ndim, 0)
    for ndim in dimensions[1:-1]:
        if ndim > 1:
            yield "dimensions from", {"value": str(ndim)}, _has_dimensions(ndim)
    if len(set(map(_is_integer, values))) > 1:
        yield "integers", {}, _is_integer


def _has_contrast(sort: str, values: Sequence[Any], is_wrong: Sequence[bool]) -> bool:
    """Tell whether a wrong argument of one sort has the dimensions of another sort's.

    If tables are always arrays, nothing tells that a table as a list is right; nor does
    an empty list, of which a loop makes nothing.
    """
    sorts, dimensions = list(map(sort_of, values)), list(map(_dimensions, values))
    wrong = {
        ndim
        for other, ndim, fails in zip(sorts, dimensions, is_wrong, strict=True)
        if other == sort and fails
    }
    contrasts = {
        ndim
        for other, ndim in zip(sorts, dimensions, strict=True)
        if other != sort and not is_empty(other)
    }
    return is_empty(sort) or bool(wrong & contrasts)


def _dimensions(value: Any) -> int:
    return -1 if as_numbers(value) is None else int(np.ndim(value))


def _is_nested(value: Any) -> bool:
    """Tell whether a value is a list of lists, as a graph's edges are."""
    return isinstance(value, list | tuple) and all(
        isinstance(item, list | tuple) for item in value
    )


def holds_tuples(value: Any) -> bool:
    """Tell whether a value is a list of tuples, as the layers of a net are."""
    return isinstance(value, list) and all(isinstance(item, tuple) for item in value)


def _holds_several(value: Any) -> bool:
    return any(len(item) > 1 for item in value)


def _has_dimensions(least: int) -> Callable[[Any], bool]:
    return lambda value: np.ndim(value) >= least


def _is_integer(value: Any) -> bool:
    """Tell whether numbers are stored as integers, in whatever container."""
    return np.asarray(value).dtype.kind in "iu"


def _of_single(values: Sequence[Any]) -> Iterator[_Value]:
    """Yield what may hold of a single number."""
    for kind, test in NUMBERS.items():
        yield kind, {}, _of_any(test)
    if all(float(value).is_integer() for value in values):
        yield "odd", {}, lambda value: bool(value % 2)
    counts = Counter(float(value) for value in values)
    for number, count in counts.most_common(MOST_SIZES):
        if count >= OFTEN and len(counts) > 1 and number == float(f"{number:.2g}"):
            yield "value", {"value": show(number)}, _has(float, number)


def _has(look: Callable[[Any], Any], wanted: Any) -> Callable[[Any], bool]:
    return lambda value: bool(look(value) == wanted)


def _of_any(test: Callable[[np.ndarray], Any]) -> Callable[[Any], bool]:
    return lambda value: bool(np.any(test(np.asarray(value))))


def _of_sizes(values: Sequence[Any]) -> Iterator[_Value]:
    """Yield which size an axis may have, if it has not many."""
    for axis, name in enumerate(SIZES[np.ndim(values[0])]):
        sizes = sorted({np.shape(value)[axis] for value in values})
        for size in sizes if 1 < len(sizes) <= MOST_SIZES else ():
            yield name, {"value": str(size)}, _has_size(axis, size)


def _of_lengths(values: Sequence[Any]) -> Iterator[_Value]:
    """Yield how many entries a list may have, if it has not many."""
    sizes = sorted(set(map(len, values)))
    for size in sizes if 1 < len(sizes) <= MOST_SIZES else ():
        yield ENTRIES, {"value": str(size)}, _has(len, size)


def _has_size(axis: int, size: int) -> Callable[[Any], bool]:
    return lambda value: np.shape(value)[axis] == size


def _of_array(dimensions: set[int]) -> Iterator[_Value]:
    """Yield what may hold of the shape and of the numbers of an array."""
    if dimensions == {2}:
        yield "broad", {}, lambda v: min(np.shape(v)) > 1
        yield "square", {}, lambda v: np.shape(v)[0] == np.shape(v)[1]
        yield "holds zero row", {}, lambda v: _is_empty(v, axis=1)
        yield "holds zero column", {}, lambda v: _is_empty(v, axis=0)
    yield "holds zero", {}, _of_any(lambda a: a == 0)
    yield "holds negative", {}, _of_any(lambda a: a < 0)
    yield "holds positive", {}, _of_any(lambda a: a > 0)
    yield "holds fraction", {}, _of_any(lambda a: a != np.rint(a))
    yield "one entry", {}, lambda v: np.size(v) == 1
    if dimensions == {1, 2}:
        yield "several columns", {}, lambda v: np.ndim(v) == 2 and np.shape(v)[1] > 1
    yield "all zero", {}, lambda v: not np.any(v)
    yield "alike", {}, lambda v: len(np.unique(v)) == 1
    yield "repeats", {}, lambda v: len(np.unique(v)) < np.size(v)


def _is_empty(table: Any, axis: int) -> bool:
    return bool((np.asarray(table) == 0).all(axis=axis).any())


def _of_two(
    samples: Sequence[Sample], one: Place, two: Place, names: Mapping[Place, str]
) -> Iterator[Condition]:
    """Yield what may hold of two arguments together."""
    details = {"a": names[one], "b": names[two]}
    if all(s.own[one].shape == s.own[two].shape for s in samples):
        is_single = not any(s.own[one].ndim for s in samples)
        # A count and a rate are not compared: that one is less is chance.
        if is_single and _is_whole(samples, one) != _is_whole(samples, two):
            return
        for kind, pair in PAIRS.items():
            kind = kind if is_single else f"holds {kind}"
            yield Condition(kind, details, False, both(one, two, _any_of(pair)))
        if not is_single:
            holds = both(one, two, lambda a, b: ((a != 0) & (b == 0)).any())
            yield Condition("holds zero beside", details, False, holds)
            holds = both(one, two, lambda a, b: ((a == 0) & (b == 0)).any())
            yield Condition("holds both zero", details, False, holds)
            yield Condition("identical", details, False, both(one, two, _identical))
    elif all(s.own[one].ndim == 2 and s.own[two].ndim == 1 for s in samples):
        # A square table may be taken along the wrong axis without an error.
        yield Condition("broadcasts", details, False, both(one, two, _broadcasts))


def _is_whole(samples: Sequence[Sample], place: Place) -> bool:
    return all(float(s.own[place]).is_integer() for s in samples)


def _any_of(pair: Callable[..., Any]) -> Callable[..., bool]:
    return lambda a, b: bool(np.any(pair(a, b)))


def _identical(a: np.ndarray, b: np.ndarray) -> bool:
    return bool((a == b).all())


def _broadcasts(a: np.ndarray, b: np.ndarray) -> bool:
    return bool(a.shape[0] == a.shape[1] == len(b))
