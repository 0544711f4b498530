"""Values and calls written as a student would write them, and short.

What an answer gives is its author's to choose, so everything here has a limit.
"""

from __future__ import annotations

import builtins
import itertools
import math
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.diagnosis.calls.functions import function_text
from autograder.diagnosis.calls.outcome import (
    Measure,
    Outcome,
    as_numbers,
    close_numbers,
    same_value,
)
from autograder.diagnosis.calls.tape import GONE, Call, Made
from autograder.wire.operations import Op

SMALL = 12
"""So many numbers can be taken in at a glance."""

SHOWN = 60
"""Characters of a text that are shown."""

LONGEST = 200
"""Characters of a whole value. What an answer gives is its author's to choose: it may
be megabytes, or all that a hostile answer has been given and has found out."""

DEEPEST = 4
"""Nesting that is shown."""

DIGITS = 6
"""Digits that a number is shown with, unless more are needed to tell it apart."""

ROUND_DIGITS = 3
"""What has no more looks as if it were meant so."""

MORE_DIGITS = (9, 12, 17)
"""Tried in turn, until two numbers that differ look different; 17 are all there are."""


def show(value: Any, digits: int = DIGITS) -> str:
    """Write a value as a student would, numbers to so many digits."""
    return _clipped(_show(value, DEEPEST, digits), LONGEST)


def told_apart(wanted: Any, got: Any, measure: Measure) -> tuple[str, str, str] | None:
    """Write two values that differ so that one sees it.

    Returns:
        What to write behind the call to name the place of the difference (nothing, if
        both can be shown whole), what is wanted there, what is there; None if no way to
        write them shows a difference.
    """
    shown, other = show(wanted), show(got)
    if not _look_alike(shown, other):
        return "", shown, other
    place, wanted, got = _narrowed(wanted, got, measure)
    for digits in (DIGITS, *MORE_DIGITS):
        shown, other = show(wanted, digits), show(got, digits)
        if not _look_alike(shown, other):
            return place, *(
                _as_long(shown, other) if digits > DIGITS else (shown, other)
            )
    return None


def _as_long(one: str, other: str) -> tuple[str, str]:
    """Write two decimals with as many digits, so that one sees where they differ."""
    if not (_DECIMAL.fullmatch(one) and _DECIMAL.fullmatch(other)):
        return one, other
    most = max(len(text.partition(".")[2]) for text in (one, other))
    longer = (
        text + "0" * (most - len(text.partition(".")[2])) for text in (one, other)
    )
    first, second = longer
    return first, second


_DECIMAL = re.compile(r"-?\d+\.\d+")


def _look_alike(one: str, other: str) -> bool:
    """Tell whether nothing but the point of a whole number tells two texts apart."""
    return re.sub(r"\.0\b", "", one) == re.sub(r"\.0\b", "", other)


def _narrowed(wanted: Any, got: Any, measure: Measure) -> tuple[str, Any, Any]:
    """Return the place at which two values differ, and what both have there."""
    first, second = as_numbers(wanted), as_numbers(got)
    if first is not None and second is not None:
        if isinstance(wanted, np.ndarray) and first.shape != second.shape:
            return ".shape", first.shape, second.shape
        if first.shape != second.shape or not first.shape:
            return "", wanted, got
        same = close_numbers(first, second, measure.atol, measure.rtol)
        if same.all():
            return "", wanted, got
        place = np.unravel_index(int(np.argmin(same)), first.shape)
        is_array = isinstance(wanted, np.ndarray)
        index = ", ".join(map(str, place)) if is_array else "][".join(map(str, place))
        return f"[{index}]", first[place].item(), second[place].item()
    if isinstance(wanted, str) and isinstance(got, str):
        letters = zip(wanted, got, strict=False)
        alike = itertools.takewhile(lambda pair: pair[0] == pair[1], letters)
        start = sum(1 for _ in alike)
        return f"[{start}:]", wanted[start:], got[start:]
    if isinstance(wanted, dict) and isinstance(got, dict):
        pairs = [(repr(k), wanted[k], got[k]) for k in wanted if k in got]
    elif isinstance(wanted, list | tuple) and isinstance(got, list | tuple):
        both = zip(wanted, got, strict=False)
        pairs = [(str(k), *pair) for k, pair in enumerate(both)]
    else:
        return "", wanted, got
    for key, one, other in pairs:
        if not same_value(one, other, measure.atol, measure.rtol):
            place_inside, one, other = _narrowed(one, other, measure)
            return f"[{key[:SHOWN]}]{place_inside}", one, other
    return "", wanted, got


def _show(value: Any, depth: int, digits: int) -> str:
    numbers = as_numbers(value)
    # Of an array without elements NumPy would make as many lists as it has rows.
    rows = len(value) if isinstance(value, np.ndarray) and value.ndim else 0
    is_hollow = rows > 0 and value.size == 0
    if numbers is not None and (numbers.size > SMALL or is_hollow):
        start = ", ".join([*(_number(n, digits) for n in numbers.flat[:3]), "…"])
        return f"[{start}] {numbers.shape}"
    if isinstance(value, np.ndarray):
        return _show(value.tolist(), max(depth, value.ndim), digits)
    if isinstance(value, list | tuple | set | frozenset | dict):
        return _show_container(value, depth, digits)
    if numbers is not None and numbers.shape == ():
        return _number(value, digits)
    if isinstance(value, int) and value.bit_length() <= 128:
        return str(int(value))
    if isinstance(value, int):
        power = int(value.bit_length() * math.log10(2))
        return f"about {'-' if value < 0 else ''}10**{power}"
    if isinstance(value, str | bytes):
        return _clipped(repr(value[:LONGEST]), SHOWN)
    if callable(value):
        return function_text(value, written_value)
    if isinstance(value, np.random.Generator):
        return _generator(value)
    return _ADDRESS.sub("", repr(value))[:SHOWN]


_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
"""Of an object: another one in each process, and nothing to a reader."""

_LARGEST_SEED = 10**6
"""Of which one believes that somebody has written it."""


def _generator(value: np.random.Generator) -> str:
    """Write a generator of NumPy's as it is made, if nothing has been drawn of it."""
    seed = getattr(value.bit_generator.seed_seq, "entropy", None)
    if isinstance(seed, int) and 0 <= seed <= _LARGEST_SEED:
        fresh = np.random.default_rng(seed)
        if fresh.bit_generator.state == value.bit_generator.state:
            return f"np.random.default_rng({seed})"
    return "a generator"


def _show_container(value: Any, depth: int, digits: int) -> str:
    """Show what is in a container; of a large one, its beginning."""
    opening, closing = "()" if isinstance(value, tuple) else "[]"
    if isinstance(value, tuple) and len(value) == 1:
        closing = ",)"  # without the comma it would be no tuple
    if isinstance(value, set | frozenset | dict):
        opening, closing = "{}"
    count = len(value)
    if isinstance(value, set | frozenset) and not value:
        return "set()"
    if depth == 0 and count:
        return f"{opening}…{closing}"
    first = list(itertools.islice(value, count if count <= SMALL else 3))
    shown = [_show(item, depth - 1, digits) for item in first]
    if isinstance(value, dict):
        pairs = zip(shown, first, strict=True)
        shown = [
            f"{key}: {_show(value[item], depth - 1, digits)}" for key, item in pairs
        ]
    return opening + ", ".join([*shown, *["…"][: count - len(first)]]) + closing


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + "…"


def told_error(outcome: Outcome) -> str:
    """Return what an answer's exception is called before people; empty if none.

    The name of a class of its own could say anything: all that the answer was given.
    """
    is_known = not outcome.error or outcome.error in _KNOWN_ERRORS
    return outcome.error if is_known else "Exception"


_KNOWN_ERRORS = {
    name
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, BaseException)
} | {"LinAlgError", "AxisError", GONE}


def _number(value: Any, digits: int) -> str:
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    if isinstance(value, complex | np.complexfloating):
        return f"{value:.{digits}g}"
    if isinstance(value, int | np.integer):
        return str(int(value))
    # A zero's sign is no difference.
    text = f"{float(value) or 0.0:.{digits}g}"
    return text if any(c in text for c in ".en") else f"{text}.0"


def written(calls: Sequence[Call], call: Call) -> str:
    """Write a call as code: ``Neuron([0.5, 1.0]).forward([2.0])``."""
    target = (
        call.target
        if isinstance(call.target, str)
        else written(calls, calls[call.target])
    )
    args = [_shown(calls, arg) for arg in call.args]
    args += [f"{key}={_shown(calls, arg)}" for key, arg in call.kwargs.items()]
    match call.op:
        case Op.GET_ATTRIBUTE:
            return f"{target}.{call.args[0]}"
        case Op.GET_ITEM:
            return f"{target}[{', '.join(args)}]"
        case Op.LENGTH:
            return f"len({target})"
        case Op.CALL:
            return f"{target}({', '.join(args)})"
        case _:
            return target


def written_value(value: Any) -> str:
    """Write an argument so that what is written does what that argument does.

    A number that six digits would make a rounder one has all its digits; of others it
    is seen that there are more. Arrays are arrays. One that is too long
    for that is shown as results are.
    """
    numbers = as_numbers(value)
    size = 0 if numbers is None else numbers.size
    if numbers is None or size > SMALL or np.iscomplexobj(numbers):
        return show(value)
    if isinstance(value, np.ndarray):
        kind = value.dtype
        if value.ndim > 1 and not value.size:
            return f"np.zeros({value.shape})"
        name = "" if kind in _NATIVE else f", np.{kind.name}"
        text = f"np.array({_exact(value.tolist(), kind.type)}{name})"
    else:
        text = _exact(value, float)
    return text if len(text) <= LONGEST else show(value)


_NATIVE = (np.dtype(np.float64), np.dtype(np.int64), np.dtype(np.bool_))
"""What an array is of if nothing is said."""


def _exact(value: Any, kind: Callable[[float], Any]) -> str:
    """Write numbers, with all digits where fewer mislead, as arrays of a kind hold."""
    if isinstance(value, np.ndarray):
        return written_value(value)
    if isinstance(value, list | tuple):
        items = ", ".join(_exact(item, kind) for item in value)
        if isinstance(value, list):
            return f"[{items}]"
        return f"({items},)" if len(value) == 1 else f"({items})"
    if isinstance(value, bool | np.bool_ | int | np.integer):
        return _number(value, DIGITS)
    if not math.isfinite(value):
        return f"np.{_number(value, DIGITS)}".replace("np.-", "-np.")
    short = _number(value, DIGITS)
    # Six digits say that there are more, unless they look like a rounder number.
    looks_round = float(short) == float(_number(value, ROUND_DIGITS))
    is_told = kind(float(short)) == kind(value) or not looks_round
    return short if is_told else str(kind(value))


def _shown(calls: Sequence[Call], value: Any) -> str:
    if isinstance(value, Made):
        by = value.by
        return by if isinstance(by, str) else written(calls, calls[by])
    return written_value(value)
