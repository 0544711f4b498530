"""Functions that are handed over, written so that a student can type them in.

A check has names of its own, which a student's notebook lacks: in place of those stand
their values. Where that is not possible, or too long, it is "a function".
"""

from __future__ import annotations

import ast
import functools
import inspect
import linecache
import sys
import types
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.diagnosis.calls.outcome import as_numbers
from autograder.diagnosis.calls.tape import is_check
from autograder.notebook.marks import BEGIN_HIDDEN
from autograder.notebook.names import bound_names

SOME_FUNCTION = "a function"
"""What stands for one that cannot be shown."""

LONGEST = 60
"""Characters of a lambda that are shown."""

MOST_FUNCTIONS = 1000
"""Of which it is remembered how they are written in their check."""

Write = Callable[[Any], str]
"""Writes numbers as code."""


def function_text(function: Any, write: Write) -> str:
    """Return a name by which the student has a function too, or its source."""
    code = getattr(function, "__code__", None)
    if isinstance(code, types.CodeType) and is_check(code):
        return _of_check(function, code, write)
    name = str(getattr(function, "__name__", ""))
    if getattr(np, name, None) is function:
        return f"np.{name}"
    module = str(getattr(function, "__module__", ""))
    if module not in _OPEN and getattr(sys.modules.get(module), name, None) is function:
        return f"{module}.{name}"
    is_reached = name.isidentifier() and getattr(function, "__qualname__", "") == name
    return name if is_reached else SOME_FUNCTION


_OPEN = ("builtins", "__main__")
"""Modules whose names need no name before them."""


def _of_check(function: Any, code: types.CodeType, write: Write) -> str:
    """Return what a function of a check is called, or how it is written."""
    name = function.__name__
    if name != "<lambda>" and function.__qualname__ == name and _is_seen(code):
        return str(name)
    text = _lambda(code)
    if text is None:
        return SOME_FUNCTION
    try:
        # Not a copy of a tree: who lays tracebacks out hangs others on nodes all share.
        node = _Valued(function, code, write).visit(ast.parse(text, mode="eval"))
    except (SyntaxError, ValueError):  # a name that nothing can stand for
        return SOME_FUNCTION
    shown = ast.unparse(node)
    return shown if len(shown) <= LONGEST else SOME_FUNCTION


def parameters(function: Any) -> dict[int | str, str]:
    """Return what a function calls its arguments, by position and by keyword."""
    try:
        names = list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return {}
    return {**dict(enumerate(names)), **dict(zip(names, names, strict=True))}


def _lines(code: types.CodeType) -> list[str]:
    return linecache.getlines(code.co_filename)


def _is_seen(code: types.CodeType) -> bool:
    """Tell whether the student's notebook has the line that defines a function."""
    lines = [line.strip() for line in _lines(code)]
    return BEGIN_HIDDEN not in lines[: code.co_firstlineno]


@functools.lru_cache(maxsize=MOST_FUNCTIONS)
def _lambda(code: types.CodeType) -> str | None:
    """Return a function as a lambda; None if it is none, or one of several in a line.

    A function that does nothing but return something is one.
    """
    found = [
        node
        for node in ast.walk(ast.parse("".join(_lines(code))))
        if isinstance(node, ast.Lambda | ast.FunctionDef)
        and node.lineno == code.co_firstlineno
        and getattr(node, "name", "<lambda>") == code.co_name
    ]
    if len(found) != 1:
        return None
    match found[0]:
        case ast.Lambda() as node:
            return ast.unparse(node)
        case ast.FunctionDef(args=args, body=[ast.Return(value=ast.expr() as value)]):
            plain = ast.arguments(
                args.posonlyargs, args.args, args.vararg, args.kwonlyargs,
                args.kw_defaults, args.kwarg, args.defaults,
            )  # fmt: skip
            for arg in ast.walk(plain):
                if isinstance(arg, ast.arg):
                    arg.annotation = None
            return ast.unparse(ast.Lambda(plain, value))
    return None


@functools.lru_cache(maxsize=MOST_FUNCTIONS)
def _names_of(file: str) -> frozenset[str]:
    """Return the names that a check binds."""
    return frozenset(bound_names("".join(linecache.getlines(file))))


class _Valued(ast.NodeTransformer):
    """Puts values in the places of names that only the check has."""

    def __init__(self, function: Any, code: types.CodeType, write: Write) -> None:
        self._write = write
        self._own = _names_of(code.co_filename)
        self._around = _closure(function)
        self._global: Mapping[str, Any] = function.__globals__
        self._arguments: set[str] = set()

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        for inside in ast.walk(node):
            if isinstance(inside, ast.arg):
                self._arguments.add(inside.arg)
            elif isinstance(inside, ast.Name) and isinstance(inside.ctx, ast.Store):
                self._arguments.add(inside.id)
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        is_own = node.id in self._own or node.id in self._around
        if node.id in self._arguments or not is_own:
            return node
        value = self._around.get(node.id, self._global.get(node.id))
        if isinstance(value, types.ModuleType):
            return node
        if as_numbers(value) is None:
            raise ValueError(node.id)
        return ast.parse(self._write(value), mode="eval").body


def _closure(function: Any) -> dict[str, Any]:
    """Return what a function has from the functions around it; ValueError if unset."""
    cells = function.__closure__ or ()
    names = function.__code__.co_freevars
    return {name: cell.cell_contents for name, cell in zip(names, cells, strict=True)}
