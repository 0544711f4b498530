"""What a student may be told of a check.

A check cell has a visible part, which the student has, and a hidden part, of which
nothing may be told: not its source, not its inputs, and so no message of an exception
raised while it ran, nor anything printed meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from nbconvert.filters.ansi import strip_ansi
from nbformat import NotebookNode

from autograder.notebook.cells import grade_id, is_locked, is_solution
from autograder.notebook.marks import HIDDEN_TESTS, answer_of
from autograder.notebook.rules import partial_credit
from autograder.pages import tracebacks
from autograder.pages.answers import executed_lines
from autograder.pages.hidden import Marks, hidden_lines
from autograder.pages.places import line_at, own_place
from autograder.pages.tracebacks import Frame

_TIMEOUT = "CellTimeoutError"  # nbgrader's name for a cell that did not end
_WARNING = re.compile(r"\b(\w+Warning)\b")
_MAX_MESSAGE = 2000


class Ending(StrEnum):
    """How a check ended, as far as a student may know."""

    PASSED = "passed"
    PARTIAL = "partial"  # the check itself gave a part of the points
    VISIBLE = "visible"  # failed in the part that the student has
    HIDDEN = "hidden"  # failed in the hidden part
    UNKNOWN = "unknown"  # failed, and it is not safe to say where
    TIMEOUT = "timeout"
    WARNING = "warning"  # something was written to the error stream
    VALUE = "value"  # the check gave something that is no number of points


@dataclass(frozen=True)
class Finding:
    """A verdict and what may be shown with it.

    Attributes:
        verdict: how the check ended.
        message: what a visible test said.
        error: the exception's or warning's type, where the type is a common one.
        line: the student's own line that raised, or that ran when time was up.
        where: the place of that line.
    """

    verdict: Ending
    message: str = ""
    error: str = ""
    line: str = ""
    where: Frame | None = None


def examine(
    check: NotebookNode,
    score: float,
    max_score: float,
    cells: Sequence[NotebookNode],
    marks: Marks = HIDDEN_TESTS,
) -> Finding:
    """Say what a student may know of an executed check cell.

    Args:
        check: the check cell, with its outputs.
        score: the points it gave.
        max_score: the points it could give.
        cells: all cells of the notebook, to find the student's line in.
        marks: how the course marks what is hidden.

    Returns:
        The finding; it holds nothing of the hidden part.
    """
    if score >= max_score:
        return Finding(Ending.PASSED)
    # A warning before the exception costs the points as well, but is not the news.
    outputs = check.get("outputs", ())
    errors = [output for output in outputs if output.output_type == "error"]
    # What the interrupt looked like from within stands before it.
    if any(error.ename == _TIMEOUT for error in errors):
        own = _answer_of(check, cells)
        where = own_place(tracebacks.frames(errors[0]), own)
        return Finding(Ending.TIMEOUT, line=line_at(where, own), where=where)
    if errors:
        return _failure(check, errors[0], _answer_of(check, cells), marks)
    for output in outputs:
        if output.output_type == "stream" and output.name == "stderr":
            return Finding(Ending.WARNING, error=_warning(output.text))
        if output.output_type == "execute_result" and not score:
            text = output.data.get("text/plain", "")
            if partial_credit(text, max_score).reason:
                return Finding(Ending.VALUE)
    return Finding(Ending.PARTIAL if score > 0 else Ending.UNKNOWN)


def _answer_of(
    check: NotebookNode, cells: Sequence[NotebookNode]
) -> list[NotebookNode]:
    """Return the cells whose lines may be at fault: not those of other exercises.

    An answer that calls another exercise's, which may be right, is itself at fault.
    """
    own = answer_of(grade_id(check), _solutions(cells), "")
    return [
        cell
        for cell in cells
        if not is_locked(cell)
        and (not own or grade_id(cell) == own or not is_solution(cell))
    ]


def _solutions(cells: Iterable[NotebookNode]) -> set[str]:
    return {grade_id(cell) for cell in cells if is_solution(cell)}


def _failure(
    check: NotebookNode,
    error: NotebookNode,
    cells: Sequence[NotebookNode],
    marks: Marks,
) -> Finding:
    verdict = _place(check, error, marks)
    where = own_place(tracebacks.frames(error), cells)
    found = Finding(verdict, line=line_at(where, cells), where=where)
    if verdict is not Ending.VISIBLE:
        return replace(found, error=tracebacks.known_name(error.ename))
    message = strip_ansi(str(error.evalue)).strip()[:_MAX_MESSAGE]
    if error.ename == "AssertionError":
        return replace(found, message=message or _failing_line(check, error))
    return replace(found, message=f"{error.ename}: {message}".rstrip(": "))


def _place(check: NotebookNode, error: NotebookNode, marks: Marks) -> Ending:
    """Say which part of the check raised.

    Every frame of the check must lie in the visible part, not just one: an exception's
    message may imitate a frame, but cannot take the true one away.
    """
    lines = executed_lines(check.source)
    hidden = hidden_lines("\n".join(lines), marks)
    if not hidden:
        return Ending.VISIBLE
    own = {frame.line for frame in _frames_of(check, error)}
    if not own or tracebacks.is_truncated(error) or max(own) > len(lines):
        return Ending.UNKNOWN
    return Ending.HIDDEN if own & hidden else Ending.VISIBLE


def _frames_of(cell: NotebookNode, error: NotebookNode) -> list[Frame]:
    count = cell.get("execution_count")
    return [frame for frame in tracebacks.frames(error) if frame.execution == count]


def _failing_line(check: NotebookNode, error: NotebookNode) -> str:
    """Return the visible assertion that failed, for want of a message."""
    lines = executed_lines(check.source)
    own = _frames_of(check, error)
    return f"`{lines[own[-1].line - 1].strip()}`" if own else ""


def _warning(text: str) -> str:
    found = _WARNING.search(strip_ansi(text))
    return tracebacks.known_name(found[1]) if found else ""
