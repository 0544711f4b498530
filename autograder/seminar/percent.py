"""Read percent-format files: Python whose cells start with ``# %%`` headers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.common.conflicts import REMEDY, conflict_line
from autograder.common.edition import DISTRIBUTION
from autograder.model import Problem, SourceError, UsageError

_HEADER = re.compile(r"# %%( |$)")


@dataclass(frozen=True)
class RawCell:
    """A percent-format cell before its header has been understood."""

    line: int
    title: str
    is_code: bool
    source: str
    options: dict[str, object]


def read_percent(path: Path) -> list[RawCell]:
    """Read the cells of a percent-format file, with the lines where they start.

    Raises SourceError where the file is none.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SourceError([Problem(path, None, None, "no such file")]) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SourceError([Problem(path, line, None, "not UTF-8 text")]) from None
    if conflict := conflict_line(text):
        raise SourceError([Problem(path, conflict, None, REMEDY)])
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if _HEADER.match(line)]
    # Anything above the first header (a module docstring) is for readers of the file.
    cells = _cells("\n".join(lines[starts[0] :])) if starts else []
    if len(cells) != len(starts):
        message = (
            "a line that starts with '# %%' must be a cell header and nothing else"
        )
        raise SourceError([Problem(path, None, None, message)])
    return [
        RawCell(
            line=_first_line(lines, start),
            title=cell.metadata.pop("title", ""),
            is_code=cell.cell_type == "code",
            source=cell.source,
            options={
                k: v for k, v in cell.metadata.items() if not k.startswith("lines_to_")
            },
        )
        for start, cell in zip(starts, cells, strict=True)
    ]


def _first_line(lines: list[str], header: int) -> int:
    """Return the 1-based line of a cell's first non-empty line after its header."""
    for number in range(header + 1, len(lines)):
        if lines[number].strip():
            return number + 1
    return header + 2


def _cells(text: str) -> list[Any]:
    try:
        import jupytext  # who grades without masters and banks need not have it
    except ImportError:
        raise UsageError(
            "masters and banks are read by jupytext, which is not installed; "
            f"run: pip install '{DISTRIBUTION}[course]'"
        ) from None
    cells: list[Any] = jupytext.reads(text, "py:percent").cells
    return cells
