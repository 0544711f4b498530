"""The legal order of the messages on one channel.

Whoever asks never believes the other end: a message that comes before it was asked for,
twice, with another number or of the wrong kind raises :class:`.ProtocolError`. What may
follow what is a table, ``_TABLE``.
"""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

from autograder.wire.messages import (
    Ask,
    AskEach,
    Assign,
    Callback,
    CellDone,
    Diagnose,
    Fetch,
    Lookup,
    Message,
    Output,
    ProtocolError,
    Raised,
    Release,
    Result,
    RunCell,
)


class Party(Enum):
    """Who this end of a channel is."""

    __hash__ = object.__hash__  # that of Enum is written in Python

    DRIVER = "session"  # has cells run and answers diagnosed
    RUNNER = "cell runner"  # the other end of it
    ASKER = "checker"  # asks about the student's names and objects
    ANSWERER = "student"  # the other end of it


class State(Enum):
    """What a channel waits for."""

    __hash__ = object.__hash__

    READY = "nothing asked"
    RUNNING = "a cell runs"
    ASKED = "a reply is due"
    CALLED = "a callback's reply is due"


class _Step(Enum):
    """What a legal message does to the stack of states."""

    __hash__ = object.__hash__

    STAY = "stay"
    ASK = "push ASKED"
    CALL = "push CALLED"
    RUN = "push RUNNING"
    BACK = "pop"


Event: TypeAlias = tuple[State, type[Message]]

_RUN_TABLE: dict[Event, _Step] = {
    (State.READY, RunCell): _Step.RUN,
    (State.READY, Diagnose): _Step.RUN,
    (State.RUNNING, Output): _Step.STAY,
    (State.RUNNING, CellDone): _Step.BACK,
}
_ASK_TABLE: dict[Event, _Step] = {
    (State.READY, Release): _Step.STAY,
    (State.READY, Lookup): _Step.ASK,
    (State.READY, Fetch): _Step.ASK,
    (State.READY, Ask): _Step.ASK,
    (State.READY, AskEach): _Step.ASK,
    (State.READY, Assign): _Step.ASK,
    (State.ASKED, Result): _Step.BACK,
    (State.ASKED, Raised): _Step.BACK,
    (State.ASKED, Callback): _Step.CALL,
    (State.CALLED, Release): _Step.STAY,
    (State.CALLED, Lookup): _Step.ASK,
    (State.CALLED, Fetch): _Step.ASK,
    (State.CALLED, Ask): _Step.ASK,
    (State.CALLED, Result): _Step.BACK,
    (State.CALLED, Raised): _Step.BACK,
}
_TABLE: dict[Party, dict[Event, _Step]] = {
    Party.DRIVER: _RUN_TABLE,
    Party.RUNNER: _RUN_TABLE,
    Party.ASKER: _ASK_TABLE,
    Party.ANSWERER: _ASK_TABLE,
}
_PUSHES = {
    _Step.ASK: State.ASKED,
    _Step.CALL: State.CALLED,
    _Step.RUN: State.RUNNING,
}
# Who sends which message; in both tables a kind has one sender, save for replies, whose
# sender follows from the state.
_SENT_BY: dict[type[Message], Party] = {
    RunCell: Party.DRIVER,
    Diagnose: Party.DRIVER,
    Output: Party.RUNNER,
    CellDone: Party.RUNNER,
    Lookup: Party.ASKER,
    Fetch: Party.ASKER,
    Ask: Party.ASKER,
    AskEach: Party.ASKER,
    Assign: Party.ASKER,
    Release: Party.ASKER,
    Callback: Party.ANSWERER,
}


class Order:
    """The legal order of messages on one channel, seen from one end."""

    MAX_NESTING = 50  # callbacks within callbacks; a test needs one or two

    def __init__(self, party: Party) -> None:
        self._party = party
        self._table = _TABLE[party]
        # Of each state the number of the reply that is due, and of the last one.
        self._stack: list[tuple[State, int, int]] = [(State.READY, -1, -1)]

    @property
    def state(self) -> State:
        """What is due now."""
        return self._stack[-1][0]

    def sent(self, message: Message) -> None:
        """Take note of a message of ours, or refuse it."""
        self._move(message, ours=True)

    def received(self, message: Message) -> None:
        """Take note of a message of theirs, or refuse it."""
        self._move(message, ours=False)

    def _move(self, message: Message, ours: bool) -> None:
        kind = type(message)
        state, number, last = self._stack[-1]
        step = self._table.get((state, kind))
        if step is None or ours != self._is_ours(kind, state):
            verb = "sent" if ours else "received"
            raise ProtocolError(f"{kind.__name__} {verb} while {state.value}")
        if step in _PUSHES:
            if len(self._stack) > self.MAX_NESTING:
                raise ProtocolError("calls are nested too deep")
            first = _number(message)
            count = message.count if isinstance(message, AskEach) else 1
            self._stack.append((_PUSHES[step], first, first + count - 1))
        elif step is _Step.BACK:
            if _number(message) != number:
                raise ProtocolError(f"{kind.__name__} answers another request")
            self._stack.pop()
            if number < last:
                self._stack.append((state, number + 1, last))

    def _is_ours(self, kind: type[Message], state: State) -> bool:
        if kind in (Result, Raised):
            sender = Party.ANSWERER if state is State.ASKED else Party.ASKER
            return sender is self._party
        return _SENT_BY[kind] is self._party


def _number(message: Message) -> int:
    number: int = getattr(message, "number", -1)
    return number
