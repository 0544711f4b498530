"""The report on answers that are too much alike: a reason to look, not a verdict."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from autograder.analysis.answers import Classwork
from autograder.analysis.copies import Pair, find_pairs
from autograder.gradebook.people import Person
from autograder.pages.outline import Outline, People
from autograder.pages.safe_html import highlight

AT_MOST = 20
"""Pairs that are shown; a class with more has another problem than copying."""


@dataclass(frozen=True)
class ShownLikeness:
    """An exercise answered alike, both answers, and how many others wrote the same."""

    exercise: str
    others: int
    codes: tuple[Markup, Markup]


@dataclass(frozen=True)
class ShownPair:
    """Two students; of ``unusual`` answers those in ``alike`` are one."""

    people: tuple[Person, Person]
    unusual: int
    alike: tuple[ShownLikeness, ...]


@dataclass(frozen=True)
class ShownPairs:
    """The pairs worth a look, the most surprising first; ``more`` are not shown."""

    first: tuple[ShownPair, ...]
    more: int


def show_pairs(work: Classwork, *, outline: Outline, people: People) -> ShownPairs:
    """Return the pairs of a class that are worth a look."""
    pairs = find_pairs(work)
    return ShownPairs(
        tuple(_show(pair, work, outline, people) for pair in pairs[:AT_MOST]),
        len(pairs[AT_MOST:]),
    )


def _show(pair: Pair, work: Classwork, outline: Outline, people: People) -> ShownPair:
    first, second = pair.students
    is_code = {exercise.key: exercise.is_code for exercise in work.exercises}
    alike = [
        ShownLikeness(
            exercise=outline.name(key),
            others=others,
            codes=(
                highlight(work.answers[first][key], _language(is_code[key])),
                highlight(work.answers[second][key], _language(is_code[key])),
            ),
        )
        for key, others in zip(pair.alike, pair.others, strict=True)
    ]
    return ShownPair(
        (people.one(first), people.one(second)), pair.unusual, tuple(alike)
    )


def _language(is_code: bool) -> str:
    return "ipython3" if is_code else "text"
