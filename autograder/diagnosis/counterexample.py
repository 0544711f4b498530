"""The smallest call that shows how an answer differs from the reference."""

from __future__ import annotations

import ast
import builtins
import inspect
import itertools
import linecache
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.diagnosis.outcome import (
    NOISE,
    OPAQUE,
    Outcome,
    alike,
    as_numbers,
    same_value,
)
from autograder.diagnosis.tape import (
    CHECK,
    GONE,
    INTERRUPTED,
    NOT_MADE,
    Call,
    Made,
)
from autograder.model import Counterexample
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

Try = Callable[[Call], tuple[Outcome, Outcome]]
"""Makes a call on the reference and on the answer."""


def counterexample(
    calls: Sequence[Call],
    reference: Sequence[Outcome],
    answer: Sequence[Outcome],
    attempt: Try,
) -> Counterexample | None:
    """Return the smallest call with another outcome, made smaller where possible.

    A plain value, such as the choice of a letter, is shown without what it should be.
    """
    telling = [
        k
        for k in range(len(calls))
        if answer[k] is not NOT_MADE and not alike(reference[k], answer[k])
    ]
    if not telling:
        return None
    best = min(
        telling,
        key=lambda k: (
            alike(reference[k], answer[k], NOISE),
            not _is_telling(reference[k]),
            *_size(calls[k]),
        ),
    )
    if calls[best].op is None:
        return Counterexample(calls[best].root, "", show(answer[best].value))
    call, wanted, got = calls[best], reference[best], answer[best]
    is_lost = any(outcome.error in (INTERRUPTED, GONE) for outcome in answer)
    for smaller in () if is_lost else _smaller(call):
        outcomes = attempt(smaller)
        if _is_telling(outcomes[0]) and not alike(*outcomes):
            call, (wanted, got) = smaller, outcomes
            break
    if not got.error and same_value(wanted.value, got.value):
        for place in (*got.changed, *wanted.changed):
            if place not in wanted.changed or place not in got.changed:
                return _change(calls, call, place, wanted, got)
    if got.error:
        got = replace(got, error=told_error(got))
    return Counterexample(written(calls, call), _result(wanted), _result(got))


def _change(
    calls: Sequence[Call],
    call: Call,
    place: int | str,
    wanted: Outcome,
    got: Outcome,
) -> Counterexample:
    """Tell of an argument that one of both has changed: ``a = [1.0]; f(a); a``."""
    args, kwargs = list(call.args), dict(call.kwargs)
    holder: Any = args if isinstance(place, int) else kwargs
    before, holder[place] = holder[place], Made("a")
    named = written(calls, replace(call, args=tuple(args), kwargs=kwargs))
    should, became = (show(o.changed.get(place, before)) for o in (wanted, got))
    return Counterexample(f"a = {show(before)}; {named}; a", should, became)


def show(value: Any) -> str:
    """Write a value as a student would, numbers to six digits."""
    return _clipped(_show(value, DEEPEST), LONGEST)


def _show(value: Any, depth: int) -> str:
    numbers = as_numbers(value)
    # Of an array without elements NumPy would make as many lists as it has rows.
    rows = len(value) if isinstance(value, np.ndarray) and value.ndim else 0
    is_hollow = rows > 0 and value.size == 0
    if numbers is not None and (numbers.size > SMALL or is_hollow):
        start = ", ".join([*map(_number, numbers.flat[:3]), "…"])
        return f"[{start}] {numbers.shape}"
    if isinstance(value, np.ndarray):
        return _show(value.tolist(), max(depth, value.ndim))
    if isinstance(value, list | tuple | set | frozenset | dict):
        return _show_container(value, depth)
    if numbers is not None and numbers.shape == ():
        return _number(value)
    if isinstance(value, int):
        power = int(value.bit_length() * math.log10(2))
        return f"about {'-' if value < 0 else ''}10**{power}"
    if isinstance(value, str | bytes):
        return _clipped(repr(value[:LONGEST]), SHOWN)
    if callable(value):
        return _function(value)
    return repr(value)[:SHOWN]


def _show_container(value: Any, depth: int) -> str:
    """Show what is in a container; of a large one, its beginning."""
    opening, closing = "()" if isinstance(value, tuple) else "[]"
    if isinstance(value, set | frozenset | dict):
        opening, closing = "{}"
    count = len(value)
    if isinstance(value, set | frozenset) and not value:
        return "set()"
    if depth == 0 and count:
        return f"{opening}…{closing}"
    first = list(itertools.islice(value, count if count <= SMALL else 3))
    shown = [_show(item, depth - 1) for item in first]
    if isinstance(value, dict):
        pairs = zip(shown, first, strict=True)
        shown = [f"{key}: {_show(value[item], depth - 1)}" for key, item in pairs]
    return opening + ", ".join([*shown, *["…"][: count - len(first)]]) + closing


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + "…"


def told_error(outcome: Outcome) -> str:
    """Return what an answer's exception is called before people.

    The name of a class of its own could say anything: all that the answer was given.
    """
    return outcome.error if outcome.error in _KNOWN_ERRORS else "Exception"


_KNOWN_ERRORS = {
    name
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, BaseException)
} | {"LinAlgError", "AxisError", GONE}


def _number(value: Any) -> str:
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    if isinstance(value, complex | np.complexfloating):
        return f"{value:.6g}"
    if isinstance(value, int | np.integer):
        return str(int(value))
    text = f"{float(value):.6g}"
    return text if any(c in text for c in ".en") else f"{text}.0"


def _function(function: Callable[..., Any]) -> str:
    """Return the source of a one-line lambda of the check; else a function's name."""
    code = getattr(function, "__code__", None)
    name = getattr(function, "__name__", "function")
    if name != "<lambda>" or code is None or code.co_filename != CHECK:
        return str(name)
    line = linecache.getline(CHECK, code.co_firstlineno)
    text = inspect.cleandoc(line)
    lambdas = [node for node in _nodes(text) if isinstance(node, ast.Lambda)]
    shown = ast.unparse(lambdas[0]) if len(lambdas) == 1 else "a function"
    return shown if len(shown) <= SHOWN else "a function"


def _nodes(text: str) -> list[ast.AST]:
    for candidate in (text, text.rstrip(",:"), f"({text.rstrip(',')})"):
        try:
            return list(ast.walk(ast.parse(candidate)))
        except SyntaxError:
            continue
    return []


def _is_telling(wanted: Outcome) -> bool:
    """Whether an outcome is one that a person learns from."""
    return not wanted.error and not wanted.warned and wanted.value is not OPAQUE


def _size(call: Call) -> tuple[bool, int, bool, int]:
    """How much a call asks of its reader; the smallest is taken."""
    sizes = [_numbers_in(arg) for arg in (*call.args, *call.kwargs.values())]
    digits = sum(len(show(arg)) for arg in (*call.args, *call.kwargs.values()))
    return call.op is not Op.CALL, sum(sizes), not call.visible, digits


def _numbers_in(value: Any) -> int:
    if isinstance(value, list | tuple):
        return sum(map(_numbers_in, value))
    return int(np.size(value)) if isinstance(value, np.ndarray) else 1


def _smaller(call: Call) -> Iterator[Call]:
    """Yield calls that say the same with fewer rows, or with rounder numbers."""
    if call.op is not Op.CALL or not isinstance(call.target, str):
        return
    if _size(call)[1] > SMALL:
        for rows in (1, 2, 3):
            for length in _lengths(call):
                cut = tuple(_first_rows(arg, length, rows) for arg in call.args)
                fewer = replace(call, args=cut)
                yield replace(fewer, args=tuple(map(_rounded, cut)))
                yield fewer
    else:
        rounded = tuple(map(_rounded, call.args))
        if [show(arg) for arg in rounded] != [show(arg) for arg in call.args]:
            yield replace(call, args=rounded)


def _lengths(call: Call) -> list[int]:
    """How many rows the tables among the arguments have."""
    tables = [a.shape[0] for a in call.args if isinstance(a, np.ndarray) and a.ndim > 1]
    lists = [a.shape[0] for a in call.args if isinstance(a, np.ndarray) and a.ndim == 1]
    same = lists[:1] if len(set(lists)) == 1 else []
    return list(dict.fromkeys(sorted(tables, reverse=True) or same))


def _first_rows(value: Any, length: int, rows: int) -> Any:
    is_long = isinstance(value, np.ndarray) and value.ndim and len(value) == length
    return value[:rows].copy() if is_long else value


def _rounded(value: Any) -> Any:
    if isinstance(value, float | np.floating):
        return float(f"{float(value):.2g}")
    if isinstance(value, np.ndarray) and value.dtype == np.float64:
        flat = [float(f"{number:.2g}") for number in value.flat]
        return np.array(flat).reshape(value.shape)
    if isinstance(value, list | tuple):
        return type(value)(map(_rounded, value))
    return value


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


def _shown(calls: Sequence[Call], value: Any) -> str:
    if isinstance(value, Made):
        by = value.by
        return by if isinstance(by, str) else written(calls, calls[by])
    return show(value)


def _result(outcome: Outcome) -> str:
    if outcome.error:
        return outcome.error
    warned = f" ({outcome.warned})" if outcome.warned else ""
    return show(outcome.value) + warned
