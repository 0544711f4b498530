"""The report's numbers: scores of the class and of each exercise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from markupsafe import Markup

from autograder.gradebook.records import GradeRecord, SubmissionRecord
from autograder.pages import charts
from autograder.pages.outline import Outline, grades_of
from autograder.pages.texts import Texts

_BINS = 10


@dataclass(frozen=True)
class Bin:
    """How many submissions have a score from ``low`` to ``high``."""

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class ExerciseRow:
    """How the class did with one grade cell: counts of submissions.

    ``mean_share`` is None where nobody has points, or some still wait for theirs.
    """

    name: str
    anchor: str
    max_score: float
    full: int
    partial: int
    none: int
    waiting: int
    mean_share: float | None

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """The counts in the order in which they are drawn."""
        return self.full, self.partial, self.none, self.waiting


def score_bins(scores: Iterable[float], max_score: float) -> list[Bin]:
    """Count scores in equal bins up to the maximum; extra credit goes to the last."""
    width = (max_score or 1.0) / _BINS
    places = Counter(min(_BINS - 1, int(score / width + 1e-9)) for score in scores)
    return [Bin(n * width, (n + 1) * width, places[n]) for n in range(_BINS)]


def exercise_rows(
    graded: Iterable[SubmissionRecord], outline: Outline
) -> list[ExerciseRow]:
    """Return a row for each exercise, in order."""
    found = [grades_of(submission) for submission in graded]
    return [
        _row(
            outline.name(key),
            outline.anchor(key),
            [grades[key] for grades in found if key in grades],
        )
        for key in outline.keys
    ]


def _row(name: str, anchor: str, grades: Sequence[GradeRecord]) -> ExerciseRow:
    waiting = sum(grade.awaits_person for grade in grades)
    done = [grade for grade in grades if not grade.awaits_person]
    full = sum(grade.score >= grade.max_score for grade in done)
    none = sum(grade.score <= 0 < grade.max_score for grade in done)
    shares = [grade.score / grade.max_score for grade in done if grade.max_score]
    return ExerciseRow(
        name=name,
        anchor=anchor,
        max_score=max((grade.max_score for grade in grades), default=0.0),
        full=full,
        partial=len(done) - full - none,
        none=none,
        waiting=waiting,
        mean_share=mean(shares) if shares and not waiting else None,
    )


def score_chart(bins: Sequence[Bin], texts: Texts) -> Markup:
    """Draw how many submissions got how many points."""
    say, number = texts.gettext, texts.number
    told = "; ".join(
        f"{number(b.low)}–{number(b.high)}: {b.count}" for b in bins if b.count
    )
    edges = [b.low for b in bins] + [bins[-1].high]
    return charts.histogram(
        edges,
        [b.count for b in bins],
        ticks=[number(edge) for edge in edges],
        xlabel=say("Points"),
        ylabel=say("Submissions"),
        alt=say("Bar chart of scores. Submissions by points: %(counts)s.")
        % {"counts": told or "–"},
    )


def exercise_chart(rows: Sequence[ExerciseRow], texts: Texts) -> Markup:
    """Draw how each exercise went."""
    say = texts.gettext
    labels = (say("full marks"), say("in part"), say("no points"), say("by hand"))
    told = "; ".join(f"{row.name}: {'/'.join(map(str, row.counts))}" for row in rows)
    return charts.stacked_bars(
        [row.name for row in rows],
        [row.counts for row in rows],
        [
            charts.Share(label, *look)
            for label, look in zip(labels, charts.SHARES, strict=True)
        ],
        xlabel=say("Submissions"),
        alt=say(
            "Bar chart of exercises. Submissions with full marks, points in part, "
            "no points, and to be graded by hand: %(counts)s."
        )
        % {"counts": told or "–"},
    )
