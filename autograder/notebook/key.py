"""What a notebook's answers are compared with: references and known mistakes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from autograder.notebook.names import defined_names


@dataclass(frozen=True)
class KnownMistake:
    """A wrong answer of the bank.

    Attributes:
        name: ``exercise.mistake``.
        code: the whole answer.
        by_check: whether it is recognised by the line at which the check fails.
    """

    name: str
    code: str
    by_check: bool = False


@dataclass(frozen=True)
class Exercise:
    """One exercise: the cells of its answer and of its check, and its bank.

    Attributes:
        alternatives: other right answers.
    """

    name: str
    grade_id: str
    reference: str
    mistakes: tuple[KnownMistake, ...] = ()
    alternatives: tuple[str, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The global names that an answer defines."""
        return tuple(defined_names(self.reference))


@dataclass(frozen=True)
class AnswerKey:
    """The exercises of a notebook, in its order."""

    exercises: tuple[Exercise, ...]

    def to_bytes(self) -> bytes:
        """Encode."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> AnswerKey:
        """Read what :meth:`to_bytes` wrote."""
        return cls(tuple(map(_exercise, json.loads(data)["exercises"])))

    def by_grade_id(self) -> Mapping[str, Exercise]:
        """The exercises by the id of their check."""
        return {exercise.grade_id: exercise for exercise in self.exercises}


def _exercise(plain: dict[str, Any]) -> Exercise:
    mistakes = tuple(KnownMistake(**mistake) for mistake in plain["mistakes"])
    alternatives = tuple(plain["alternatives"])
    return Exercise(**{**plain, "mistakes": mistakes, "alternatives": alternatives})
