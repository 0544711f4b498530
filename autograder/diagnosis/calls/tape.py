"""Play the calls that a check makes to another answer.

Arguments are copied before each call, since a call may change them. Where an answer is
in another process, calls of which none needs what another gives are asked for at once:
what comes of each is what it was if they were asked for one by one.
"""

from __future__ import annotations

import contextlib
import functools
import io
import time
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

import numpy as np

from autograder.diagnosis.calls.outcome import MISSING, OPAQUE, Outcome, as_numbers
from autograder.diagnosis.calls.tensors import numbers_of
from autograder.wire import codec
from autograder.wire.codec import CodecError
from autograder.wire.operations import OPERATIONS, Op
from autograder.wire.proxy import CallEach, Called, Proxy

MAX_BYTES = 16 * 2**20
"""Of all that the calls of a tape give, encoded; what is beyond is not looked at."""

MAX_NAME = 100
"""Characters of an exception's name."""

ATOM = 18
"""Bytes that a number takes on the wire, at most."""

_ATOMS = (float, bool, type(None), np.float64, np.int64, np.bool_)

_NATIVE = (np.dtype(np.float64), np.dtype(np.int64), np.dtype(np.bool_))

CHECK = "<check "
"""How the file name of a check's code begins; the rest tells it from other checks'."""

INTERRUPTED = "KeyboardInterrupt"
"""The error of a call that took too long and was stopped."""

NOT_MADE = Outcome(error="NotMade")
"""The outcome of a call that was not made, since one before it never came back."""

GONE = "NotebookGoneError"
"""The error of a call that ended the process of the answer."""

Lookup = Callable[[str], Any]
"""Finds a global name of an answer; KeyError where there is none."""


@dataclass(frozen=True)
class Made:
    """Stands, among arguments, for what an earlier call gave, or for a global name."""

    by: int | str


@dataclass(frozen=True)
class Call:
    """One operation on an answer.

    Attributes:
        root: the global name through which the answer was reached.
        target: that name, or the number of the call that gave the object.
        op: what was done; None means that the name's plain value was read.
        args, kwargs: operands, copied; see :class:`Made`.
        visible: whether the student sees this call in the released check.
        needs: the numbers of earlier calls whose results it uses.
    """

    root: str
    target: int | str
    op: Op | None
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)
    visible: bool = False
    needs: tuple[int, ...] = ()

    @property
    def is_separable(self) -> bool:
        """Whether it needs nothing that another call has made."""
        return (
            self.op is Op.CALL
            and isinstance(self.target, str)
            and Made not in map(type, self.given.values())
        )

    @functools.cached_property
    def given(self) -> Mapping[int | str, Any]:
        """The operands by their places: positions and keywords."""
        found: dict[int | str, Any] = dict(enumerate(self.args))
        found.update(self.kwargs)
        return found

    @functools.cached_property
    def arrays(self) -> Mapping[int | str, np.ndarray]:
        """Those operands that are numbers, as arrays."""
        found = {place: as_numbers(value) for place, value in self.given.items()}
        return {place: array for place, array in found.items() if array is not None}

    @functools.cached_property
    def numbers(self) -> Mapping[int | str, np.ndarray]:
        """Those that are real numbers."""
        return {
            place: array
            for place, array in self.arrays.items()
            if array.dtype.kind != "c"
        }


def is_check(code: CodeType) -> bool:
    """Tell whether code is that of a check."""
    return code.co_filename.startswith(CHECK)


def play(calls: list[Call], lookup: Lookup) -> Iterator[Outcome]:
    """Make the recorded calls on another answer; yield what comes of each."""
    needed = {by for call in calls for by in call.needs}
    made: dict[int, Any] = {}
    failed: dict[int, Outcome] = {}
    outcome, room = Outcome(), Room()
    ahead: dict[int, Callable[[Room], tuple[Outcome, Any]]] = {}
    plain: set[int | str] = set()  # what has given data, and no object of the answer's
    for number, call in enumerate(calls):
        if outcome.error in (INTERRUPTED, GONE):
            break
        if lost := failed.keys() & call.needs:  # fails as what it builds on
            outcome, value = failed[min(lost)], None
        else:
            if number not in ahead and number + 1 < len(calls):
                ahead = _asked_ahead(calls[number:], number, lookup, plain)
            if number in ahead:
                outcome, value = ahead[number](room)
            else:
                outcome, value = make_call(call, lookup, made, room)
            if call.target not in plain and not outcome.error and codec.is_plain(value):
                plain.add(call.target)
        if number in needed and outcome.error:
            failed[number] = outcome
        elif number in needed:
            made[number] = value
        yield outcome
    else:
        return
    yield from [NOT_MADE] * (len(calls) - number)


def _asked_ahead(
    calls: list[Call], number: int, lookup: Lookup, plain: Collection[int | str]
) -> dict[int, Callable[[Room], tuple[Outcome, Any]]]:
    """Ask for calls at once, as far as none waits for another, if that can be done.

    An object of the answer's, such as a tensor, is looked at before the next call,
    which may change it.

    Args:
        calls: the first is the next that is to be made.
        number: which one of the tape that is.
        lookup: finds a global name of the answer.
        plain: names that have given data when they were called.
    """
    found: dict[int | str, Any] = {}
    made: list[Called] = []
    each: CallEach | None = None
    for call in calls:
        if not call.is_separable or call.needs or call.target not in plain:
            break
        try:
            if call.target not in found:
                found[call.target] = lookup(str(call.target))
            target = found[call.target]
            if type(target) is not Proxy or target._each is None:
                break
            made.append((target, *_operands(call, lookup)))
        except Exception:  # it is told when that call is made
            break
        each = target._each
    concluding = each(made) if each else []
    return {
        number + k: functools.partial(
            _operate, _concluding(conclude), *made[k], calls[k]
        )
        for k, conclude in enumerate(concluding)
    }


def _concluding(conclude: Callable[[], Any]) -> Callable[..., Any]:
    return lambda *args, **kwargs: conclude()


class Room:
    """What the outcomes of a tape may still hold.

    They stay in memory together, and a byte on the wire can become many in a value: an
    answer that gives the largest value it may on every call would take gigabytes.
    """

    def __init__(self) -> None:
        self._left = MAX_BYTES

    def takes(self, size: int) -> bool:
        """Tell whether there is room for so many bytes."""
        if size > self._left:
            return False
        self._left -= size
        return True


def make_call(
    call: Call, lookup: Lookup, made: dict[int, Any], room: Room | None = None
) -> tuple[Outcome, Any]:
    """Make one call; return what came of it, and what it gave."""
    room = room or Room()

    def find(by: int | str) -> Any:
        return lookup(by) if isinstance(by, str) else made[by]

    try:
        target = find(call.target)
        if call.op is None:
            return Outcome(_described(target, room)), target
        args, kwargs = _operands(call, find)
    except KeyError:
        return MISSING if isinstance(call.target, str) else NOT_MADE, None
    except Exception as error:
        return Outcome(error=class_name(error)), None
    return _operate(OPERATIONS[call.op], target, args, kwargs, call, room)


def _operands(
    call: Call, find: Callable[[Any], Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Return copies of what a call is given, with what it stands for in its place."""

    def exchange(stand_in: Any) -> Any:
        return find(stand_in.by)

    return tuple(copied(arg, exchange) for arg in call.args), {
        key: copied(arg, exchange) for key, arg in call.kwargs.items()
    }


def _operate(
    operation: Callable[..., Any],
    target: Any,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    call: Call,
    room: Room,
) -> tuple[Outcome, Any]:
    printed, started = io.StringIO(), time.monotonic()
    with (
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(record=True) as warned,
    ):
        warnings.simplefilter("always")
        try:
            value = operation(target, *args, **kwargs)
        except Exception as error:
            line = getattr(error, "student_line", "")
            seconds = time.monotonic() - started
            return Outcome(error=class_name(error), line=line, seconds=seconds), None
    now: dict[int | str, Any] = dict(enumerate(args))
    now.update(kwargs)
    before: dict[int | str, Any] = dict(enumerate(call.args))
    before.update(call.kwargs)
    return Outcome(
        value=_described(value, room),
        changed={
            k: _described(v, room) for k, v in now.items() if _has_changed(before[k], v)
        },
        warned=warned[0].category.__name__ if warned else "",
        printed=bool(printed.getvalue()),
    ), value


def _described(value: Any, room: Room) -> Any:
    """Return data as it would come over the wire, wherever it comes from."""
    # Most results are of these kinds, and crossing would make no more than a copy.
    if type(value) in _ATOMS:
        return value if room.takes(ATOM) else OPAQUE
    if type(value) is np.ndarray and value.dtype in _NATIVE:
        is_taken = value.nbytes <= MAX_BYTES and room.takes(value.nbytes + ATOM)
        return value.copy() if is_taken else OPAQUE
    try:
        data = codec.encode(numbers_of(value))
        return codec.decode(data) if room.takes(len(data)) else OPAQUE
    except Exception:  # it is no data, or lies about what it is
        return OPAQUE


def class_name(error: BaseException) -> str:
    """Return the name of an exception's class, as its own process knows it."""
    name = type(error).__name__
    if name != "StudentError":
        return name
    # An exception that only the notebook knows comes as its name and text; it may have
    # been given a name that means something here.
    own = str(error).partition(":")[0][:MAX_NAME]
    return "Exception" if own == GONE else own


def _has_changed(before: Any, now: Any) -> bool:
    if isinstance(before, tuple):  # stays what it is, but not what is in it
        return any(_has_changed(*pair) for pair in zip(before, now, strict=False))
    if not isinstance(before, list | dict | set | np.ndarray):
        return False
    if type(before) is type(now) is np.ndarray and before.dtype in _NATIVE:
        is_same_form = before.dtype == now.dtype and before.shape == now.shape
        return not is_same_form or before.tobytes() != now.tobytes()
    if _is_kept(before, now):
        return False
    try:
        return codec.encode(before) != codec.encode(now)
    except CodecError:
        return False


def _is_kept(before: Any, now: Any) -> bool:
    """Tell of lists of lists of numbers whether they are sure to be the same.

    A copy of a list holds its very numbers; encoding both would take ten times as long.
    """
    if before is now:
        return type(before) in (float, int, bool, str, type(None))
    return (
        type(before) is type(now) is list
        and len(before) == len(now)
        and all(map(_is_kept, before, now))
    )


def copied(value: Any, exchange: Callable[[Any], Any]) -> Any:
    """Return a deep copy in which proxies or their stand-ins are exchanged."""
    if type(value) in (Proxy, Made):
        return exchange(value)
    if type(value) in (list, tuple, set):
        return type(value)(copied(item, exchange) for item in value)
    if type(value) is dict:
        return {key: copied(item, exchange) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, np.random.Generator):
        fresh = np.random.default_rng()
        fresh.bit_generator.state = value.bit_generator.state
        return fresh
    return value
