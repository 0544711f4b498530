"""The record of what a test asked of the student's code, and what came back.

Recorded as bytes, before effects are carried out: a tape of the reference solution is
later compared with the same calls to other answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograder.wire.protocol import Op, Raised, Result

MAX_ENTRIES = 5000
"""A test in a loop; the first calls tell enough."""

MAX_BYTES = 8 * 2**20
"""All entries of one cell together."""


@dataclass(frozen=True)
class TapeEntry:
    """One operation.

    Attributes:
        path: how the object was reached: ``sigmoid``, ``Neuron().forward``.
        op: what was done, a value of :class:`~autograder.wire.protocol.Op`.
        args: encoded positional operands.
        kwargs: encoded keyword operands.
        value: the encoded result, or None where an exception was raised.
        raised: names of the exception's class and its bases, nearest first.
        text: the exception's text.
        effects: encoded :class:`~autograder.wire.effects.Effects`.
    """

    path: str
    op: str
    args: tuple[bytes, ...]
    kwargs: dict[str, bytes]
    value: bytes | None
    raised: tuple[str, ...]
    text: str
    effects: bytes

    def to_plain(self) -> list[Any]:
        """Return plain data for the codec."""
        return [
            self.path, self.op, self.args, self.kwargs,
            self.value, self.raised, self.text, self.effects,
        ]  # fmt: skip

    @classmethod
    def from_plain(cls, data: list[Any]) -> TapeEntry:
        """Read what :meth:`to_plain` wrote."""
        return cls(*data)


class Tape:
    """Entries of one test cell."""

    def __init__(self) -> None:
        self.entries: list[TapeEntry] = []
        self._bytes = 0

    def add(
        self,
        path: str,
        op: Op,
        args: list[bytes],
        kwargs: dict[str, bytes],
        reply: Result | Raised,
    ) -> None:
        """Record one operation, unless the tape is full."""
        failed = isinstance(reply, Raised)
        entry = TapeEntry(
            path,
            op.value,
            tuple(args),
            kwargs,
            None if isinstance(reply, Raised) else reply.payload,
            tuple(reply.names) if isinstance(reply, Raised) else (),
            reply.text if isinstance(reply, Raised) else "",
            reply.effects,
        )
        self._bytes += sum(map(len, args)) + (0 if failed else len(entry.value or b""))
        if len(self.entries) < MAX_ENTRIES and self._bytes <= MAX_BYTES:
            self.entries.append(entry)
