"""What is asked of a seminar's checks behind its known mistakes, and what they reach.

A seminar that reaches less than is asked may stay as it is: then its figures, which
stand committed in its matrix, are the least that is asked of it from now on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograder.course.behind import Behind
from autograder.model import Problem

SHARE = 0.95
"""Of the mistakes that are not late: the visible part of their check refuses them."""

_FIGURES = re.compile(
    r"(?P<refused>\d+) of (?P<open>\d+) refused at sight; "
    r"of (?P<pairs>\d+) later checks, (?P<blamed>\d+) blame and (?P<lost>\d+) take"
)


@dataclass(frozen=True)
class Figures:
    """How a seminar fares.

    Attributes:
        refused: Mistakes that the visible part of their own check refuses.
        open: Mistakes that it should refuse: all that are not late.
        pairs: Later checks that were tried, each behind each mistake.
        blamed: How often one of them blames a right exercise.
        lost: How often one of them takes points from a right exercise.
    """

    refused: int = 0
    open: int = 0
    pairs: int = 0
    blamed: int = 0
    lost: int = 0

    @classmethod
    def of(cls, found: Sequence[Behind]) -> Figures:
        """Count."""
        due = [each for each in found if not each.late]
        return cls(
            refused=sum(each.is_refused for each in due),
            open=len(due),
            pairs=sum(len(each.later) for each in found),
            blamed=sum(len(list(each.innocent())) for each in found),
            lost=sum(len(list(each.lost())) for each in found),
        )

    @classmethod
    def read(cls, text: str) -> Figures:
        """Read the figures in a text; what is asked of a new seminar if it has none."""
        match = _FIGURES.search(text)
        if match is None:
            return cls()
        return cls(**{name: int(value) for name, value in match.groupdict().items()})

    def __str__(self) -> str:
        return (
            f"{self.refused} of {self.open} refused at sight; of {self.pairs} later "
            f"checks, {self.blamed} blame and {self.lost} take"
        )

    @property
    def share(self) -> float:
        """Of the mistakes that should be refused at sight, those that are."""
        return self.refused / self.open if self.open else 1.0


def shortfalls(found: Sequence[Behind], before: Figures) -> Iterator[Problem]:
    """Yield what is below the standard, and worse than it was before."""
    now = Figures.of(found)
    asked = min(SHARE, before.share if before.open else SHARE)
    if now.share < asked:
        for each in found:
            if not (each.is_refused or each.late):
                yield each.mistake.problem(
                    "the visible part of its check lets it pass; refuse it there, or "
                    'say late="why only after handing in" in its header '
                    f"({now.share:.0%} are refused, {asked:.0%} must be)"
                )
    if now.blamed > before.blamed:
        for each in found:
            yield from each.innocent()
    if now.lost > before.lost:
        for each in found:
            yield from each.lost()
