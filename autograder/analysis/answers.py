"""What was asked of a class and what it wrote, by notebook and grade id."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

Key = tuple[str, str]
"""A notebook's name and the grade id of a cell in it."""


@dataclass(frozen=True)
class Blank:
    """A cell that students fill in.

    Attributes:
        key: notebook and grade id.
        reference: the instructor's answer.
        template: the cell as it was handed out.
        is_code: whether the answer is code, not text.
        checks: grade ids of the cells that give its points.
        alternatives: other right answers, by name.
    """

    key: Key
    reference: str
    template: str = ""
    is_code: bool = True
    checks: tuple[str, ...] = ()
    alternatives: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Classwork:
    """The exercises of an assignment, in order, and the answers by student and key.

    ``stopped`` are the answers, by student, whose cells the grader stopped.
    """

    exercises: tuple[Blank, ...] = ()
    answers: Mapping[str, Mapping[Key, str]] = field(default_factory=dict)
    stopped: Mapping[str, Collection[Key]] = field(default_factory=dict)

    def to(self, exercise: Blank) -> dict[str, str]:
        """Return the answers to one exercise, by student."""
        return {
            student: written[exercise.key]
            for student, written in self.answers.items()
            if exercise.key in written
        }
