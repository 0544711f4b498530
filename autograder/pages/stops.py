"""Cells that the grader stopped: what for, after how long, and in which line they were.

What the grader says of it stands in the cell's outputs, as nbgrader's names for errors.
A student's code may write the like: it then says of itself that it was stopped, and
wins nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from nbformat import NotebookNode

from autograder.pages import tracebacks
from autograder.pages.answers import executed_lines
from autograder.pages.loops import Loop, find_loop
from autograder.pages.places import line_at, own_place
from autograder.pages.tracebacks import Frame

_SECONDS = re.compile(r"\b(\d{1,6}(?:\.\d{1,3})?) s\b")


class Limit(StrEnum):
    """What a cell had too much of; or its process was no more."""

    TIME = "time"
    RESOURCES = "resources"
    PROCESS = "process"


_NAMES = {
    "CellTimeoutError": Limit.TIME,  # nbgrader's name for a cell that did not end
    "ResourceLimitError": Limit.RESOURCES,
    "DeadKernelError": Limit.PROCESS,
}


@dataclass(frozen=True)
class Stop:
    """A cell that did not come to its end.

    Attributes:
        limit: what it was stopped for.
        seconds: how long it had run; 0 where that is not known.
        where: where in the cell it was then, if it was in there.
        text: that line.
        loop: the ``while`` around it.
    """

    limit: Limit
    seconds: float = 0.0
    where: Frame | None = None
    text: str = ""
    loop: Loop | None = None


def find_stop(cell: NotebookNode) -> Stop | None:
    """Return how a cell was stopped; None if it came to an end by itself."""
    errors = [o for o in cell.get("outputs", ()) if o.output_type == "error"]
    for error in errors:
        if limit := _NAMES.get(error.ename):
            told = _SECONDS.search(str(error.evalue))
            # What the interrupt looked like from within stands before it.
            frames = tracebacks.frames(errors[0]) if errors[0] is not error else ()
            where = own_place(frames, [cell])
            source = "\n".join(executed_lines(cell.source))
            return Stop(
                limit,
                float(told[1]) if told else 0.0,
                where,
                line_at(where, [cell]),
                find_loop(source, where.line) if where else None,
            )
    return None
