"""A student's code as its card shows it: what was given is short, a line is marked."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from inspect import cleandoc

from markupsafe import Markup

from autograder.common.trees import parse
from autograder.pages.safe_html import highlight

_NOTHING = Markup("")
_UNPARSABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
_QUOTES = ('"""', "'''")
_LONGEST = 20_000  # characters that are parsed


@dataclass(frozen=True)
class ShownCode:
    """Code as HTML, and the text of the docstring that was cut from it."""

    code: Markup = _NOTHING
    docstring: str = ""


def executed_lines(source: str) -> list[str]:
    """Return the lines as IPython counts them: it drops the blank ones at the top."""
    lines = str(source).split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    return lines


def show_code(source: str, marked: int = 0) -> ShownCode:
    """Return an answer with its long docstring cut to the first line.

    Args:
        source: the cell.
        marked: the line to point at, from 1 as :func:`executed_lines` counts; 0 for
            none.
    """
    lines = executed_lines(source)
    docstring = _docstring("\n".join(lines))
    if docstring is None or _quotes(lines, docstring) is None:
        return ShownCode(highlight("\n".join(lines), marked=marked))
    first, last = docstring.lineno, docstring.end_lineno or docstring.lineno
    head = f"{lines[first - 1].rstrip()} …{_quotes(lines, docstring)}"
    if first < marked:
        marked = max(first, marked - (last - first))
    shown = [*lines[: first - 1], head, *lines[last:]]
    return ShownCode(
        highlight("\n".join(shown), marked=marked), cleandoc(str(docstring.value))
    )


def _docstring(source: str) -> ast.Constant | None:
    """Return the docstring of the first function."""
    try:
        tree = parse(source if len(source) <= _LONGEST else "")
    except _UNPARSABLE:
        return None
    for node in tree.body:
        match node:
            case ast.FunctionDef(body=[ast.Expr(ast.Constant(str()) as text), *_]):
                return text
    return None


def _quotes(lines: list[str], text: ast.Constant) -> str | None:
    """Return the quotation marks of a docstring that has its lines for itself."""
    last = text.end_lineno or text.lineno
    begin, end = lines[text.lineno - 1].strip(), lines[last - 1].strip()
    return next(
        (
            mark
            for mark in _QUOTES
            if last > text.lineno and begin.startswith(mark) and end.endswith(mark)
        ),
        None,
    )
