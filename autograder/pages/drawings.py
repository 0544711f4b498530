"""Right and yours, drawn: values in boxes, a function as two curves, a gate's corners.

Boxes and gates are made of a counterexample, which is text: it is read as plain
numbers, and what cannot be read so is shown as the text that it is.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from autograder.common.trees import parse
from autograder.model import Counterexample, Curve

_LONGEST = 2000  # characters of a value that are read
_MOST_COLUMNS, _MOST_ROWS = 12, 8
_BEYOND = 1.0  # heights of the right curve above and below it that are seen
_OUTSIDE = 1e4  # where a line that leaves the picture ends: SVG knows no 1e300
_SEEN = 0.02  # of the height: by so much two lines differ that one sees apart
_DIGIT = 4.0  # width of a digit or a sign, of 6 units of height, in a wide typeface
_STEPS = 3  # a function of no more values jumps between them
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

    A curve is in pieces where it has gaps. ``x`` and ``y`` are the ends of the axes,
    ``call`` and ``argument`` what they stand for.
    """

    call: str
    argument: str
    expected: tuple[str, ...]
    got: tuple[str, ...]
    x: tuple[str, str]
    y: tuple[str, str]

    @property
    def margin(self) -> float:
        """How wide the numbers are that are written left of the upright axis."""
        return 2 + _DIGIT * max(map(len, self.y))


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


Drawing = Boxes | Gate


def draw(example: Counterexample) -> Drawing | None:
    """Return what shows an example better than words; None if nothing does."""
    try:
        return _gate(example) or _boxes(example)
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


def _boxes(example: Counterexample) -> Boxes | None:
    expected, got = _table(example.expected), _table(example.got)
    if expected is None or got is None or expected == got:
        return None
    if len(expected) != len(got) or sum(map(len, expected)) < 2:
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


def curves(curve: Curve) -> Curves | None:
    """Return two curves; None if one would not see them apart.

    The right one is seen whole. A wrong one may be far higher: it leaves the picture.
    """
    left, right = curve.x[0], curve.x[-1]
    own = [y for y in curve.got if y is not None]
    low, high = _heights(curve.expected, own)
    width, height = right - left, high - low
    if not (0 < width < math.inf and 0 < height < math.inf):
        return None
    pairs = zip(curve.expected, curve.got, strict=True)
    if all(y is not None and abs(y - x) <= _SEEN * height for x, y in pairs):
        return None

    def line(values: Sequence[float | None]) -> tuple[str, ...]:
        pieces: list[list[str]] = [[]]
        is_stepped = len(set(values) - {None}) <= _STEPS < len(values) / 2
        last: tuple[float, float] | None = None
        for x, y in zip(curve.x, values, strict=True):
            if y is None:
                pieces.append([])
                last = None
                continue
            across = 100 * (x - left) / width
            up = max(-_OUTSIDE, min(_OUTSIDE, 60 - 60 * (y - low) / height))
            if is_stepped and last and last[1] != up:  # a jump, not a slope
                middle = (last[0] + across) / 2
                pieces[-1] += [f"{middle:.1f},{last[1]:.1f}", f"{middle:.1f},{up:.1f}"]
            pieces[-1].append(f"{across:.1f},{up:.1f}")
            last = across, up
        return tuple(" ".join(piece) for piece in pieces if piece)

    return Curves(
        curve.call,
        curve.argument,
        line(curve.expected),
        line(curve.got),
        (f"{left:.3g}", f"{right:.3g}"),
        (f"{low:.3g}", f"{high:.3g}"),
    )


def _heights(expected: Sequence[float], own: Sequence[float]) -> tuple[float, float]:
    """Return from where to where the picture goes."""
    low, high = min(expected), max(expected)
    span = _BEYOND * (high - low)
    if not own or not span:
        return min((low, *own)), max((high, *own))
    return max(low - span, min(low, *own)), min(high + span, max(high, *own))


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
