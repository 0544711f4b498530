"""What a class has to learn: which exercises cost most, what letters stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from autograder.analysis.misconceptions import Findings
from autograder.analysis.revisit import Loss, Topic, worth_revisiting
from autograder.pages.exercises import ExerciseStatus
from autograder.pages.groups import ShownBlock, mistake_letters
from autograder.pages.heatmap import Heatmap, Letters
from autograder.pages.outline import Outline

_NOTHING = Markup("")


@dataclass(frozen=True)
class ShownTopic:
    """A line of what to revisit; ``share`` is of all the points that the class lost.

    ``sentence`` is of the mistake that cost most. ``parts`` says how many answers are
    of which sort, by status and letter. ``is_scattered`` is true where no two made the
    same known mistake.
    """

    exercise: str
    title: Markup
    anchor: str
    lost: float
    share: float
    students: int
    sentence: Markup
    parts: tuple[tuple[ExerciseStatus, str, int], ...]
    is_mistake: bool
    is_scattered: bool


@dataclass(frozen=True)
class ShownLetters:
    """What the letters of an exercise stand for, in their order."""

    exercise: str
    letters: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True)
class Lessons:
    """What an assignment says of a class: what to revisit, and what letters mean."""

    topics: tuple[ShownTopic, ...] = ()
    letters: tuple[ShownLetters, ...] = ()


def show_letters(
    map_: Heatmap, blocks: Iterable[ShownBlock]
) -> tuple[ShownLetters, ...]:
    """Return the meaning of all letters of a heatmap, in the order of its columns."""
    known = {
        block.name: sorted((g.letter, g.sentence) for g in block.groups if g.letter)
        for block in blocks
    }
    return tuple(
        ShownLetters(column.name, tuple(letters))
        for column in map_.columns
        if (letters := known.get(column.name))
    )


def losses_of(map_: Heatmap, outline: Outline) -> list[Loss]:
    """Return what each exercise cost, in order, for those that cost anything.

    What waits for a person is not lost, and what is right but for another answer is
    that answer's loss.
    """
    losses = []
    for place, (key, column) in enumerate(zip(outline.keys, map_.columns, strict=True)):
        cells = [row.cells[place] for row in map_.rows]
        missing = [
            column.max_score - cell.score
            for cell in cells
            if cell.score is not None and cell.status is not ExerciseStatus.FOLLOWS
        ]
        lost = [points for points in missing if points > 0]
        if lost:
            losses.append(Loss(key, sum(lost), len(lost)))
    return losses


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
    counts: dict[tuple[ExerciseStatus, str], int] = {}
    for status, letter, number in block.bar:
        if status is not ExerciseStatus.FULL:
            counts[status, letter] = counts.get((status, letter), 0) + number
    worst = topic.mistake
    sign = letters[worst.key, worst.names[0]] if worst else ""
    group = next((g for g in block.groups if sign and g.letter == sign), None)
    return ShownTopic(
        exercise=block.name,
        title=block.title,
        anchor=block.anchor,
        lost=topic.lost,
        share=topic.lost / total,
        students=topic.students,
        sentence=group.sentence if group else _NOTHING,
        parts=tuple((*sort, number) for sort, number in counts.items()),
        is_mistake=topic.is_mistake,
        is_scattered=all(n == 1 for (_, letter), n in counts.items() if letter),
    )
