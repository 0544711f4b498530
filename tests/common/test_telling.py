"""What commands say fits the terminal."""

from __future__ import annotations

import io
import shlex
import sys
from pathlib import Path

import pytest

from autograder.common.telling import command, counted, counting, wrapped


class Terminal(io.StringIO):
    """A stream that a person reads."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 60 columns."""
    monkeypatch.setenv("COLUMNS", "60")


@pytest.mark.parametrize(("number", "told"), [(0, "0 pages"), (1, "1 page")])
def test_what_is_counted_is_in_its_number(number: int, told: str) -> None:
    assert counted(number, "page") == told


def test_lines_fit_the_terminal_and_lose_no_word() -> None:
    words = [f"word{number}" for number in range(40)]
    lines = wrapped([" ".join(words)], stream=Terminal())
    assert max(map(len, lines)) < 60 and len(lines) > 1
    assert " ".join(lines).split() == words


def test_what_an_item_begins_with_is_its_indent() -> None:
    lines = wrapped(["    → " + "word " * 20, "", "end"], "", Terminal())
    assert lines[0].startswith("    → word") and lines[1].startswith("      word")
    assert lines[-2:] == ["", "end"]


@pytest.mark.parametrize(
    "asked",
    [
        "python -m autograder build a_long_name_of_a_seminar another_one_of_them",
        "/opt/a/place/bin/python -m compileall -q /opt/a/place/lib/one /opt/a/two",
        "pip install a_long_name_of_a_package another_long_one and_a_third_one",
    ],
)
def test_no_line_ends_within_a_command(asked: str) -> None:
    lines = wrapped(
        [f"what was built before counts until you run: {asked}"], "", Terminal()
    )
    assert lines[-1].strip() == asked
    quoted = wrapped(
        [f"nothing is built yet; run 'python {asked}' to do so"], "", Terminal()
    )
    assert any(f"'python {asked}'" in line for line in quoted)


def test_for_a_program_an_item_is_a_line() -> None:
    assert wrapped(["word " * 60]) == [f"  {'word ' * 60}"]


def test_a_command_can_be_pasted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    told = command("grade", "l1", "--student", "o'neil", root=tmp_path / "my course")
    assert shlex.split(told)[2:] == [
        *("autograder", "grade", "l1", "--student", "o'neil"),
        *("--course-dir", "my course"),
    ]
    assert command("build", root=tmp_path) == "python -m autograder build"
    assert command("build") == "python -m autograder build"


def test_progress_leaves_no_trace_where_no_terminal_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with counting("pages") as tell:
        tell(1, 2)
    assert capsys.readouterr() == ("", "")


def test_progress_says_how_many_there_are_of_how_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with counting("pages") as tell:
        tell(1, 2)
    assert terminal.getvalue() == "\rwriting pages: 1/2\r\x1b[K"
