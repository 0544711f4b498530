"""What an executed check said of an answer, in a line; for those who may see it all."""

from __future__ import annotations

import re

from autograder.notebook.rules import Json, Score

MOST = 500
"""Characters of it: the text of an exception may be the answer's."""

GRADERS_OWN = ("CellTimeoutError", "DeadKernelError", "ResourceLimitError")
"""Errors with which the grader says, after what a cell said itself, what ended it."""

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_FRAME = re.compile(r"^ *Cell In\[(\d{1,9})\], line (\d{1,9})\b", re.MULTILINE)
_WARNING = re.compile(r"\b\w+Warning: .*")


def said(cell: Json, score: Score) -> str:
    """Return why an executed grade cell gives less than it could, or nothing.

    That is the check's own word, its exception or what stood on stderr, and for want of
    one what the rules have against its value.
    """
    if score.auto is None or score.auto >= score.maximum:
        return score.reason
    outputs = cell.get("outputs", [])
    errors = [each for each in outputs if each["output_type"] == "error"]
    # An interrupted cell shows first what the interrupt looked like from within.
    errors.sort(key=lambda error: error["ename"] not in GRADERS_OWN)
    if errors:
        return _error(cell, errors[0])[:MOST]
    texts = [o["text"] for o in outputs if o.get("name") == "stderr"]
    line = _last_line("".join(map("".join, texts)))
    return f"on stderr: {line}"[:MOST] if line else score.reason


def _error(cell: Json, error: Json) -> str:
    """Return an exception as Python's last line of it; of a bare assert, its code."""
    text = " ".join(_plain(str(error["evalue"])).split())
    if not text and error["ename"] == "AssertionError":
        text = _failing_line(cell, error)
    return f"{error['ename']}: {text}".removesuffix(": ")


def _failing_line(cell: Json, error: Json) -> str:
    """Return the line of the check itself at which an exception arose."""
    trace = _plain("\n".join(map(str, error.get("traceback", []))))
    lines = cell["source"].strip("\n").split("\n")
    for prompt, line in reversed(_FRAME.findall(trace)):
        if int(prompt) == cell.get("execution_count") and int(line) <= len(lines):
            return str(lines[int(line) - 1]).strip()
    return ""


def _last_line(text: str) -> str:
    """Return the last warning of a text, or else its last line."""
    lines = [line.strip() for line in _plain(text).splitlines() if line.strip()]
    warnings = [found[0] for line in lines if (found := _WARNING.search(line))]
    return [*lines, *warnings][-1] if lines else ""


def _plain(text: str) -> str:
    return _ANSI.sub("", text)
