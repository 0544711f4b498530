"""The checker's end of the wire: asks, and makes the effects of a call happen here.

A reply is data and a list of effects. Data is compared by the test. Effects are carried
out in this process, so that a test sees what it would have seen had the function run
here: arguments changed in place are changed, warnings are issued under the test's own
filters, printed text is printed, exceptions are raised as the built-in class of that
name.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib
import itertools
import random
import sys
import time
import types
import warnings
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.engine.filters import deciding
from autograder.wire.channel import Channel, ChannelClosedError, ReplyTimeoutError
from autograder.wire.codec import CodecError, Opaque, decode, encode
from autograder.wire.effects import Effects, Warned
from autograder.wire.messages import (
    MAX_LINE,
    Ask,
    Assign,
    Callback,
    Lookup,
    Message,
    ProtocolError,
    Raised,
    Release,
    Result,
)
from autograder.wire.operations import Op
from autograder.wire.proxy import Proxy

_MODULES = frozenset(sys.stdlib_module_names) | {
    "matplotlib", "numpy", "pandas", "scipy", "sklearn", "sympy",
}  # fmt: skip
"""Modules that a test reaches through a student's ``import``: the checker imports its
own copy of them, never looks at the student's."""

_SIDE_EFFECTS = frozenset(
    {"antigravity", "conftest", "idlelib", "lib2to3", "test", "tests", "this"}
)
"""Parts of names of modules that do something when they are imported."""

_OWN = {
    "np": "numpy", "numpy": "numpy", "npt": "numpy.testing", "math": "math",
    "plt": "matplotlib.pyplot", "pd": "pandas", "scipy": "scipy", "sklearn": "sklearn",
}  # fmt: skip
"""Names that mean a module whatever a notebook has made of them: ``np.isclose`` in a
test would otherwise be the student's where no trusted cell imports NumPy."""

_ASSERTIONS = ("numpy.testing", "nose.tools")
"""Modules whose functions are likewise taken from here when looked up by name."""

_FILTERED_ERRORS = {"call": "warn", "log": "warn"}


class StudentError(Exception):
    """What went wrong in the notebook has no built-in exception of that name."""


class NotebookGoneError(StudentError):
    """The notebook's process has ended, or does not answer; nothing can be asked."""


class Student:
    """The student's process, seen from a test."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
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
        self.deadline: float | None = None
        self.seen: dict[str, Any] = {}  # what names meant to the cell
        self.flags: list[str] = []

    @property
    def is_lost(self) -> bool:
        """Whether nothing can be asked any more."""
        return bool(self._lost)

    def start_cell(self, seconds: float) -> None:
        """Prepare for one test cell."""
        self.deadline = time.monotonic() + seconds
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
        trusted = _own(name)
        if trusted is None and type(value) is Proxy:
            trusted = _trusted(value._opaque)
        self.seen[name] = value if trusted is None else trusted
        return self.seen[name]

    def ask(
        self, proxy: Proxy, op: Op, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        """Do something with an object of the student's; see :class:`Proxy`."""
        __tracebackhide__ = True
        raw_args = [self._pack(arg) for arg in args]
        raw_kwargs = {key: self._pack(value) for key, value in kwargs.items()}
        payload = encode([raw_args, raw_kwargs, _error_state(), self._random.news()])
        number = next(self._numbers)
        reply = self._exchange(Ask(number, proxy._opaque.number, op.value, payload))
        path = _path(proxy._path, op, args)
        operands: dict[int | str, Any] = dict(enumerate(args))
        operands.update(kwargs)
        return self._conclude(reply, op, operands, path)

    def assign(self, name: str, value: Any) -> None:
        """Give a global name of the student's another meaning.

        Raises:
            TypeError: the value can neither be sent nor called from there.
        """
        number = next(self._numbers)
        self._exchange(Assign(number, name, self._pack(value)))

    def _conclude(
        self, reply: Result | Raised, op: Op, operands: dict[int | str, Any], path: str
    ) -> Any:
        __tracebackhide__ = True
        try:
            effects = Effects.from_bytes(reply.effects)
            for key, raw in effects.changed.items():
                if key in operands and type(raw) is bytes:
                    write_back(operands[key], self._unpack(raw, path))
        except CodecError as error:
            raise self._forged(error) from None
        for name, text in effects.streams:
            (sys.stdout if name == "stdout" else sys.stderr).write(text)
        for warned in effects.warned:
            self._issue(warned)
        if isinstance(reply, Raised):
            if op is Op.NEXT and reply.names[:1] == ["StopIteration"]:
                raise StopIteration
            raised = exception_of(reply)
            raised.student_line = reply.line[:MAX_LINE]  # type: ignore[attr-defined]
            raise raised
        if effects.same in operands:
            return operands[effects.same]
        return self._unpack(reply.payload, path)

    def _exchange(self, request: Lookup | Ask | Assign) -> Result | Raised:
        """Send a request and wait for its one reply; serve callbacks until then."""
        __tracebackhide__ = True
        if self._lost:
            raise NotebookGoneError(self._lost)
        try:
            if self._released:
                released, self._released = self._released, set()
                self._channel.send(Release(sorted(released)), self.deadline)
            self._channel.send(request, self.deadline)
            while True:
                message = self._channel.receive(self.deadline)
                if isinstance(message, (Result, Raised)):
                    return message
                assert isinstance(message, Callback)
                self._channel.send(self._call_back(message), self.deadline)
        except (ProtocolError, CodecError) as error:
            raise self._forged(error) from None
        except ChannelClosedError:
            self._lost = "the notebook's process ended"
        except ReplyTimeoutError:
            self._lost = "the notebook did not answer in time"
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

    def _forged(self, error: Exception) -> StudentError:
        self.flags.append(f"broken or forged reply: {error}")
        return StudentError("the notebook's reply is not one that can be read")

    def _pack(self, value: Any) -> bytes:
        try:
            return encode(value, self._opaque)
        except CodecError as error:
            raise TypeError(f"a test cannot pass this on: {error}") from None

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
            raise self._forged(error) from None

    def _release(self, number: int) -> None:
        self._released.add(number)

    def _resolve(self, opaque: Opaque, path: str) -> object:
        if opaque.side == "checker":
            if opaque.number not in self._functions:
                raise CodecError("a function that was never passed on")
            return self._functions[opaque.number]
        proxy = self._proxies.get(opaque.number)
        if proxy is None:
            proxy = Proxy(opaque, path, self.ask)
            self._proxies[opaque.number] = proxy
            # Its number may wait to be released with a proxy that died before.
            self._released.discard(opaque.number)
            weakref.finalize(proxy, self._release, opaque.number)
        return proxy


class WarningIssuer:
    """Issues here the warnings of a call made there.

    Filters which the test itself has set decide first, as they would in one process.
    Where only filters decide that were there from the start, the student's own have the
    word: a notebook that silenced a warning is not punished for it.
    """

    def __init__(self) -> None:
        self._base = list(warnings.filters)
        self._seen: dict[Any, Any] = {}

    def __call__(self, warned: Warned) -> None:
        """Issue one."""
        __tracebackhide__ = True
        category = _category(warned.names)
        if self._is_untouched(warned.text, category) and not warned.shown:
            return
        warnings.warn_explicit(
            warned.text, category, "<notebook>", warned.line, "__main__", self._seen
        )

    def _is_untouched(self, text: str, category: type[Warning]) -> bool:
        entry = deciding(warnings.filters, text, category, "__main__", 0)
        return entry is None or entry in self._base


class RandomState:
    """Tells when a test has moved the global generators, and how they stand.

    In one process ``np.random.seed`` in a test governs the draws of the tested
    function. The way back is closed: a student's process that set the state here would
    choose the inputs of the tests to come.
    """

    def __init__(self) -> None:
        self._numpy = _numpy_mark()
        self._python = random.getstate()
        self._seeded: set[str] = set()
        # Seeding twice alike leaves no trace in the state, so it is watched.
        np.random.seed = self._watched("numpy", np.random.seed)
        random.seed = self._watched("python", random.seed)

    def _watched(self, name: str, seed: Callable[..., None]) -> Callable[..., None]:
        def watched_seed(*args: Any, **kwargs: Any) -> None:
            self._seeded.add(name)
            seed(*args, **kwargs)

        return watched_seed

    def news(self) -> dict[str, Any] | None:
        """Return the states that have changed since the last call, if any."""
        states: dict[str, Any] = {}
        mark, python = _numpy_mark(), random.getstate()
        if mark != self._numpy or "numpy" in self._seeded:
            states["numpy"] = tuple(np.random.get_state())
        if python != self._python or "python" in self._seeded:
            states["python"] = python
        self._numpy, self._python = mark, python
        self._seeded.clear()
        return states or None


def _numpy_mark() -> tuple[int, int, bytes]:
    state: Any = np.random.get_state()
    _, key, position, has_gauss, _ = state
    return int(position), int(has_gauss), key[:8].tobytes()


def _error_state() -> dict[str, str] | None:
    """NumPy's error handling, if the test has changed it."""
    state: dict[str, Any] = dict(np.geterr())
    if state == _DEFAULT_ERRORS:
        return None
    return {key: _FILTERED_ERRORS.get(how, how) for key, how in state.items()}


_DEFAULT_ERRORS = {
    "divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn",
}  # fmt: skip


def _path(path: str, op: Op, args: tuple[Any, ...]) -> str:
    """How the result of an operation is reached, for people and for the tape."""
    if op is Op.GET_ATTRIBUTE:
        return f"{path}.{args[0]}"
    return {Op.CALL: f"{path}()", Op.GET_ITEM: f"{path}[]"}.get(op, path)


def _trusted(opaque: Opaque) -> object | None:
    """This process's own copy of a well-known module or of NumPy's assertions."""
    if opaque.kind == "module" and _is_harmless(opaque.name):
        with contextlib.suppress(Exception):
            return importlib.import_module(opaque.name)
    module, _, name = opaque.name.rpartition(".")
    if opaque.kind == "function" and module.startswith(_ASSERTIONS):
        if not name.startswith("assert_"):
            return None
        for root in _ASSERTIONS:
            with contextlib.suppress(ImportError):
                found = getattr(importlib.import_module(root), name, None)
                if isinstance(found, types.FunctionType):
                    return found
    return None


def _is_harmless(name: str) -> bool:
    """Whether a module of this name can be imported because a student says so."""
    parts = name.split(".")
    return parts[0] in _MODULES and not any(
        part.startswith("_") or part in _SIDE_EFFECTS for part in parts
    )


def _own(name: str) -> object | None:
    """This process's own copy of what a name can only mean."""
    if name.startswith("assert_"):
        return getattr(np.testing, name, None)
    with contextlib.suppress(ImportError):
        return importlib.import_module(_OWN[name]) if name in _OWN else None
    return None


def exception_of(reply: Raised) -> Exception:
    """The exception of the nearest built-in name; the text stays as it was."""
    for name in reply.names:
        kind = _EXCEPTIONS.get(name)
        if kind is not None:
            with contextlib.suppress(Exception):
                return kind(reply.text)
    name = reply.names[0] if reply.names else "an unknown exception"
    return StudentError(f"{name}: {reply.text}" if reply.text else name)


# Exception itself says nothing; classes outside it (SystemExit, KeyboardInterrupt)
# would end the checker's cell in ways a test does not mean.
_EXCEPTIONS: dict[str, type[Exception]] = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, Exception) and kind is not Exception
}
_EXCEPTIONS |= {
    "LinAlgError": np.linalg.LinAlgError,
    "AxisError": np.exceptions.AxisError,
}
# A loop over ``map(f, cases)`` in a test would end as if all cases had been seen.
for _name in ("StopIteration", "StopAsyncIteration"):
    del _EXCEPTIONS[_name]


def _category(names: list[str]) -> type[Warning]:
    for name in names:
        kind = _EXCEPTIONS.get(name) or getattr(np.exceptions, name, None)
        if isinstance(kind, type) and issubclass(kind, Warning):
            return kind
    return UserWarning


def write_back(original: Any, now: Any) -> None:
    """Change an argument in place, as the student's function changed its copy."""
    kind = type(original)
    if type(now) is not kind:
        return
    if kind is np.ndarray:
        if original.shape == now.shape and not _same_bytes(original, now):
            original[...] = now
    elif kind in (list, tuple):
        _write_sequence(original, now)
    elif kind is dict:
        _write_dict(original, now)
    elif kind is set:
        original.clear()
        original.update(now)
    elif kind is np.random.Generator:
        original.bit_generator.state = now.bit_generator.state


def _same_bytes(one: Any, other: Any) -> bool:
    return bool(one.dtype == other.dtype and one.tobytes() == other.tobytes())


def _write_sequence(original: Any, now: Any) -> None:
    """Elements that are containers keep their identity: a test may hold them."""
    merged = list(now)
    for index, (mine, theirs) in enumerate(zip(original, now, strict=False)):
        if type(mine) is type(theirs) and _is_container(mine):
            write_back(mine, theirs)
            if type(mine) is not np.ndarray or mine.shape == theirs.shape:
                merged[index] = mine
    if type(original) is list:
        original[:] = merged


def _write_dict(original: dict[Any, Any], now: dict[Any, Any]) -> None:
    merged = dict(now)
    for key, theirs in now.items():
        mine: Any = original.get(key)
        if type(mine) is type(theirs) and _is_container(mine):
            write_back(mine, theirs)
            if type(mine) is not np.ndarray or mine.shape == theirs.shape:
                merged[key] = mine
    original.clear()
    original.update(merged)


def _is_container(value: object) -> bool:
    return type(value) in (list, tuple, dict, set, np.ndarray, np.random.Generator)
