"""Whether an answer is right up to a bound of something, and wrong beyond it.

The bound is closed in by every call: it lies between the last that was right and the
first that was wrong, and both are told.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.diagnosis.calls.sorts import Place
from autograder.diagnosis.conditions.call_conditions import SIZES
from autograder.diagnosis.conditions.condition import MOSTLY, SPARED
from autograder.diagnosis.conditions.samples import Sample
from autograder.diagnosis.conditions.vocabulary import has_arrays, local_places

NARROW = 1.25
"""How far the last right and the first wrong number may lie apart, as a ratio. Of what
is not closed in so far one does not say where the bound lies."""

CLOSE = 1.02
"""As near as a bound is closed in, if it can be."""

FEWEST = 2
"""Different right values, and wrong ones, that a bound has to part."""

Measure = Callable[[Sample], Any]
"""Returns the number of a call, or of every number of its result, that has a bound."""


@dataclass
class Bound:
    """A bound of something measured, between what was right and what was wrong.

    Attributes:
        kind: what is measured; pages put it into words.
        details: of which argument, by name.
        is_local: whether every number of a result has its own.
        measure: measures it; the greater, the nearer to being wrong.
        sign: -1 if what is small is wrong, and the measure is turned.
        place: the argument, if it is one's, and
        axis: its axis, if it is a size.
        is_whole: whether it is a count.
        is_single: whether the argument is always one number.
        look: what is looked at in the numbers of the argument.
        is_loose: whether some of what lies beyond may be right.
        right, wrong: the greatest that was right, and the least that was wrong; of a
            loose one, the greatest below the least that was wrong.
    """

    kind: str
    details: Mapping[str, str]
    is_local: bool
    measure: Measure
    sign: int = 1
    place: Place | None = None
    axis: int | None = None
    is_whole: bool = False
    is_single: bool = False
    look: Callable[[np.ndarray], Any] | None = None
    is_loose: bool = False
    right: float = -np.inf
    wrong: float = np.inf
    _seen: dict[bool, set[float]] = field(
        default_factory=lambda: {True: set(), False: set()}
    )
    _all: dict[bool, list[float]] = field(default_factory=lambda: {True: [], False: []})

    def fits(self, sample: Sample) -> bool:
        """Take note of a call; tell whether there may still be a bound."""
        if not self.is_local:
            return self._fits_whole(float(self.measure(sample)), sample.is_wrong)
        if sample.wrong is None:
            return False
        values = np.asarray(self.measure(sample)) * 1.0
        wrong = sample.wrong
        if values.shape != wrong.shape:
            values = np.broadcast_to(values, wrong.shape)
        if sample.clear is not None:
            values, wrong = values[sample.clear], wrong[sample.clear]
        if np.isnan(values).any():
            return False
        within, beyond = values[~wrong], values[wrong]
        for is_wrong, some in ((True, beyond), (False, within)):
            if len(self._seen[is_wrong]) < FEWEST:
                self._seen[is_wrong].update(some.tolist())
        self.wrong = min(self.wrong, beyond.min(initial=np.inf))
        self.right = max(self.right, within.max(initial=-np.inf))
        return self.right < self.wrong

    def _fits_whole(self, value: float, is_wrong: bool) -> bool:
        if math.isnan(value):
            return False
        if len(self._seen[is_wrong]) < FEWEST:
            self._seen[is_wrong].add(value)
        if is_wrong:
            self.wrong = min(self.wrong, value)
        if self.is_loose:
            self._all[is_wrong].append(value)
            within = (v for v in self._all[False] if v < self.wrong)
            self.right = max(within, default=-np.inf)
        elif not is_wrong:
            self.right = max(self.right, value)
        return self.right < self.wrong

    def loosened(self) -> Bound:
        """Return the bound, of whole calls, as one beyond which some may be right."""
        return Bound(
            self.kind,
            self.details,
            self.is_local,
            self.measure,
            self.sign,
            self.place,
            is_whole=self.is_whole,
            is_single=self.is_single,
            look=self.look,
            is_loose=True,
        )

    @property
    def is_telling(self) -> bool:
        """Whether a loose one tells something: mostly wrong beyond, and not of all."""
        right = np.array(self._all[False])
        within, wrong = int((right < self.wrong).sum()), len(self._all[True])
        beyond = len(right) - within + wrong
        is_mostly = wrong >= MOSTLY * beyond
        return is_mostly and within >= SPARED * (within + beyond)

    def holds(self, sample: Sample) -> bool | None:
        """Tell whether a call should be wrong; None between the bounds."""
        values = np.asarray(self.measure(sample)) * 1.0
        value = float(values.max(initial=-np.inf))
        if value >= self.wrong:
            return True
        return False if value <= self.right else None

    @property
    def is_absolute(self) -> bool:
        """Whether the sign of a number makes no difference."""
        return self.kind in ("beyond", "tiny", "little below", "little above")

    @property
    def is_narrow(self) -> bool:
        """Whether it is known well enough where the bound lies."""
        return self._is_within(NARROW)

    @property
    def is_closed(self) -> bool:
        """Whether it is known as well as need be."""
        return self._is_within(CLOSE)

    def _is_within(self, ratio: float) -> bool:
        if min(map(len, self._seen.values())) < FEWEST and not self.is_whole:
            return False
        if not (np.isfinite(self.right) and np.isfinite(self.wrong)):
            return False
        if self.is_whole:
            return self.wrong - self.right == 1
        low, high = sorted((abs(self.right), abs(self.wrong)))
        return high <= ratio * low and self.right * self.wrong > 0

    def told(self) -> dict[str, str]:
        """Return the details, with the last right and the first wrong number."""
        right, wrong = self.sign * self.right, self.sign * self.wrong
        return {
            **self.details,
            "right": _outward(right, -self.sign),
            "wrong": _outward(wrong, self.sign),
        }


def _outward(number: float, towards: int) -> str:
    """Write a number with three digits, rounded away from the bound."""
    if number == int(number) and abs(number) < 1e4:
        return str(int(number))
    size = 10.0 ** (np.floor(np.log10(abs(number))) - 2)
    rounded = (np.floor if towards < 0 else np.ceil)(number / size) * size
    return f"{rounded:.3g}"


def bounds(samples: Sequence[Sample], names: Mapping[Place, str]) -> Iterator[Bound]:
    """Yield all that may have a bound, the simplest first."""
    for place in local_places(samples):
        yield from _of_numbers(samples, place, names[place], is_local=True)
    if all(sample.result is not None for sample in samples):
        is_local = has_arrays(samples)
        for kind, sign, look in _LOOKS:
            yield Bound(f"result {kind}", {}, is_local, _of_result(look, sign), sign)
    for place in samples[0].own:
        arrays = [sample.own.get(place) for sample in samples]
        dimensions = {-1 if array is None else array.ndim for array in arrays}
        names_of = SIZES[min(dimensions)] if -1 not in dimensions else ()
        for axis, kind in enumerate(names_of) if len(dimensions) == 1 else ():
            for sign in (1, -1):
                yield Bound(
                    kind if sign > 0 else f"fewer {kind}",
                    {"a": names[place]},
                    False,
                    _size_of(place, axis, sign),
                    sign,
                    place,
                    axis,
                    is_whole=True,
                )
        if -1 not in dimensions:
            yield from _of_numbers(samples, place, names[place], is_local=False)


def _of_numbers(
    samples: Sequence[Sample], place: Place, name: str, *, is_local: bool
) -> Iterator[Bound]:
    own = [sample.own[place] for sample in samples]
    is_whole = all((array == np.rint(array)).all() for array in own)
    for kind, sign, look in _LOOKS:
        measure = _of_argument(place, look, sign, is_local=is_local)
        yield Bound(
            kind,
            {"a": name},
            is_local,
            measure,
            sign,
            place,
            is_whole=is_whole,
            is_single=not any(array.ndim for array in own),
            look=look,
        )


_LOOKS: Sequence[tuple[str, int, Callable[[np.ndarray], Any]]] = (
    ("above", 1, lambda a: a),
    ("beyond", 1, np.abs),
    ("below", -1, lambda a: a),
    ("tiny", -1, lambda a: np.where(a == 0, np.inf, np.abs(a))),
    ("little below", -1, lambda a: np.where(a < 0, -a, np.inf)),
    ("little above", -1, lambda a: np.where(a > 0, a, np.inf)),
)


def _size_of(place: Place, axis: int, sign: int) -> Measure:
    return lambda sample: sign * sample.own[place].shape[axis]


def _of_result(look: Callable[[np.ndarray], Any], sign: int) -> Measure:
    return lambda sample: sign * look(np.asarray(sample.result) * 1.0)


def _of_argument(
    place: Place, look: Callable[[np.ndarray], Any], sign: int, *, is_local: bool
) -> Measure:
    def measure(sample: Sample) -> Any:
        values = sign * look(sample.own[place] * 1.0)
        return values if is_local else values.max(initial=-np.inf)

    return measure


def middle(right: float, wrong: float, *, is_whole: bool) -> float:
    """Return a number between two, by the ratio where they are far apart."""
    if is_whole:
        return float(np.floor((right + wrong) / 2))
    if right * wrong > 0:
        return float(np.sign(right) * np.sqrt(right * wrong))
    return (right + wrong) / 2
