"""What a check said is passed on, not that it said something."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.notebook.rules import score_cell
from autograder.notebook.said import MOST, said


def _error(name: str, text: str, *frames: str) -> dict[str, Any]:
    trace = [*frames, f"\x1b[0;31m{name}\x1b[0m: {text}"]
    return {"output_type": "error", "ename": name, "evalue": text, "traceback": trace}


def _stream(text: str, name: str = "stderr") -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text}


def _value(text: str) -> dict[str, Any]:
    return {"output_type": "execute_result", "data": {"text/plain": text}}


WARNING = "/tmp/a.py:3: RuntimeWarning: divide by zero encountered\n  return 1 / x\n"
FRAME = "Cell \x1b[0;32mIn[7], line 2\x1b[0m\n----> 2 assert f(1) == 2"
OTHER = "Cell In[3], line 1, in f(x)\n----> 1 helper(x)"

CASES = {
    "passes": ([_stream("fine", "stdout")], ""),
    "fails": ([_error("AssertionError", "2, not\n 3")], "AssertionError: 2, not 3"),
    "bare assert": (
        [_error("AssertionError", "", FRAME)],
        "AssertionError: assert f(1) == 2",
    ),
    "bare assert, a forged frame": (
        [_error("AssertionError", "", FRAME, f"Cell In[{'9' * 5000}], line 1")],
        "AssertionError: assert f(1) == 2",
    ),
    "bare assert, deeper": (
        [_error("AssertionError", "", FRAME, OTHER)],
        "AssertionError: assert f(1) == 2",
    ),
    "bare error": ([_error("KeyboardInterrupt", "")], "KeyboardInterrupt"),
    "stopped": (
        [
            _error("StudentError", "KeyboardInterrupt"),
            _error("CellTimeoutError", "Stopped after 5 s of processor time"),
        ],
        "CellTimeoutError: Stopped after 5 s of processor time",
    ),
    "ended by a limit": (
        [
            _error("NotebookGoneError", "the notebook's process ended"),
            _error("ResourceLimitError", "it took more than 1 GiB of memory"),
        ],
        "ResourceLimitError: it took more than 1 GiB of memory",
    ),
    "warns": (
        [_stream(WARNING)],
        "on stderr: RuntimeWarning: divide by zero encountered",
    ),
    "writes": ([_stream("a\n\x1b[31mb\x1b[0m\n\n")], "on stderr: b"),
    "warns, then fails": (
        [_stream(WARNING), _error("AssertionError", "no")],
        "AssertionError: no",
    ),
    "no number": (
        [_value("<A of the notebook>")],
        "the cell's value is no number: <A of the notebook>",
    ),
    "partial": ([_value("1")], ""),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_said(case: str) -> None:
    outputs, wanted = CASES[case]
    assert said(cell(outputs), score_cell(cell(outputs))) == wanted


def test_it_is_short() -> None:
    outputs = [_error("ValueError", "a" * 10_000)]
    assert len(said(cell(outputs), score_cell(cell(outputs)))) == MOST


def cell(outputs: list[dict[str, Any]]) -> dict[str, Any]:
    marks = {"grade": True, "solution": False, "locked": True, "points": 2}
    return {
        "cell_type": "code",
        "source": "f = f\nassert f(1) == 2",
        "execution_count": 7,
        "metadata": {"nbgrader": {"grade_id": "test", "schema_version": 3, **marks}},
        "outputs": outputs,
    }
