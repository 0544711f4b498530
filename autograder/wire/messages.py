"""Messages between the processes of one notebook.

Three processes talk in pairs, over one stream socket per pair::

    session ──RunCell, Diagnose──▶ student, checker     (Diagnose: the checker only)
            ◀─Output…─────────────
            ◀─CellDone────────────

    checker ──Lookup, Fetch, Ask, AskEach, Assign──▶ student   (in a test, a diagnosis)
            ──Release──▶                               (before one; no reply)
            ◀─Result, Raised
            ◀─Callback──                in between, when the student's function calls
            ──Result, Raised──▶         a function which the test gave it

Each request has a number, and its one reply repeats it. ``AskEach`` is several requests
in one message, and has as many replies, in their order. What may follow what is in
:mod:`.order`; how a message travels is in :mod:`.channel`.

On the wire a message is one flat MessagePack array: the number of its kind, and its
fields, of which a list is encoded as any value is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from autograder.wire.codec import MAX_MESSAGE_BYTES, CodecError, decode, encode
from autograder.wire.decoder import unpack
from autograder.wire.encoder import pack

MAX_LINE = 200
"""Characters of a line that an exception passed."""

MAX_LINES = 10 * MAX_LINE
"""Characters of all of them; a call passes few cells."""

MAX_NAMES = 10_000
"""Global names of a notebook that are told when all are asked for."""


NOT_DONE = "NotDone"
"""Stands for an exception in the reply to what was not done after an interrupt."""


class ProtocolError(Exception):
    """The other end broke the protocol; nothing it says later is heard."""


@dataclass(frozen=True)
class Message:
    """Anything that is sent; its fields are checked whenever one is made."""

    def __post_init__(self) -> None:
        for name, wanted in _FIELDS[type(self)]:
            if type(getattr(self, name)) is not wanted:
                raise ProtocolError(f"{type(self).__name__}.{name} is ill-typed")

    def to_bytes(self) -> bytes:
        """Encode.

        Raises:
            CodecError: It is too large, or holds what is no text.
        """
        own = [getattr(self, name) for name, _ in _FIELDS[type(self)]]
        body = [encode(value) if type(value) is list else value for value in own]
        try:
            data = pack([_CODES[type(self)], *body])
        except (ValueError, OverflowError) as error:
            raise CodecError(str(error)) from None
        if len(data) > MAX_MESSAGE_BYTES:
            raise CodecError("the message is too large to be sent")
        return data


@dataclass(frozen=True)
class RunCell(Message):
    """Run one cell.

    ``number`` is also the prompt's; ``is_test`` lets the checker look names up in the
    student's process. To the checker alone goes what tests start from: ``seed``, the
    seed of their numbers, ``lost``, the grade ids of the tests before it that have
    lost points, and ``leaves``, the names that a test leaves to the student's cells;
    only what nothing can change if they are ``fixed``.
    """

    number: int
    source: str
    is_test: bool = False
    seed: str = ""
    lost: list[str] = field(default_factory=list)
    leaves: list[str] = field(default_factory=list)
    fixed: bool = False


@dataclass(frozen=True)
class Diagnose(Message):
    """Diagnose one exercise.

    ``number`` is that of the cell which tested it, as it was in ``RunCell``;
    ``payload`` is an encoded ``diagnosis.question.Question``; ``key`` an encoded
    ``notebook.key.AnswerKey``, empty once this checker has it. If it ``is_ahead``, only
    what takes no answer is made: it is the course's own work, with its own time.
    """

    number: int
    payload: bytes
    key: bytes = b""
    is_ahead: bool = False


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
    """What does this global name mean to the student? Without one: which are there?"""

    number: int
    name: str


@dataclass(frozen=True)
class Fetch(Message):
    """What do these files of the notebook hold? Without any: which are there?"""

    number: int
    paths: list[str]


@dataclass(frozen=True)
class Ask(Message):
    """Do something with an object; ``payload`` is what it is given."""

    number: int
    handle: int
    op: str
    payload: bytes


@dataclass(frozen=True)
class AskEach(Message):
    """Do several things, one after the other; each has a reply of its own.

    ``payload`` holds what :class:`Ask` holds of each, packed; the first has this
    ``number``, the next ones the numbers behind it, ``count`` in all. What is left
    after an interrupt is not done; the replies say so.
    """

    number: int
    count: int
    payload: bytes

    @classmethod
    def of(cls, asks: Sequence[Ask]) -> AskEach:
        """Put requests with numbers in a row into one."""
        packed = pack([[ask.handle, ask.op, ask.payload] for ask in asks])
        return cls(asks[0].number, len(asks), packed)

    def asks(self) -> list[Ask]:
        """Return the requests.

        It is not checked: a test gives it to the notebook, which need not fear it.
        """
        items = unpack(self.payload)
        return [Ask(self.number + k, *item) for k, item in enumerate(items)]


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

    ``line`` holds the innermost line of each cell of the notebook that it passed, as
    ``prompt:text``, innermost first, one a row; empty if it passed none.
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


def is_interrupt(reply: Message) -> bool:
    """Tell whether a request was interrupted, or says so."""
    return isinstance(reply, Raised) and reply.names[:1] == ["KeyboardInterrupt"]


_FIELD_TYPES: dict[str, type] = {
    "int": int,
    "str": str,
    "bool": bool,
    "bytes": bytes,
    "list[int]": list,
    "list[str]": list,
}
_KINDS: tuple[type[Message], ...] = (
    RunCell, Diagnose, Output, CellDone,
    Lookup, Fetch, Ask, AskEach, Assign, Release, Result, Raised, Callback,
)  # fmt: skip
_CODES = {kind: code for code, kind in enumerate(_KINDS)}
_FIELDS: dict[type[Message], list[tuple[str, type]]] = {
    kind: [(own.name, _FIELD_TYPES[str(own.type)]) for own in fields(kind)]
    for kind in _KINDS
}
_LISTS: dict[type[Message], list[tuple[int, type]]] = {
    kind: [
        (place, int if own.type == "list[int]" else str)
        for place, own in enumerate(fields(kind))
        if str(own.type).startswith("list")
    ]
    for kind in _KINDS
}

REQUESTS = (RunCell, Diagnose, Lookup, Fetch, Ask, AskEach, Assign)
"""What opens a conversation: a reply is due, and none may be here before."""


def parse(data: bytes) -> Message:
    """Read what :meth:`Message.to_bytes` wrote.

    Raises:
        ProtocolError: it is no message.
        CodecError: it is no value.
    """
    value = unpack(data, **_LIMITS)
    if type(value) is not tuple or not value or type(value[0]) is not int:
        raise ProtocolError("a frame that is no message")
    code, *values = value
    if not 0 <= code < len(_KINDS):
        raise ProtocolError("a message of no known kind")
    kind = _KINDS[code]
    if len(values) != len(_FIELDS[kind]):
        raise ProtocolError(f"{kind.__name__} with the wrong number of fields")
    for place, wanted in _LISTS[kind]:
        values[place] = _list_of(wanted, values[place])
    return kind(*values)


def _flat(items: list[Any]) -> tuple[Any, ...]:
    """Take an array, unless there is another in it."""
    if tuple in map(type, items):
        _refuse()
    return tuple(items)


def _refuse(*_: object) -> None:
    raise CodecError("a container in a message")


_LIMITS: dict[str, Any] = {
    "list_hook": _flat,
    "ext_hook": _refuse,
    "object_pairs_hook": _refuse,
    "max_array_len": 1 + max(map(len, _FIELDS.values())),
    "max_bin_len": MAX_MESSAGE_BYTES,
    "max_str_len": MAX_MESSAGE_BYTES,
    "max_ext_len": MAX_MESSAGE_BYTES,
}


def _list_of(wanted: type, data: object) -> list[Any]:
    """Read a field that is a list."""
    value = decode(data) if type(data) is bytes else None
    if type(value) is not list or any(type(item) is not wanted for item in value):
        raise ProtocolError("a field that is no list of what it should hold")
    return value
