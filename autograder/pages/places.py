"""Where among a student's cells a traceback leads."""

from __future__ import annotations

from collections.abc import Iterable

from nbformat import NotebookNode

from autograder.pages.answers import executed_lines
from autograder.pages.tracebacks import Frame


def own_place(frames: Iterable[Frame], cells: Iterable[NotebookNode]) -> Frame | None:
    """Return the innermost place in these cells, which are the student's own.

    The line is taken from the cell, not from the traceback, which may be forged.
    """
    counts = {cell.get("execution_count"): cell for cell in cells if _has_run(cell)}
    for frame in reversed(list(frames)):
        cell = counts.get(frame.execution)
        if cell and 0 < frame.line <= len(executed_lines(cell.source)):
            return frame
    return None


def line_at(place: Frame | None, cells: Iterable[NotebookNode]) -> str:
    """Return the line at a place; nothing if there is no place."""
    for cell in cells:
        if place and _has_run(cell) and cell.execution_count == place.execution:
            return executed_lines(cell.source)[place.line - 1].strip()
    return ""


def _has_run(cell: NotebookNode) -> bool:
    return bool(cell.cell_type == "code" and cell.get("execution_count"))
