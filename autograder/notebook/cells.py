"""What nbgrader's metadata says of a cell: read here, and nowhere else.

A cell is a dict as in an ``.ipynb`` file, or nbformat's node of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from autograder.notebook.marks import answer_of

Cell = Mapping[str, Any]


def nbgrader_metadata(cell: Cell) -> dict[str, Any]:
    """Return the cell's nbgrader metadata, or an empty dict."""
    meta = cell.get("metadata", {}).get("nbgrader")
    return meta if isinstance(meta, dict) else {}


def grade_id(cell: Cell) -> str:
    """Return nbgrader's id of the cell; empty if it has none."""
    return str(nbgrader_metadata(cell).get("grade_id") or "")


def is_grade(cell: Cell) -> bool:
    """Tell whether the cell has points of its own."""
    return bool(nbgrader_metadata(cell).get("grade"))


def is_solution(cell: Cell) -> bool:
    """Tell whether the student is to fill the cell in."""
    return bool(nbgrader_metadata(cell).get("solution"))


def is_task(cell: Cell) -> bool:
    """Tell whether the cell states a task that a person grades."""
    return bool(nbgrader_metadata(cell).get("task"))


def is_locked(cell: Cell) -> bool:
    """Tell whether the cell's source is not the student's to change."""
    locked = is_grade(cell) or bool(nbgrader_metadata(cell).get("locked"))
    return locked and not is_solution(cell)


def is_answer(cell: Cell) -> bool:
    """Tell whether the cell is where an answer belongs."""
    return is_solution(cell) or is_task(cell)


def is_check(cell: Cell) -> bool:
    """Tell whether the cell has points for an answer that stands in another."""
    return is_grade(cell) and not is_answer(cell)


def is_test(cell: Cell) -> bool:
    """Tell whether running the cell decides its score."""
    return cell["cell_type"] == "code" and is_grade(cell) and not is_solution(cell)


def answers_checked(cells: Iterable[Cell]) -> dict[str, str]:
    """Return to which answer each check of a notebook belongs, by their grade ids.

    It is the answer of the check's name, or else the one before it; empty after a task
    and where there is none.
    """
    cells = list(cells)
    answers = {grade_id(cell) for cell in cells if is_answer(cell)} - {""}
    owners: dict[str, str] = {}
    previous = ""
    for cell in cells:
        name = grade_id(cell)
        if is_answer(cell):
            previous = "" if is_task(cell) else name
        elif is_check(cell):
            owners[name] = answer_of(name, answers, previous)
    return owners
