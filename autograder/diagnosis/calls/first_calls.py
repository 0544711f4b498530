"""What known mistakes give on the first calls of a check, remembered for the course.

The calls that students see stand first in most checks, the same for everybody. What a
mistake gives there refutes it for most answers, before it is so much as compiled. Where
the first calls are drawn anew for each submission, what is remembered is of no use.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.diagnosis.calls.outcome import Outcome
from autograder.diagnosis.calls.showing import show
from autograder.diagnosis.calls.tape import Call
from autograder.wire.codec import CodecError, decode, encode

FIRST = 8
"""Calls of which it is remembered what they give, at most."""

MOST_NUMBERS = 100
"""Numbers of one result that are remembered."""

NOTHING = Outcome()
"""Stands for what is not remembered: no numbers, too many, or an argument changed."""


class FirstCalls:
    """What mistakes give on the first calls.

    Args:
        calls, reference: the check's tape.
        table: what :attr:`table` was for an earlier answer; empty to begin anew.
    """

    def __init__(
        self, calls: Sequence[Call], reference: Sequence[Outcome], table: bytes
    ) -> None:
        seen = [call.visible for call in calls[:FIRST]]
        self.count = seen.index(False) if False in seen else len(seen)
        self._mark = _mark(calls[: self.count], reference)
        self._known: dict[str, list[Any]] = _read(table, self._mark)

    @property
    def table(self) -> bytes:
        """What is remembered; nothing if calls are not the same for everybody."""
        return encode([self._mark, self._known]) if self._known else b""

    def of(self, mistake: str) -> list[Outcome]:
        """Return what the calls give with a mistake; nothing if it is not known."""
        known = self._known.get(mistake, [])
        return [NOTHING if value is None else Outcome(value) for value in known]

    def remember(self, mistake: str, outcomes: Sequence[Outcome]) -> None:
        """Take note of what the first calls give with a mistake."""
        first = outcomes[: self.count]
        if first and len(first) == self.count:
            self._known[mistake] = [_numbers(outcome) for outcome in first]


def _numbers(outcome: Outcome) -> np.ndarray | None:
    if not outcome.is_number or outcome.changed:
        return None
    numbers = outcome.numbers
    return numbers if numbers is not None and numbers.size <= MOST_NUMBERS else None


def _mark(calls: Sequence[Call], reference: Sequence[Outcome]) -> str:
    """Return what is the same where calls are, and what they should give."""
    digest = hashlib.sha256()
    for call, wanted in zip(calls, reference, strict=False):
        told = (call.root, call.target, call.op, call.needs)
        digest.update(f"{told}\n{show(wanted.value)}\n".encode("utf-8", "replace"))
        for place, value in call.given.items():
            digest.update(f"{place} {_of(value)}\n".encode("utf-8", "replace"))
    return digest.hexdigest()


def _of(value: Any) -> str:
    """Return what tells an argument; of an object without a name that is its place."""
    if isinstance(value, np.ndarray):
        return f"{value.dtype} {value.shape} {value.tolist()}"
    return show(value) if callable(value) else repr(value)


def _read(table: bytes, mark: str) -> dict[str, list[Any]]:
    if not table:
        return {}
    try:
        known_mark, known = decode(table)
    except (CodecError, TypeError, ValueError):
        return {}
    return known if known_mark == mark and isinstance(known, dict) else {}
