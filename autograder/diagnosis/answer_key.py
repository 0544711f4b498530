"""The answer key of a notebook, made of its references and its bank of mistakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from autograder.notebook.key import AnswerKey, Exercise, KnownMistake
from autograder.notebook.marks import check_of
from autograder.seminar.banks import Alternative, Mistake


def make_key(
    references: Mapping[str, str],
    mistakes: Iterable[Mistake],
    alternatives: Iterable[Alternative] = (),
) -> AnswerKey:
    """Return the key of the exercises that have these references, by name."""
    right: dict[str, list[str]] = defaultdict(list)
    for alternative in alternatives:
        right[alternative.exercise].append(alternative.code)
    known: dict[str, list[KnownMistake]] = defaultdict(list)
    for mistake in mistakes:
        entry = KnownMistake(mistake.id, mistake.code, mistake.by_check)
        known[mistake.exercise].append(entry)
    return AnswerKey(
        tuple(
            Exercise(
                name, check_of(name), reference, tuple(known[name]), tuple(right[name])
            )
            for name, reference in references.items()
        )
    )
