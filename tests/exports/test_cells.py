"""Cells: what is written is what is read, and no text is a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.exports.cells import number, text, to_csv
from tests.pathological import assert_grows_with_length

# A csv module cannot write lone surrogates to a file, and a database holds none.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
ROWS = st.lists(st.lists(TEXTS, min_size=2))


@given(ROWS)
def test_a_file_holds_what_was_written(rows: list[list[str]]) -> None:
    assert list(csv.reader(io.StringIO(to_csv(rows), newline=""))) == rows


@given(st.sampled_from("=+-@\t\r\n＝＋－＠"), st.sampled_from(["", " ", "   "]), TEXTS)
def test_what_would_be_a_formula_gets_an_apostrophe(
    start: str, spaces: str, rest: str
) -> None:
    assert text(spaces + start + rest) == f"'{spaces}{start}{rest}"


@pytest.mark.parametrize("name", ["Ада", "O'Neil", "Lee-Smith", "a=b", "", "'t Hooft"])
def test_a_plain_text_stays(name: str) -> None:
    assert text(name) == name


@given(TEXTS)
def test_no_text_is_a_formula(value: str) -> None:
    assert not re.match(r" *[=+\-@\t\r\n＝＋－＠]", text(value))


@given(st.floats(-1e9, 1e9))
def test_a_number_is_plain_digits_and_keeps_five_decimals(value: float) -> None:
    written = number(value)
    assert re.fullmatch(r"-?\d+(\.\d{0,4}[1-9])?", written)
    assert float(written) == pytest.approx(value, abs=0.6e-5, rel=1e-15)


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, ""), (0.0, "0"), (-1e-9, "0"), (0.1 + 0.2, "0.3"), (10.0, "10")],
)
def test_some_numbers(value: float | None, written: str) -> None:
    assert number(value) == written


@pytest.mark.parametrize("read", [text, lambda value: to_csv([[value, value]])])
def test_time_grows_with_the_length_of_a_text(read: Callable[[str], str]) -> None:
    assert_grows_with_length(read)
