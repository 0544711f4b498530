"""Read a master: a percent-format Python file whose headers mark what nbgrader needs.

The form is described in docs/authoring.md. This module reads it into cells and checks
what can be said of one cell alone; rules between cells are in ``lint``.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from autograder.common.conflicts import REMEDY, conflict_line
from autograder.common.trees import parse
from autograder.model import Problem, SourceError
from autograder.notebook.marks import (
    BEGIN_HIDDEN,
    BEGIN_SOLUTION,
    END_HIDDEN,
    END_SOLUTION,
    check_of,
)
from autograder.seminar.percent import RawCell, read_percent

_NAME = re.compile(r"[a-z][a-z0-9_]*")


class Purpose(StrEnum):
    """What a cell is for; a marked cell's role stands in its header."""

    TEXT = "text"
    CODE = "code"
    SETUP = "setup"
    SOLUTION = "solution"
    CHECK = "check"
    MANUAL = "manual"
    TASK = "task"


_MARKED = {Purpose.SETUP, Purpose.SOLUTION, Purpose.CHECK, Purpose.MANUAL, Purpose.TASK}
_IN_MARKDOWN = {Purpose.TEXT, Purpose.MANUAL, Purpose.TASK}
_ANSWERED = {Purpose.SOLUTION, Purpose.MANUAL, Purpose.TASK}
_WITH_POINTS = {Purpose.CHECK, Purpose.MANUAL, Purpose.TASK}


@dataclass(frozen=True)
class Cell:
    """One cell of a master.

    Attributes:
        line: The first line of its source in the file.
        needs: Of a check: the exercises before it without which its own, be it right,
            can have no points.
        begins_sitting: Whether what came before is enough for a day.
        label: What a collapsed cell is called in words, if its author says so.
        called: What an exercise is called in words, on the pages about it.
    """

    path: Path
    line: int
    purpose: Purpose
    name: str
    source: str
    points: float = 0.0
    needs: tuple[str, ...] = ()
    begins_sitting: bool = False
    label: str = ""
    called: str = ""

    @property
    def is_code(self) -> bool:
        """Whether the cell holds Python, not Markdown."""
        return self.purpose not in _IN_MARKDOWN

    @property
    def grade_id(self) -> str:
        """The cell's id in nbgrader, or an empty string for an unmarked cell."""
        return check_of(self.name) if self.purpose is Purpose.CHECK else self.name

    def problem(self, message: str, line: int = 1) -> Problem:
        """Describe a defect at ``line`` (from 1) of this cell's source."""
        return Problem(self.path, self.line + line - 1, self.grade_id or None, message)

    def parse(self) -> ast.Module:
        """Return the syntax tree of a code cell; raises SyntaxError."""
        return parse(self.source)


def read_master(path: Path) -> tuple[Cell, ...]:
    """Read and check every cell of a master; raises SourceError with all defects."""
    cells: list[Cell] = []
    problems: list[Problem] = []
    for raw in read_percent(path):
        try:
            cell = _understand(path, raw)
        except ValueError as error:
            problems.append(Problem(path, raw.line - 1, raw.title or None, str(error)))
            continue
        cells.append(cell)
        problems.extend(_defects(cell))
    if problems:
        raise SourceError(problems)
    return tuple(cells)


def regions(cell: Cell, begin: str, end: str) -> list[range]:
    """Return the line numbers (from 1) between the markers of a cell's source.

    Raises ValueError where a marker is missing, doubled or misplaced.
    """
    found: list[range] = []
    opened: int | None = None
    for number, line in enumerate(cell.source.splitlines(), start=1):
        if line.strip() == begin:
            if opened is not None:
                raise ValueError(f"'{begin}' again before '{end}'")
            opened = number
        elif line.strip() == end:
            if opened is None:
                raise ValueError(f"'{end}' without '{begin}'")
            found.append(range(opened + 1, number))
            opened = None
    if opened is not None:
        raise ValueError(f"'{begin}' is never closed; add '{end}'")
    return found


def visible(check: Cell) -> str:
    """Return what students see of a check: all but its hidden tests."""
    lines = check.source.splitlines()
    for hidden in reversed(regions(check, BEGIN_HIDDEN, END_HIDDEN)):
        del lines[hidden.start - 2 : hidden.stop]
    return "\n".join(lines)


def _understand(path: Path, raw: RawCell) -> Cell:
    purpose, name = _purpose_and_name(raw)
    points = raw.options.pop("points", None)
    file = raw.options.pop("file", None)
    needs = str(raw.options.pop("needs", "")).split()
    sitting = raw.options.pop("sitting", None)
    label = str(raw.options.pop("label", ""))
    called = str(raw.options.pop("called", ""))
    if raw.options:
        raise ValueError(f"unknown option '{next(iter(raw.options))}' in the header")
    if purpose in _WITH_POINTS and points is None:
        raise ValueError(
            f"a {purpose} needs points, as in '# %% {purpose} {name} points=2'"
        )
    if purpose not in _WITH_POINTS and points is not None:
        raise ValueError(f"a {purpose} cell has no points")
    if points is not None and not (isinstance(points, int | float) and points >= 0):
        raise ValueError(f"points must be a number from 0 up, not {points!r}")
    if needs and purpose is not Purpose.CHECK:
        raise ValueError(f"a {purpose} cell needs no other exercise")
    if file is not None:
        return _shared_cell(path, str(file), purpose, name, label)
    if label and purpose is not Purpose.SETUP:
        raise ValueError("only a setup cell has a label")
    if called and purpose not in _ANSWERED:
        raise ValueError("only an exercise is called something: give it to the answer")
    if sitting is not None and purpose is not Purpose.TEXT:
        raise ValueError("a sitting begins with a text: '# %% [markdown] sitting=2'")
    return Cell(
        path,
        raw.line,
        purpose,
        name,
        raw.source,
        float(points or 0),
        tuple(needs),
        begins_sitting=sitting is not None,
        label=label,
        called=called,
    )


def _shared_cell(
    master: Path, file: str, purpose: Purpose, name: str, label: str
) -> Cell:
    """Return a setup cell whose source is a file that several seminars share.

    What the master has in its place, an import of that file, keeps it runnable.
    """
    if purpose is not Purpose.SETUP:
        raise ValueError(f"a {purpose} cell cannot be taken from a file")
    path = Path(os.path.normpath(master.parent / file))
    try:
        source = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ValueError(f"'{file}' cannot be read: {error.strerror}") from None
    if line := conflict_line(source):
        raise SourceError([Problem(path, line, None, REMEDY)])
    return Cell(path, 1, purpose, name, source, label=label)


def _purpose_and_name(raw: RawCell) -> tuple[Purpose, str]:
    if not raw.title:
        return (Purpose.CODE if raw.is_code else Purpose.TEXT), ""
    purpose, _, name = raw.title.partition(" ")
    if purpose not in _MARKED:
        known = ", ".join(sorted(_MARKED))
        raise ValueError(f"unknown role '{purpose}' in the header; one of: {known}")
    if not _NAME.fullmatch(name):
        raise ValueError(
            f"'{name}' is no name: lower-case letters, digits and underscores"
        )
    kind = Purpose(purpose)
    if (kind in _IN_MARKDOWN) == raw.is_code:
        wanted = "a [markdown] cell" if raw.is_code else "a code cell"
        raise ValueError(f"a {purpose} must be {wanted}")
    return kind, name


def _defects(cell: Cell) -> Iterator[Problem]:
    if not cell.source.strip():
        yield cell.problem("the cell is empty")
    allowed = {Purpose.SOLUTION: BEGIN_SOLUTION, Purpose.CHECK: BEGIN_HIDDEN}.get(
        cell.purpose
    )
    for begin, end in ((BEGIN_SOLUTION, END_SOLUTION), (BEGIN_HIDDEN, END_HIDDEN)):
        try:
            found = regions(cell, begin, end)
        except ValueError as error:
            yield cell.problem(str(error))
            continue
        if found and begin != allowed:
            yield cell.problem(f"'{begin}' does not belong in a {cell.purpose} cell")
        if not found and begin == allowed == BEGIN_SOLUTION:
            yield cell.problem(f"a solution needs '{begin}' and '{end}'")
    if cell.is_code:
        try:
            cell.parse()
        except SyntaxError as error:
            yield cell.problem(f"not valid Python: {error.msg}", error.lineno or 1)
