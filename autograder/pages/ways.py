"""The report on right answers: which alternatives occurred, and what no bank has."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from autograder.analysis.alternatives import Way, find_ways
from autograder.analysis.answers import Classwork, Key
from autograder.gradebook.people import Person
from autograder.gradebook.records import SubmissionRecord
from autograder.pages.outline import Outline, People, done_grades
from autograder.pages.safe_html import highlight

_NOTHING = Markup("")
_SHOWN = 3  # new ways of one exercise that are shown; the others are only counted


@dataclass(frozen=True)
class ShownWay:
    """One way of answering right; ``name`` and ``code`` as far as it has them."""

    people: tuple[Person, ...]
    name: str = ""
    code: Markup = _NOTHING


@dataclass(frozen=True)
class ShownWays:
    """The right answers to one exercise; ``more`` new ways are not shown."""

    exercise: str
    right: int
    reference: int
    named: tuple[ShownWay, ...]
    new: tuple[ShownWay, ...]
    new_answers: int
    more: int


def show_ways(
    work: Classwork,
    graded: Iterable[SubmissionRecord],
    *,
    outline: Outline,
    people: People,
) -> list[ShownWays]:
    """Return how each exercise was answered, where an answer was fully right."""
    return [
        ShownWays(
            exercise=outline.name(ways.key),
            right=ways.students,
            reference=len(ways.reference.students),
            named=tuple(_show(way, people) for way in ways.named),
            new=tuple(_show(way, people) for way in ways.new[:_SHOWN]),
            new_answers=sum(len(way.students) for way in ways.new),
            more=len(ways.new[_SHOWN:]),
        )
        for ways in find_ways(work, right_answers(work, graded))
    ]


def _show(way: Way, people: People) -> ShownWay:
    code = highlight(way.code) if way.is_new else _NOTHING
    return ShownWay(people.all(way.students), way.name, code)


def right_answers(
    work: Classwork, graded: Iterable[SubmissionRecord]
) -> dict[Key, Collection[str]]:
    """Return who has all points of an exercise, by the exercise."""
    full: dict[Key, set[str]] = {}
    for student, key, grade in done_grades(graded):
        if grade.max_score > 0 and grade.score >= grade.max_score:
            full.setdefault(key, set()).add(student)
    return {
        exercise.key: set.intersection(
            *(full.get((exercise.key[0], check), set()) for check in exercise.checks)
        )
        for exercise in work.exercises
        if exercise.checks
    }
