"""What the calls of a check have in common: a further call has to have it, too.

A function is promised nothing but what its docstring says, which no program can read.
The check keeps to it, so whatever holds of all its calls may be part of the promise:
the sorts and dimensions of arguments, how their sizes go together, the range of their
numbers, whole numbers, labels, probabilities that add up to one. A call that keeps all
of that blames nobody for what was never promised.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.calls.sorts import Place, sort_of
from autograder.diagnosis.calls.tape import Call

FEW_VALUES = 3
"""So many different whole numbers are labels: no other is put among them."""

FEW_CALLS = 5
"""Of fewer calls the range of numbers and sizes says nothing."""

FARTHEST = 1
"""By so much one size goes with another: a weight for each input, and a bias."""

ONE = 1e-6
"""How near to 1 the sum of probabilities is, in float32 as well."""

Axis = tuple[Place, int, int]
"""An axis of an argument: its place, of how many dimensions, which of them."""


@dataclass(frozen=True)
class _Range:
    """What the numbers of one argument have in common, over all calls."""

    low: float
    high: float
    least: float  # the smallest that is not 0, by its absolute value
    has_zero: bool
    is_whole: bool
    labels: frozenset[float]  # empty if they are no labels
    is_mixed: bool  # labels, and every array of several has more than one of them
    is_sorted: bool
    sums: tuple[bool, bool]  # the rows, or the whole, add up to 1

    @classmethod
    def of(cls, arrays: Sequence[np.ndarray]) -> _Range:
        """Look at the numbers that one argument was given."""
        flat = np.concatenate([array.ravel() for array in arrays]) * 1.0
        different = set(flat.tolist()) if len(flat) else set()
        nonzero = np.abs(flat[flat != 0])
        several = [array for array in arrays if array.size > 1]
        listed = [array for array in arrays if array.size and array.ndim]
        is_whole = bool((flat == np.rint(flat)).all())
        are_few = len(different) <= FEW_VALUES < len(flat)
        labels = different if is_whole and are_few else set()
        long = [array for array in several if array.ndim == 1 and array.size > 2]
        return cls(
            low=float(flat.min(initial=np.inf)),
            high=float(flat.max(initial=-np.inf)),
            least=float(nonzero.min(initial=np.inf)),
            has_zero=0.0 in different,
            is_whole=is_whole,
            labels=frozenset(labels),
            is_mixed=bool(labels and several)
            and all(len(np.unique(array)) > 1 for array in several),
            is_sorted=len(long) > 1 and all((np.diff(a) >= 0).all() for a in long),
            sums=(
                bool(several) and all(map(rows_add_up, listed)),
                bool(several) and all(map(adds_up, listed)),
            ),
        )

    def allows(self, array: np.ndarray, *, is_known: bool) -> bool:
        """Tell whether numbers keep to what is common; a range only if it is known."""
        # Such arrays are small: of a few numbers Python tells sooner than NumPy.
        flat = [float(number) for number in array.ravel().tolist()]
        if not all(map(math.isfinite, flat)):
            return False
        if self.is_whole and not all(map(float.is_integer, flat)):
            return False
        if self.labels and not self.labels.issuperset(flat):
            return False
        if self.is_mixed and len(flat) > 1 and len(set(flat)) < 2:
            return False
        is_row = self.is_sorted and array.ndim == 1
        if is_row and any(later < n for n, later in itertools.pairwise(flat)):
            return False
        if array.size and array.ndim:
            rows, whole = self.sums
            if (rows and not rows_add_up(array)) or (whole and not adds_up(array)):
                return False
        if not is_known:
            return True
        return all(
            self.low <= number <= self.high
            and (abs(number) >= self.least if number else self.has_zero)
            for number in flat
        )


def rows_add_up(array: np.ndarray) -> bool:
    """Tell whether the numbers along the last axis are probabilities."""
    sums = array.sum(axis=-1)
    return bool((array >= 0).all() and (np.abs(sums - 1) <= ONE).all())


def adds_up(array: np.ndarray) -> bool:
    """Tell whether all numbers together are probabilities."""
    return bool((array >= 0).all() and abs(array.sum() - 1) <= ONE)


class Promise:
    """What all calls of one function have in common."""

    def __init__(self, calls: Sequence[Call]) -> None:
        self._given = [call.given for call in calls]
        self._numbers = [call.numbers for call in calls]
        self.is_known = len(calls) >= FEW_CALLS
        self._sorts = set(map(_sorts, calls))
        self.places = list(dict.fromkeys(p for own in self._numbers for p in own))

    @cached_property
    def ranges(self) -> Mapping[Place, _Range]:
        """What the numbers of each argument have in common."""
        return {
            place: _Range.of([own[place] for own in self._numbers if place in own])
            for place in self.places
        }

    def known(self, place: Place) -> np.ndarray:
        """Return the finite numbers that one argument was given, each once, sorted."""
        arrays = [own[place] for own in self._numbers if place in own]
        flat = np.concatenate([array.ravel() * 1.0 for array in arrays])
        return np.unique(flat[np.isfinite(flat)])

    @cached_property
    def sizes(self) -> Mapping[Axis, tuple[int, int]]:
        """The smallest and the largest size of each axis."""
        found: dict[Axis, set[int]] = {}
        for own in self._numbers:
            for axis, size in axes_of(own).items():
                found.setdefault(axis, set()).add(size)
        return {axis: (min(own), max(own)) for axis, own in found.items()}

    @cached_property
    def offsets(self) -> Mapping[tuple[Axis, Axis], int]:
        """By how much one axis is longer than another, if by the same in all calls."""
        found: dict[tuple[Axis, Axis], set[int]] = {}
        for own in self._numbers:
            axes = axes_of(own)
            for one, other in itertools.permutations(axes, 2):
                found.setdefault((one, other), set()).add(axes[one] - axes[other])
        return {
            pair: min(own)
            for pair, own in found.items()
            if len(own) == 1 and abs(min(own)) <= FARTHEST
        }

    @cached_property
    def _orders(self) -> Mapping[tuple[Place, Place], tuple[bool, bool]]:
        """Which arguments are never above others, and which always below them."""
        found: dict[tuple[Place, Place], tuple[bool, bool]] = {}
        for own in self._numbers:
            for pair in itertools.permutations(own, 2):
                one, other = own[pair[0]], own[pair[1]]
                if one.shape == other.shape:
                    most, less = found.get(pair, (True, True))
                    found[pair] = (
                        most and bool((one <= other).all()),
                        less and bool((one < other).all()),
                    )
        return {pair: own for pair, own in found.items() if any(own)}

    def allows(self, call: Call, *, smaller: bool = False) -> bool:
        """Tell whether a call has what all have in common.

        Args:
            call: a call of the same function.
            smaller: whether sizes may be less than those that were seen.
        """
        given, own = call.given, call.numbers
        if _sorts(call) not in self._sorts:
            return False
        axes = axes_of(own)
        for axis, size in axes.items():
            low, high = self.sizes[axis]
            least = 1 if smaller and not self.is_known else low
            if self.is_known and not least <= size <= high:
                return False
            if size < least:
                return False
        for pair in itertools.permutations(axes, 2):
            off = self.offsets.get(pair)
            if off is not None and axes[pair[0]] - axes[pair[1]] != off:
                return False
        return self._allows_numbers(own) and self._allows_together(given)

    @cached_property
    def _tied(self) -> Mapping[tuple[Place, Place], set[str]]:
        """Which lists of numbers are given with which lists of lists.

        An order of the nodes belongs to its graph: of another one it is none. A list
        of numbers that never repeat is taken for such an order.
        """
        found: dict[tuple[Place, Place], set[str]] = {}
        for table, order in itertools.product(self._tables, self.places):
            if all(map(_is_order, self._values(order))):
                pairs = [(g[table], g[order]) for g in self._given if order in g]
                found[table, order] = set(map(repr, pairs))
        return found

    @cached_property
    def _entries(self) -> list[tuple[Place, Place]]:
        """Which numbers are always the place of an entry of a list of lists."""
        return [
            (table, place)
            for table, place in itertools.product(self._tables, self.places)
            if all(_is_entry(g[place], g[table]) for g in self._given if place in g)
        ]

    @cached_property
    def _tables(self) -> list[Place]:
        """The arguments that are always lists of lists, and no arrays."""
        return [
            place
            for place in self._given[0]
            if place not in self.places
            and all(isinstance(v, list | tuple) for v in self._values(place))
            and all(place in given for given in self._given)
        ]

    def _values(self, place: Place) -> list[Any]:
        return [given[place] for given in self._given if place in given]

    def _allows_together(self, given: Mapping[Place, Any]) -> bool:
        for (table, order), pairs in self._tied.items():
            if order in given and repr((given[table], given[order])) not in pairs:
                return False
        return all(
            place not in given or _is_entry(given[place], given[table])
            for table, place in self._entries
        )

    def _allows_numbers(self, own: Mapping[Place, np.ndarray]) -> bool:
        for place, array in own.items():
            if not self.ranges[place].allows(array, is_known=self.is_known):
                return False
        for pair, (is_most, is_less) in self._orders.items():
            one, other = own.get(pair[0]), own.get(pair[1])
            if one is None or other is None or one.shape != other.shape:
                continue
            if (is_less and not (one < other).all()) or (
                is_most and not (one <= other).all()
            ):
                return False
        return True


def _is_order(value: Any) -> bool:
    """Tell whether numbers are whole ones, in a row, of which none repeats."""
    if not isinstance(value, list | tuple):
        return False
    return all(type(item) is int for item in value) and len(set(value)) == len(value)


def _is_entry(value: Any, table: Any) -> bool:
    """Tell whether a number is the place of an entry."""
    return type(value) is int and 0 <= value < len(table)


def axes_of(own: Mapping[Place, np.ndarray]) -> dict[Axis, int]:
    """Return the sizes of all axes of arrays."""
    return {
        (place, array.ndim, axis): size
        for place, array in own.items()
        for axis, size in enumerate(array.shape)
    }


def _sorts(call: Call) -> tuple[tuple[Place, str, int], ...]:
    """Return the sorts and dimensions of all arguments; texts stay what they are."""
    found: list[tuple[Place, str, int]] = []
    for place, value in call.given.items():
        array = call.arrays.get(place)
        sort = sort_of(value)
        if array is None and isinstance(value, str):
            sort = f"text {value}"
        found.append((place, sort, -1 if array is None else array.ndim))
    return tuple(found)
