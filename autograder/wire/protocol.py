"""Messages between the processes of one notebook, and their legal order.

Three processes talk in pairs, over one stream socket per pair::

    session ──RunCell──▶ student        session ──RunCell, Diagnose──▶ checker
            ◀─Output…──                         ◀─Output…──
            ◀─CellDone─                         ◀─CellDone─

    checker ──Lookup, Ask, Assign──▶ student    (while it runs a test, or diagnoses)
            ◀─Result, Raised
            ◀─Callback──                in between, when the student's function calls
            ──Result, Raised──▶         a function which the test gave it

A frame is four bytes of length and one value of :mod:`autograder.wire.codec`. The
length is checked before anything is read. Each request has a number, and its one reply
repeats it.

Whoever asks never believes the other end: a frame that comes before it was asked for,
twice, with another number, of the wrong kind or malformed raises
:class:`ProtocolError`, and the channel is dead from then on. What may follow what is a
table, ``_TABLE``.
"""

from __future__ import annotations

import contextlib
import select
import signal
import socket
import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import Enum, StrEnum
from typing import Any, TypeAlias

from autograder.wire.codec import MAX_MESSAGE_BYTES, CodecError, decode, encode

_LENGTH = struct.Struct(">I")
_CHUNK = 1 << 20
MAX_FRAME_BYTES = MAX_MESSAGE_BYTES
"""The frame of a message holds its value as bytes, so both have the same limit."""

MAX_LINE = 200
"""Characters of the line that raised an exception."""


class ProtocolError(Exception):
    """The other end broke the protocol; nothing it says later is heard."""


class ChannelClosedError(Exception):
    """The other end is gone."""


class ReplyTimeoutError(Exception):
    """No complete reply before the deadline."""


@dataclass(frozen=True)
class Message:
    """Anything that is sent; its fields are checked whenever one is made."""

    def __post_init__(self) -> None:
        for field in fields(self):
            wanted = _FIELD_TYPES[str(field.type)]
            if type(getattr(self, field.name)) is not wanted:
                raise ProtocolError(f"{type(self).__name__}.{field.name} is ill-typed")


@dataclass(frozen=True)
class RunCell(Message):
    """Run one cell.

    ``number`` is also the prompt's; ``seconds`` is what is left for the cell;
    ``is_test`` lets the checker look names up in the student's process.
    """

    number: int
    source: str
    seconds: float
    is_test: bool = False


@dataclass(frozen=True)
class Diagnose(Message):
    """Diagnose one exercise.

    ``payload`` is an encoded ``diagnosis.question.Question``; ``key`` an encoded
    ``notebook.key.AnswerKey``, empty once this checker has it.
    """

    number: int
    payload: bytes
    seconds: float
    key: bytes = b""


@dataclass(frozen=True)
class Output(Message):
    """One display event of the running cell, as an encoded dict."""

    payload: bytes


@dataclass(frozen=True)
class CellDone(Message):
    """The cell has ended; ``payload`` is the encoded report, or encoded None."""

    number: int
    payload: bytes


@dataclass(frozen=True)
class Lookup(Message):
    """What does this global name mean to the student?"""

    number: int
    name: str


class Op(StrEnum):
    """What can be asked of an object that stays with the student."""

    CALL = "call"
    GET_ATTRIBUTE = "getattr"
    SET_ATTRIBUTE = "setattr"
    GET_ITEM = "getitem"
    SET_ITEM = "setitem"
    LENGTH = "len"
    NEXT = "next"
    ITERATE = "iter"
    IS_INSTANCE = "isinstance"


@dataclass(frozen=True)
class Ask(Message):
    """Do something with an object; ``payload`` is the encoded operands."""

    number: int
    handle: int
    op: str
    payload: bytes


@dataclass(frozen=True)
class Assign(Message):
    """Give a global name of the student's another meaning; ``payload`` is encoded."""

    number: int
    name: str
    payload: bytes


@dataclass(frozen=True)
class Release(Message):
    """These objects will not be asked for again; no reply."""

    handles: list[int]


@dataclass(frozen=True)
class Result(Message):
    """A request's value; ``effects`` is what else it did, see :mod:`.effects`."""

    number: int
    payload: bytes
    effects: bytes


@dataclass(frozen=True)
class Raised(Message):
    """A request's exception: names of its class and bases, nearest first; text.

    ``line`` is the line of the notebook that raised it, empty if it was none.
    """

    number: int
    names: list[str]
    text: str
    effects: bytes
    line: str = ""


@dataclass(frozen=True)
class Callback(Message):
    """Call a function of the checker's; ``payload`` is encoded args and kwargs."""

    number: int
    function: int
    payload: bytes


_FIELD_TYPES: dict[str, type] = {
    "int": int,
    "str": str,
    "float": float,
    "bool": bool,
    "bytes": bytes,
    "list[int]": list,
    "list[str]": list,
}
_KINDS: tuple[type[Message], ...] = (
    RunCell, Diagnose, Output, CellDone,
    Lookup, Ask, Assign, Release, Result, Raised, Callback,
)  # fmt: skip
_CODES = {kind: code for code, kind in enumerate(_KINDS)}


class Role(Enum):
    """Who this end of a channel is."""

    DRIVER = "session"  # sends RunCell
    RUNNER = "cell runner"  # the other end of it
    ASKER = "checker"  # sends Lookup and Ask
    ANSWERER = "student"  # the other end of it


class State(Enum):
    """What a channel waits for."""

    READY = "nothing asked"
    RUNNING = "a cell runs"
    ASKED = "a reply is due"
    CALLED = "a callback's reply is due"


class _Step(Enum):
    """What a legal message does to the stack of states."""

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
    (State.READY, Ask): _Step.ASK,
    (State.READY, Assign): _Step.ASK,
    (State.ASKED, Result): _Step.BACK,
    (State.ASKED, Raised): _Step.BACK,
    (State.ASKED, Callback): _Step.CALL,
    (State.CALLED, Release): _Step.STAY,
    (State.CALLED, Lookup): _Step.ASK,
    (State.CALLED, Ask): _Step.ASK,
    (State.CALLED, Result): _Step.BACK,
    (State.CALLED, Raised): _Step.BACK,
}
_TABLE: dict[Role, dict[Event, _Step]] = {
    Role.DRIVER: _RUN_TABLE,
    Role.RUNNER: _RUN_TABLE,
    Role.ASKER: _ASK_TABLE,
    Role.ANSWERER: _ASK_TABLE,
}
_PUSHES = {
    _Step.ASK: State.ASKED,
    _Step.CALL: State.CALLED,
    _Step.RUN: State.RUNNING,
}
# Who sends which message; in both tables a kind has one sender, save for replies, whose
# sender follows from the state.
_SENT_BY: dict[type[Message], Role] = {
    RunCell: Role.DRIVER,
    Diagnose: Role.DRIVER,
    Output: Role.RUNNER,
    CellDone: Role.RUNNER,
    Lookup: Role.ASKER,
    Ask: Role.ASKER,
    Assign: Role.ASKER,
    Release: Role.ASKER,
    Callback: Role.ANSWERER,
}


class Order:
    """The legal order of messages on one channel, seen from one end."""

    MAX_NESTING = 50  # callbacks within callbacks; a test needs one or two

    def __init__(self, role: Role) -> None:
        self._role = role
        self._table = _TABLE[role]
        self._stack: list[tuple[State, int]] = [(State.READY, -1)]

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
        state, number = self._stack[-1]
        step = self._table.get((state, kind))
        if step is None or ours != self._is_ours(kind, state):
            verb = "sent" if ours else "received"
            raise ProtocolError(f"{kind.__name__} {verb} while {state.value}")
        if step in _PUSHES:
            if len(self._stack) > self.MAX_NESTING:
                raise ProtocolError("calls are nested too deep")
            self._stack.append((_PUSHES[step], _number(message)))
        elif step is _Step.BACK:
            if _number(message) != number:
                raise ProtocolError(f"{kind.__name__} answers another request")
            self._stack.pop()

    def _is_ours(self, kind: type[Message], state: State) -> bool:
        if kind in (Result, Raised):
            sender = Role.ANSWERER if state is State.ASKED else Role.ASKER
            return sender is self._role
        return _SENT_BY[kind] is self._role


def _number(message: Message) -> int:
    number: int = getattr(message, "number", -1)
    return number


class Channel:
    """One end of a socket, with the order of messages enforced."""

    def __init__(self, sock: socket.socket, role: Role) -> None:
        sock.setblocking(False)
        self._sock = sock
        self._order = Order(role)
        self._buffer = bytearray()
        self.failure = ""
        self.bytes_received = 0

    def fileno(self) -> int:
        """The descriptor, for ``select``."""
        return self._sock.fileno()

    @property
    def state(self) -> State:
        """What is due now."""
        return self._order.state

    def close(self) -> None:
        """Hang up."""
        self._sock.close()

    def has_data(self) -> bool:
        """Whether bytes are here that ``select`` on the socket no longer sees."""
        return bool(self._buffer)

    def is_closed(self) -> bool:
        """Whether the other end has hung up, as far as can be told without waiting."""
        if self._sock.fileno() < 0:
            return True
        try:
            return not self._sock.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            return True

    def send(self, message: Message, deadline: float | None = None) -> None:
        """Send one message.

        Args:
            message: what to send; it has to be legal now.
            deadline: when to give up, by ``time.monotonic``.

        Raises:
            ProtocolError: it is not its turn, or the other end has spoken before it.
            ChannelClosedError: the other end is gone.
            ReplyTimeoutError: the other end did not take it in time.
        """
        self._check_alive()
        if isinstance(message, (RunCell, Diagnose, Lookup, Ask, Assign)):
            self._refuse_early_frame()
        with _uninterrupted():
            self._order.sent(message)
            body = encode([_CODES[type(message)], *_values(message)])
            self._write(_LENGTH.pack(len(body)) + body, deadline)

    def receive(self, deadline: float | None = None) -> Message:
        """Wait for one message.

        Raises:
            ProtocolError: it is malformed, forged or out of turn.
            ChannelClosedError: the other end is gone.
            ReplyTimeoutError: it did not come in time.
        """
        self._check_alive()
        try:
            message = _parse(self._read_frame(deadline))
            self._order.received(message)
        except (ProtocolError, CodecError) as error:
            self.failure = str(error)
            raise ProtocolError(self.failure) from None
        return message

    def _check_alive(self) -> None:
        if self.failure:
            raise ProtocolError(f"the channel is dead: {self.failure}")

    def _refuse_early_frame(self) -> None:
        """Nothing may have arrived before the request it answers is sent."""
        if self._buffer or select.select([self._sock], [], [], 0)[0]:
            early = bool(self._buffer)
            with contextlib.suppress(BlockingIOError, ConnectionError):
                early = early or bool(self._sock.recv(1, socket.MSG_PEEK))
            if early:
                self.failure = "a reply came before the request"
                raise ProtocolError(self.failure)

    def _read_frame(self, deadline: float | None) -> bytes:
        """Return a whole frame; what has come of it stays for a later try."""
        head = _LENGTH.size
        self._fill(head, deadline)
        length = _LENGTH.unpack_from(self._buffer)[0]
        if length > MAX_FRAME_BYTES:
            raise ProtocolError("a frame claims to be too large")
        self._fill(head + length, deadline)
        data = bytes(self._buffer[head : head + length])
        del self._buffer[: head + length]
        return data

    def _fill(self, size: int, deadline: float | None) -> None:
        """Wait until so many bytes are in the buffer."""
        while len(self._buffer) < size:
            try:
                chunk = self._sock.recv(min(_CHUNK, max(size, 4096)))
            except BlockingIOError:
                _wait(self._sock, deadline, reading=True)
                continue
            except ConnectionError:
                chunk = b""
            if not chunk:
                raise ChannelClosedError
            self.bytes_received += len(chunk)
            self._buffer += chunk

    def _write(self, data: bytes, deadline: float | None) -> None:
        view = memoryview(data)
        while view:
            try:
                view = view[self._sock.send(view) :]
            except BlockingIOError:
                _wait(self._sock, deadline, reading=False)
            except ConnectionError:
                raise ChannelClosedError from None


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let an interrupt wait: half a frame would make forged ones of all that follow."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _wait(sock: socket.socket, deadline: float | None, reading: bool) -> None:
    left = None if deadline is None else deadline - time.monotonic()
    if left is not None and left <= 0:
        raise ReplyTimeoutError
    read, write = ([sock], []) if reading else ([], [sock])
    select.select(read, write, [], left)


def _values(message: Message) -> list[Any]:
    return [getattr(message, field.name) for field in fields(message)]


def _parse(data: bytes) -> Message:
    value = decode(data)
    if type(value) is not list or not value or type(value[0]) is not int:
        raise ProtocolError("a frame that is no message")
    code, *values = value
    if not 0 <= code < len(_KINDS):
        raise ProtocolError("a message of no known kind")
    kind = _KINDS[code]
    if len(values) != len(fields(kind)):
        raise ProtocolError(f"{kind.__name__} with the wrong number of fields")
    message = kind(*values)
    _check_lists(message)
    return message


def _check_lists(message: Message) -> None:
    """The elements of list fields have one type, as their annotation says."""
    for field in fields(message):
        if field.type in ("list[int]", "list[str]"):
            wanted = int if field.type == "list[int]" else str
            if any(type(item) is not wanted for item in getattr(message, field.name)):
                raise ProtocolError(
                    f"{type(message).__name__}.{field.name} is ill-typed"
                )
