"""An exercise's answers as groups: who has it right, who erred in which way, the rest.

The groups of an exercise are those of its column of the heatmap; a student is in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from autograder.analysis.answers import Key
from autograder.analysis.misconceptions import Findings, Misconception, Unexplained
from autograder.common.telling import command
from autograder.gradebook.people import Person
from autograder.model import Counterexample
from autograder.notebook.marks import exercise_of
from autograder.pages.answers import show_code
from autograder.pages.diagnoses import Explanation, Explanations, show_observation
from autograder.pages.drawings import Drawing, draw
from autograder.pages.exercises import ExerciseStatus
from autograder.pages.heatmap import HeatCell, Heatmap, letters_of
from autograder.pages.outline import Outline, People
from autograder.pages.safe_html import Prose
from autograder.pages.texts import Texts

_NOTHING = Markup("")
_OPEN = 3  # groups of an exercise that are not folded, and all that several are in
_SHARED = 2


@dataclass(frozen=True)
class ShownGroup:
    """Students whose answers to an exercise are alike.

    Attributes:
        status: how these answers stand.
        letter: of the known mistake, else empty.
        sentence: what is wrong, in short.
        messages: what the students read of it, one for each mistake of a tie.
        people: who they are.
        example, drawing: a call that shows it.
        code: the answer of one of them, the first.
        send: a text to send to them.
        entry: the command that begins an entry of the bank of an unforeseen answer.
    """

    status: ExerciseStatus
    letter: str
    sentence: Markup
    people: tuple[Person, ...]
    messages: tuple[Markup, ...] = ()
    example: Counterexample | None = None
    drawing: Drawing | None = None
    code: Markup = _NOTHING
    send: str = ""
    entry: str = ""


@dataclass(frozen=True)
class ShownBlock:
    """One exercise with its groups, those with most students first.

    Attributes:
        bar: how the class divides: status, letter and number, right answers first.
        lost: points.
    """

    key: Key
    name: str
    title: Markup
    anchor: str
    lost: float
    bar: tuple[tuple[ExerciseStatus, str, int], ...]
    groups: tuple[ShownGroup, ...]

    @property
    def first(self) -> tuple[ShownGroup, ...]:
        """The groups that stand open."""
        return tuple(
            g
            for place, g in enumerate(self.groups)
            if place < _OPEN or len(g.people) >= _SHARED
        )

    @property
    def rest(self) -> tuple[ShownGroup, ...]:
        """The others."""
        return self.groups[len(self.first) :]


def mistake_letters(findings: Findings) -> dict[tuple[Key, str], str]:
    """Return a letter for each known mistake, the most frequent of a check first."""
    return letters_of((found.key, found.names[0]) for found in findings.mistakes)


@dataclass(frozen=True)
class GroupsView:
    """Puts words to the groups of one class.

    Attributes:
        outline: the exercises.
        people: the class.
        explanations: what the bank says of the mistakes, in the page's language.
        titles: what exercises are called, in that language.
        answers: by student and exercise.
        texts: the page's language.
        root: the course's folder, for commands; none if they need not name it.
        has_bank: whether the course has banks that an answer may become an entry of.
    """

    outline: Outline
    people: People
    explanations: Explanations
    titles: Mapping[str, str]
    answers: Mapping[str, Mapping[Key, str]]
    texts: Texts
    root: Path | None = None
    has_bank: bool = True

    def show(
        self, map_: Heatmap, findings: Findings, lost: Mapping[Key, float]
    ) -> tuple[ShownBlock, ...]:
        """Return the exercises that have cost points, the dearest first."""
        blocks = []
        for place, key in enumerate(self.outline.keys):
            column = {
                row.student.id: row.cells[place]
                for row in map_.rows
                if row.cells[place].status is not None
            }
            if groups := tuple(self._groups(key, column, findings)):
                blocks.append(self._block(key, column, groups, lost.get(key, 0.0)))
        return tuple(sorted(blocks, key=lambda block: -block.lost))

    def _block(
        self,
        key: Key,
        column: Mapping[str, HeatCell],
        groups: tuple[ShownGroup, ...],
        lost: float,
    ) -> ShownBlock:
        status = [cell.status for cell in column.values()]
        right = status.count(ExerciseStatus.FULL)
        waits = status.count(ExerciseStatus.MANUAL)
        parts = [
            (ExerciseStatus.FULL, "", right),
            *((group.status, group.letter, len(group.people)) for group in groups),
            (ExerciseStatus.MANUAL, "", waits),
        ]
        name = self.outline.name(key)
        title = self.titles.get(exercise_of(key[1]), "")
        return ShownBlock(
            key=key,
            name=name,
            title=Prose.inline(title) if title else _NOTHING,
            anchor=f"groups-{self.outline.anchor(key)}",
            lost=lost,
            bar=tuple(part for part in parts if part[2]),
            groups=groups,
        )

    def _groups(
        self, key: Key, column: Mapping[str, HeatCell], findings: Findings
    ) -> Iterator[ShownGroup]:
        letters = mistake_letters(findings)
        left = {
            student: cell
            for student, cell in column.items()
            if cell.status not in (ExerciseStatus.FULL, ExerciseStatus.MANUAL)
        }

        def take(students: Iterable[str]) -> tuple[str, ...]:
            return tuple(s for s in students if left.pop(s, None) is not None)

        apart = {
            status: take([s for s, cell in left.items() if cell.status is status])
            for status in _APART
        }
        for mistake in findings.mistakes:
            if mistake.key == key and (made := take(mistake.students)):
                letter = letters[key, mistake.names[0]]
                yield self._mistake(mistake, letter, made)
        for tie in findings.ties:
            if tie.key == key and (made := take(tie.students)):
                yield self._mistake(tie, "", made)
        for rest in findings.unexplained:
            if rest.key == key and (made := take(rest.students)):
                yield self._unexplained(rest, made)
        if made := take(tuple(left)):
            sentence = self._say(self.texts.gettext("Wrong, or in part right."))
            states = {column[student].status for student in made}
            partial = states == {ExerciseStatus.PARTIAL}
            status = ExerciseStatus.PARTIAL if partial else ExerciseStatus.NONE
            yield self._group(key, status, "", sentence, made)
        for status, students in apart.items():
            if students:
                sentence = self._say(self._apart(status))
                yield self._group(key, status, "", sentence, students)

    def _apart(self, status: ExerciseStatus) -> str:
        say = self.texts.gettext
        return {
            ExerciseStatus.FOLLOWS: say("Right in itself, built on a wrong answer."),
            ExerciseStatus.STOPPED: say("Stopped: a loop that does not end, or slow."),
            ExerciseStatus.UNANSWERED: say("Left blank."),
        }[status]

    def _say(self, text: str) -> Markup:
        return Markup("{}").format(text)

    def _mistake(
        self, mistake: Misconception, letter: str, students: tuple[str, ...]
    ) -> ShownGroup:
        known = [self._known(name) for name in mistake.names]
        either, others = self.texts.gettext("Either"), self.texts.gettext("or")
        first = known[0].first
        if len(known) > 1:
            first = f"{either}: " + f" {others}: ".join(one.first for one in known)
        return self._group(
            mistake.key,
            ExerciseStatus.NONE,
            letter,
            Prose.inline(first),
            students,
            messages=tuple(
                Prose(4).markdown(one.message)
                for one in known
                if one.message.strip() != one.first
            ),
            example=mistake.example,
            told=known[0].first if len(known) == 1 else "",
        )

    def _known(self, name: str) -> Explanation:
        return self.explanations.get(name) or Explanation(f"`{name}`")

    def _unexplained(self, rest: Unexplained, students: tuple[str, ...]) -> ShownGroup:
        fact = show_observation(rest.seen, self.texts) if rest.seen else _NOTHING
        nothing = self._say(
            self.texts.gettext("Wrong in no known way; nothing more can be said of it.")
        )
        alike = self.texts.gettext("These compute the same.")
        group = self._group(
            rest.key,
            ExerciseStatus.NONE,
            "",
            fact or nothing,
            students,
            messages=(self._say(alike),) if rest.is_one else (),
            example=rest.example,
        )
        name = f"{exercise_of(rest.key[1])}.NAME"
        entry = command("bank", "add", name, "--student", students[0], root=self.root)
        return replace(group, entry=entry if self.has_bank else "")

    def _group(
        self,
        key: Key,
        status: ExerciseStatus,
        letter: str,
        sentence: Markup,
        students: tuple[str, ...],
        messages: tuple[Markup, ...] = (),
        example: Counterexample | None = None,
        told: str = "",
    ) -> ShownGroup:
        people = self.people.all(students)
        exercise = exercise_of(key[1])
        code = self.answers.get(people[0].id, {}).get((key[0], exercise), "")
        shows = status in (ExerciseStatus.NONE, ExerciseStatus.STOPPED) and code
        return ShownGroup(
            status=status,
            letter=letter,
            sentence=sentence,
            people=people,
            messages=messages,
            example=example,
            drawing=draw(example) if example else None,
            code=show_code(code).code if shows else _NOTHING,
            send=self._to_send(exercise, told) if told else "",
        )

    def _to_send(self, exercise: str, told: str) -> str:
        text = self.texts.gettext(
            "In the exercise %(exercise)s: %(mistake)s Your feedback page has an "
            "example and hints. Please look at it again before the next class."
        )
        return text % {"exercise": exercise, "mistake": told}


_APART = (
    ExerciseStatus.FOLLOWS,
    ExerciseStatus.STOPPED,
    ExerciseStatus.UNANSWERED,
)
"""What is told of an answer before any mistake in it."""
