"""The answer key of a notebook, made of its references and its bank of mistakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from autograder.notebook.key import AnswerKey, Exercise, KnownMistake
from autograder.notebook.marks import check_of
from autograder.seminar.banks import Mistake


def make_key(references: Mapping[str, str], mistakes: Iterable[Mistake]) -> AnswerKey:
    """Return the key of the exercises that have these references, by name."""
    known: dict[str, list[KnownMistake]] = defaultdict(list)
    for mistake in mistakes:
        entry = KnownMistake(mistake.id, mistake.code, mistake.by_check)
        known[mistake.exercise].append(entry)
    return AnswerKey(
        tuple(
            Exercise(name, check_of(name), reference, tuple(known[name]))
            for name, reference in references.items()
        )
    )
