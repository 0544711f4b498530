"""One condition: what holds of a call, or of each number of its result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.diagnosis.calls.sorts import Place
from autograder.diagnosis.conditions.samples import Sample

Test = Callable[[Sample], Any]
"""Tells of a call, or of every number of its result, whether something holds."""


MOSTLY = 0.4
"""The share of what a condition holds of that has to be wrong, if not all of it is. Of
a wrong formula some results are right by chance: often 0."""


AT_LEAST = 0.25
"""The same share of all calls, with those that were drawn to refute it."""

SPARED = 0.15
"""The share of a check's calls that has to be spared by a loose condition."""


_USUAL = ("positive", "whole", "holds positive", "holds fraction", "given")
"""What holds of most calls: the results it goes together with are the usual ones."""


_OF_FORM = (
    "sort",
    "integers",
    "single",
    "dimensions",
    "dimensions from",
    "broad",
    "several columns",
)
"""What a call of a check has or has not in whole: of these all may be wrong there, and
only some of what else may have that form."""


@dataclass
class Condition:
    """Something that may hold of a call, or of each number of its result.

    Attributes:
        kind: what holds; pages put it into words.
        details: of which arguments it holds, by name, and with which values.
        is_local: whether it tells the numbers of one result apart.
        test: tells whether it holds.
        is_loose: whether some of what it holds of may be right.
    """

    kind: str
    details: Mapping[str, str]
    is_local: bool
    test: Test
    is_loose: bool = False
    _held: int = 0
    _wrong: int = 0
    _spared: int = 0

    def fits(self, sample: Sample) -> bool:
        """Take note of a call; tell whether it is wrong where this holds, and only so.

        A loose condition fits what is wrong only where it holds.
        """
        if not self.is_local:
            return self._fits_whole(sample.is_wrong, bool(self.test(sample)))
        if sample.wrong is None:
            return False
        wrong = sample.wrong
        holds = np.broadcast_to(np.asarray(self.test(sample), dtype=bool), wrong.shape)
        if sample.clear is not None:
            wrong, holds = wrong[sample.clear], holds[sample.clear]
        self._held += int(holds.sum())
        self._wrong += int(wrong.sum())
        self._spared += int((~holds).sum())
        return bool((wrong <= holds).all() if self.is_loose else (wrong == holds).all())

    def _fits_whole(self, is_wrong: bool, holds: bool) -> bool:
        self._held += holds
        self._wrong += is_wrong
        self._spared += not holds
        return is_wrong <= holds if self.is_loose else is_wrong == holds

    @property
    def share(self) -> float:
        """The share of what it holds of that was wrong, of a condition that fits."""
        return self._wrong / max(1, self._held)

    @property
    def is_telling(self) -> bool:
        """Whether a loose condition tells something: mostly wrong, and not of all."""
        spared = self._spared / max(1, self._held + self._spared)
        is_mostly = self.share >= MOSTLY and (self.share < 1 or self.kind in _OF_FORM)
        return is_mostly and spared >= SPARED

    @property
    def is_special(self) -> bool:
        """Whether it is something special, which explains more than what is usual."""
        is_usual = self.kind in _USUAL or self.kind.startswith(("not ", "result"))
        return self.kind == "not value" or not is_usual

    def loosened(self) -> Condition:
        """Return the condition as one that may hold of right calls as well."""
        return Condition(self.kind, self.details, self.is_local, self.test, True)

    def holds(self, sample: Sample) -> bool:
        """Tell whether it holds of a call, at least of one number of its result."""
        return bool(np.any(self.test(sample)))

    def turned(self) -> Condition:
        """Return the condition that holds where this one does not."""
        test = self.test
        return Condition(
            f"not {self.kind}", self.details, self.is_local, lambda s: _not(test(s))
        )


def _not(holds: Any) -> Any:
    return ~holds if isinstance(holds, np.ndarray) else not holds


NUMBERS: Mapping[str, Callable[[np.ndarray], Any]] = {
    "zero": lambda a: a == 0,
    "one": lambda a: a == 1,
    "negative": lambda a: a < 0,
    "positive": lambda a: a > 0,
    "whole": lambda a: a == np.rint(a),
    "zero or one": lambda a: (a == 0) | (a == 1),
}
PAIRS: Mapping[str, Callable[[np.ndarray, np.ndarray], Any]] = {
    "less": lambda a, b: a < b,
    "greater": lambda a, b: a > b,
    "equal": lambda a, b: a == b,
    "same sign": lambda a, b: a * b > 0,
    "other sign": lambda a, b: a * b < 0,
}


def at(place: Place, test: Callable[[np.ndarray], Any]) -> Test:
    """Return a test of the numbers of one argument."""
    return lambda sample: test(sample.own[place])


def both(one: Place, two: Place, test: Callable[..., Any]) -> Test:
    """Return a test of the numbers of two arguments."""
    return lambda sample: test(sample.own[one], sample.own[two])
