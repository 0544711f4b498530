"""The checker's end of the wire: asks, and makes the effects of a call happen here.

A reply is data and a list of effects. Data is compared by the test. Effects are carried
out in this process, so that a test sees what it would have seen had the function run
here: arguments changed in place are changed, warnings are issued under the test's own
filters, printed text is printed, exceptions are raised as the built-in class of that
name.
"""

from __future__ import annotations

import functools
import itertools
import sys
import weakref
from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.engine.errors import NotebookGoneError, StudentError, exception_of
from autograder.engine.replaced import Replaced
from autograder.engine.shared_state import RandomState, WarningIssuer, error_state
from autograder.engine.trusted import own_copy, trusted_copy
from autograder.engine.write_back import write_back
from autograder.wire.aliases import CLASSES
from autograder.wire.channel import Channel, ChannelClosedError
from autograder.wire.codec import CodecError, Opaque, decode, encode
from autograder.wire.effects import Effects
from autograder.wire.messages import (
    MAX_LINES,
    MAX_NAMES,
    NOT_DONE,
    Ask,
    AskEach,
    Assign,
    Callback,
    Fetch,
    Lookup,
    Message,
    ProtocolError,
    Raised,
    Release,
    Result,
)
from autograder.wire.operations import Op, pack_operands
from autograder.wire.order import State
from autograder.wire.proxy import Called, Proxy

FEWEST_AT_ONCE, MOST_AT_ONCE, MOST_BYTES_AT_ONCE = 2, 64, 1 << 20
"""Calls that are asked for at once, and how much may be handed over to them."""

MOST_BYTES_KEPT = 16 << 20
"""Of replies that came before anybody waited for them."""

_Request = Lookup | Fetch | Ask | AskEach | Assign


@dataclass
class _Batch:
    """What is asked for at once: the request, until it is sent, and what came of it.

    How many replies are due, and those that came before anybody waited for them.
    """

    request: AskEach | None = None
    due: int = 0
    replies: deque[Result | Raised] = field(default_factory=deque)
    size: int = 0

    def keep(self, reply: Result | Raised) -> None:
        """Keep a reply for whoever waits for it, unless there are too large ones."""
        self.size += len(reply.effects)
        self.size += len(reply.payload) if isinstance(reply, Result) else 0
        is_kept = self.size <= MOST_BYTES_KEPT
        lost = Raised(reply.number, [NOT_DONE], "", b"")
        self.replies.append(reply if is_kept else lost)


class Student:
    """The student's process, seen from a test."""

    def __init__(self, channel: Channel, libraries: Collection[str] = ()) -> None:
        """Take the channel, and the libraries that the course names."""
        self._channel = channel
        self._libraries = libraries
        self._numbers = itertools.count(1)
        self._proxies: weakref.WeakValueDictionary[int, Proxy] = (
            weakref.WeakValueDictionary()
        )
        self._released: set[int] = set()
        self._functions: dict[int, Callable[..., Any]] = {}
        self._function_numbers: dict[int, int] = {}
        self._issue = WarningIssuer()
        self._random = RandomState()
        self._lost = ""  # why nothing can be asked any more
        self._batch = _Batch()
        self.seen: dict[str, Any] = {}  # what names meant to the cell
        self.flags: list[str] = []
        self.replaced = Replaced()
        self.exchanges = 0  # how often anything was asked

    @property
    def is_lost(self) -> bool:
        """Whether nothing can be asked any more."""
        return bool(self._lost)

    def start_cell(self) -> None:
        """Prepare for one test cell."""
        self.seen = {}

    def lookup(self, name: str) -> Any:
        """Return what a global name means to the student.

        Raises:
            KeyError: nothing.
        """
        __tracebackhide__ = True
        number = next(self._numbers)
        reply = self._exchange(Lookup(number, name))
        if isinstance(reply, Raised):
            raise KeyError(name)
        value = self._unpack(reply.payload, name)
        trusted = own_copy(name)
        if trusted is None and type(value) is Proxy:
            trusted = trusted_copy(value._opaque, self._libraries)
        self.seen[name] = value if trusted is None else trusted
        return self.seen[name]

    def names(self) -> list[str]:
        """Return which global names the student has, as the notebook says."""
        __tracebackhide__ = True
        reply = self._exchange(Lookup(next(self._numbers), ""))
        if isinstance(reply, Raised):
            return []
        found = self._unpack(reply.payload, "names")
        if type(found) is not list or len(found) > MAX_NAMES:
            raise self.forged(CodecError("no list of names"))
        # What is no name is nothing that a cell can have assigned.
        return [name for name in found if type(name) is str and name.isidentifier()]

    def files(self) -> Any:
        """Return which files the notebook has, as it says; see :mod:`.mirror`."""
        return self.contents([])

    def contents(self, paths: list[str]) -> Any:
        """Return what files hold, as the notebook says; without any, which are there.

        Raises:
            CodecError: It is no value.
        """
        reply = self._exchange(Fetch(next(self._numbers), paths))
        return [] if isinstance(reply, Raised) else decode(reply.payload)

    def ask(
        self, proxy: Proxy, op: Op, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        """Do something with an object of the student's; see :class:`Proxy`."""
        __tracebackhide__ = True
        operands = _operands(args, kwargs)
        around = self._around()
        payload = pack_operands(len(args), self._pack_all(operands), *around)
        number = next(self._numbers)
        reply = self._exchange(Ask(number, proxy._opaque.number, op.value, payload))
        return self._conclude(reply, op, operands, _path(proxy._path, op, args))

    def call_each(self, calls: Sequence[Called]) -> list[Callable[[], Any]]:
        """Have calls made one after the other, which are asked for at once.

        Returns, for each of the first so many, what waits for it and then does as the
        call itself would. They have to be called in their order.
        """
        packed: list[tuple[Proxy, dict[int | str, Any], int, dict[int | str, Any]]] = []
        size = 0
        for proxy, args, kwargs in calls[:MOST_AT_ONCE]:
            operands = _operands(args, kwargs)
            try:
                raw = self._pack_all(operands)
            except TypeError:  # it is told when that call is made
                break
            size += sum(len(data) for data in raw.values() if type(data) is bytes)
            if size > MOST_BYTES_AT_ONCE:
                break
            packed.append((proxy, operands, len(args), raw))
        if len(packed) < FEWEST_AT_ONCE:
            return []
        errors, random, functions = self._around()
        asks = []
        for proxy, _, count, raw in packed:
            payload = pack_operands(count, raw, errors, random, functions)
            random = None  # generators stand, before all but the first, where they are
            handle = proxy._opaque.number
            asks.append(Ask(next(self._numbers), handle, Op.CALL.value, payload))
        batch = _Batch(AskEach.of(asks))
        return [
            functools.partial(self._conclude_next, batch, operands, proxy._path)
            for proxy, operands, _, _ in packed
        ]

    def _conclude_next(
        self, batch: _Batch, operands: dict[int | str, Any], path: str
    ) -> Any:
        """Wait for the next reply of a batch; before the first, send its request."""
        __tracebackhide__ = True
        request, batch.request = batch.request, None
        if request is not None:
            reply = self._exchange(request)
            batch.due, self._batch = request.count - 1, batch
        else:
            reply = (
                batch.replies.popleft() if batch.replies else self._next_reply(batch)
            )
        return self._conclude(reply, Op.CALL, operands, path + _PATHS[Op.CALL])

    def _next_reply(self, batch: _Batch) -> Result | Raised:
        __tracebackhide__ = True
        if self._lost or not batch.due:
            raise NotebookGoneError(self._lost)
        batch.due -= 1
        return self._converse(None)

    def _around(self) -> tuple[dict[str, str] | None, dict[str, Any] | None, bytes]:
        """Return what holds around a call: see :func:`pack_operands`."""
        replaced = self.replaced.news()
        functions = self._pack(replaced) if replaced else b""
        return error_state(), self._random.news(), functions

    def assign(self, name: str, value: Any) -> None:
        """Give a global name of the student's another meaning.

        Raises:
            TypeError: the value can neither be sent nor called from there.
        """
        number = next(self._numbers)
        self._exchange(Assign(number, name, self._pack(value)))

    def leave(self, name: str, value: Any, opaque: Callable[[object], Opaque]) -> None:
        """Give a global name of the student's a value for good; see :mod:`.leaving`.

        Raises:
            CodecError: it is no data, and ``opaque`` knows no name for it.
        """
        number = next(self._numbers)
        mine = type(value) is Proxy
        payload = encode(value._opaque if mine else value, opaque)
        self._exchange(Assign(number, name, payload))

    def _conclude(
        self, reply: Result | Raised, op: Op, operands: dict[int | str, Any], path: str
    ) -> Any:
        __tracebackhide__ = True
        same = self._carry_out(reply.effects, operands, path) if reply.effects else None
        if isinstance(reply, Raised):
            if op is Op.NEXT and reply.names[:1] == ["StopIteration"]:
                raise StopIteration
            raised = exception_of(reply)
            raised.student_line = reply.line[:MAX_LINES]  # type: ignore[attr-defined]
            raise raised
        if same in operands:
            return operands[same]
        return self._unpack(reply.payload, path)

    def _carry_out(
        self, told: bytes, operands: dict[int | str, Any], path: str
    ) -> int | str | None:
        """Do here what a call did; return which operand its result is."""
        __tracebackhide__ = True
        try:
            effects = Effects.from_bytes(told)
            for key, raw in effects.changed.items():
                if key in operands and type(raw) is bytes:
                    write_back(operands[key], self._unpack(raw, path))
        except CodecError as error:
            raise self.forged(error) from None
        for name, text in effects.streams:
            (sys.stdout if name == "stdout" else sys.stderr).write(text)
        for warned in effects.warned:
            self._issue(warned)
        return effects.same

    def _exchange(self, request: _Request) -> Result | Raised:
        """Send a request and wait for its first reply; serve callbacks until then."""
        __tracebackhide__ = True
        if self._lost:
            raise NotebookGoneError(self._lost)
        batch = self._batch
        while batch.due and self._channel.state is State.ASKED:
            batch.keep(self._next_reply(batch))
        self.exchanges += 1
        return self._converse(request)

    def _converse(self, request: _Request | None) -> Result | Raised:
        """Send a request, if there is one, and wait for the next reply.

        Not for a time: the session, which watches both processes, ends the waiting.
        """
        __tracebackhide__ = True
        try:
            if request is not None:
                if self._released:
                    released, self._released = self._released, set()
                    self._channel.send(Release(sorted(released)))
                self._channel.send(request)
            while True:
                message = self._channel.receive()
                if isinstance(message, (Result, Raised)):
                    return message
                assert isinstance(message, Callback)
                self._channel.send(self._call_back(message))
        except (ProtocolError, CodecError) as error:
            raise self.forged(error) from None
        except ChannelClosedError:
            self._lost = "the notebook's process ended"
        raise NotebookGoneError(self._lost)

    def _call_back(self, message: Callback) -> Message:
        try:
            args, kwargs = self._unpack(message.payload, "callback")
            value = self._functions[message.function](*args, **kwargs)
            return Result(message.number, self._pack(value), b"")
        except (ProtocolError, CodecError):
            raise
        except Exception as error:
            names = [base.__name__ for base in type(error).__mro__]
            return Raised(message.number, names, str(error)[:10_000], b"")

    def forged(self, error: Exception) -> StudentError:
        """Take note of a reply that cannot be, and return what a test is to see."""
        self.flags.append(f"broken or forged reply: {error}")
        return StudentError("the notebook's reply is not one that can be read")

    def _pack(self, value: Any) -> bytes:
        try:
            return encode(value, self._opaque)
        except CodecError as error:
            raise TypeError(f"a test cannot pass this on: {error}") from None

    def _pack_all(self, operands: dict[int | str, Any]) -> dict[int | str, Any]:
        """Return operands as bytes; one that has come before, as the key it had."""
        first: dict[int, int | str] = {}
        packed: dict[int | str, Any] = {}
        for key, value in operands.items():
            before = first.setdefault(id(value), key)
            is_again = before != key and type(value) in CLASSES
            packed[key] = before if is_again else self._pack(value)
        return packed

    def _opaque(self, value: object) -> Opaque:
        if type(value) is Proxy:
            return value._opaque
        if not callable(value):
            raise CodecError(f"{type(value).__name__} is neither data nor a function")
        number = self._function_numbers.get(id(value))
        if number is None:
            number = len(self._functions) + 1
            self._function_numbers[id(value)] = number
            self._functions[number] = value
        return Opaque("checker", number, "function")

    def _unpack(self, data: bytes, path: str) -> Any:
        try:
            return decode(data, lambda opaque: self._resolve(opaque, path))
        except CodecError as error:
            raise self.forged(error) from None

    def _release(self, number: int) -> None:
        self._released.add(number)

    def _resolve(self, opaque: Opaque, path: str) -> object:
        if opaque.side == "checker":
            if opaque.number not in self._functions:
                raise CodecError("a function that was never passed on")
            return self._functions[opaque.number]
        proxy = self._proxies.get(opaque.number)
        if proxy is None:
            proxy = Proxy(opaque, path, self.ask, self.call_each)
            self._proxies[opaque.number] = proxy
            # Its number may wait to be released with a proxy that died before.
            self._released.discard(opaque.number)
            weakref.finalize(proxy, self._release, opaque.number)
        return proxy


def _operands(args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[int | str, Any]:
    operands: dict[int | str, Any] = dict(enumerate(args))
    operands.update(kwargs)
    return operands


_PATHS = {Op.CALL: "()", Op.GET_ITEM: "[]"}


def _path(path: str, op: Op, args: tuple[Any, ...]) -> str:
    """Return how an operation's result is reached, for people and for the tape."""
    if op is Op.GET_ATTRIBUTE:
        return f"{path}.{args[0]}"
    return path + _PATHS.get(op, "")
