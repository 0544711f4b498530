"""Which exercises separate strong from weak students: classical item analysis.

*Difficulty* is the mean share of points, so a large one means an easy exercise.
*Discrimination* is the item-rest correlation: Pearson's correlation of the points of an
exercise with the points of all others. The exercise itself is left out of the sum, else
it would correlate with itself (S. Henrysson, "Correction of item-total correlations in
item analysis", Psychometrika 28, 1963, 211–218). The bounds are those of R. L. Ebel and
D. A. Frisbie, "Essentials of Educational Measurement", 5th edition, 1991, chapter 13:
from 0.2 on an item can stay as it is or nearly so, below it needs work.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from autograder.analysis.answers import Key

FEWEST = 10
"""Students below which a correlation says nothing: of 9, one in nine drives it."""

ENOUGH = 0.2
"""The discrimination from which on an exercise separates."""


_DEVIATIONS = 1.96  # of a normal distribution: 95 % lie within


class Separation(StrEnum):
    """What the discrimination of an exercise says."""

    GOOD = "good"
    WEAK = "weak"  # it hardly separates
    NEGATIVE = "negative"  # weak students do better at it than strong ones
    UNSURE = "unsure"  # of so few students it may be either
    CONSTANT = "constant"  # all have the same points, here or in all other exercises


@dataclass(frozen=True)
class Item:
    """One exercise; ``discrimination`` is None where nothing varies.

    ``students`` are those whom it was computed from.
    """

    key: Key
    difficulty: float
    discrimination: float | None = None
    students: int = 0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the discrimination lies with 95 %, by Fisher's z."""
        # Of all alike, z would be infinite.
        centre = math.atanh(max(-0.999, min(0.999, self.discrimination or 0.0)))
        half = _DEVIATIONS / math.sqrt(max(self.students - 3, 1))
        return math.tanh(centre - half), math.tanh(centre + half)

    @property
    def verdict(self) -> Separation:
        """What to make of it: nothing that the interval does not say."""
        if self.discrimination is None:
            return Separation.CONSTANT
        low, high = self.interval
        if high < 0:
            return Separation.NEGATIVE
        if high < ENOUGH:
            return Separation.WEAK
        is_good = low > 0 and self.discrimination >= ENOUGH
        return Separation.GOOD if is_good else Separation.UNSURE


@dataclass(frozen=True)
class ItemAnalysis:
    """All exercises, and over how many students; none if these are too few."""

    students: int
    items: tuple[Item, ...] = ()

    @property
    def margin(self) -> float:
        """Half the 95 % interval of a correlation near 0.2, by Fisher's z."""
        half = _DEVIATIONS / math.sqrt(max(self.students - 3, 1))
        centre = math.atanh(ENOUGH)
        return (math.tanh(centre + half) - math.tanh(centre - half)) / 2


def analyse_items(
    max_scores: Mapping[Key, float], students: Sequence[Mapping[Key, float]]
) -> ItemAnalysis:
    """Return difficulty and discrimination of exercises.

    Students without any point are left out: a notebook that nobody worked on makes
    every exercise look as if it separated well. Exercises for which somebody has no
    score yet, or which have no points, are left out too.

    Args:
        max_scores: the points of each exercise.
        students: the scores of each student.

    Returns:
        The items in the order given; none with fewer than :data:`FEWEST` students.
    """
    tried = [scores for scores in students if any(x > 0 for x in scores.values())]
    keys = [
        key
        for key, most in max_scores.items()
        if most > 0 and all(key in scores for scores in tried)
    ]
    if len(tried) < FEWEST or not keys:
        return ItemAnalysis(len(tried))
    points = np.array([[scores[key] for key in keys] for scores in tried])
    rest = points.sum(axis=1, keepdims=True) - points
    correlations = _correlations(points, rest)
    shares = points.mean(axis=0) / [max_scores[key] for key in keys]
    return ItemAnalysis(
        len(tried),
        tuple(
            Item(key, float(share), None if math.isnan(r) else float(r), len(tried))
            for key, share, r in zip(keys, shares, correlations, strict=True)
        ),
    )


def _correlations(
    columns: NDArray[np.float64], others: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return Pearson's correlation of column with column; NaN if one is flat."""
    a, b = columns - columns.mean(axis=0), others - others.mean(axis=0)
    spread = np.sqrt((a * a).sum(axis=0) * (b * b).sum(axis=0))
    flat = (np.ptp(columns, axis=0) < 1e-9) | (np.ptp(others, axis=0) < 1e-9)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(flat, np.nan, (a * b).sum(axis=0) / spread)
