"""What commands say fits the terminal."""

from __future__ import annotations

import sys

import pytest

from autograder.cli.telling import counted, counting, wrapped


@pytest.mark.parametrize(("number", "told"), [(0, "0 pages"), (1, "1 page")])
def test_what_is_counted_is_in_its_number(number: int, told: str) -> None:
    assert counted(number, "page") == told


def test_lines_fit_the_terminal_and_lose_no_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    words = [f"word{number}" for number in range(40)]
    lines = wrapped([" ".join(words)])
    assert max(map(len, lines)) < 60 and len(lines) > 1
    assert " ".join(lines).split() == words


def test_for_a_program_an_item_is_a_line() -> None:
    assert wrapped(["word " * 60]) == [f"  {'word ' * 60}"]


def test_progress_leaves_no_trace_where_no_terminal_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with counting("pages") as tell:
        tell(1)
    assert capsys.readouterr() == ("", "")
