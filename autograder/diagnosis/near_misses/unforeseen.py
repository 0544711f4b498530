"""What explains a wrong answer that no single known mistake explains.

Tried in this order: one edit of the reference, or one thing done to right results; one
edit of another right answer; two known mistakes at once; two edits of the reference.
What is told is what the answer *computes*: it gives, on every call of the tape, what
comes out if that were so.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import CodeType

import numpy as np

from autograder.diagnosis.calls.outcome import (
    NOISE,
    Outcome,
    close_numbers,
)
from autograder.diagnosis.calls.running import World
from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.calls.time_left import seconds_left
from autograder.diagnosis.near_misses.edit_kinds import KINDS, Edit
from autograder.diagnosis.near_misses.edits import NearMiss, near_misses, pairs_of_edits
from autograder.diagnosis.near_misses.nearby import Deadline, Given, Nearby
from autograder.diagnosis.near_misses.patches import BothMistakes, both_of_two
from autograder.diagnosis.near_misses.quantities import known_names
from autograder.diagnosis.near_misses.results import done_to
from autograder.model import Observation
from autograder.notebook.key import Exercise

MOST_TOLD = 2
"""Edits between which nothing decides; of more, no quantity is told."""

TABLE_SECONDS = 4.0
"""Of the processor's time, spent at most on one answer to make tables, most of which
take a tenth of it; what is left to be done then is done for the next answer."""

_FINE = ("constant", "epsilon", "clipped")
"""Kinds of edits that put a number of some size somewhere: yes and no do not tell
which."""

_OF_A_FORMULA = KINDS[: KINDS.index("bracket")]
"""Kinds of edits that concern a part of a formula."""

FEWEST_NUMBERS = 2
"""Of which it can be said that they are the same."""

_RANK = {kind: rank for rank, kind in enumerate(KINDS)}

Tables = Mapping[str, bytes]
"""What was computed for an exercise and serves for every answer to it."""


@dataclass(frozen=True)
class Explanation:
    """What explains an answer.

    Attributes:
        mistakes: as in :class:`~autograder.model.Diagnosis`.
        seen: an observation of the kind ``edit`` or ``edits``.
    """

    mistakes: tuple[tuple[str, ...], ...] = ()
    seen: tuple[Observation, ...] = ()


@dataclass(frozen=True)
class RightAnswer:
    """An answer that may give other values than the reference and be right."""

    source: str

    def compiled(self) -> CodeType:
        """Return its code."""
        return compile(self.source, "<right answer>", "exec")


class Unforeseen:
    """All that is a step, or two, away from what is known of an exercise.

    Args:
        exercise: reference, alternatives and mistakes.
        calls, reference: the check's tape.
        world: globals with right answers.
        tables: what :attr:`tables` were for an earlier answer to this exercise.
    """

    def __init__(
        self,
        exercise: Exercise,
        calls: Sequence[Call],
        reference: Sequence[Outcome],
        world: World,
        tables: Tables,
    ) -> None:
        self._exercise = exercise
        self._calls, self._reference = calls, reference
        self._near = {
            name: Nearby(make, calls, reference, world, tables.get(name, b""))
            for name, make in {
                "reference": self._of_reference,
                "alternatives": self._of_alternatives,
                "pairs": self._of_two_edits,
            }.items()
        }
        self._right = Nearby(
            self._right_answers, calls, reference, world, tables.get("right", b"")
        )
        self._both = Nearby(
            self._of_two_mistakes, calls, reference, world, tables.get("both", b"")
        )

    @property
    def tables(self) -> Tables:
        """What serves for the next answer to this exercise."""
        near = {name: each.table for name, each in self._near.items()}
        return {**near, "right": self._right.table, "both": self._both.table}

    def explain(self, answer: Sequence[Outcome]) -> Explanation:
        """Return what explains an answer; nothing if nothing does."""
        if all(call.op is None for call in self._calls):
            return Explanation()  # of a number or a letter, any edit makes any other
        given = Given(self._calls, self._reference, answer)
        if not given.wrong:
            return Explanation()
        if _is_constant(answer):
            return Explanation()  # whatever makes it so
        # The table does not count, but whoever asked does not wait for ever.
        end = Deadline.after(min(TABLE_SECONDS, seconds_left() / 2))
        if any(self._right.explaining(given, end)):
            return Explanation()  # right, though not as the reference is

        def edits(origin: str) -> list[tuple[Edit, ...]]:
            return [miss.edits for miss in self._near[origin].explaining(given, end)]

        done = done_to(self._calls, self._reference, answer)
        single = [*edits("reference"), *((edit,) for edit in done)]
        single = single or edits("alternatives")
        told = [e for (e,) in single if not (_is_coarse(answer) and e.kind in _FINE)]
        if single:
            return Explanation(seen=_one_edit(told))
        if apart := self._apart(given, end):
            return Explanation(seen=apart)
        both = {miss.mistakes for miss in self._both.explaining(given, end)}
        if len(both) == 1:
            return Explanation(mistakes=tuple((name,) for name in both.pop()))
        return Explanation(seen=_two_edits(set(edits("pairs"))))

    def _apart(self, given: Given, end: Deadline) -> tuple[Observation, ...]:
        """Return the edit that explains all finite numbers of an answer."""
        answer = given.answer
        pairs = zip(self._reference, answer, strict=True)
        finite = [got.is_number and not wanted.error for wanted, got in pairs]
        if all(finite) or 2 * sum(finite) < len(finite) or _is_coarse(answer):
            return ()
        for origin in ("reference", "alternatives"):
            found = self._near[origin].explaining(given, end, is_apart=True)
            if edits := [miss.edits[0] for miss in found]:
                (seen,) = _one_edit(edits)
                return (Observation("apart", seen.details),)
        return ()

    @functools.cached_property
    def _known(self) -> frozenset[str]:
        return known_names(self._exercise.reference)

    def _right_answers(self) -> Iterator[RightAnswer]:
        return map(RightAnswer, self._exercise.alternatives)

    def _of_reference(self) -> Iterator[NearMiss]:
        return near_misses(self._exercise.reference, self._known)

    def _of_alternatives(self) -> Iterator[NearMiss]:
        for alternative in self._exercise.alternatives:
            for miss in near_misses(alternative, self._known):
                if not _is_of_its_form(miss.edits[0]):
                    yield miss

    def _of_two_edits(self) -> Iterator[NearMiss]:
        return pairs_of_edits(self._exercise.reference, self._known)

    def _of_two_mistakes(self) -> Iterator[BothMistakes]:
        return both_of_two(self._exercise.reference, self._exercise.mistakes)


def _is_of_its_form(edit: Edit) -> bool:
    """Tell whether an edit says something only of how a formula happens to be written.

    Of a formula that nobody has seen, a constant, brackets that it has not, or a term
    of which only the names in it could be told, say nothing.
    """
    if edit.kind in ("constant", "bracket_added"):
        return True
    return edit.kind in _OF_A_FORMULA and (not edit.what or "…" in edit.what)


def _is_constant(answer: Sequence[Outcome]) -> bool:
    """Tell whether an answer gives the same whatever it is given."""
    found = [o.numbers for o in answer if not o.error]
    values = [numbers.ravel() for numbers in found if numbers is not None]
    several = np.concatenate([np.zeros(0), *values])
    if several.size < FEWEST_NUMBERS or np.iscomplexobj(several):
        return False
    first = np.full_like(several, several[0])
    return bool(close_numbers(several, first, NOISE).all())


def _is_coarse(answer: Sequence[Outcome]) -> bool:
    """Tell whether an answer only ever says yes or no: 0 and 1, which tell little."""
    found = [o.numbers for o in answer if not o.error]
    return all(n is not None and bool(np.isin(n, (0, 1)).all()) for n in found)


def _one_edit(edits: Collection[Edit]) -> tuple[Observation, ...]:
    """Return the edits that say most; if these are many, what they have in common."""
    if not edits:
        return ()
    ordered = list(dict.fromkeys(sorted(edits, key=lambda edit: _RANK[edit.kind])))
    best = [edit for edit in ordered if edit.kind == ordered[0].kind]
    told = best if len(best) <= MOST_TOLD else [Edit(best[0].kind)]
    return (_observation("edit", *told),)


def _two_edits(pairs: set[tuple[Edit, ...]]) -> tuple[Observation, ...]:
    """Return the two edits that say most; nothing if several say as much."""
    ranked = {pair: sorted(_RANK[edit.kind] for edit in pair) for pair in pairs}
    best = [pair for pair, rank in ranked.items() if rank == min(ranked.values())]
    return (_observation("edits", *best[0]),) if len(best) == 1 else ()


def _observation(kind: str, first: Edit, second: Edit | None = None) -> Observation:
    details = {"edit": first.kind, "what": first.what, "instead": first.other}
    if second is not None:
        details |= {
            "edit2": second.kind,
            "what2": second.what,
            "instead2": second.other,
        }
    return Observation(kind, details)
