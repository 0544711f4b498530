"""Hidden tests are kept off a page, and nothing else is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_output

from autograder.pages.displays import read_outputs
from autograder.pages.hidden import Censor, hidden_lines, visible_source

BEGIN, END = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
CHECK = f"assert f(1) == 1\n{BEGIN}\nassert f(9) == 9\n{END}"
LINES = st.lists(st.sampled_from([BEGIN, END, "a = 1", "", "    assert b"]))


@given(LINES)
def test_each_line_is_hidden_or_visible(lines: list[str]) -> None:
    source = "\n".join(lines)
    numbers = hidden_lines(source)
    kept = [line for n, line in enumerate(lines, start=1) if n not in numbers]
    assert visible_source(source) == "\n".join(kept).strip("\n")


@given(before=LINES, after=LINES)
def test_what_stands_after_a_beginning_is_hidden(
    before: list[str], after: list[str]
) -> None:
    source = "\n".join([*before, BEGIN, "assert secret", END, *after])
    assert "secret" not in visible_source(source)
    assert BEGIN not in visible_source(source)


def test_unclosed_hidden_region_lasts_to_the_end() -> None:
    source = "a\n### BEGIN HIDDEN TESTS\nb\nc"
    assert hidden_lines(source) == {2, 3, 4}
    assert visible_source(source) == "a"


def test_a_course_may_mark_what_is_hidden_in_its_own_way() -> None:
    own = ("# HIDE", "# SHOW")
    source = "assert a\n# HIDE\nassert secret_value\n# SHOW\nassert b"
    assert visible_source(source, own) == "assert a\nassert b"
    check = new_code_cell(source)
    assert Censor([check], own).clean("1\nassert secret_value") == "1"


def test_check_that_prints_hidden_inputs_in_a_later_cell_is_censored() -> None:
    check = new_code_cell(CHECK)
    talk = new_code_cell(
        "print(In)",
        outputs=[new_output("stream", name="stdout", text="1\nassert f(9) == 9\n2")],
    )
    [output] = read_outputs(talk, Censor([check, talk]), ())
    assert output.text == "1\n2"


@given(st.lists(st.sampled_from(["1", "assert f(9) == 9", "x assert f(9) == 9 y"])))
def test_what_repeats_a_hidden_line_goes_and_all_else_stays(lines: list[str]) -> None:
    cleaned = Censor([new_code_cell(CHECK)]).clean("\n".join(lines))
    assert cleaned == "\n".join(line for line in lines if "f(9)" not in line)


def test_a_line_that_stands_in_a_visible_part_too_is_no_secret() -> None:
    cells = [new_code_cell(CHECK), new_code_cell("assert f(9) == 9")]
    assert Censor(cells).clean("assert f(9) == 9") == "assert f(9) == 9"
