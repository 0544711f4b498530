"""The report on wrong answers: what to revisit, known mistakes, and the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from autograder.analysis.answers import Key
from autograder.analysis.misconceptions import (
    Findings,
    Following,
    Misconception,
    Unexplained,
)
from autograder.analysis.revisit import Loss, Topic, worth_revisiting
from autograder.gradebook.people import Person
from autograder.gradebook.records import SubmissionRecord
from autograder.model import Counterexample
from autograder.pages.diagnoses import Explanations, show_observation
from autograder.pages.outline import Outline, People, done_grades
from autograder.pages.safe_html import Prose
from autograder.pages.texts import Texts

_CARDS = 10  # mistakes told in full; the others are folded into a table
_SHARED = 2  # students from whom on a mistake is more than somebody's slip
_NOTHING = Markup("")


@dataclass(frozen=True)
class ShownMistake:
    """A known mistake, or a tie of several, with who made it.

    ``messages`` has one text for each mistake of the tie; ``share`` is that of the
    graded submissions.
    """

    anchor: str
    names: tuple[str, ...]
    exercise: str
    messages: tuple[Markup, ...]
    people: tuple[Person, ...]
    share: float
    lost: float
    example: Counterexample | None


@dataclass(frozen=True)
class ShownTopic:
    """A line of what to revisit; ``share`` is of all the points that the class lost."""

    exercise: str
    anchor: str
    lost: float
    share: float
    students: int
    message: Markup
    is_mistake: bool


@dataclass(frozen=True)
class ShownRest:
    """Answers that no known mistake explains: what was seen, or what they follow."""

    exercise: str
    people: tuple[Person, ...]
    fact: Markup = _NOTHING
    builds_on: tuple[str, ...] = ()
    example: Counterexample | None = None


@dataclass(frozen=True)
class ShownFindings:
    """Everything the page says of wrong answers."""

    topics: tuple[ShownTopic, ...] = ()
    cards: tuple[ShownMistake, ...] = ()
    folded: tuple[ShownMistake, ...] = ()
    ties: tuple[ShownMistake, ...] = ()
    unexplained: tuple[ShownRest, ...] = ()
    following: tuple[ShownRest, ...] = ()
    blank: tuple[ShownRest, ...] = ()

    @property
    def known(self) -> int:
        """How many known mistakes were made."""
        return len(self.cards) + len(self.folded)


def losses_of(graded: Collection[SubmissionRecord], outline: Outline) -> list[Loss]:
    """Return what each exercise cost, in order, for those that cost anything."""
    lost: dict[Key, list[float]] = {}
    for _, key, grade in done_grades(graded):
        missing = grade.max_score - grade.score
        if missing > 0:
            lost.setdefault(key, []).append(missing)
    return [Loss(key, sum(lost[key]), len(lost[key])) for key in outline.sort(lost)]


@dataclass(frozen=True)
class FindingsView:
    """Puts names, messages and links to what was found in one class.

    Attributes:
        graded: how many submissions were graded.
        outline: the exercises.
        people: the class.
        explanations: what the bank says of the mistakes, in the page's language.
        texts: the page's language.
    """

    graded: int
    outline: Outline
    people: People
    explanations: Explanations
    texts: Texts

    def show(self, findings: Findings, losses: Collection[Loss]) -> ShownFindings:
        """Return what the page says of wrong answers.

        Args:
            findings: the analysis of the diagnoses.
            losses: what each exercise cost, from :func:`losses_of`.
        """
        topics = worth_revisiting(losses, findings.mistakes)
        shown = {
            mistake: self._mistake(mistake, f"mistake-{number}")
            for number, mistake in enumerate(findings.mistakes, start=1)
        }
        cards = _told_in_full(findings.mistakes, topics)
        anchors = {mistake: shown[mistake].anchor for mistake in cards}
        total = sum(loss.lost for loss in losses)
        return ShownFindings(
            topics=tuple(self._topic(topic, total, anchors) for topic in topics),
            cards=tuple(shown[mistake] for mistake in cards),
            folded=tuple(shown[m] for m in findings.mistakes if m not in cards),
            ties=tuple(
                self._mistake(tie, f"tie-{number}")
                for number, tie in enumerate(findings.ties, start=1)
            ),
            unexplained=tuple(map(self._unexplained, findings.unexplained)),
            following=tuple(map(self._following, findings.following)),
            blank=tuple(
                self._rest(key, findings.blank[key])
                for key in self.outline.sort(findings.blank)
            ),
        )

    def _rest(self, key: Key, students: Iterable[str]) -> ShownRest:
        return ShownRest(self.outline.name(key), self.people.all(students))

    def _unexplained(self, rest: Unexplained) -> ShownRest:
        fact = show_observation(rest.seen, self.texts) if rest.seen else _NOTHING
        shown = self._rest(rest.key, rest.students)
        return replace(shown, fact=fact, example=rest.example)

    def _following(self, rest: Following) -> ShownRest:
        shown = self._rest(rest.key, rest.students)
        return replace(shown, builds_on=rest.builds_on)

    def _mistake(self, mistake: Misconception, anchor: str) -> ShownMistake:
        return ShownMistake(
            anchor=anchor,
            names=mistake.names,
            exercise=self.outline.name(mistake.key),
            messages=tuple(
                Prose(4).markdown(self._message(name)) for name in mistake.names
            ),
            people=self.people.all(mistake.students),
            share=len(mistake.students) / self.graded if self.graded else 0.0,
            lost=mistake.lost,
            example=mistake.example,
        )

    def _topic(
        self, topic: Topic, total: float, anchors: Mapping[Misconception, str]
    ) -> ShownTopic:
        message = _NOTHING
        anchor = self.outline.anchor(topic.key)
        if topic.mistake:
            message = self._in_a_line(topic.mistake.names)
            anchor = anchors[topic.mistake]
        return ShownTopic(
            exercise=self.outline.name(topic.key),
            anchor=anchor,
            lost=topic.lost,
            share=topic.lost / total,
            students=topic.students,
            message=message,
            is_mistake=topic.is_mistake,
        )

    def _message(self, name: str) -> str:
        known = self.explanations.get(name)
        return known.message if known else f"`{name}`"

    def _in_a_line(self, names: Iterable[str]) -> Markup:
        """Return the first paragraph of a mistake's message."""
        paragraphs = (self._message(name).strip().split("\n\n")[0] for name in names)
        return Prose.inline(" ".join(" ".join(paragraphs).split()))


def _told_in_full(
    mistakes: Sequence[Misconception], topics: Iterable[Topic]
) -> list[Misconception]:
    """Return the mistakes to revisit, and the most frequent that several made."""
    wanted = {topic.mistake for topic in topics}
    return [
        mistake
        for place, mistake in enumerate(mistakes)
        if mistake in wanted or (place < _CARDS and len(mistake.students) >= _SHARED)
    ]
