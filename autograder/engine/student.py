"""The student's side: runs cells, and answers questions about what they made.

A child of the zygote. Two channels come with it: on one the session asks for cells to
be run, on the other the checker asks for values and calls. Nothing here is trusted:
student code can replace every function of this file. What it says is checked where it
is read.

Plain data goes out by value. Anything else stays here in a table of handles; the
checker gets its number, and can have it called, or an attribute or item of it looked
up.
"""

from __future__ import annotations

import contextlib
import linecache
import random
import select
import traceback
import types
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np

from autograder.engine import figures, written
from autograder.engine.filters import deciding
from autograder.engine.leaving import found
from autograder.engine.replaced import standing_in
from autograder.engine.shell import CellRunner, Interruptible
from autograder.wire import frames, named
from autograder.wire.channel import Channel, ChannelClosedError
from autograder.wire.codec import CodecError, Opaque, decode, encode
from autograder.wire.effects import MAX_STREAM_CHARS, Effects, Warned
from autograder.wire.messages import (
    MAX_LINE,
    MAX_LINES,
    MAX_NAMES,
    NOT_DONE,
    Ask,
    AskEach,
    Assign,
    Callback,
    CellDone,
    Fetch,
    Lookup,
    Message,
    ProtocolError,
    Raised,
    Release,
    Result,
    RunCell,
    is_interrupt,
)
from autograder.wire.operations import OPERATIONS, unpack_operands
from autograder.wire.origins import CELL

MAX_TEXT = 10_000
"""Characters of an exception's text."""

_LASTING = frozenset({float, int, bool, str, bytes, complex, type(None)})
_MUTABLE = (list, dict, set, tuple, np.ndarray, np.random.Generator)


def serve(runner: CellRunner, control: Channel, probe: Channel) -> None:
    """Do what the session and the checker ask, until one of them hangs up."""
    answerer = Answerer(runner, probe)
    with contextlib.suppress(ChannelClosedError, ProtocolError):
        while True:
            wait = 0 if probe.has_data() else None
            ready = select.select([control, probe], [], [], wait)[0]
            if probe in ready or probe.has_data():
                answerer.answer(probe.receive())
            elif control in ready:
                message = control.receive()
                assert isinstance(message, RunCell)
                if answerer.was_asked:
                    # Figures that a tested function left open belong to no cell.
                    figures.discard()
                    answerer.was_asked = False
                runner.run(message.source, message.number)
                control.send(CellDone(message.number, encode(None)))


class Answerer:
    """Answers the checker's requests against the namespace of the shell."""

    def __init__(self, runner: CellRunner, channel: Channel) -> None:
        self._runner = runner
        self._channel = channel
        self._objects: dict[int, object] = {}
        self._numbers: dict[int, int] = {}
        self._stubs: dict[int, object] = {}
        self._stub_numbers: dict[int, int] = {}
        self._next = 1
        self._callbacks = 0
        self._folder = Path.cwd()
        self.was_asked = False

    def answer(self, message: Message) -> None:
        """Serve one message."""
        self.was_asked = True
        if isinstance(message, Release):
            self._release(message)
        elif isinstance(message, AskEach):
            self._answer_each(message)
        else:
            assert isinstance(message, (Lookup, Fetch, Ask, Assign))
            self._channel.send(self._safe_reply(message))

    def _answer_each(self, message: AskEach) -> None:
        """Serve requests one after the other, until one is interrupted."""
        is_interrupted = False
        for ask in message.asks():
            if is_interrupted:
                reply: Message = Raised(ask.number, [NOT_DONE], "", b"")
            else:
                reply = self._safe_reply(ask)
            self._channel.send(reply)
            is_interrupted |= is_interrupt(reply)

    def _safe_reply(self, message: Lookup | Fetch | Ask | Assign) -> Message:
        try:
            return self._reply(message)
        except CodecError as error:
            text = f"what the notebook gives back cannot be looked at: {error}"
            return Raised(message.number, ["StudentError"], text, b"")
        except BaseException as error:  # an interrupt, or an object that bites
            return Raised(message.number, _names(error), _text(error), b"")

    def _reply(self, message: Lookup | Fetch | Ask | Assign) -> Message:
        namespace = self._runner.shell.user_ns
        if isinstance(message, Fetch):
            told: object = written.listed(self._folder)
            if message.paths:
                told = written.contents(self._folder, message.paths)
            return Result(message.number, encode(told), b"")
        if isinstance(message, Assign):
            namespace[message.name] = self.unpack(message.payload)
            return Result(message.number, encode(None), b"")
        if isinstance(message, Lookup):
            if not message.name:
                kept = (name for name in list(namespace) if type(name) is str)
                names = [name for name in kept if name.isidentifier()]
                return Result(message.number, encode(names[:MAX_NAMES]), b"")
            if message.name not in namespace:
                text = f"name '{message.name}' is not defined"
                return Raised(message.number, ["NameError"], text, b"")
            payload = encode(namespace[message.name], self._keep)
            return Result(message.number, payload, b"")
        return _Call(self, self._runner, message).run()

    def target(self, handle: int) -> object:
        """Return the object behind a handle."""
        if handle not in self._objects:
            raise CodecError("an object that is not held here")
        return self._objects[handle]

    def unpack(self, data: bytes) -> Any:
        """Decode what the checker sent."""
        return decode(data, self._resolve)

    def pack(self, value: object) -> bytes:
        """Encode for the checker."""
        return encode(value, self._keep)

    def _keep(self, value: object) -> Opaque:
        """Put an object into the table of handles; the same object has one number."""
        stub = self._stub_numbers.get(id(value))
        if stub is not None:
            return Opaque("checker", stub, "function")
        number = self._numbers.get(id(value), 0)
        if not number:
            number = self._next
            self._next += 1
            self._numbers[id(value)] = number
            self._objects[number] = value
        return Opaque("student", number, *_describe(value))

    def _resolve(self, value: Opaque) -> object:
        if value.side == "student":
            return self.target(value.number)
        return self._stub(value.number) if value.number else found(value)

    def _stub(self, number: int) -> object:
        """Return a function that calls the checker's function of this number."""
        if number not in self._stubs:

            def function(*args: Any, **kwargs: Any) -> Any:
                return self._call_back(number, args, kwargs)

            self._stubs[number] = function
            self._stub_numbers[id(function)] = number
        return self._stubs[number]

    def _call_back(self, function: int, args: Any, kwargs: Any) -> Any:
        self._callbacks += 1
        number = self._callbacks
        self._channel.send(Callback(number, function, self.pack([args, kwargs])))
        while True:
            message = self._channel.receive()
            if isinstance(message, Result):
                return self.unpack(message.payload)
            if isinstance(message, Raised):
                raise _exception(message)
            self.answer(message)

    def _release(self, message: Release) -> None:
        for number in message.handles:
            value = self._objects.pop(number, None)
            self._numbers.pop(id(value), None)


class _Call:
    """One operation on an object, with everything around it watched."""

    def __init__(self, answerer: Answerer, runner: CellRunner, message: Ask) -> None:
        self._answerer = answerer
        self._runner = runner
        self._message = message
        operands = unpack_operands(message.payload)
        count, raw, self._errors, self._random, functions = operands
        self._functions = answerer.unpack(functions) if functions else {}
        self._raw = {key: data for key, data in raw.items() if type(data) is bytes}
        first = {key: answerer.unpack(data) for key, data in self._raw.items()}
        self._operands: dict[int | str, Any] = {
            key: first[key if key in first else raw[key]] for key in raw
        }
        self._args = [self._operands[index] for index in range(count)]
        named = list(raw)[count:]
        self._kwargs = {str(key): self._operands[key] for key in named}
        self._arrays = {
            key: _contents(value)
            for key, value in first.items()
            if type(value) is np.ndarray
        }

    def run(self) -> Message:
        """Do it and describe what happened."""
        number = self._message.number
        raised: BaseException | None = None
        value: object = None
        with self._streams() as streams, _warnings() as warned:
            try:
                with Interruptible():
                    value = self._operate()
            except BaseException as error:  # sys.exit and interrupts are outcomes too
                raised = error
        self._runner.end_copies()
        effects = Effects(
            changed=self._changes(),
            same=self._same(value) if raised is None else None,
            warned=tuple(warned),
            streams=tuple(streams),
        ).to_bytes()
        if raised is not None:
            return Raised(number, _names(raised), _text(raised), effects, _line(raised))
        return Result(number, self._answerer.pack(value), effects)

    def _operate(self) -> object:
        target = self._answerer.target(self._message.handle)
        if self._random is not None:
            _set_random(self._random)
        operation = OPERATIONS[self._message.op]
        if not self._functions and self._errors is None:
            return operation(target, *self._args, **self._kwargs)
        with contextlib.ExitStack() as stack:
            stack.enter_context(standing_in(self._functions))
            if self._errors is not None:
                stack.enter_context(np.errstate(**self._errors))
            return operation(target, *self._args, **self._kwargs)

    def _changes(self) -> dict[int | str, object]:
        changed: dict[int | str, object] = {}
        for key, raw in self._raw.items():
            operand = self._operands[key]
            if key in self._arrays and _contents(operand) == self._arrays[key]:
                continue  # to encode it again takes ten times as long
            if _may_change(operand):
                now = self._answerer.pack(operand)
                if now != raw:
                    changed[key] = now
        return changed

    def _same(self, value: object) -> int | str | None:
        """Return which argument is the result, as an object; None if none is."""
        if _may_change(value):
            for key, operand in self._operands.items():
                if operand is value:
                    return key
        return None

    @contextlib.contextmanager
    def _streams(self) -> Iterator[list[tuple[str, str]]]:
        """Take aside what is printed; what is displayed is dropped."""
        sink = self._runner.sink
        streams: list[tuple[str, str]] = []

        def collect(event: dict[str, Any]) -> None:
            if event["event"] == "stream":
                streams.append((event["name"], event["text"][:MAX_STREAM_CHARS]))

        sink.flush()
        emit, sink.emit_event = sink.emit_event, collect
        try:
            sink.start()
            yield streams
            sink.finish()
        finally:
            sink.emit_event = emit


_ALWAYS = ("always", None, Warning, None, 0)


@contextlib.contextmanager
def _warnings() -> Iterator[list[Warned]]:
    """Record every warning, and whether the student's own filters would show it."""
    filters = list(warnings.filters)
    warned: list[Warned] = []
    with warnings.catch_warnings(record=True) as caught:
        # A warning that the notebook itself turned into an error stays one.
        errors = [
            ("error", None, each[2], None, 0) for each in filters if each[0] == "error"
        ]
        cast("list[Any]", warnings.filters)[:0] = [*errors, _ALWAYS]
        yield warned
    for item in caught:
        names = [base.__name__ for base in item.category.__mro__]
        shown = _is_shown(item, filters)
        warned.append(Warned(names, str(item.message)[:MAX_TEXT], item.lineno, shown))


def _is_shown(item: warnings.WarningMessage, filters: list[Any]) -> bool:
    module = "__main__" if item.filename.startswith("<ipython") else item.filename
    text = str(item.message)
    entry = deciding(filters, text, item.category, module, item.lineno)
    return entry is None or bool(entry[0] != "ignore")


def _may_change(value: object) -> bool:
    """Tell whether a plain value is one that a call can change, or something in it."""
    kind = type(value)
    if kind in _LASTING:
        return False
    return kind in _MUTABLE or named.is_class(kind) or frames.is_table(value)


def _contents(array: np.ndarray[Any, Any]) -> tuple[object, ...]:
    """Return all that tells an array from another."""
    return array.dtype, array.shape, array.tobytes()


def _set_random(states: dict[str, Any]) -> None:
    """Make the global generators go on where the checker's are."""
    if "numpy" in states:
        np.random.set_state(states["numpy"])
    if "python" in states:
        random.setstate(states["python"])


def _describe(value: object) -> tuple[str, str]:
    """Return kind and name of an object, for an :class:`Opaque`."""
    if isinstance(value, types.ModuleType):
        return "module", str(value.__name__)
    if isinstance(value, (types.FunctionType, types.BuiltinFunctionType)):
        return "function", f"{value.__module__}.{value.__qualname__}"
    if isinstance(value, type):
        return "class", value.__name__
    return "object", type(value).__name__


def _names(error: BaseException) -> list[str]:
    return [str(base.__name__) for base in type(error).__mro__]


def _text(error: BaseException) -> str:
    try:
        return str(error)[:MAX_TEXT].encode("utf-8", "replace").decode()
    except BaseException:  # a student's __str__ may do anything
        return ""


def _line(error: BaseException) -> str:
    """Return where an exception passed the notebook; see :class:`Raised`."""
    lines: dict[str, str] = {}
    with contextlib.suppress(BaseException):
        for frame, number in traceback.walk_tb(error.__traceback__):
            name = frame.f_code.co_filename
            if cell := CELL.match(name):
                line = linecache.getline(name, number).strip()[:MAX_LINE]
                # Where it passes a cell again, deeper, only that is of interest.
                lines.pop(cell[1], None)
                lines[cell[1]] = f"{cell[1]}:{line}"
    text = "\n".join(reversed(lines.values()))[:MAX_LINES]
    return text.encode("utf-8", "replace").decode()


def _exception(message: Raised) -> BaseException:
    """Return what a callback raised in the checker, under its own name."""
    import builtins

    for name in message.names:
        kind = getattr(builtins, name, None)
        if isinstance(kind, type) and issubclass(kind, Exception):
            with contextlib.suppress(Exception):
                return kind(message.text)
    return RuntimeError(message.text)
