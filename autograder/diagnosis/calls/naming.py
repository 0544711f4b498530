"""Which known mistakes explain what an answer computes.

A mistake differs from the reference on some of a tape's calls, made through some of
the exercise's global names. It explains an answer that does as it does on *every* call
through these names. What is compared may be less, if what is left still tells mistake
and reference apart: first warnings do not count, then rounding that is far smaller than
the mistake. Failing that, it explains an answer that agrees with it
on every call where reference and mistake both give plain finite numbers, if some of
these tell them apart: an edge (an overflow, an empty list) may then come out otherwise,
which depends on how the same wrong formula is written.

Several mistakes that explain the same are a tie, told as one. Mistakes that concern
different names (two questions of one cell) are told side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.diagnosis.calls.outcome import (
    FAR,
    NEAR,
    NOISE,
    ROUNDED,
    STRICT,
    VALUES,
    Measure,
    Outcome,
    alike,
    same_value,
)
from autograder.diagnosis.calls.tape import Call

Outcomes = Sequence[Outcome]

_LADDER = ((STRICT, STRICT), (ROUNDED, ROUNDED), (VALUES, VALUES), (NEAR, FAR))
"""How an answer may be compared with a mistake, closest first; and by what measure the
mistake has to differ from the reference then."""


@dataclass(frozen=True)
class Signature:
    """How a mistake differs from the reference on a tape.

    Attributes:
        mistake: its name.
        outcomes: what it gives on every call.
        roots: the names through which it differs.
        concerned: the calls made through these names.
        measures: how an answer may be compared with it, closest first.
        plain: the calls concerned on which both give finite numbers.
        proofs: on how many of these the numbers differ.
    """

    mistake: str
    outcomes: Outcomes
    roots: frozenset[str]
    concerned: tuple[int, ...]
    measures: tuple[Measure, ...]
    plain: tuple[int, ...]
    proofs: int


@dataclass(frozen=True)
class _Explanation:
    """A mistake, the names it concerns, and on how many calls it proves right."""

    mistake: str
    roots: frozenset[str]
    exactness: int
    calls: int

    @property
    def strength(self) -> tuple[int, int, int]:
        """What makes one explanation better than another."""
        return len(self.roots), self.exactness, self.calls


def signature(
    mistake: str, calls: Sequence[Call], reference: Outcomes, wrong: Outcomes
) -> Signature | None:
    """Return how a mistake differs from the reference; None if it does not."""
    pairs = list(zip(reference, wrong, strict=True))
    telling = [k for k, pair in enumerate(pairs) if not alike(*pair)]
    if not telling:
        return None
    roots = frozenset(calls[k].root for k in telling)
    concerned = tuple(k for k, call in enumerate(calls) if call.root in roots)
    measures = tuple(
        measure
        for measure, apart in _LADDER
        if any(not alike(*pairs[k], apart) for k in telling)
    )
    plain = [k for k in concerned if all(outcome.is_number for outcome in pairs[k])]
    values = [(reference[k].value, wrong[k].value) for k in plain]
    return Signature(
        mistake,
        wrong,
        roots,
        concerned,
        measures,
        tuple(plain),
        sum(not same_value(*pair, NOISE) for pair in values),
    )


def is_refuted_by(
    wanted: Outcome, wrong: Outcome, got: Outcome, *, is_concerned: bool = False
) -> bool:
    """Tell whether what an answer ``got`` shows that a mistake does not explain it.

    The three are of one call: of the reference, the mistake and the answer. If the call
    is sure to be among those concerned, what the mistake does rightly counts as well.
    """
    return (
        wanted.is_number
        and wrong.is_number
        and (is_concerned or not alike(wanted, wrong))
        and not alike(wrong, got, NEAR)  # what is alike by any measure is so by this
        and (bool(got.error) or not same_value(wrong.value, got.value, NOISE))
    )


def explain(
    signatures: Sequence[Signature], answer: Outcomes
) -> tuple[tuple[str, ...], ...]:
    """Return the mistakes that explain an answer; each inner tuple is a tie."""
    found = [
        explanation
        for known in signatures
        if (explanation := _explanation(known, answer))
    ]
    named: list[tuple[str, ...]] = []
    # What explains more names goes first, then the exacter, then what more calls prove.
    while found:
        best = max(found, key=lambda explanation: explanation.strength)
        tie = [
            e.mistake
            for e in found
            if (e.roots, e.strength) == (best.roots, best.strength)
        ]
        named.append(tuple(tie))
        found = [e for e in found if not e.roots & best.roots]
    return tuple(named)


def _explanation(known: Signature, answer: Outcomes) -> _Explanation | None:
    wrong = known.outcomes
    for place, measure in enumerate(known.measures):
        if all(alike(wrong[k], answer[k], measure) for k in known.concerned):
            exactness = len(_LADDER) - place
            return _Explanation(known.mistake, known.roots, exactness, 0)
    if known.proofs and all(
        not answer[k].error and same_value(wrong[k].value, answer[k].value, NOISE)
        for k in known.plain
    ):
        return _Explanation(known.mistake, known.roots, 0, known.proofs)
    return None
