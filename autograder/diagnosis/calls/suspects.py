"""Known mistakes, each played only as far as it takes to see that it is another one.

Of a dozen mistakes most give, at the first call or the second, something else than the
answer does. What they give on calls that students see is remembered for the course;
only what is left then is compiled, and only what is left of that played the whole tape.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator, Sequence

from autograder.diagnosis.calls.first_calls import FirstCalls
from autograder.diagnosis.calls.naming import Signature, is_refuted_by, signature
from autograder.diagnosis.calls.outcome import Outcome
from autograder.diagnosis.calls.running import TookTooLongError, World, time_limit
from autograder.diagnosis.calls.tape import INTERRUPTED, NOT_MADE, Call, play

BEGINNING = 5
"""Calls that are made ahead, before the answer's own time begins."""


class Suspect:
    """One known mistake.

    Args:
        name: its name.
        calls: those of the tape.
        reference: what they should give.
        make: returns globals with the mistake in the place of the answer.
        first: what is remembered of it for the course.
    """

    def __init__(
        self,
        name: str,
        calls: Sequence[Call],
        reference: Sequence[Outcome],
        make: Callable[[], World],
        first: FirstCalls,
    ) -> None:
        self._name = name
        self._calls, self._reference = list(calls), reference
        self._make, self._first = make, first
        self._made: list[Outcome] = []
        # Of an answer with one name all calls are concerned, if any is.
        self._is_one = len({call.root for call in calls}) == 1

    def begin(self) -> None:
        """Make the first calls, unless it is known for the course what they give."""
        if not self._first.of(self._name):
            self._play(max(BEGINNING, self._first.count))
            self._first.remember(self._name, self._made)

    @functools.cached_property
    def signature(self) -> Signature | None:
        """How it differs from the reference on the whole tape; None if it does not."""
        self._play(len(self._calls))
        return signature(self._name, self._calls, self._reference, self._made)

    def signature_on(self, kept: Sequence[int]) -> Signature | None:
        """How it differs from the reference on some calls; None if it does not."""
        self._play(len(self._calls))
        some = ([each[k] for k in kept] for each in (self._reference, self._made))
        return signature(self._name, [self._calls[k] for k in kept], *some)

    def is_refuted_by(self, answer: Sequence[Outcome | None]) -> bool:
        """Tell whether some call shows that it is not what an answer does.

        Of a call that does not count, None stands for what the answer gives.
        """
        known = self._first.of(self._name)
        pairs = zip(self._reference, known, answer, strict=False)
        if any(got and self._refutes(one, other, got) for one, other, got in pairs):
            return True
        looked = 0
        while looked < len(self._calls):
            self._play(looked + BEGINNING)
            while looked < len(self._made):
                got = answer[looked]
                known_calls = self._reference[looked], self._made[looked]
                if got and self._refutes(*known_calls, got):
                    return True
                looked += 1
        return False

    def _refutes(self, wanted: Outcome, wrong: Outcome, got: Outcome) -> bool:
        return is_refuted_by(wanted, wrong, got, is_concerned=self._is_one)

    @functools.cached_property
    def _ahead(self) -> Iterator[Outcome]:
        return play(self._calls, self._make().__getitem__)

    def _play(self, until: int) -> None:
        """Make calls until there are so many; one that never ends is the last."""
        ahead = self._ahead  # made within a limit of its own
        with time_limit(), contextlib.suppress(TookTooLongError):
            while len(self._made) < min(until, len(self._calls)):
                self._made.append(next(ahead))
            return
        missing = len(self._calls) - len(self._made)
        self._made += [Outcome(error=INTERRUPTED), *[NOT_MADE] * missing][:missing]
