"""Cells that the grader stopped."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_output

from autograder.pages.loops import Loop
from autograder.pages.stops import Limit, Stop, find_stop
from autograder.pages.tracebacks import Frame


def error(name: str, text: str = "", *frames: tuple[int, int]) -> object:
    trace = [f"Cell In[{count}], line {line}" for count, line in frames]
    return new_output("error", ename=name, evalue=text, traceback=trace)


@pytest.mark.parametrize(
    ("name", "said", "stop"),
    [
        ("CellTimeoutError", "Stopped after 5 s of processor time", (Limit.TIME, 5.0)),
        ("CellTimeoutError", "No reply", (Limit.TIME, 0.0)),
        ("ResourceLimitError", "memory: 900 MiB used", (Limit.RESOURCES, 0.0)),
        ("DeadKernelError", "The process ended", (Limit.PROCESS, 0.0)),
    ],
)
def test_why_a_cell_was_stopped(
    name: str, said: str, stop: tuple[Limit, float]
) -> None:
    cell = new_code_cell(outputs=[error(name, said)])
    assert find_stop(cell) == Stop(*stop)


def test_where_it_was_is_told_by_the_interrupt() -> None:
    """In this cell; what it says of others, or of lines that it has not, is ignored."""
    trace = ((3, 3), (3, 9), (2, 1))
    outputs = [error("KeyboardInterrupt", "", *trace), error("CellTimeoutError")]
    source = "\nn = 3\nwhile n > 0:\n    m = n - 1"
    cell = new_code_cell(source, execution_count=3, outputs=outputs)
    found = find_stop(cell)
    assert found and (found.where, found.text) == (Frame(3, 3), "m = n - 1")
    assert found.loop == Loop(2, unchanged=("n",))


def test_a_cell_with_an_exception_of_its_own_was_not_stopped() -> None:
    assert find_stop(new_code_cell(outputs=[error("KeyboardInterrupt")])) is None
    assert find_stop(new_code_cell()) is None
