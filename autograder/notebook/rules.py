"""How a cell is scored: nbgrader's rules, as pure functions over plain notebook JSON.

A cell is a dict as in an ``.ipynb`` file. Where stock nbgrader gives marks that it
should not (a negative value as partial credit gives full marks), these rules give none
and say why; everything else agrees with ``nbgrader.utils``, and a
property test compares the two.
"""

from __future__ import annotations

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
"""Why a test that ends in anything but a number gives full marks."""


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
    """Read the value that a test cell ends in as its points.

    Only a number claims any. All else is there to be looked at, a figure, a shape or
    the truth of a comparison, and says no more of the answer than nbgrader hears: it
    gives full marks, unless it is an object of the student's.
    """
    shown = "".join(text)
    match = _WRAPPED.fullmatch(shown.strip())
    try:
        points = float(match["number"] or match["decimal"] if match else shown)
    except ValueError:
        if shown.strip() and _FROM_AFAR not in shown:
            return Score(maximum, maximum, SHOWN)
        return Score(0.0, maximum, f"the cell's value is no number: {shown[:80]}")
    if not math.isfinite(points):
        return Score(0.0, maximum, f"the cell's value is {points}")
    if not 0 <= points <= maximum:
        reason = f"the cell's value {points:g} is outside 0…{maximum:g}"
        return Score(min(max(points, 0.0), maximum), maximum, reason)
    return Score(points, maximum)


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
