"""Find the line of ``course_config.py`` at which a value is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from types import TracebackType

_Position = tuple[int | None, int | None, int | None, int | None]


def call_of(
    tree: ast.Module, trace: TracebackType | None, file: str
) -> ast.Call | None:
    """Return the call in a file during which an exception was raised."""
    position = _last_position(trace, file)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and position == (
            node.lineno,
            node.end_lineno,
            node.col_offset,
            node.end_col_offset,
        ):
            return node
    return None


def calls_of(tree: ast.Module, name: str) -> list[ast.Call]:
    """Return the calls of a function of this name."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and name in (getattr(node.func, "id", ""), getattr(node.func, "attr", ""))
    ]


def line_of(call: ast.Call, key: Sequence[str]) -> int:
    """Return the line of a key among the arguments of a call, or of what holds it."""
    node: ast.expr = call
    line = call.lineno
    for part in key:
        found = dict(_parts(node)).get(part)
        if found is None:
            break
        line, node = found
    return line


def _parts(node: ast.expr) -> Iterator[tuple[str, tuple[int, ast.expr]]]:
    """Yield what can be named in an expression: the name, its line, its value."""
    match node:
        case ast.Call(keywords=keywords):
            for word in keywords:
                if word.arg is not None:
                    yield word.arg, (word.lineno, word.value)
        case ast.Dict(keys=keys, values=values):
            for key, value in zip(keys, values, strict=True):
                if isinstance(key, ast.Constant):
                    yield str(key.value), (key.lineno, value)
        case ast.List(elts=items) | ast.Tuple(elts=items):
            for number, item in enumerate(items, start=1):
                yield f"no. {number}", (item.lineno, item)
                match dict(_parts(item)).get("id"):
                    case (_, ast.Constant(value=name)):  # an assignment
                        yield str(name), (item.lineno, item)


def _last_position(trace: TracebackType | None, file: str) -> _Position | None:
    """Return where in a file an exception passed last."""
    found = None
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename == file:
            # An instruction takes two bytes.
            found = list(code.co_positions())[trace.tb_lasti // 2]
        trace = trace.tb_next
    return found
