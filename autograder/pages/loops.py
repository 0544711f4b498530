"""Why a ``while`` loop did not end, as far as its code alone says so."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.common.trees import parse

_UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
_PURE = frozenset({"abs", "all", "any", "float", "int", "len", "max", "min", "sum"})
_WRITING = frozenset(
    f"np.{name}"
    for name in ("copyto", "fill_diagonal", "place", "put", "put_along_axis", "putmask")
)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_LEAVING = (ast.Return, ast.Raise, ast.Yield, ast.YieldFrom, ast.Await)


@dataclass(frozen=True)
class Loop:
    """The ``while`` loop in which a program was.

    Attributes:
        line: the number of its first line.
        has_no_exit: its condition is always true, and nothing in it leaves it.
        unchanged: all names that its condition reads, where no line of the loop
            assigns any of them, or hands it to what might change its value.
    """

    line: int
    has_no_exit: bool = False
    unchanged: tuple[str, ...] = ()


def find_loop(source: str, line: int) -> Loop | None:
    """Return the innermost ``while`` loop around a line, counted from 1.

    None where there is none, or the source is no Python, or too deep to be read.
    """
    try:
        return _innermost(parse(source), line)
    except _UNREADABLE:  # deep code may be parsed, and not be written again
        return None


def _innermost(tree: ast.Module, line: int) -> Loop | None:
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.While)
        and node.lineno <= line <= (node.body[-1].end_lineno or node.lineno)
    ]
    if not around:
        return None
    loop = max(around, key=lambda node: node.lineno)
    match loop.test:
        case ast.Constant(value):
            return Loop(loop.lineno, has_no_exit=bool(value) and not _leaves(loop))
        case _:
            return Loop(loop.lineno, unchanged=_unchanged(loop))


def _leaves(loop: ast.While) -> bool:
    """Whether anything may end a loop from within."""
    others = {
        child
        for node in _own(loop.body)
        if isinstance(node, ast.For | ast.While)
        for statement in node.body
        for child in ast.walk(statement)
    }
    return any(
        isinstance(node, _LEAVING)
        or (isinstance(node, ast.Break) and node not in others)
        for node in _own(loop.body)
    )


def _unchanged(loop: ast.While) -> tuple[str, ...]:
    """Return what a condition reads if the loop changes none of it, else nothing.

    A condition that calls what may answer otherwise each time, such as a method, may
    become false by itself.
    """
    called = [node.func for node in ast.walk(loop.test) if isinstance(node, ast.Call)]
    if not all(_is_pure(function) for function in called):
        return ()
    functions = {node for function in called for node in ast.walk(function)}
    named = [node for node in ast.walk(loop.test) if isinstance(node, ast.Name)]
    named.sort(key=lambda node: (node.lineno, node.col_offset))
    read = dict.fromkeys(node.id for node in named if node not in functions)
    nodes = [*_own(loop.body), *ast.walk(loop.test)]
    if not read or any(isinstance(node, ast.NamedExpr) for node in nodes):
        return ()
    changed = {name for node in nodes for name in _changed(node)}
    return () if changed & read.keys() else tuple(read)


def _is_pure(function: ast.expr) -> bool:
    """Whether a call of it changes no argument, and gives the same again for the same.

    NumPy's functions do, but for those that draw, or write.
    """
    text = ast.unparse(function)
    is_numpy = text.startswith("np.") and "random" not in text
    return text in _PURE or (is_numpy and text not in _WRITING)


def _changed(node: ast.AST) -> Iterator[str]:
    """Yield the names that a part of a loop binds, or may change the value of."""
    match node:
        case ast.Name(name, ast.Store() | ast.Del()):
            yield name
        case (
            ast.Attribute(value=value, ctx=ast.Store())
            | ast.Subscript(value=value, ctx=ast.Store())
        ):
            yield from _names(value)
        case ast.Call(function, arguments, keywords):
            is_pure = _is_pure(function)
            if not is_pure and isinstance(function, ast.Attribute):
                yield from _names(function.value)
            for argument in arguments if not is_pure else ():
                yield from _names(argument)
            for keyword in keywords:
                if not is_pure or keyword.arg == "out":
                    yield from _names(keyword.value)
        case ast.Import(aliases) | ast.ImportFrom(names=aliases):
            yield from (alias.asname or alias.name for alias in aliases)
        case ast.Global(names) | ast.Nonlocal(names):
            yield from names


def _names(node: ast.AST) -> Iterator[str]:
    return (each.id for each in ast.walk(node) if isinstance(each, ast.Name))


def _own(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """Yield the nodes of a loop's body, without those of functions that it defines."""
    waiting: list[ast.AST] = [*body]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, _SCOPES):
            waiting += ast.iter_child_nodes(node)
