"""What is left out of outputs, as nbgrader's IgnorePattern and LimitOutput do it."""

from __future__ import annotations

from typing import Any

from autograder.engine.outputs import TRUNCATED, OutputBook, Trimming


def stream(name: str, text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text}


def error(lines: int) -> dict[str, Any]:
    trace = [str(number) for number in range(lines)]
    return {"output_type": "error", "ename": "E", "evalue": "", "traceback": trace}


def test_only_what_matches_on_stderr_is_dropped() -> None:
    noise, careful = stream("stderr", "some noise\n"), stream("stderr", "careful\n")
    printed = stream("stdout", "noise\n")
    outputs = [noise, careful, printed]
    assert Trimming().apply(outputs) == outputs
    assert Trimming("no.se").apply(outputs) == [careful, printed]


def test_a_limit_may_be_another_or_none() -> None:
    long = [stream("stdout", "x\n" * 5000), error(200)]
    assert Trimming(lines=-1, traceback_lines=-1).apply(long) == long
    text, trace = Trimming(lines=3, traceback_lines=5).apply(long)
    assert text["text"] == f"x\nx\n{TRUNCATED}"
    assert trace["traceback"] == [
        "0", "1", "... Traceback truncated ...", "198", "199",
    ]  # fmt: skip


def test_a_long_line_is_not_searched_for_ever() -> None:
    flood = [stream("stderr", "x" * 8_000_000)]
    assert Trimming(".*noise").apply(flood) == flood


def test_what_is_beyond_the_notebooks_share_is_cut_off() -> None:
    book = OutputBook(most=10)
    for number in range(3):
        book.start_cell(number)
        book.apply({"event": "stream", "name": "stdout", "text": "12345\n"})
    (output,) = book.outputs
    assert output["text"] == TRUNCATED + "\n"
