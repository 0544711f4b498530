"""Further calls, each another one with a single respect changed.

A respect is what a condition may speak of: a zero put in or taken out, a sign turned, a
row or a column more or less, labels made alike, an argument given as a list, the value
that another call had. A probe may change two respects, which tells two conditions apart
that otherwise go together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from autograder.diagnosis.calls.outcome import as_numbers
from autograder.diagnosis.calls.sorts import (
    Place,
    convert,
    sort_of,
    with_arguments,
)
from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.conditions.bounds import Bound
from autograder.diagnosis.conditions.call_conditions import holds_tuples
from autograder.diagnosis.conditions.promise import Axis, Promise, axes_of

BETWEEN = 12
"""Numbers of which no call has been made, between such as some call had."""

Change = Callable[[Call], Call | None]
"""Makes another call of one; None if it cannot."""


class Prober:
    """Draws calls near those of a tape, within what is promised.

    Args:
        calls: of one function.
        promise: what they have in common.
    """

    def __init__(self, calls: Sequence[Call], promise: Promise) -> None:
        self._calls = calls
        self._promise = promise
        self._random = np.random.default_rng(0)
        self._pools = {place: self._pool(place) for place in promise.places}
        self._changes = self._all_changes()

    def _pool(self, place: Place) -> np.ndarray:
        """Return the numbers an argument had, and as many between two of them."""
        known = self._promise.known(place)
        if len(known) < 2:
            return known
        lower = self._random.integers(len(known) - 1, size=BETWEEN)
        share = self._random.uniform(size=BETWEEN)
        between = known[lower] + share * (known[lower + 1] - known[lower])
        if (known == np.rint(known)).all():
            low, high = known[0], known[-1]
            spread = self._random.uniform(low, high, size=BETWEEN)
            between = np.rint(np.concatenate([between, spread]))
        return np.unique(np.concatenate([known, between]))

    def draw(self, call: Call) -> Call | None:
        """Return a call with one or two respects changed; None at times."""
        for _ in range(self._random.integers(1, 3)):
            if not self._changes:
                return None
            change = self._changes[self._random.integers(len(self._changes))]
            changed = change(call)
            if changed is None:
                return None
            call = changed
        return self._allowed(call)

    def each(self, call: Call) -> Iterator[Call]:
        """Yield a call with one respect changed, every one that there is."""
        for change in dict.fromkeys(self._changes):
            changed = change(call)
            if changed is not None and (made := self._allowed(changed)) is not None:
                yield made

    def changing(self, call: Call, place: Place) -> Iterator[Call]:
        """Yield a call with one argument changed, in every way that there is."""
        values = [v for c in self._calls if (v := c.given.get(place, c)) is not c]
        for change in self._of_place(place, values):
            changed = change(call)
            if changed is not None and (made := self._allowed(changed)) is not None:
                yield made

    def across(self, call: Call, bound: Bound, *, is_wrong: bool) -> Call | None:
        """Return a call with a number, or all, on the other side of a bound."""
        place = bound.place
        if place is None or bound.look is None:
            return None
        array = np.array(call.numbers[place], dtype=float)
        pool = self._pools[place]
        beyond = bound.sign * bound.look(pool) >= bound.wrong
        chosen = pool[~beyond if is_wrong else beyond]
        if not len(chosen) or not array.size:
            return None
        if is_wrong:
            moved = bound.sign * bound.look(array) >= bound.wrong
            array = np.where(moved, self._random.choice(chosen, array.shape), array)
        else:
            array.flat[self._random.integers(array.size)] = self._random.choice(chosen)
        made = rebuilt(call.given[place], array)
        return None if made is None else self._allowed(_with(call, place, made))

    def _allowed(self, call: Call) -> Call | None:
        call = mended(call, self._promise)
        return call if self._promise.allows(call) else None

    def _all_changes(self) -> list[Change]:
        changes: list[Change] = []
        for place in dict.fromkeys(p for call in self._calls for p in call.given):
            values = [v for c in self._calls if (v := c.given.get(place, c)) is not c]
            changes += self._of_place(place, values)
        sizes = {
            axis: (low, high)
            for axis, (low, high) in self._promise.sizes.items()
            if low < high
        }
        for axis, bounds in sizes.items():
            changes += [self._resize(axis, bounds)] * 2
        places = self._promise.places
        changes += [
            self._swap(one, two) for one in places for two in places if one != two
        ]
        return changes

    def _of_place(self, place: Place, values: Sequence[Any]) -> Iterator[Change]:
        """Yield what can be changed about one argument."""
        yield from [self._exchange(place, values)] * 3
        if all(map(holds_tuples, values)):
            yield from [self._shorten(place, values)] * 3
        if place not in self._pools:
            return
        pool = self._pools[place]
        for edit in _EDITS:
            yield lambda call, edit=edit: self._edited(  # type: ignore[misc]
                call, place, lambda array: edit(array, pool, self._random)
            )
        for sort in dict.fromkeys(map(sort_of, values)):
            yield lambda call, sort=sort: _as_sort(call, place, sort)  # type: ignore[misc]

    def _exchange(self, place: Place, values: Sequence[Any]) -> Change:
        def change(call: Call) -> Call | None:
            if place not in call.given:
                return None
            value = values[int(self._random.integers(len(values)))]
            return with_arguments(call, {place: value})

        return change

    def _shorten(self, place: Place, values: Sequence[Any]) -> Change:
        """Leave out the last entry of a list, if another call has no more."""
        least = min(map(len, values))

        def change(call: Call) -> Call | None:
            value = call.given.get(place, [])
            if len(value) <= least or as_numbers(value[:-1]) is not None:
                return None
            return with_arguments(call, {place: value[:-1]})

        return change

    def _swap(self, one: Place, two: Place) -> Change:
        def change(call: Call) -> Call | None:
            given = call.given
            if one not in given or two not in given:
                return None
            return with_arguments(call, {one: given[two], two: given[one]})

        return change

    def _edited(
        self, call: Call, place: Place, edit: Callable[[np.ndarray], np.ndarray]
    ) -> Call | None:
        own = call.numbers
        if place not in own or not own[place].size:
            return None
        value = call.given[place]
        made = rebuilt(value, edit(np.array(own[place], dtype=float)))
        return None if made is None else with_arguments(call, {place: made})

    def _resize(self, axis: Axis, bounds: tuple[int, int]) -> Change:
        def change(call: Call) -> Call | None:
            axes = axes_of(call.numbers)
            size = axes.get(axis)
            if size is None:
                return None
            low, high = bounds
            # Next to what is there, where bounds lie; as others, which makes squares.
            others = {size - 1, size + 1, low, high, *axes.values()} - {size}
            others = {n for n in others if low <= n <= high}
            if not others:
                return None
            chosen = sorted(others)[self._random.integers(len(others))]
            return resized(call, self._promise, axis, chosen)

        return change


def mended(call: Call, promise: Promise) -> Call:
    """Return a call in which probabilities add up again."""
    made: dict[Place, Any] = {}
    for place, array in call.numbers.items():
        rows, whole = promise.ranges[place].sums
        if (rows or whole) and array.size and array.ndim:
            total = array.sum(axis=-1, keepdims=True) if rows else array.sum()
            if (total > 0).all() and not (total == 1).all():
                made[place] = rebuilt(call.given[place], array / total)
    return with_arguments(call, made) if made else call


def _with(call: Call, place: Place, value: Any) -> Call:
    return with_arguments(call, {place: value})


def resized(
    call: Call, promise: Promise, axis: Axis, size: int, start: int = 0
) -> Call | None:
    """Return a call in which one axis, and all that go with it, have another size.

    What is left begins at ``start``; what is added repeats what is there.
    """
    own = call.numbers
    axes = axes_of(own)
    made: dict[Place, np.ndarray] = dict(own)
    for other, old in axes.items():
        off = 0 if other == axis else promise.offsets.get((other, axis))
        if off is None:
            continue
        place, _, along = other
        if size + off < 0 or not old:
            return None
        chosen = (start + np.arange(size + off)) % old
        made[place] = np.take(made[place], chosen, axis=along)
    given = call.given
    values = {
        place: rebuilt(given[place], array)
        for place, array in made.items()
        if array is not own[place]
    }
    return with_arguments(call, values)


def rebuilt(value: Any, array: np.ndarray) -> Any:
    """Return numbers stored as a value is; None if they cannot be."""
    array = np.asarray(array)
    if isinstance(value, bool):
        return bool(array)
    if isinstance(value, int | np.integer):
        return int(array) if float(array) == int(array) else None
    if isinstance(value, float | np.floating):
        return type(value)(array)
    if isinstance(value, np.ndarray):
        is_whole = value.dtype.kind in "biu"
        if is_whole and not (array == np.rint(array)).all():
            return None
        return array.astype(value.dtype)
    if isinstance(value, list | tuple):
        kind = np.asarray(value).dtype
        if kind.kind in "biu" and (array == np.rint(array)).all():
            array = array.astype(kind)
        return (
            _as_tuples(array.tolist()) if isinstance(value, tuple) else array.tolist()
        )
    return None


def _as_tuples(value: Any) -> Any:
    return tuple(map(_as_tuples, value)) if isinstance(value, list) else value


def _as_sort(call: Call, place: Place, sort: str) -> Call | None:
    given = call.given
    if place not in given or as_numbers(given[place]) is None:
        return None
    value = convert(given[place], sort)
    return None if value is None else with_arguments(call, {place: value})


Edit = Callable[[np.ndarray, np.ndarray, np.random.Generator], np.ndarray]


def _put(array: np.ndarray, pool: np.ndarray, random: np.random.Generator) -> Any:
    """Put a number that some call had in the place of one."""
    made = array.copy()
    made.flat[random.integers(array.size)] = random.choice(pool)
    return made


def _put_least(array: np.ndarray, pool: np.ndarray, random: np.random.Generator) -> Any:
    """Put 0, or what is nearest to it, in the place of one."""
    made = array.copy()
    made.flat[random.integers(array.size)] = pool[np.abs(pool).argmin()]
    return made


def _put_end(array: np.ndarray, pool: np.ndarray, random: np.random.Generator) -> Any:
    """Put the lowest or the highest number in the place of one."""
    made = array.copy()
    made.flat[random.integers(array.size)] = pool[random.integers(2) - 1]
    return made


def _without_zeros(
    array: np.ndarray, pool: np.ndarray, random: np.random.Generator
) -> Any:
    others = pool[pool != 0]
    if not len(others):
        return array
    return np.where(array == 0, random.choice(others, array.shape), array)


def _ordinary(array: np.ndarray, pool: np.ndarray, random: np.random.Generator) -> Any:
    """Exchange all numbers for others from the middle of those that occur."""
    middle = pool[len(pool) // 4 : -(len(pool) // 4) or None]
    return random.choice(middle, array.shape)


def _redrawn(array: np.ndarray, pool: np.ndarray, random: np.random.Generator) -> Any:
    return random.choice(pool, array.shape)


def _alike(array: np.ndarray, pool: np.ndarray, random: np.random.Generator) -> Any:
    return np.full(array.shape, random.choice(array.ravel()))


def _empty_row(array: np.ndarray, pool: np.ndarray, random: np.random.Generator) -> Any:
    if array.ndim < 2:
        return np.zeros(array.shape)
    made = array.copy()
    made[random.integers(len(array))] = 0
    return made


def _repeated(array: np.ndarray, pool: np.ndarray, random: np.random.Generator) -> Any:
    if not array.ndim:
        return array
    made = array.copy()
    made[random.integers(len(array))] = made[random.integers(len(array))]
    return made


def _positive(array: np.ndarray, pool: np.ndarray, random: np.random.Generator) -> Any:
    return np.abs(array)


def _negated(array: np.ndarray, pool: np.ndarray, random: np.random.Generator) -> Any:
    return -array


def _turned(array: np.ndarray, pool: np.ndarray, random: np.random.Generator) -> Any:
    """Turn the sign of one."""
    made = array.copy()
    made.flat[random.integers(array.size)] *= -1
    return made


def _whole(array: np.ndarray, pool: np.ndarray, random: np.random.Generator) -> Any:
    return np.rint(array)


def _broken(array: np.ndarray, pool: np.ndarray, random: np.random.Generator) -> Any:
    """Make whole numbers fractions, none much larger than it was."""
    return array * random.uniform(0.5, 1.0, array.shape)


def _scaled(array: np.ndarray, pool: np.ndarray, random: np.random.Generator) -> Any:
    return array * 10.0 ** random.uniform(-2, 1)


def _reordered(array: np.ndarray, pool: np.ndarray, random: np.random.Generator) -> Any:
    return random.permutation(array) if array.ndim else array


_EDITS: tuple[Edit, ...] = (
    _put, _put, _put_least, _put_end, _without_zeros, _ordinary, _redrawn, _alike,
    _empty_row, _repeated, _positive, _negated, _turned, _whole, _broken, _scaled,
    _reordered,
)  # fmt: skip
