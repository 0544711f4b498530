"""What the reference and every known mistake give on the calls of a check."""

from __future__ import annotations

import contextlib
import functools
import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.diagnosis.calls.first_calls import FirstCalls
from autograder.diagnosis.calls.naming import Signature, explain, signature
from autograder.diagnosis.calls.outcome import (
    NEAR,
    TAILS,
    VALUES,
    Outcome,
    alike,
    close_numbers,
    has_single,
    is_wrong,
)
from autograder.diagnosis.calls.running import (
    TookTooLongError,
    World,
    failing_line,
    quiet,
    record,
    time_limit,
)
from autograder.diagnosis.calls.suspects import Suspect
from autograder.diagnosis.calls.tape import make_call, play
from autograder.diagnosis.calls.time_left import seconds_left
from autograder.diagnosis.near_misses.unforeseen import Tables, Unforeseen
from autograder.notebook.key import Exercise, KnownMistake
from autograder.seminar.parameters import FREE, Parameter, digits_of, read_parameter

FIT_CALLS = 3
"""Calls by which a free constant is fitted; then it has to explain them all."""

FIT_SECONDS, UNIQUE_SECONDS = 4.0, 8.0
"""Of the processor's time, far above what it takes to fit constants to one answer, and
once for a course to play the tape to all right answers."""

FEWEST_PROOFS = 2
"""Numbers that a constant from a range has to explain: a single one, any formula with a
constant in it could."""

FEWEST_FINITE = 3
"""Finite calls, and half of all, that have to be wrong if NaN is set apart."""

SHORTEST = 0.01
"""Seconds of a limit when no time is left; none at all would be no limit."""

UNIQUE, SEVERAL = b"unique", b"several"
"""Whether right answers of the bank give what the reference gives."""

FARTHEST = 1e3
"""The distance of what cannot be compared; e**1000 is beyond all numbers."""


class CheckTape:
    """The calls of a check, with what they give in reference and mistakes."""

    def __init__(
        self,
        exercise: Exercise,
        test: str,
        world: World,
        tables: Tables,
        others: Collection[str] = (),
    ) -> None:
        self._test = test
        self._tables = tables
        self._results = tables.get("results", b"")  # what right answers give
        self._exercise = exercise
        self._mistakes = exercise.mistakes
        self._world = world
        self.calls, self.points = record(exercise, test, world, others)
        self.reference = list(play(self.calls, world.__getitem__))
        self._first = FirstCalls(self.calls, self.reference, tables.get("first", b""))
        self._suspects = {
            mistake.name: Suspect(
                mistake.name,
                self.calls,
                self.reference,
                functools.partial(self._with, mistake),
                self._first,
            )
            for mistake in exercise.mistakes
            if not mistake.by_check
        }

    def begin(self) -> None:
        """Make ahead what takes no answer."""
        for suspect in self._suspects.values():
            suspect.begin()

    def explaining(self, answer: Sequence[Outcome]) -> tuple[tuple[str, ...], ...]:
        """Return the mistakes that explain an answer; each inner tuple is a tie."""
        left = (s for s in self._suspects.values() if not s.is_refuted_by(answer))
        return explain([known for each in left if (known := each.signature)], answer)

    def explaining_finite(
        self, answer: Sequence[Outcome]
    ) -> tuple[tuple[str, ...], ...]:
        """Return the mistakes that explain an answer but for where it is not finite.

        A formula that overflows may be another mistake besides, in all other calls.
        """
        kept = [
            k for k, got in enumerate(answer) if not _overflows(self.reference[k], got)
        ]
        pairs = ((self.reference[k], answer[k]) for k in kept)
        wrong = sum(is_wrong(*pair, VALUES) for pair in pairs)
        if len(kept) == len(answer) or wrong < max(FEWEST_FINITE, len(answer) / 2):
            return ()
        some = [got if k in set(kept) else None for k, got in enumerate(answer)]
        left = (s for s in self._suspects.values() if not s.is_refuted_by(some))
        known = [found for each in left if (found := each.signature_on(kept))]
        return explain(known, [answer[k] for k in kept])

    @property
    def tables(self) -> Tables:
        """What serves for the next answer to this exercise."""
        own = {"results": self._results, "first": self._first.table}
        return {**self.unforeseen.tables, **own}

    def is_unique(self) -> bool:
        """Tell whether the right answers of the bank give what the reference gives."""
        if not self._results:
            # If that is too little, nothing is known.
            with time_limit(UNIQUE_SECONDS), contextlib.suppress(TookTooLongError):
                several = any(map(self._differs, self._exercise.alternatives))
                self._results = SEVERAL if several else UNIQUE
        return self._results == UNIQUE

    def _differs(self, alternative: str) -> bool:
        world = dict(self._world)
        with quiet():
            exec(compile(alternative, "<alternative>", "exec"), world)
        outcomes = play(self.calls, world.__getitem__)
        pairs = zip(self.reference, outcomes, strict=True)
        return any(
            is_wrong(wanted, got, NEAR if has_single(wanted.value) else VALUES)
            for wanted, got in pairs
        )

    def failing_line(self, mistake: KnownMistake) -> int:
        """Return the line at which the check fails with a mistake; 0 if it does not."""
        return failing_line(self._test, self._with(mistake), time_limit())

    def fitted(self, answer: Sequence[Outcome]) -> tuple[tuple[str, ...], ...]:
        """Return the mistakes that explain an answer with another constant."""
        found: list[tuple[int, Signature]] = []
        free = {
            name: parameter
            for name in self._suspects
            if (parameter := self._parameters[name])
        }
        with quiet(), _no_longer(), contextlib.suppress(TookTooLongError):
            for name, parameter in free.items():
                if roots := self._roots(name):
                    found += self._fits(name, roots, parameter, answer)
        # Two constants may do the same: a clip of the score and one of the output. The
        # rounder one is what somebody wrote.
        fewest = min((digits for digits, _ in found), default=0)
        return explain([fit for digits, fit in found if digits == fewest], answer)

    @functools.cached_property
    def unforeseen(self) -> Unforeseen:
        """What explains an answer that no single mistake explains."""
        return Unforeseen(
            self._exercise, self.calls, self.reference, self._world, self._tables
        )

    @functools.cached_property
    def _parameters(self) -> Mapping[str, Parameter | None]:
        return {m.name: read_parameter(m.code) for m in self._mistakes}

    def _roots(self, mistake: str) -> frozenset[str]:
        """Return the names through which a mistake differs from the reference."""
        roots = frozenset(call.root for call in self.calls)
        if len(roots) == 1:  # then it does so through this one
            return roots
        known = self._suspects[mistake].signature
        return known.roots if known else frozenset()

    def _fits(
        self,
        mistake: str,
        roots: frozenset[str],
        parameter: Parameter,
        answer: Sequence[Outcome],
    ) -> Iterator[tuple[int, Signature]]:
        """Yield a mistake with the constant by which it explains an answer, if any.

        Before it stands how many digits the constant has.
        """
        telling = list(
            itertools.islice(
                (
                    k
                    for k, call in enumerate(self.calls)
                    if call.root in roots
                    and answer[k].is_number
                    and not self.calls[k].needs
                    and is_wrong(self.reference[k], answer[k], TAILS)
                ),
                FIT_CALLS,
            )
        )
        world = dict(self._world)

        def loss(value: Any, most: float = np.inf) -> float:
            if not _is_made(parameter, value, world):
                return np.inf
            total = 0.0
            for k in telling:
                made, _ = make_call(self.calls[k], world.__getitem__, {})
                total += _distance(made, answer[k])
                if total > most:
                    break
            return total

        for value in parameter.candidates(loss):
            if not _is_made(parameter, value, world):
                continue
            if not self._is_possible(telling, world, answer):
                continue
            # Made anew: a call may have left something behind.
            if _is_made(parameter, value, world) and (
                fit := self._explaining(mistake, roots, world, answer)
            ):
                if not parameter.is_range or _proofs(fit, self.reference) >= (
                    FEWEST_PROOFS
                ):
                    yield digits_of(value), fit
                return

    def _is_possible(
        self, telling: Sequence[int], world: World, answer: Sequence[Outcome]
    ) -> bool:
        """Tell whether the mistake in a world does as an answer does on a few calls.

        Nearly every value ends here, at the first of them: on others the answer may be
        right, as is most of what a mistake with a constant gives.
        """
        return all(
            self._is_like(k, make_call(self.calls[k], world.__getitem__, {})[0], answer)
            for k in telling
        )

    def _is_like(self, k: int, made: Outcome, answer: Sequence[Outcome]) -> bool:
        """Tell whether what a mistake gives on a call does not rule it out."""
        is_number = made.is_number and self.reference[k].is_number
        return not is_number or alike(made, answer[k], NEAR)

    def _explaining(
        self,
        mistake: str,
        roots: frozenset[str],
        world: World,
        answer: Sequence[Outcome],
    ) -> Signature | None:
        """Return how the mistake in a world differs, if that explains an answer."""
        outcomes: list[Outcome] = []
        for k, made in enumerate(play(self.calls, world.__getitem__)):
            outcomes.append(made)
            if self.calls[k].root in roots and not self._is_like(k, made, answer):
                return None
        found = signature(mistake, self.calls, self.reference, outcomes)
        return found if found and explain([found], answer) else None

    def _with(self, mistake: KnownMistake) -> World:
        world = dict(self._world)
        with quiet(), time_limit(), contextlib.suppress(Exception, TookTooLongError):
            exec(compile(mistake.code, "<mistake>", "exec"), world)
        return world


def _overflows(wanted: Outcome, got: Outcome) -> bool:
    """Tell whether a call gives NaN or infinity where a finite number is wanted."""
    numbers = None if got.error else got.numbers
    return wanted.is_number and numbers is not None and not np.isfinite(numbers).all()


def _no_longer() -> contextlib.AbstractContextManager[None]:
    """Limit what serves one answer alone to what is left of its time."""
    return time_limit(max(SHORTEST, min(FIT_SECONDS, seconds_left())))


def _is_made(parameter: Parameter, value: Any, world: World) -> bool:
    """Put the mistake with this value into a world; False if that fails."""
    world[FREE] = value
    try:
        exec(parameter.code, world)
    except Exception:
        return False
    return True


def _distance(one: Outcome, other: Outcome) -> float:
    """Return how far apart numbers are, in orders of magnitude; capped."""
    first, second = one.numbers, other.numbers
    if one.error or first is None or second is None or first.shape != second.shape:
        return FARTHEST
    with np.errstate(all="ignore"):
        off = np.abs(np.log(first / second))
    off = np.where(first == second, 0.0, off)
    return float(np.where(np.isfinite(off), off, FARTHEST).sum())


def _proofs(known: Signature, reference: Sequence[Outcome]) -> int:
    """Return how many numbers of a mistake are other than the reference's."""
    count = 0
    for k in known.concerned:
        wanted, wrong = (o[k].numbers for o in (reference, known.outcomes))
        if wanted is None or wrong is None:
            count += is_wrong(reference[k], known.outcomes[k], TAILS)
        elif wanted.shape != wrong.shape:
            count += wrong.size
        else:
            count += int((~close_numbers(wanted * 1.0, wrong * 1.0)).sum())
    return count
