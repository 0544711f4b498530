"""What to come back to in the next class: exercises by the points that they cost."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from autograder.analysis.answers import Key
from autograder.analysis.misconceptions import Findings
from autograder.analysis.revisit import Loss, Topic, worth_revisiting
from autograder.gradebook.records import SubmissionRecord
from autograder.pages.exercises import ExerciseStatus
from autograder.pages.groups import ShownBlock, mistake_letters
from autograder.pages.heatmap import Letters
from autograder.pages.outline import Outline, done_grades

_NOTHING = Markup("")


@dataclass(frozen=True)
class ShownTopic:
    """A line of what to revisit; ``share`` is of all the points that the class lost.

    ``sentence`` is of the mistake that cost most, ``counts`` says how many answers are
    of which sort, where no mistake stands out.
    """

    exercise: str
    title: Markup
    anchor: str
    lost: float
    share: float
    students: int
    sentence: Markup
    counts: tuple[tuple[ExerciseStatus, int], ...]
    is_mistake: bool


def losses_of(graded: Collection[SubmissionRecord], outline: Outline) -> list[Loss]:
    """Return what each exercise cost, in order, for those that cost anything."""
    lost: dict[Key, list[float]] = {}
    for _, key, grade in done_grades(graded):
        missing = grade.max_score - grade.score
        if missing > 0:
            lost.setdefault(key, []).append(missing)
    return [Loss(key, sum(lost[key]), len(lost[key])) for key in outline.sort(lost)]


def show_topics(
    losses: Collection[Loss],
    findings: Findings,
    blocks: Iterable[ShownBlock],
) -> tuple[ShownTopic, ...]:
    """Return what is worth coming back to, what cost most first.

    Args:
        losses: what each exercise cost, from :func:`losses_of`.
        findings: the mistakes that were made.
        blocks: the exercises' groups.
    """
    known = {block.key: block for block in blocks}
    letters = mistake_letters(findings)
    total = sum(loss.lost for loss in losses)
    return tuple(
        _topic(topic, known[topic.key], letters, total)
        for topic in worth_revisiting(losses, findings.mistakes)
    )


def _topic(
    topic: Topic, block: ShownBlock, letters: Letters, total: float
) -> ShownTopic:
    counts: dict[ExerciseStatus, int] = {}
    for status, _, number in block.bar:
        counts[status] = counts.get(status, 0) + number
    counts.pop(ExerciseStatus.FULL, None)
    worst = topic.mistake
    letter = letters[worst.key, worst.names[0]] if worst else ""
    group = next((g for g in block.groups if letter and g.letter == letter), None)
    return ShownTopic(
        exercise=block.name,
        title=block.title,
        anchor=block.anchor,
        lost=topic.lost,
        share=topic.lost / total,
        students=topic.students,
        sentence=group.sentence if group else _NOTHING,
        counts=tuple(counts.items()),
        is_mistake=topic.is_mistake,
    )
