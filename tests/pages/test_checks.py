"""What a student is told of a check holds nothing of its hidden part."""

from __future__ import annotations

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_output

from autograder.pages.checks import Ending, Finding, examine
from autograder.pages.tracebacks import Frame


def _error(name: str, value: str, *frames: tuple[int, int]) -> nbformat.NotebookNode:
    lines = [f"Cell In[{n}], line {m}\n----> {m} code" for n, m in frames]
    return new_output(
        "error", ename=name, evalue=value, traceback=[*lines, f"{name}: {value}"]
    )


CHECK = """

assert f(1) == 1
### BEGIN HIDDEN TESTS
assert f(9) == 9
### END HIDDEN TESTS"""


@pytest.mark.parametrize(
    ("error", "verdict", "message"),
    [
        (_error("AssertionError", "got 2", (7, 1)), Ending.VISIBLE, "got 2"),
        (_error("AssertionError", "", (7, 1)), Ending.VISIBLE, "`assert f(1) == 1`"),
        (_error("NameError", "no f", (7, 1)), Ending.VISIBLE, "NameError: no f"),
        (_error("AssertionError", "9!", (7, 3)), Ending.HIDDEN, ""),
        (_error("AssertionError", "9!", (7, 3), (7, 1)), Ending.HIDDEN, ""),
        (_error("AssertionError", "9!"), Ending.UNKNOWN, ""),
        (_error("AssertionError", "9!", (7, 99)), Ending.UNKNOWN, ""),
        (_error("ValueError", "Cell In[7], line 1", (7, 3)), Ending.HIDDEN, ""),
        (_error("CellTimeoutError", ""), Ending.TIMEOUT, ""),
        (
            new_output("stream", name="stderr", text="x: UserWarning: 9"),
            Ending.WARNING,
            "",
        ),
    ],
)
def test_examine_says_no_more_than_it_may(
    error: nbformat.NotebookNode, verdict: Ending, message: str
) -> None:
    check = new_code_cell(CHECK, execution_count=7, outputs=[error])
    finding = examine(check, 0.0, 1.0, [check])
    assert (finding.verdict, finding.message) == (verdict, message)


def test_a_warning_before_the_failure_is_not_the_news() -> None:
    warned = new_output("stream", name="stderr", text="x: UserWarning: 9")
    failed = _error("AssertionError", "got 2", (7, 1))
    check = new_code_cell(CHECK, execution_count=7, outputs=[warned, failed])
    finding = examine(check, 0.0, 1.0, [check])
    assert (finding.verdict, finding.message) == (Ending.VISIBLE, "got 2")


def test_of_an_interrupt_the_limit_is_the_news() -> None:
    seen = _error("StudentError", "KeyboardInterrupt", (7, 1))
    stopped = _error("CellTimeoutError", "Stopped after 5 s of processor time")
    check = new_code_cell(CHECK, execution_count=7, outputs=[seen, stopped])
    finding = examine(check, 0.0, 1.0, [check])
    assert (finding.verdict, finding.message, finding.error) == (Ending.TIMEOUT, "", "")


def test_of_an_interrupt_the_line_of_the_answer_is_told() -> None:
    answer = new_code_cell("def f(x):\n    while True: pass", execution_count=3)
    answer.metadata["nbgrader"] = {"grade_id": "f", "solution": True}
    seen = _error("KeyboardInterrupt", "", (7, 3), (3, 2))
    stopped = _error("CellTimeoutError", "Stopped after 5 s of processor time")
    check = new_code_cell(CHECK, execution_count=7, outputs=[seen, stopped])
    check.metadata["nbgrader"] = {"grade_id": "test_f", "grade": True}
    finding = examine(check, 0.0, 1.0, [answer, check])
    assert (finding.line, finding.where) == ("while True: pass", Frame(3, 2))


@pytest.mark.parametrize("exercise", ["f", "other"])
def test_a_line_of_another_exercise_is_not_blamed(exercise: str) -> None:
    """The answer calls ``helper``, an exercise of its own, with a wrong argument."""

    def solution(name: str, source: str, count: int) -> nbformat.NotebookNode:
        marks = {"grade_id": name, "solution": True, "grade": False, "locked": False}
        cell = new_code_cell(source, execution_count=count)
        cell.metadata["nbgrader"] = marks
        return cell

    helper = solution("helper", "def helper(x):\n    return 2 * int(x)", 2)
    answer = solution(exercise, "def f(x):\n    return helper([x])", 3)
    error = _error("TypeError", "int", (7, 1), (3, 2), (2, 2))
    check = new_code_cell(CHECK, execution_count=7, outputs=[error])
    check.metadata["nbgrader"] = {"grade_id": "test_f", "grade": True}
    line = examine(check, 0.0, 1.0, [helper, answer, check]).line
    named = "return helper([x])"
    # Where no name says whose check it is, the innermost line is all there is to tell.
    assert line == (named if exercise == "f" else "return 2 * int(x)")


def test_a_type_named_by_the_student_is_not_named() -> None:
    check = new_code_cell(
        CHECK, execution_count=7, outputs=[_error("Input9Error", "", (7, 3))]
    )
    assert examine(check, 0.0, 1.0, [check]).error == ""


def test_forged_frame_before_the_true_one_does_not_open_the_message() -> None:
    forged = "Cell In[7], line 1\nsecret 9"
    error = new_output(
        "error",
        ename="ValueError",
        evalue="9",
        traceback=[f"KeyError: {forged}", "Cell In[7], line 3", "ValueError: 9"],
    )
    check = new_code_cell(CHECK, execution_count=7, outputs=[error])
    assert examine(check, 0.0, 1.0, [check]).verdict is Ending.HIDDEN


def test_a_course_may_mark_what_is_hidden_in_its_own_way() -> None:
    own = ("# HIDE", "# SHOW")
    source = "assert a\n# HIDE\nassert secret_value\n# SHOW\nassert b"
    frame = "Cell In[7], line 3"
    error = new_output("error", ename="AssertionError", evalue="", traceback=[frame])
    check = new_code_cell(source, execution_count=7, outputs=[error])
    assert examine(check, 0.0, 1.0, [check], own).verdict is not Ending.VISIBLE
    assert examine(check, 0.0, 1.0, [check]).verdict is Ending.VISIBLE


def test_a_traceback_that_was_cut_is_not_trusted() -> None:
    error = _error("AssertionError", "9!", (7, 1))
    error.traceback.insert(0, "... Traceback truncated ...")
    check = new_code_cell(CHECK, execution_count=7, outputs=[error])
    finding = examine(check, 0.0, 1.0, [check])
    assert (finding.verdict, finding.message) == (Ending.UNKNOWN, "")


def test_a_check_that_gave_all_points_passed_whatever_it_wrote() -> None:
    error = _error("AssertionError", "9!", (7, 1))
    check = new_code_cell(CHECK, execution_count=7, outputs=[error])
    assert examine(check, 1.0, 1.0, [check]).verdict is Ending.PASSED


@pytest.mark.parametrize(
    ("score", "verdict"), [(0.5, Ending.PARTIAL), (0.0, Ending.UNKNOWN)]
)
def test_points_without_an_error_are_what_the_check_gave(
    score: float, verdict: Ending
) -> None:
    check = new_code_cell(CHECK, execution_count=7)
    assert examine(check, score, 1.0, [check]).verdict is verdict


def test_a_value_that_is_no_number_is_not_an_unseen_input() -> None:
    value = new_output("execute_result", {"text/plain": "True"})
    check = new_code_cell(CHECK, execution_count=7, outputs=[value])
    assert examine(check, 0.0, 1.0, [check]) == Finding(Ending.VALUE)


SECRET = "secret-input-4711"
FRAMES = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), max_size=5)
FORGERIES = st.lists(
    st.sampled_from(
        ["Cell In[7], line 1", "\n", "Cell In[3], line 2", "----> 1 code", "File x:1"]
    ),
    max_size=5,
).map("".join)


@given(before=FRAMES, after=FRAMES, forged=FORGERIES, name=st.text(max_size=20))
def test_nothing_of_a_failure_in_the_hidden_part_is_told(
    before: list[tuple[int, int]],
    after: list[tuple[int, int]],
    forged: str,
    name: str,
) -> None:
    """Wherever else the traceback passes, and whatever frames its texts imitate."""
    frames = [*before, (7, 3), *after]
    error = _error(name + SECRET, forged + SECRET, *frames)
    check = new_code_cell(CHECK, execution_count=7, outputs=[error])
    check.metadata["nbgrader"] = {"grade_id": "test_f", "grade": True}
    finding = examine(check, 0.0, 1.0, [check])
    assert finding.verdict in {Ending.HIDDEN, Ending.UNKNOWN}
    assert SECRET not in finding.message + finding.error + finding.line
    assert "f(9)" not in finding.message + finding.line
