"""What to come back to in the next lecture: what cost the class most points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from autograder.analysis.answers import Key
from autograder.analysis.misconceptions import Misconception

AT_MOST = 5
"""Entries of the list; no lecture has time for more."""


@dataclass(frozen=True)
class Loss:
    """What one exercise cost the class: points, over students who lost some."""

    key: Key
    lost: float
    students: int


@dataclass(frozen=True)
class Topic:
    """An exercise worth coming back to, or the one mistake that made it so.

    Attributes:
        key: notebook and check.
        lost: points that it cost the class.
        students: how many lost them.
        mistake: the mistake that cost most points in the exercise, if any is known.
        is_mistake: whether points and students are those of the mistake alone.
    """

    key: Key
    lost: float
    students: int
    mistake: Misconception | None = None
    is_mistake: bool = False


def worth_revisiting(
    losses: Iterable[Loss], mistakes: Iterable[Misconception]
) -> tuple[Topic, ...]:
    """Rank exercises by the points that they cost the class, one line for each.

    Where one mistake made at least half of the loss, the line is about that mistake,
    and counts what that mistake cost; else it is about the exercise.
    """
    worst: Mapping[Key, Misconception] = {
        mistake.key: mistake
        for mistake in sorted(
            mistakes, key=lambda m: (m.lost, len(m.students), m.names)
        )
    }
    topics = [_topic(loss, worst.get(loss.key)) for loss in losses if loss.lost > 0]
    # sorted() keeps the notebook's order among equals.
    return tuple(sorted(topics, key=lambda topic: -topic.lost)[:AT_MOST])


def _topic(loss: Loss, mistake: Misconception | None) -> Topic:
    if mistake and 2 * mistake.lost >= loss.lost:
        return Topic(
            loss.key, mistake.lost, len(mistake.students), mistake, is_mistake=True
        )
    return Topic(loss.key, loss.lost, loss.students, mistake)
