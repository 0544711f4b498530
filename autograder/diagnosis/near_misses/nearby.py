"""Find, among thousands of near misses, those that compute what an answer computes.

To play a whole tape to each would take seconds. So each is *sketched* first: what it
gives on a few calls of the check, as a row of numbers. A row depends on the course
alone, where the calls do: the table of all rows is made once and used for every answer.
Only near misses whose row is the answer's are played the tape, and what they are told
for is the tape, not the row.
"""

from __future__ import annotations

import contextlib
import functools
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import CodeType
from typing import Generic, Protocol, TypeVar

import numpy as np

from autograder.diagnosis.calls.naming import signature
from autograder.diagnosis.calls.outcome import (
    MOST_NUMBERS,
    NOISE,
    VALUES,
    Outcome,
    alike,
    close_numbers,
    is_wrong,
)
from autograder.diagnosis.calls.running import (
    TookTooLongError,
    World,
    quiet,
    time_limit,
)
from autograder.diagnosis.calls.tape import GONE, INTERRUPTED, Call, make_call, play
from autograder.diagnosis.calls.time_left import seconds_left, uncounted
from autograder.diagnosis.near_misses.sketches import (
    LEAST_FORM,
    WIDTH,
    row_of,
    sketch_of,
    sketched,
)

ROW_SECONDS, TAPE_SECONDS = 0.5, 5.0
"""Of the processor's time, for one near miss: an edit may make an endless loop. What
ends does so in a fiftieth of that."""

MOST_PLAYED = 200
"""Near misses with an answer's row that are played the whole tape."""

SMALL, NEAR = 1e-12, 1e-5
"""How far apart numbers of two rows may be, absolutely and relatively."""


@dataclass(frozen=True)
class Deadline:
    """When to stop: by the processor's time, or by the clock if others take that."""

    processor: float
    clock: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """Allow so many seconds of the processor's time, and four times as many."""
        return cls(time.process_time() + seconds, time.monotonic() + 4 * seconds)

    def is_over(self) -> bool:
        """Tell whether to stop."""
        return time.process_time() > self.processor or time.monotonic() > self.clock


class Candidate(Protocol):
    """A wrong answer that has been thought of."""

    def compiled(self) -> CodeType:
        """Return its code."""


C = TypeVar("C", bound=Candidate)


@dataclass(frozen=True)
class Given:
    """What an answer gives, beside what it should; looked at once for all candidates.

    Attributes:
        calls, reference: the check's tape.
        answer: what came of the calls.
    """

    calls: Sequence[Call]
    reference: Sequence[Outcome]
    answer: Sequence[Outcome]

    @functools.cached_property
    def wrong(self) -> list[int]:
        """The calls with another result."""
        pairs = enumerate(zip(self.reference, self.answer, strict=True))
        return [k for k, (wanted, got) in pairs if is_wrong(wanted, got, VALUES)]

    @functools.cached_property
    def refused(self) -> frozenset[int]:
        """The calls that the reference refuses."""
        return frozenset(k for k, wanted in enumerate(self.reference) if wanted.error)

    @functools.cached_property
    def telling(self) -> frozenset[int]:
        """Those of the wrong calls whose outcome few answers have."""
        outcomes = ((k, self.reference[k], self.answer[k]) for k in self.wrong)
        return frozenset(k for k, wanted, got in outcomes if _tells(wanted, got, got))

    @functools.cached_property
    def is_lost(self) -> bool:
        """Whether some call never came back."""
        return any(outcome.error in (INTERRUPTED, GONE) for outcome in self.answer)

    @functools.cached_property
    def row(self) -> np.ndarray:
        """The sketch of the answer."""
        return row_of(self.calls, self.answer)


class Nearby(Generic[C]):
    """Candidates, and the calls by which they are told apart.

    Args:
        make: makes the candidates, always the same ones in the same order.
        calls: those of the check's tape.
        reference: what they should give.
        world: globals with right answers.
        table: what :attr:`table` was for an earlier answer; empty to make it anew.
    """

    def __init__(
        self,
        make: Callable[[], Iterable[C]],
        calls: Sequence[Call],
        reference: Sequence[Outcome],
        world: World,
        table: bytes = b"",
    ) -> None:
        self._make = make
        self._calls = list(calls)
        self._reference = reference
        self._world = world
        self._sketched = sketched(calls)
        self._right = row_of(calls, reference)
        self._table = self._read(table)

    @functools.cached_property
    def _candidates(self) -> list[C]:
        return list(self._make())

    @property
    def table(self) -> bytes:
        """What the candidates give on a few calls, as far as it is known."""
        return self._table.tobytes() if len(self._table) > 1 else b""

    def explaining(
        self, given: Given, end: Deadline, *, is_apart: bool = False
    ) -> Iterator[C]:
        """Yield the candidates that do as an answer does on every call.

        Args:
            given: what the answer gives.
            end: when to stop making the table.
            is_apart: whether what is no finite number is set apart: numbers that are
                NaN or infinite on either side, since where these arise depends on how
                a formula is written, and calls of which the reference, or the answer,
                makes no number.
        """
        refused = given.refused if is_apart else frozenset()
        wrong = [k for k in given.wrong if k not in refused]
        if given.is_lost or not wrong:
            return
        if 2 * len(given.telling.difference(refused)) < len(wrong):  # by no candidate
            return
        with uncounted():
            self._grow(end)
        right = self._right if is_apart else None
        same = np.flatnonzero(_same(self._table[1:], given.row, right))
        if not len(same):
            return
        answer = given.answer
        asked = self._asked(wrong, answer, is_apart=is_apart)
        compare = _alike_apart if is_apart else _alike
        for number in same[:MOST_PLAYED]:
            if not seconds_left():
                return
            if self._explains(
                self._candidates[number], answer, wrong, asked, refused, compare
            ):
                yield self._candidates[number]

    def _explains(
        self,
        candidate: C,
        answer: Sequence[Outcome],
        wrong: Sequence[int],
        asked: list[int],
        refused: Collection[int],
        compare: Callable[[Outcome, Outcome], bool],
    ) -> bool:
        with _limited(TAPE_SECONDS):
            world = _made(candidate, self._world)
            # Of exceptions only the name is compared, None is what any answer gives
            # that forgets its return, and NaN comes of anything: half of what is wrong
            # has to be wrong by its value.
            mute = 0
            for place, k in enumerate(asked):
                made, _ = make_call(self._calls[k], world.__getitem__, {})
                mute += k in wrong and not _tells(self._reference[k], answer[k], made)
                if not compare(made, answer[k]) or 2 * mute > len(wrong):
                    # What refutes one candidate refutes most others: it is asked first.
                    asked.insert(0, asked.pop(place))
                    return False
            outcomes = list(play(self._calls, world.__getitem__))
            found = signature("", self._calls, self._reference, outcomes)
            if found is None or not all(
                compare(outcomes[k], answer[k])
                for k in found.concerned
                if k not in refused
            ):
                return False
            telling = sum(
                _tells(self._reference[k], answer[k], outcomes[k]) for k in wrong
            )
            return 2 * telling >= len(wrong)
        return False

    def _asked(
        self, wrong: Sequence[int], answer: Sequence[Outcome], *, is_apart: bool
    ) -> list[int]:
        """Return the calls that refute most candidates, those that do so soonest first.

        What is no number says nothing where it is set apart; then right numbers help.
        """
        telling = list(wrong)
        if is_apart:
            numbers = [k for k, outcome in enumerate(answer) if outcome.is_number]
            telling = [k for k in wrong if answer[k].is_number]
            if len({call.root for call in self._calls}) == 1:
                both = [k for k in numbers if self._reference[k].is_number]
                telling += [k for k in both if k not in telling]
        return [k for k in telling if not self._calls[k].needs]

    def _read(self, table: bytes) -> np.ndarray:
        """Return an earlier table, its first row that of the reference; or a new one.

        Calls that are drawn anew for each submission make another table.
        """
        width = len(self._right)
        if table and len(table) % (self._right.itemsize * width) == 0:
            rows = np.frombuffer(table).reshape(-1, width)
            if _same(rows[:1], self._right).all():
                return rows
        return self._right[None]

    def _grow(self, end: Deadline) -> None:
        """Add the rows of candidates that have none; behind the last stands the end."""
        if np.isinf(self._table[-1]).all() or not len(self._right):
            return
        rows = [self._table]
        for candidate in self._candidates[len(self._table) - 1 :]:
            if end.is_over():
                break
            rows.append(self._row_of(candidate)[None])
        else:
            rows.append(np.full_like(self._right, np.inf)[None])
        self._table = np.concatenate(rows)

    def _row_of(self, candidate: C) -> np.ndarray:
        row = np.full_like(self._right, np.nan)
        with _limited(ROW_SECONDS):
            world = _made(candidate, self._world)
            for place, k in enumerate(self._sketched):
                made, _ = make_call(self._calls[k], world.__getitem__, {})
                row[place * WIDTH : (place + 1) * WIDTH] = sketch_of(made)
        return row


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Run what may fail in any way, and for ever."""
    with (
        contextlib.suppress(Exception, TookTooLongError),
        quiet(),
        time_limit(seconds),
    ):
        yield


def _made(candidate: Candidate, world: World) -> World:
    own = dict(world)
    exec(candidate.compiled(), own)
    return own


def _tells(wanted: Outcome, got: Outcome, made: Outcome) -> bool:
    """Tell whether a wrong outcome is one that few answers, and the candidate, give."""
    if got.error or got.value is None:
        return False
    numbers, right = got.numbers, wanted.numbers
    if numbers is None or right is None or numbers.shape != right.shape:
        return True
    same = made.numbers
    if same is None or same.shape != numbers.shape:
        return False
    off = ~close_numbers(right * 1.0, numbers * 1.0)
    return bool((np.isfinite(numbers) & np.isfinite(same) & off).any())


def _alike(made: Outcome, got: Outcome) -> bool:
    return alike(made, got, VALUES)


def _alike_apart(made: Outcome, got: Outcome) -> bool:
    """Tell whether two outcomes are alike where both are finite numbers.

    What an answer does where it gives nothing, or stops, is another matter.
    """
    if got.error or got.value is None:
        return True
    one, other = made.numbers, got.numbers
    if made.error or one is None or other is None:
        return alike(made, got, VALUES)
    if one.shape != other.shape:
        return False
    finite = np.isfinite(one) & np.isfinite(other)
    near = close_numbers(one * 1.0, other * 1.0, NOISE)
    return bool((near | ~finite).all())


def _same(
    rows: np.ndarray, row: np.ndarray, right: np.ndarray | None = None
) -> np.ndarray:
    """Return which rows are the same as one, up to rounding.

    With the row of the reference, what is no finite number is set apart.
    """
    near = close_numbers(rows, np.broadcast_to(row, rows.shape), SMALL, NEAR)
    if right is not None:
        apart = ~(np.isfinite(rows) & np.isfinite(row))
        apart[:, ::WIDTH] = False  # the form of an outcome is no number of its own
        forms = np.array([row, right])[:, ::WIDTH]
        are_lost = (forms < LEAST_FORM) | (forms > LEAST_FORM + MOST_NUMBERS)
        near |= apart | np.repeat(are_lost.any(axis=0), WIDTH)
    return np.asarray(near.all(axis=1))
