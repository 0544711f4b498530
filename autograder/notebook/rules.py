"""How a cell is scored: nbgrader's rules, as pure functions over plain notebook JSON.

A cell is a dict as in an ``.ipynb`` file. Where stock nbgrader gives marks that it
should not (an unparsable or negative value as partial credit gives full marks), these
rules give none and say why; everything else agrees with ``nbgrader.utils``, and a
property test compares the two.
"""

from __future__ import annotations

import ast
import hashlib
import math
import re
from dataclasses import dataclass
from typing import Any

from autograder.notebook.cells import (
    is_grade,
    is_locked,
    is_solution,
    is_task,
    nbgrader_metadata,
)

Json = dict[str, Any]

_WRAPPED = re.compile(
    r"np\.(?:float|int|uint)\d*\((?P<number>[^()]*)\)|Decimal\('(?P<decimal>[^']*)'\)"
)
"""How NumPy 2 prints its numbers, and Python its decimal ones."""

_FROM_AFAR = " of the notebook>"
"""So ends what a test that runs apart is shown of an object of the student's."""

SHOWN = "it ends in something to look at, which claims no points"
"""Why a test that displays an object gives full marks."""


@dataclass(frozen=True)
class Score:
    """What the rules say of one grade cell; ``auto`` is None where a person grades."""

    auto: float | None
    maximum: float
    reason: str = ""


def compute_checksum(cell: Json) -> str:
    """The fingerprint by which nbgrader tells whether a cell has been touched."""
    meta = nbgrader_metadata(cell)
    parts = [
        cell["source"],
        cell["cell_type"],
        str(is_grade(cell)),
        str(is_solution(cell)),
        str(is_locked(cell)),
        meta["grade_id"],
    ]
    if is_grade(cell):
        parts.append(str(float(meta["points"])))
    return hashlib.md5("".join(parts).encode()).hexdigest()


def is_unchanged(cell: Json) -> bool:
    """Whether the cell is still as it was released."""
    return nbgrader_metadata(cell).get("checksum") == compute_checksum(cell)


def score_cell(cell: Json) -> Score:
    """Score one executed grade or task cell."""
    maximum = float(nbgrader_metadata(cell).get("points", 0.0))
    if is_task(cell):
        return Score(None, maximum)
    if is_solution(cell):
        return Score(0.0 if is_unchanged(cell) else None, maximum)
    if cell["cell_type"] != "code":
        return Score(None, maximum)
    return score_outputs(cell.get("outputs", []), maximum)


def score_outputs(outputs: list[Json], maximum: float) -> Score:
    """Score a test cell by the first of its outputs that says something."""
    for output in outputs:
        if output["output_type"] == "error":
            return Score(0.0, maximum)
        if output["output_type"] == "stream" and output.get("name") == "stderr":
            return Score(0.0, maximum, "the cell wrote to stderr")
        if output["output_type"] == "execute_result":
            return partial_credit(output["data"].get("text/plain", ""), maximum)
    return Score(maximum, maximum)


def partial_credit(text: str | list[str], maximum: float) -> Score:
    """Read the value that a test cell ends in as its points."""
    shown = "".join(text)
    match = _WRAPPED.fullmatch(shown.strip())
    try:
        points = float(match["number"] or match["decimal"] if match else shown)
    except ValueError:
        if is_display(shown):
            return Score(maximum, maximum, SHOWN)
        return Score(0.0, maximum, f"the cell's value is no number: {shown[:80]}")
    if not math.isfinite(points):
        return Score(0.0, maximum, f"the cell's value is {points}")
    if not 0 <= points <= maximum:
        reason = f"the cell's value {points:g} is outside 0…{maximum:g}"
        return Score(min(max(points, 0.0), maximum), maximum, reason)
    return Score(points, maximum)


def is_display(shown: str) -> bool:
    """Tell whether a value that is no number is an object which was to be looked at.

    A figure, an image, a table or a function claims no points. Truth, text and lists of
    such may have been meant to: they are what a test computes.
    """
    if not shown.strip() or _FROM_AFAR in shown:
        return False
    try:
        return not _is_plain(ast.parse(shown.strip(), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True


def _is_plain(node: ast.expr) -> bool:
    """Tell whether code stands for a plain value: a number, text, a list of those."""
    match node:
        case ast.Constant() | ast.Name():  # also nan and inf
            return True
        case ast.UnaryOp(operand=operand):
            return _is_plain(operand)
        case ast.BinOp(left=left, right=right):  # of a complex number
            return _is_plain(left) and _is_plain(right)
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
            return all(map(_is_plain, parts))
        case ast.Dict(values=parts):
            return all(map(_is_plain, parts))
        case ast.Call(func=ast.Attribute(value=ast.Name(id="np"))):
            return True
        case ast.Attribute(value=ast.Name(id="np")):  # np.True_
            return True
    return False


def auto_comment(cell: Json) -> str | None:
    """Nbgrader's remark on an answer that was never begun."""
    if is_solution(cell) and not is_task(cell) and is_unchanged(cell):
        return "No response."
    return None


def needs_manual_grade(auto: float | None, manual: float | None) -> bool:
    """Whether a person has to look at the cell (again)."""
    return manual is not None or auto is None


def total_score(
    auto: float | None, manual: float | None, extra_credit: float | None
) -> float:
    """The points that count: a person's word over the machine's, plus extra credit.

    Without either there is no extra credit yet: so nbgrader's gradebook counts.
    """
    base = manual if manual is not None else auto
    return 0.0 if base is None else base + (extra_credit or 0.0)
