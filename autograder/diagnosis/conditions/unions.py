"""Two conditions, under either of which an answer is wrong: two faults at once.

Any two sets may have a union that fits by chance, so more is asked of two than of one:
each has to hold of calls that the other leaves right, on the check's tape and among
fresh calls; neither holds of any right call; and both are simple ones, never the
opposite of one, nor what holds of most calls.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from autograder.diagnosis.conditions.condition import Condition
from autograder.diagnosis.conditions.samples import Sample
from autograder.diagnosis.conditions.vocabulary import PLACES

MOST = 30
"""Unions that are tried, at most, the simplest first."""

FEWEST_ALONE = 2
"""Wrong calls of the check that one condition explains and the other does not."""

FORETOLD_ALONE = 3
"""The same of fresh calls."""


@dataclass
class Union:
    """What holds where either of two conditions does.

    Attributes:
        halves: the two.
        is_local: whether it tells the numbers of one result apart.
    """

    halves: tuple[Condition, Condition]
    is_local: bool
    _alone: list[int] = field(default_factory=lambda: [0, 0])

    @property
    def kind(self) -> str:
        """What holds: the kinds of both."""
        return " or ".join(half.kind for half in self.halves)

    def fits(self, sample: Sample) -> bool:
        """Take note of a call; tell whether it is wrong where this holds, and only so.

        A result that is wrong as a whole, as an exception is, is so in each number.
        """
        sides = _sides(self.halves, sample, is_local=self.is_local)
        if sides is None:
            return False
        one, two, wrong = sides
        self._alone[0] += bool((one & ~two).any())
        self._alone[1] += bool((two & ~one).any())
        return bool(((one | two) == wrong).all())

    def holds(self, sample: Sample) -> bool:
        """Tell whether it holds of a call, at least of one number of its result."""
        return any(half.holds(sample) for half in self.halves)

    def begin(self) -> None:
        """Count from now on the calls that one condition alone explains."""
        self._alone = [0, 0]

    def explains(self, fewest: int) -> bool:
        """Tell whether either condition has explained so many calls by itself."""
        return min(self._alone) >= fewest

    def is_told_by(self, sample: Sample, most: int) -> bool:
        """Tell whether a call would say more of a condition that has few of its own."""
        one, two = (half.holds(sample) for half in self.halves)
        return one != two and self._alone[int(two)] < most

    def details(self) -> dict[str, str]:
        """Return both conditions, the second one's details with a 2 behind them."""
        found: dict[str, str] = {}
        for half, end in zip(self.halves, ("", "2"), strict=True):
            level = "where" if half.is_local else "when"
            details = {"level": level, "if": half.kind, **half.details}
            found.update({key + end: value for key, value in details.items()})
        return found


def unions(conditions: Iterable[Condition], samples: Sequence[Sample]) -> list[Union]:
    """Return those unions of two conditions that part right from wrong exactly."""
    halves = [each for each in conditions if _is_simple(each)]
    if all(sample.wrong is None for sample in samples):
        halves = [each for each in halves if not each.is_local]
    # Most conditions blame what is right, soon; where all is wrong, there is nothing.
    partly_right = [s for s in samples if s.wrong is not None or not s.is_wrong]
    levels = {each.is_local for each in halves}
    wholes = {level: _whole(samples, is_local=level) for level in levels}
    innocent = [
        each
        for each in halves
        if wholes[each.is_local]
        and all(_is_innocent(each, s) for s in partly_right)
        and any(map(each.holds, samples))
    ]
    return list(itertools.islice(_fitting(innocent, samples, wholes), MOST))


@dataclass(frozen=True)
class _Whole:
    """All calls together, or all numbers of their results.

    Attributes:
        wrong: which are wrong.
        owner: of which call each is.
    """

    wrong: np.ndarray
    owner: np.ndarray


def _whole(samples: Sequence[Sample], *, is_local: bool) -> _Whole | None:
    """Return all calls together; None if some result has no numbers to tell apart."""
    found = [_sides((), sample, is_local=is_local) for sample in samples]
    wrong = [side[-1].ravel() for side in found if side is not None]
    if len(wrong) < len(samples):
        return None
    sizes = [each.size for each in wrong]
    return _Whole(np.concatenate(wrong), np.repeat(np.arange(len(sizes)), sizes))


def _fitting(
    halves: Sequence[Condition],
    samples: Sequence[Sample],
    wholes: Mapping[bool, _Whole | None],
) -> Iterator[Union]:
    @functools.cache
    def held(number: int, level: bool) -> np.ndarray:
        return _held(halves[number], samples, is_local=level)

    for first, second in itertools.combinations(range(len(halves)), 2):
        one, two = halves[first], halves[second]
        is_local = one.is_local or two.is_local
        whole = wholes[is_local]
        if whole is None or _are_alike(one, two):
            continue
        here, there = held(first, is_local), held(second, is_local)
        if ((here | there) == whole.wrong).all():
            alone = (whole.owner[mine] for mine in (here & ~there, there & ~here))
            if min(len(np.unique(calls)) for calls in alone) >= FEWEST_ALONE:
                yield Union((one, two), is_local)


def _held(each: Condition, samples: Sequence[Sample], *, is_local: bool) -> np.ndarray:
    """Return where a condition holds, of all calls or numbers together."""
    sides = [_sides((each,), sample, is_local=is_local) for sample in samples]
    return np.concatenate([side[0].ravel() for side in sides if side is not None])


def _is_innocent(each: Condition, sample: Sample) -> bool:
    """Tell whether nothing right is blamed by a condition."""
    sides = _sides((each,), sample, is_local=each.is_local)
    return sides is not None and not (sides[0] & ~sides[1]).any()


def _is_simple(each: Condition) -> bool:
    return (
        each.is_special and each.kind not in PLACES and not each.kind.startswith("not ")
    )


def _are_alike(one: Condition, two: Condition) -> bool:
    """Tell whether both name a value of one thing: 3 columns, or 5, is no condition."""
    is_same = one.kind == two.kind and one.details.get("a") == two.details.get("a")
    return is_same and one.kind != "sort"


def _sides(
    halves: Sequence[Condition], sample: Sample, *, is_local: bool
) -> list[np.ndarray] | None:
    """Return where each condition holds, and last where the call is wrong.

    None if numbers are to be told apart and the result has none.
    """
    if not is_local:
        found = [*(half.test(sample) for half in halves), sample.is_wrong]
        return [np.asarray(each, dtype=bool) for each in found]
    if sample.result is None:
        return None
    wrong = sample.is_wrong if sample.wrong is None else sample.wrong
    tests = [*(half.test(sample) for half in halves), wrong]
    shape = sample.result.shape
    found = [np.broadcast_to(np.asarray(test, dtype=bool), shape) for test in tests]
    return found if sample.clear is None else [each[sample.clear] for each in found]
