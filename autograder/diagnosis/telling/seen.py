"""What was seen of an answer: every call, with what it should give and what it gave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.diagnosis.calls.outcome import (
    OPAQUE,
    ROUNDED,
    STRICT,
    TAILS,
    VALUES,
    Outcome,
    is_wrong,
)
from autograder.diagnosis.calls.sorts import Place, Try, TryEach
from autograder.diagnosis.calls.tape import NOT_MADE, Call


@dataclass(frozen=True)
class Seen:
    """The calls of a tape with what they should give and what they gave.

    Attributes:
        calls, reference, answer: one of each for every call.
        write: writes a call as code.
        attempt: makes a further call on the reference and on the answer; None if no
            more can be made.
        wanted: makes a further call on the reference alone.
        names: returns what a function calls its arguments, by their places.
        is_unique: tells whether every right answer gives what the reference gives.
        each: makes several further calls, as ``attempt`` makes one.
    """

    calls: Sequence[Call]
    reference: Sequence[Outcome]
    answer: Sequence[Outcome]
    write: Callable[[Call], str]
    attempt: Try | None = None
    wanted: Callable[[Call], Outcome] | None = None
    names: Callable[[str], Mapping[Place, str]] = lambda name: {}
    is_unique: Callable[[], bool] = lambda: True
    each: TryEach | None = None

    def wrong(self) -> list[int]:
        """Return the indices of the calls with another outcome."""
        pairs = list(zip(self.reference, self.answer, strict=True))
        for measure in (VALUES, TAILS, ROUNDED, STRICT):
            if wrong := [
                k
                for k, (wanted, got) in enumerate(pairs)
                if got is not NOT_MADE and is_wrong(wanted, got, measure)
            ]:
                return wrong
        return []

    def has_other_results(self) -> bool:
        """Tell whether some call gives another result, be it only in a tail near 0."""
        pairs = zip(self.reference, self.answer, strict=True)
        return any(got is not NOT_MADE and is_wrong(w, got, TAILS) for w, got in pairs)

    def in_whole(self) -> Seen:
        """Return only the calls of functions, where the check takes results apart.

        A check may look at a result piece by piece: each look is a call on the tape,
        and is wrong as its result is. That result says more as a whole, if it is known.
        """
        kept = [k for k, call in enumerate(self.calls) if isinstance(call.target, str)]
        wrong = set(self.wrong())
        if len(kept) == len(self.calls) or not all(map(self._is_known, kept)):
            return self
        if not all(self._origin(k) in wrong for k in wrong):
            return self  # what is wrong is not the result itself
        return replace(
            self,
            calls=[self.calls[k] for k in kept],
            reference=[self.reference[k] for k in kept],
            answer=[self.answer[k] for k in kept],
        )

    def _is_known(self, k: int) -> bool:
        """Tell whether a call needs no other, and its result is data, or none."""
        values = self.reference[k].value, self.answer[k].value
        return not self.calls[k].needs and all(v is not OPAQUE for v in values)

    def _origin(self, k: int) -> int:
        """Return the call whose result another one looks at, or a part of it."""
        target = self.calls[k].target
        return k if isinstance(target, str) else self._origin(target)
