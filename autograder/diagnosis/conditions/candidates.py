"""What may be told of calls, as far as these tell: what fits all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from autograder.diagnosis.calls.sorts import Place
from autograder.diagnosis.conditions.bounds import Bound, bounds
from autograder.diagnosis.conditions.condition import Condition
from autograder.diagnosis.conditions.samples import Sample
from autograder.diagnosis.conditions.unions import Union, unions
from autograder.diagnosis.conditions.vocabulary import conditions

Candidate = Condition | Bound | Union


class Candidates:
    """What fits the calls of a check, and further ones if there were some.

    Args:
        samples: the calls of the check to one function, judged.
        names: what the function calls its arguments.
    """

    def __init__(self, samples: Sequence[Sample], names: Mapping[Place, str]) -> None:
        self._samples, self._names = samples, names
        self._known = list(conditions(samples, names))

    def single(self) -> list[Candidate]:
        """Return the conditions and bounds that part right from wrong."""
        measured = bounds(self._samples, self._names)
        loose = [each.loosened() for each in self._known if each.is_special]
        return [
            *filter(self._fits, self._known),
            *filter(self._fits, measured),
            *(each for each in loose if self._fits(each) and each.is_telling),
        ]

    def common(self) -> list[Candidate]:
        """Return what holds of all calls, if all are wrong: else some may be right."""
        return [
            each
            for each in self._known
            if not (each.is_local or "result" in each.kind) and self._fits(each)
        ]

    def double(self, fresh: Sequence[Sample]) -> list[Candidate]:
        """Return the unions of two conditions that part right from wrong."""
        found = [
            union
            for union in unions(self._known, self._samples)
            if all(map(union.fits, fresh))
        ]
        for union in found:
            union.begin()
        return list(found)

    def loosely_bounded(self, fresh: Sequence[Sample]) -> list[Candidate]:
        """Return the bounds within which all calls are right."""
        found = [
            each.loosened()
            for each in bounds(self._samples, self._names)
            if not each.is_local and each.place is not None and each.axis is None
        ]
        known = [*self._samples, *fresh]
        return [b for b in found if all(map(b.fits, known)) and b.is_telling]

    def _fits(self, each: Condition | Bound) -> bool:
        return all(map(each.fits, self._samples))
