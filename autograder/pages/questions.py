"""The report on the questions: which separate students, and what was gained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from autograder.analysis.answers import Key
from autograder.analysis.discrimination import (
    ENOUGH,
    Item,
    ItemAnalysis,
    Separation,
    analyse_items,
)
from autograder.analysis.inventory import HIGH, LOW, Inventory, Question
from autograder.gradebook.records import SubmissionRecord
from autograder.pages import charts
from autograder.pages.outline import Outline, done_grades
from autograder.pages.safe_html import Prose
from autograder.pages.texts import Texts

_NOTHING = Markup("")


@dataclass(frozen=True)
class ShownItem:
    """An exercise with what the item analysis says of it."""

    name: str
    item: Item


@dataclass(frozen=True)
class ShownItems:
    """All exercises, none where the class is too small; a chart where any varies."""

    analysis: ItemAnalysis
    rows: tuple[ShownItem, ...] = ()
    chart: Markup = _NOTHING


@dataclass(frozen=True)
class ShownQuestion:
    """A question of the inventory; ``level`` is Hake's: low, medium, high, or none."""

    question: Question
    text: Markup
    level: str


@dataclass(frozen=True)
class ShownGain:
    """What was gained since the earlier assignment, by question and in all."""

    earlier: str
    rows: tuple[ShownQuestion, ...]
    total: ShownQuestion
    chart: Markup


def show_items(
    graded: Iterable[SubmissionRecord], outline: Outline, texts: Texts
) -> ShownItems:
    """Return the item analysis of an assignment."""
    max_scores: dict[Key, float] = {}
    scores: dict[str, dict[Key, float]] = {}
    for student, key, grade in done_grades(graded):
        max_scores[key] = max(grade.max_score, max_scores.get(key, 0.0))
        scores.setdefault(student, {})[key] = grade.score
    ordered = {key: max_scores[key] for key in outline.sort(max_scores)}
    analysis = analyse_items(ordered, list(scores.values()))
    rows = tuple(ShownItem(outline.name(item.key), item) for item in analysis.items)
    return ShownItems(analysis, rows, _item_chart(rows, texts))


def _item_chart(rows: Iterable[ShownItem], texts: Texts) -> Markup:
    say, number = texts.gettext, texts.number
    drawn = [row for row in rows if row.item.discrimination is not None]
    if not drawn:
        return _NOTHING
    values = [row.item.discrimination or 0.0 for row in drawn]
    told = "; ".join(
        f"{row.name}: {number(value)}" for row, value in zip(drawn, values, strict=True)
    )
    return charts.ranges(
        [row.name for row in drawn],
        values,
        [row.item.verdict in (Separation.WEAK, Separation.NEGATIVE) for row in drawn],
        intervals=[row.item.interval for row in drawn],
        bound=ENOUGH,
        labels=(say("separates"), say("worth a look")),
        xlabel=say("Discrimination"),
        number=number,
        alt=say("Chart of the discrimination of exercises: %(values)s.")
        % {"values": told or "–"},
    )


def show_gain(inventory: Inventory | None, texts: Texts) -> ShownGain | None:
    """Return what the class gained; None if nothing was asked twice."""
    if inventory is None or not inventory.questions:
        return None
    return ShownGain(
        earlier=inventory.earlier,
        rows=tuple(map(_question, inventory.questions)),
        total=_question(inventory.total),
        chart=_gain_chart(inventory, texts),
    )


def _question(question: Question) -> ShownQuestion:
    return ShownQuestion(
        question,
        Prose.inline(question.text) if question.text else _NOTHING,
        _level(question.gain),
    )


def _level(gain: float | None) -> str:
    if gain is None:
        return ""
    return "low" if gain < LOW else "medium" if gain < HIGH else "high"


def _gain_chart(inventory: Inventory, texts: Texts) -> Markup:
    say, percent = texts.gettext, texts.percent
    told = "; ".join(
        f"{q.name}: {percent(q.before)} → {percent(q.after)}"
        for q in inventory.questions
    )
    return charts.dumbbells(
        [question.name for question in inventory.questions],
        [question.before for question in inventory.questions],
        [question.after for question in inventory.questions],
        labels=(say("before"), say("after")),
        xlabel=say("Right answers"),
        percent=percent,
        alt=say("Chart of the shares of right answers before and after: %(values)s.")
        % {"values": told},
    )
