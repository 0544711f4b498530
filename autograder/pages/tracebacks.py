"""IPython's tracebacks, read for where an exception came from.

A traceback holds text of a student's making: the exception's message, and messages of
the exceptions before it in the chain. So a line such as ``Cell In[5], line 2`` may be
forged, and is believed only where a forgery could not show more than the truth would.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable
from dataclasses import dataclass

from nbconvert.filters.ansi import strip_ansi
from nbformat import NotebookNode

_FRAME = re.compile(r"^ *Cell In\[(\d{1,9})\], line (\d{1,9})\b", re.MULTILINE)
_SECTION = re.compile(r"^(?= *(?:Cell In\[\d+\]|File ))", re.MULTILINE)
_MAX_LINES = 40
_KNOWN = frozenset(
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
) | {"LinAlgError", "AxisError", "VisibleDeprecationWarning", "ComplexWarning"}


@dataclass(frozen=True)
class Frame:
    """A place in a cell: its execution count and a line, counted from 1."""

    execution: int
    line: int


def text_of(error: NotebookNode) -> str:
    """Return the traceback of an error output as plain text."""
    parts = error.get("traceback") or [f"{error.ename}: {error.evalue}"]
    return str(strip_ansi("\n".join(map(str, parts)))).strip("\n")


def frames(error: NotebookNode) -> tuple[Frame, ...]:
    """Return every place in a cell that the traceback speaks of, outermost first."""
    found = _FRAME.finditer(text_of(error))
    return tuple(Frame(int(match[1]), int(match[2])) for match in found)


def is_truncated(error: NotebookNode) -> bool:
    """Whether nbgrader cut the traceback, so that frames may be missing."""
    return any(
        "Traceback truncated" in str(part) for part in error.get("traceback", ())
    )


def known_name(name: str) -> str:
    """Return a type's name if it is a common one, else nothing.

    A name of the student's making could carry a hidden input.
    """
    return name if name in _KNOWN else ""


def shortened(error: NotebookNode, concealed: Iterable[int] = ()) -> str:
    """Return a traceback with frames of the notebook's own cells only.

    Args:
        error: the error output of a cell.
        concealed: execution counts of cells whose source must not appear.

    Returns:
        Plain text: the frames in cells, then the exception.
    """
    concealed = set(concealed)
    _, *sections = _SECTION.split(text_of(error))
    if error.ename == "SyntaxError" and len(sections) == 1:
        return sections[0].strip("\n")
    kept = [_frame_only(part) for part in sections if _shown(part, concealed)]
    ending = f"{error.ename}: {strip_ansi(str(error.evalue))}".rstrip(": ")
    text = "\n\n".join([*kept, ending])
    lines = text.split("\n")
    if len(lines) > _MAX_LINES:
        half = _MAX_LINES // 2
        lines = [*lines[:half], "…", *lines[-half:]]
    return "\n".join(lines)


def _shown(section: str, concealed: set[int]) -> bool:
    frame = _FRAME.match(section)
    if frame is None:
        return False
    return int(frame[1]) not in concealed


def _frame_only(section: str) -> str:
    """Return a frame without the exception's text, which may follow the last frame."""
    return section.split("\n\n")[0].rstrip()
