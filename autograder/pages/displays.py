"""Outputs of a student's cell, reduced to what cannot act.

Text stays text, as a terminal shows it in the end; figures stay PNG or JPEG, and a
control that needs a kernel becomes a note. HTML, JavaScript and SVG are left out for
the plain text beside them.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from nbconvert.filters.ansi import strip_ansi
from nbformat import NotebookNode

from autograder.pages import tracebacks
from autograder.pages.hidden import Censor

WIDGET = "application/vnd.jupyter.widget-view+json"
"""A control; it needs a kernel."""

PICTURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
"""What is shown as a picture, and how it begins."""

_MAX_LINES = 120
_MAX_WIDTH = 2000
_NO_TEXT = re.compile(r"<IPython\.core\.display\.\w+ object>")
_MOVES = re.compile(r"(\r|\x08|\x1b\[[0-2]?K)")  # back to the start, by one; erase
_WARNING = re.compile("warning", re.IGNORECASE)


class OutputKind(StrEnum):
    """How an output is shown."""

    TEXT = "text"
    WARNING = "warning"
    ERROR = "error"
    IMAGE = "image"
    MARKDOWN = "markdown"
    WIDGET = "widget"
    OMITTED = "omitted"  # nothing but HTML, JavaScript or SVG


_WORDLESS = (OutputKind.WIDGET, OutputKind.OMITTED)


@dataclass(frozen=True)
class Output:
    """One output. ``text`` is plain text, Markdown or, of an image, its data URI."""

    kind: OutputKind
    text: str = ""
    alt: str = ""
    truncated: bool = False


def read_outputs(
    cell: NotebookNode, censor: Censor, concealed: Iterable[int]
) -> tuple[Output, ...]:
    """Return the outputs of a cell that the student wrote.

    Args:
        cell: a code cell.
        censor: takes out what repeats a hidden test.
        concealed: execution counts of check cells, kept out of tracebacks.
    """
    found = []
    for output in cell.get("outputs", ()):
        if output.output_type == "stream":
            # Progress bars and logs are written to the error stream, too.
            warns = output.name == "stderr" and _WARNING.search(str(output.text))
            kind = OutputKind.WARNING if warns else OutputKind.TEXT
            found.append(_text(kind, output.text, censor))
        elif output.output_type == "error":
            text = tracebacks.shortened(output, concealed)
            found.append(_text(OutputKind.ERROR, text, censor))
        else:
            found.extend(_display(output, censor))
    return tuple(output for output in found if output.text or output.kind in _WORDLESS)


def _text(kind: OutputKind, text: str, censor: Censor) -> Output:
    lines = censor.clean(on_terminal(str(text))).strip("\n").split("\n")
    short = [line[:_MAX_WIDTH] for line in lines[:_MAX_LINES]]
    return Output(kind, "\n".join(short), truncated=short != lines)


def on_terminal(text: str) -> str:
    """Return what a terminal shows of a text in the end, without colours.

    A progress bar writes itself again and again over itself.
    """
    return "\n".join(map(_overwritten, text.split("\n")))


def is_overwritten(text: str) -> bool:
    """Tell whether a terminal would show a text otherwise than it was written."""
    return _MOVES.search(text) is not None


def _overwritten(line: str) -> str:
    shown: list[str] = []
    place = blank = 0  # so many of the first are blank: they need no second erasing
    for piece in _MOVES.split(line):
        if piece == "\r":
            place = 0
        elif piece == "\x08":
            place = max(0, place - 1)
        elif piece.endswith("K") and _MOVES.fullmatch(piece):
            if piece[-2] != "1":
                del shown[place:]
            if piece[-2] in "12" and blank < place:
                shown[blank:place] = " " * (place - blank)
                blank = place
        elif written := strip_ansi(piece):
            shown[place : place + len(written)] = written
            blank = min(blank, place)
            place += len(written)
    return "".join(shown)


def _display(output: NotebookNode, censor: Censor) -> Iterator[Output]:
    data = output.get("data", {})
    for kind in PICTURES:
        if kind in data and (shown := picture(kind, data[kind])):
            uri = f"data:{kind};base64,{shown}"
            yield Output(OutputKind.IMAGE, uri, alt=censor.clean(_alt(output, kind)))
            return
    if WIDGET in data:
        yield Output(OutputKind.WIDGET)
    elif "text/markdown" in data:
        yield Output(OutputKind.MARKDOWN, censor.clean(_joined(data["text/markdown"])))
    elif "text/latex" in data:
        yield Output(OutputKind.MARKDOWN, censor.clean(_joined(data["text/latex"])))
    elif "text/plain" in data:
        text = _joined(data["text/plain"])
        if _NO_TEXT.fullmatch(text):
            yield Output(OutputKind.OMITTED)
        else:
            yield _text(OutputKind.TEXT, text, censor)


def _alt(output: NotebookNode, kind: str) -> str:
    """Return an image's alt text; what the student's code put there may be anything."""
    about = output.get("metadata", {}).get(kind)
    return str(about.get("alt") or "") if isinstance(about, dict) else ""


def _joined(value: object) -> str:
    return "".join(map(str, value)) if isinstance(value, list) else str(value)


def picture(kind: str, data: object) -> str:
    """Return one of :data:`PICTURES` in base64; what is none is nothing."""
    try:
        content = base64.b64decode("".join(_joined(data).split()), validate=True)
    except (binascii.Error, ValueError):
        return ""
    if not content.startswith(PICTURES[kind]):
        return ""
    return base64.b64encode(content).decode()
