"""Outputs of students' cells, as a page shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_output

from autograder.pages.displays import OutputKind, on_terminal, read_outputs
from autograder.pages.hidden import Censor
from tests.pathological import assert_grows_with_length

DONE = "100%|##########| 2/2 [00:00<00:00, 9.00it/s]\n"
BAR = f"\r  0%|          | 0/2 [00:00<?, ?it/s]\r{DONE}"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain", "plain"),
        ("a\r\nb\r\n", "a\nb\n"),  # ends of lines on Windows
        ("epoch 1\repoch 2", "epoch 2"),
        ("12345\r67", "67345"),
        ("abc\x08\x08X", "aXc"),
        ("\x08\x08a", "a"),
        ("5/10 [=>..]\x08\x08\x08\x08=>.]", "5/10 [==>.]"),
        ("long line\r\x1b[Kend", "end"),
        ("long line\r\x1b[2Kend", "end"),
        ("ab\x1b[2Kc", "  c"),
        ("abc\x1b[1Kd", "   d"),
        ("abc\x1b[1K\rd\x1b[1Ke\x1b[1Kf", "  f"),
        ("\x1b[31mred\x1b[0m\rb", "bed"),
        (BAR, DONE),
    ],
)
def test_a_line_is_shown_as_a_terminal_leaves_it(written: str, shown: str) -> None:
    assert on_terminal(written) == shown


def test_its_time_grows_with_its_length() -> None:
    assert_grows_with_length(on_terminal)


@given(st.text(st.sampled_from("ab \r\x08\n")))
def test_nothing_that_moves_is_left(text: str) -> None:
    shown = on_terminal(text)
    assert not {"\r", "\x08"} & set(shown)
    assert shown.count("\n") == text.count("\n")
    assert on_terminal(shown) == shown


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("stdout", "UserWarning: no", OutputKind.TEXT),
        ("stderr", BAR, OutputKind.TEXT),
        ("stderr", "INFO:root:loaded", OutputKind.TEXT),
        ("stderr", "a.py:1: RuntimeWarning: overflow", OutputKind.WARNING),
        ("stderr", "WARNING:root:slow", OutputKind.WARNING),
    ],
)
def test_what_is_a_warning(name: str, text: str, kind: OutputKind) -> None:
    cell = new_code_cell("", outputs=[new_output("stream", name=name, text=text)])
    (output,) = read_outputs(cell, Censor([cell]), ())
    assert output.kind is kind
