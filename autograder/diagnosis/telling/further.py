"""What takes further calls to be seen: when an answer is wrong, and if it is steady."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from autograder.diagnosis.calls.outcome import VALUES, Outcome, is_wrong
from autograder.diagnosis.calls.sorts import callee, separable
from autograder.diagnosis.calls.tape import GONE, INTERRUPTED, Call, Lookup, play
from autograder.diagnosis.calls.time_left import seconds_left
from autograder.diagnosis.conditions.samples import judge_of, part_of
from autograder.diagnosis.conditions.separation import Separation
from autograder.diagnosis.telling.seen import Seen
from autograder.model import Observation
from autograder.wire.operations import Op

AGAIN = 3
"""How often a call is repeated to see whether it gives the same."""

PATIENCE = 10.0
"""Seconds by the clock that an answer may take for all further calls together. Hundreds
of calls take a tenth of a second; one that is slow on purpose is soon asked no more."""


AT_ONCE = 8
"""Calls that are asked for at once: so many it is at most before it is looked at what
time they took."""


def last_kept(wanted: Callable[[Call], Outcome]) -> Callable[[Call], Outcome]:
    """Return what makes a call on the reference, and not twice running.

    A call is looked at before the answer is asked to make it.
    """
    kept: list[tuple[Call, Outcome]] = []

    def make(call: Call) -> Outcome:
        if not (kept and kept[0][0] is call):
            kept[:] = [(call, wanted(call))]
        return kept[0][1]

    return make


class Trier:
    """Makes further calls on the reference and on an answer.

    An answer that hangs, ends its process, or takes its time is not asked again.

    Args:
        wanted: makes a call on the reference.
        lookup: finds a global name of the answer.
    """

    def __init__(self, wanted: Callable[[Call], Outcome], lookup: Lookup) -> None:
        self._wanted, self._lookup = wanted, lookup
        self._lost: Outcome | None = None
        self._taken = 0.0

    def __call__(self, call: Call) -> tuple[Outcome, Outcome]:
        """Make one call."""
        return next(self.each([call]))

    def each(self, calls: Sequence[Call]) -> Iterator[tuple[Outcome, Outcome]]:
        """Make calls of which none waits for another: one, then some at once.

        What the first ones take tells whoever asks whether to go on.
        """
        made = 0
        while made < len(calls):
            some = list(calls[made : made + min(made + 1, AT_ONCE)])
            for call, got in zip(some, self._given(some), strict=True):
                yield self._wanted(call), got
            made += len(some)

    def _given(self, calls: list[Call]) -> list[Outcome]:
        if self._lost:
            return [self._lost] * len(calls)
        started = time.monotonic()
        outcomes = list(play(calls, self._lookup))
        self._taken += time.monotonic() - started
        lost = (each for each in outcomes if each.error in (INTERRUPTED, GONE))
        self._lost = next(lost, None)
        if self._taken > PATIENCE and self._lost is None:
            self._lost = Outcome(error=INTERRUPTED)
        return outcomes


def part(seen: Seen, number: int) -> Seen:
    """Return what was seen of one of several results."""
    attempt, wanted = seen.attempt, seen.wanted

    def try_part(call: Call) -> tuple[Outcome, Outcome]:
        assert attempt is not None
        one, other = attempt(call)
        return part_of(one, number), part_of(other, number)

    return replace(
        seen,
        reference=[part_of(outcome, number) for outcome in seen.reference],
        answer=[part_of(outcome, number) for outcome in seen.answer],
        write=lambda call: f"{seen.write(call)}[{number}]",
        attempt=try_part if attempt else None,
        wanted=(lambda call: part_of(wanted(call), number)) if wanted else None,
    )


def unsteady(seen: Seen, wrong: list[int]) -> Iterator[Observation]:
    """Return a call that does not give the same again."""
    if seen.attempt is None or _is_lost(seen):
        return
    for k in wrong[:1]:
        call = seen.calls[k]
        if not separable([call]):
            continue
        _, first = seen.attempt(call)
        for _ in range(AGAIN):
            _, again = seen.attempt(call)
            if {first.error, again.error} & {GONE, INTERRUPTED}:
                return
            if is_wrong(first, again, VALUES):
                yield Observation("unsteady", {"call": seen.write(call)})
                return


def origin_of(seen: Seen, call: Call) -> str:
    """Return through which lines of cells a result went when it became NaN.

    That is the word of the answer's process; whoever tells it looks the line up.
    """
    if seen.attempt is None or _is_lost(seen) or not separable([call]):
        return ""
    _, got = seen.attempt(replace(call, op=Op.ORIGIN))
    return got.value if isinstance(got.value, str) else ""


def _is_lost(seen: Seen) -> bool:
    return any(outcome.error in (INTERRUPTED, GONE) for outcome in seen.answer)


def when(seen: Seen, wrong: list[int]) -> Iterator[Observation]:
    """Return the condition under which alone an answer is wrong."""
    if seen.attempt is None or seen.wanted is None or _is_lost(seen):
        return
    if not seconds_left():
        return
    blamed = {callee(seen.calls, seen.calls[k]) for k in wrong}
    same = [
        k
        for k, call in enumerate(seen.calls)
        if callee(seen.calls, call) in blamed and not seen.reference[k].error
    ]
    calls = [seen.calls[k] for k in same]
    if len(blamed) != 1 or not separable(calls):
        return
    names = seen.names(calls[0].root)
    judge = judge_of(seen.reference, seen.answer)
    samples = [judge(seen.calls[k], seen.reference[k], seen.answer[k]) for k in same]
    clear = [sample for sample in samples if sample is not None]
    if not clear or any(sample.is_near for sample in clear):
        return
    if any(place not in names for call in calls for place in call.given):
        return
    search = Separation(clear, judge, names, seen.wanted, seen.attempt)
    # Where a check accepts several results, one that differs may be right.
    if (found := search.told()) and seen.is_unique():
        yield found
