import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.common.printable import LONGEST, lines, one_line, visible
from autograder.model import MAX_REMARKS, NotebookResult, Status
from tests.pathological import assert_grows_with_length

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # half surrogates, too


@given(ANY_TEXT)
def test_what_is_printed_is_one_line_without_control(text: str) -> None:
    shown = one_line(text)
    assert shown.isprintable()
    shown.encode("utf-8")
    # Escapes are longer than what they stand for, and only the text is cut.
    assert len(shown) <= LONGEST or len(text) <= LONGEST


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=LONGEST))
def test_what_can_be_seen_is_left_alone(text: str) -> None:
    assert one_line(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("задание й.ipynb", "задание й.ipynb"),
        ("a\x1b[2J\x1b[Hb", r"a\x1b[2J\x1b[Hb"),
        ("12 of 20\r20 of 20", r"12 of 20\r20 of 20"),
        ("ann\n3 notebooks: 3 graded", r"ann\n3 notebooks: 3 graded"),
        ("\u202egpj.exe", r"\u202egpj.exe"),
        ("\ud800", r"\ud800"),
        ("a\u2028b\x85c\x00", r"a\u2028b\x85c\x00"),
    ],
)
def test_how_it_is_shown(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_what_is_too_long_is_cut() -> None:
    assert one_line("x" * 10**7) == "x" * (LONGEST - 1) + "…"
    assert one_line("\x00" * 10**7, 20).endswith("…")


def test_each_text_gets_a_line() -> None:
    assert lines(["a\nb", "c"]) == "a\\nb\nc"


def test_what_is_said_of_a_notebook_is_printable_and_bounded() -> None:
    evil = "\x1b[31m" + "x" * 10**6 + "\n"
    result = NotebookResult(
        "ann", "a", "p", Status.FAILED, evil, notes=(evil,) * 10_000, flags=(evil,)
    )
    remarks = (result.reason, *result.notes, *result.flags)
    assert all(each.isprintable() and len(each) <= LONGEST for each in remarks)
    assert len(result.notes) == MAX_REMARKS
    assert NotebookResult.from_json(result.to_json()) == result


def test_its_time_grows_with_the_length() -> None:
    assert_grows_with_length(one_line)


def test_on_a_page_a_sign_stands_for_what_acts_and_is_not_seen() -> None:
    page = "<p>a\tb\r\n\x1b[1m \x00\x7f \x9b \u202eabc\u2066 \ud800</p> é\u200fא"
    signs = "<p>a\tb\r\n␛[1m ␀␡ \ufffd \ufffdabc\ufffd \ufffd</p> é\u200fא"
    assert visible(page) == signs
