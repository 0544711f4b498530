"""The gain on a concept inventory: the same questions before and after teaching.

The normalised gain of a class is ⟨g⟩ = (post − pre) / (1 − pre), of what could still be
gained the part that was, where pre and post are shares of right answers (R. R. Hake,
"Interactive-engagement versus traditional methods: A six-thousand-student survey of
mechanics test data for introductory physics courses", American Journal of Physics 66,
1998, 64–74; there below 0.3 is low, from 0.7 on high).

Answers are letters assigned to plain names, ``idea_xor = "c"``. They are read off the
syntax tree; nothing is executed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from autograder.analysis.syntax import parse

PREFIX = "idea_"
LOW, HIGH = 0.3, 0.7  # Hake's bounds

# The letters of the choices that look alike in Cyrillic, as the notebooks take them.
_TWINS = str.maketrans("авсен", "abceh")

Answers = Mapping[str, str]
"""A letter by question."""


@dataclass(frozen=True)
class Question:
    """How one question was answered before and after, by those who did both times."""

    name: str
    answered: int
    right_before: int
    right_after: int
    text: str = ""

    @property
    def before(self) -> float:
        """The share of right answers before."""
        return self.right_before / self.answered if self.answered else 0.0

    @property
    def after(self) -> float:
        """The share of right answers after."""
        return self.right_after / self.answered if self.answered else 0.0

    @property
    def gain(self) -> float | None:
        """Hake's gain; None where all were right before, or nobody answered."""
        if self.right_before == self.answered:
            return None
        return (self.after - self.before) / (1 - self.before)


@dataclass(frozen=True)
class Inventory:
    """The questions asked twice, and the assignment that asked them first."""

    earlier: str
    questions: tuple[Question, ...] = ()

    @property
    def total(self) -> Question:
        """All questions taken together: a question for each pair of answers."""
        return Question(
            "",
            sum(question.answered for question in self.questions),
            sum(question.right_before for question in self.questions),
            sum(question.right_after for question in self.questions),
        )


def letter(text: str) -> str:
    """Return a choice as one small Latin letter; nothing if it is none."""
    found = text.strip(" ().").lower().translate(_TWINS)
    return found if len(found) == 1 and "a" <= found <= "z" else ""


def read_ideas(cells: Iterable[str]) -> dict[str, str]:
    """Return the letters that cells assign to questions; blank ones are not answers.

    What stands last counts, as when the cells are run; so a blank takes an answer back.
    """
    found = {name: letter(text) for cell in cells for name, text in _assigned(cell)}
    return {name: choice for name, choice in found.items() if choice}


def asked_ideas(cells: Iterable[str]) -> set[str]:
    """Return the questions that cells ask: what they assign, be it blank."""
    return {name for cell in cells for name, _ in _assigned(cell)}


def _assigned(cell: str) -> Iterator[tuple[str, str]]:
    if PREFIX not in cell or (tree := parse(cell)) is None:
        return
    for node in tree.body:
        match node:
            case ast.Assign(targets=targets, value=ast.Constant(value=str(text))):
                for target in targets:
                    if isinstance(target, ast.Name) and target.id.startswith(PREFIX):
                        yield target.id, text


def measure(
    key: Answers,
    before: Mapping[str, Answers],
    after: Mapping[str, Answers],
    earlier: str = "",
    texts: Mapping[str, str] | None = None,
) -> Inventory:
    """Compare what students answered before and after.

    Args:
        key: the right letters; its order is that of the questions.
        before: the answers of the earlier assignment, by student.
        after: the answers of the later one.
        earlier: the earlier assignment's name.
        texts: what the questions ask.

    Returns:
        A question for each that somebody answered both times.
    """
    both = sorted(before.keys() & after.keys())
    questions = []
    for name, right in key.items():
        pairs = [
            (before[student][name] == right, after[student][name] == right)
            for student in both
            if name in before[student] and name in after[student]
        ]
        if pairs:
            first, second = (sum(column) for column in zip(*pairs, strict=True))
            text = (texts or {}).get(name, "")
            questions.append(Question(name, len(pairs), first, second, text))
    return Inventory(earlier, tuple(questions))
