"""Which known mistakes explain what an answer computes.

A mistake differs from the reference on some of a tape's calls, made through some of
the exercise's global names. It explains an answer that does as it does on *every* call
through these names. Failing that, it explains an answer that agrees with it on every
call where reference and mistake both give plain finite numbers, if some of these tell
them apart: an edge (an overflow, an empty list) may then come out otherwise, which
depends on how the same wrong formula is written.

Several mistakes that explain the same are a tie, told as one. Mistakes that concern
different names (two questions of one cell) are told side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.diagnosis.outcome import NOISE, Outcome, alike, same_value
from autograder.diagnosis.tape import Call

Outcomes = Sequence[Outcome]


@dataclass(frozen=True)
class _Explanation:
    """A mistake, the names it concerns, and on how many calls it proves right."""

    mistake: str
    roots: frozenset[str]
    exactness: int
    calls: int


def explain(
    calls: Sequence[Call],
    reference: Outcomes,
    mistakes: Mapping[str, Outcomes],
    answer: Outcomes,
) -> tuple[tuple[str, ...], ...]:
    """Return the mistakes that explain an answer; each inner tuple is a tie."""
    found = [
        explanation
        for name, wrong in mistakes.items()
        if (explanation := _explanation(name, calls, reference, wrong, answer))
    ]
    named: list[tuple[str, ...]] = []
    covered: set[str] = set()
    # What explains more names goes first, then the exacter, then what more calls prove.
    while found:
        best = max(found, key=_strength)
        tie = [
            e.mistake
            for e in found
            if e.roots == best.roots and _strength(e) == _strength(best)
        ]
        named.append(tuple(tie))
        covered |= best.roots
        found = [e for e in found if not e.roots & covered]
    return tuple(named)


def _strength(explanation: _Explanation) -> tuple[int, int, int]:
    return len(explanation.roots), explanation.exactness, explanation.calls


def _explanation(
    name: str,
    calls: Sequence[Call],
    reference: Outcomes,
    wrong: Outcomes,
    answer: Outcomes,
) -> _Explanation | None:
    telling = [k for k in range(len(calls)) if not alike(reference[k], wrong[k])]
    roots = frozenset(calls[k].root for k in telling)
    concerned = [k for k in range(len(calls)) if calls[k].root in roots]
    for exactness, atol in ((2, 0.0), (1, NOISE)):
        is_telling = any(not alike(reference[k], wrong[k], atol) for k in telling)
        if is_telling and all(alike(wrong[k], answer[k], atol) for k in concerned):
            return _Explanation(name, roots, exactness, 0)
    plain = [k for k in concerned if reference[k].is_number and wrong[k].is_number]
    proofs = [
        k for k in plain if not same_value(reference[k].value, wrong[k].value, NOISE)
    ]
    if proofs and all(
        not answer[k].error and same_value(wrong[k].value, answer[k].value, NOISE)
        for k in plain
    ):
        return _Explanation(name, roots, 0, len(proofs))
    return None
