"""What is read of a traceback, which holds text of a student's making."""

from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_output

from autograder.pages import tracebacks
from autograder.pages.tracebacks import Frame


def error(
    *parts: str, name: str = "ValueError", value: str = "no"
) -> nbformat.NotebookNode:
    """Return the error output that has this traceback."""
    return new_output("error", ename="ValueError", evalue=value, traceback=list(parts))


LONG = "Cell In[3], line 2\n      1 def f(x):\n----> 2     return g(x)"
INSIDE = "File /usr/lib/python3/inner.py:7, in g(x)\n----> 7 raise ValueError"
CHECK = "Cell In[7], line 1\n----> 1 assert f(9)"


def test_frames_are_those_of_cells_outermost_first() -> None:
    raised = error(CHECK, LONG, INSIDE, "ValueError: no")
    assert tracebacks.frames(raised) == (Frame(7, 1), Frame(3, 2))


def test_colours_do_not_hide_a_frame() -> None:
    coloured = "Cell \x1b[0;32mIn[7]\x1b[0m, line \x1b[1m3\x1b[0m"
    assert tracebacks.frames(error(coloured)) == (Frame(7, 3),)


def test_an_error_without_a_traceback_is_its_name_and_text() -> None:
    assert tracebacks.text_of(error()) == "ValueError: no"
    assert tracebacks.frames(error()) == ()


@pytest.mark.parametrize(
    ("name", "known"),
    [("TypeError", "TypeError"), ("LinAlgError", "LinAlgError"), ("Input9Error", "")],
)
def test_a_type_is_named_where_it_is_a_common_one(name: str, known: str) -> None:
    assert tracebacks.known_name(name) == known


def test_a_shortened_traceback_has_frames_of_cells_alone() -> None:
    shown = tracebacks.shortened(error("head", LONG, INSIDE, "ValueError: no"))
    assert shown == f"{LONG}\n\nValueError: no"


def test_a_shortened_traceback_conceals_the_cells_it_is_told_to() -> None:
    raised = error("head", f"{CHECK}\n\n", LONG, "ValueError: no")
    shown = tracebacks.shortened(raised, concealed=[7])
    assert "f(9)" not in shown
    assert LONG in shown


def test_a_long_traceback_keeps_both_ends() -> None:
    shown = tracebacks.shortened(error(value="\n".join(map(str, range(1000)))))
    assert shown.startswith("ValueError: 0\n")
    assert shown.endswith("\n999")
    assert len(shown.splitlines()) == 41
    assert "\n…\n" in shown


def test_a_traceback_that_nbgrader_cut_is_known() -> None:
    assert tracebacks.is_truncated(error("a", "... Traceback truncated ...", "b"))
    assert not tracebacks.is_truncated(error("a", "b"))


def test_a_forged_frame_of_more_digits_than_python_reads_is_none() -> None:
    forged = error(f"{LONG}\nCell In[{'9' * 5_000}], line {'1' * 5_000}")
    assert tracebacks.frames(forged) == (Frame(3, 2),)
    assert "In[3]" in tracebacks.shortened(forged)
