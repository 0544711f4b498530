"""Right and yours, drawn: values in boxes, a function as two curves, a gate's corners.

Everything is made of a counterexample, which is text: it is read as plain numbers, and
what cannot be read so is shown as the text that it is.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from autograder.common.trees import parse
from autograder.model import Counterexample

_LONGEST = 2000  # characters of a value that are read
_MOST_COLUMNS, _MOST_ROWS = 12, 8
_FEWEST_POINTS = 4  # of a curve
_UNPARSABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
_NAMES = {"nan": math.nan, "inf": math.inf, "True": 1.0, "False": 0.0}
_GATE = re.compile(r"w_(and|or|nand|nor)")
_FIRES = {
    "and": (0, 0, 0, 1),
    "or": (0, 1, 1, 1),
    "nand": (1, 1, 1, 0),
    "nor": (1, 0, 0, 0),
}
_CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))


@dataclass(frozen=True)
class Box:
    """An entry of an array as it is written; ``is_off`` if it is not what it should be.

    ``text`` is empty where the array has no such entry.
    """

    text: str
    is_off: bool = False


@dataclass(frozen=True)
class Boxes:
    """Two arrays, by rows."""

    expected: tuple[tuple[Box, ...], ...]
    got: tuple[tuple[Box, ...], ...]


@dataclass(frozen=True)
class Curves:
    """Two functions of one number, as points of an SVG of 100 × 60.

    ``x`` and ``y`` are the ends of the axes.
    """

    expected: str
    got: str
    x: tuple[float, float]
    y: tuple[float, float]


@dataclass(frozen=True)
class Corner:
    """A corner of a gate, in units of its square; ``fires`` is what the answer does."""

    x: int
    y: int
    fires: bool
    is_off: bool


@dataclass(frozen=True)
class Gate:
    """The four corners, and the line at which the score is 0, if it is in sight."""

    corners: tuple[Corner, ...]
    line: tuple[float, float, float, float] | None


Drawing = Boxes | Curves | Gate


def draw(example: Counterexample) -> Drawing | None:
    """Return what shows an example better than words; None if nothing does."""
    try:
        if gate := _gate(example):
            return gate
        expected, got = _table(example.expected), _table(example.got)
        if expected is None or got is None:
            return None
        return _curves(example.call, expected, got) or _boxes(expected, got)
    except RecursionError:  # a text of a thousand signs before a number
        return None


_Table = list[list[str]]
"""Numbers by rows, as they are written."""


def _table(text: str) -> _Table | None:
    """Return a list, or a list of lists, of numbers; None of anything else."""
    found = _list(_expression(text))
    if found is None:
        return None
    rows = [_list(item) for item in found]
    if rows and all(rows) and len(rows) <= _MOST_ROWS:
        whole = [[_leaf(item) for item in row or ()] for row in rows]
    elif not any(row is not None for row in rows):
        whole = [[_leaf(item) for item in found]]
    else:
        return None
    if not all(0 < len(row) <= _MOST_COLUMNS and all(row) for row in whole):
        return None
    return whole


def _expression(text: str) -> ast.expr | None:
    try:
        match parse(text.strip() if len(text) <= _LONGEST else "").body:
            case [ast.Expr(value)]:
                return value
    except _UNPARSABLE:
        pass
    return None


def _list(node: ast.expr | None) -> list[ast.expr] | None:
    return node.elts if isinstance(node, ast.List | ast.Tuple) else None


def _leaf(node: ast.expr) -> str:
    """Return a number as it is written; nothing of what is none."""
    return ast.unparse(node) if _value(node) is not None else ""


def _value(node: ast.expr) -> float | None:
    match node:
        case ast.UnaryOp(ast.USub(), operand):
            inner = _value(operand)
            return None if inner is None else -inner
        case ast.Constant(bool() | int() | float() as number):
            try:
                return float(number)
            except OverflowError:
                return math.inf
        case ast.Name(name):
            return _NAMES.get(name)
    return None


def _number(text: str) -> float:
    node = _expression(text)
    value = _value(node) if node else None
    return math.nan if value is None else value


def _boxes(expected: _Table, got: _Table) -> Boxes | None:
    if expected == got or len(expected) != len(got) or sum(map(len, expected)) < 2:
        return None
    return Boxes(
        tuple(tuple(map(Box, row)) for row in expected),
        tuple(
            tuple(
                Box(mine or "", is_off=mine != right)
                for right, mine in zip_longest(row, own)
            )
            for row, own in zip(expected, got, strict=True)
        ),
    )


def _curves(call: str, expected: _Table, got: _Table) -> Curves | None:
    """Return two curves if a call gives a number for each of a row of numbers."""
    match _expression(call):
        case ast.Call(args=[argument], keywords=[]):
            points = _table(ast.unparse(argument))
        case _:
            return None
    if points is None or not len(points) == len(expected) == len(got) == 1:
        return None
    x, wanted, mine = (
        [_number(text) for text in t[0]] for t in (points, expected, got)
    )
    return curves(x, wanted, mine)


def curves(
    x: Sequence[float], expected: Sequence[float], got: Sequence[float]
) -> Curves | None:
    """Return two curves through points of the same x; None if they make none.

    Args:
        x: where, in any order.
        expected: the right values.
        got: the student's; what is not finite is left out of the line.
    """
    if not len(x) == len(expected) == len(got) or len(set(x)) < _FEWEST_POINTS:
        return None
    heights = [y for y in (*expected, *got) if math.isfinite(y)]
    if not all(map(math.isfinite, x)) or not heights:
        return None
    left, right, low, high = min(x), max(x), min(heights), max(heights)
    width, height = right - left, (high - low) or 1.0
    if not (math.isfinite(width) and math.isfinite(height)):
        return None

    def line(values: Sequence[float]) -> str:
        return " ".join(
            f"{100 * (a - left) / width:.1f},{60 - 60 * (b - low) / height:.1f}"
            for a, b in sorted(zip(x, values, strict=True))
            if math.isfinite(b)
        )

    return Curves(line(expected), line(got), (left, right), (low, high))


def _gate(example: Counterexample) -> Gate | None:
    """Return the picture of three weights under a gate's name."""
    name, weights = _GATE.fullmatch(example.call), _table(example.got)
    if name is None or weights is None or [len(row) for row in weights] != [3]:
        return None
    bias, first, second = (_number(text) for text in weights[0])
    if not all(map(math.isfinite, (bias, first, second))):
        return None
    corners = []
    for (x, y), wanted in zip(_CORNERS, _FIRES[name[1]], strict=True):
        fires = bias + first * x + second * y >= 0
        corners.append(Corner(x, y, fires, fires != bool(wanted)))
    return Gate(tuple(corners), _line(bias, first, second))


_NEAR, _FAR = -0.4, 1.4
"""The ends of what is seen of the plane around the corners."""


def _line(
    bias: float, first: float, second: float
) -> tuple[float, float, float, float] | None:
    """Return where the line of score 0 enters and leaves what is seen."""
    ends = set()
    for edge in (_NEAR, _FAR):
        if second:
            ends.add((edge, -(bias + first * edge) / second))
        if first:
            ends.add((-(bias + second * edge) / first, edge))
    seen = sorted(p for p in ends if all(_NEAR <= q <= _FAR for q in p))
    return (*seen[0], *seen[-1]) if len(seen) > 1 else None
