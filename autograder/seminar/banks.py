"""Read the banks of a seminar: mistakes that students make, unusual right answers.

A bank is a percent-format file of pairs: a text cell, whose header names exercise and
entry, and a code cell, which is the whole answer (see docs/authoring.md).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.model import Problem, SourceError
from autograder.seminar.parameters import read_parameter
from autograder.seminar.percent import RawCell, read_percent

_TITLE = re.compile(
    r"(?P<kind>mistake|alternative) "
    r"(?P<exercise>[a-z][a-z0-9_]*)\.(?P<name>[a-z][a-z0-9_]*)"
)
_CAUSE = re.compile(r"Cause: +(?P<cause>.+?)(?:\n[ \t]*\n|\Z)", re.DOTALL)
_HINT = re.compile(r"(?:^|\n)\d+\. +")
HINTS = 3  # from the idea over the formula to the line


@dataclass(frozen=True)
class Alternative:
    """An unusual right answer to an exercise.

    Beside place, text and code all is for mistakes. ``by_check``: what names it is the
    line at which the check fails, not the values, because countless values are wrong in
    this one way. ``late``: why the visible part of its check lets it pass; empty if it
    must not. ``cause``: the clause that the visible check adds to its message where
    this mistake is made; empty if it adds none.
    """

    path: Path
    line: int
    exercise: str
    name: str
    text: str
    code: str
    by_check: bool = False
    late: str = ""
    cause: str = ""

    @property
    def id(self) -> str:
        """Exercise and name, as authors write them."""
        return f"{self.exercise}.{self.name}"

    def problem(self, message: str) -> Problem:
        """Describe a defect of this entry."""
        return Problem(self.path, self.line, self.id, message)


@dataclass(frozen=True)
class Mistake(Alternative):
    """A wrong answer; its text says what was computed and leads back, step by step."""

    def read(
        self, translate: Callable[[str], str] = str
    ) -> tuple[str, tuple[str, ...]]:
        """Return message and hints, in the language that ``translate`` speaks."""
        message, *hints = _HINT.split(translate(self.text))
        return message.strip(), tuple(hint.strip() for hint in hints)


def read_mistakes(path: Path) -> tuple[Mistake, ...]:
    """Read a bank of mistakes; raises SourceError with all its defects."""
    mistakes = tuple(Mistake(*entry) for entry in _read(path, "mistake"))
    wrong = [
        mistake.problem(
            f"a mistake has a message and {HINTS} numbered hints, this one {count}"
        )
        for mistake in mistakes
        if (count := len(mistake.read()[1])) != HINTS
    ]
    if wrong:
        raise SourceError(wrong)
    return mistakes


def read_alternatives(path: Path) -> tuple[Alternative, ...]:
    """Read a bank of alternatives; raises SourceError with all its defects."""
    return tuple(Alternative(*entry) for entry in _read(path, "alternative"))


Entry = tuple[Path, int, str, str, str, str, bool, str, str]


def _read(path: Path, kind: str) -> list[Entry]:
    entries: list[Entry] = []
    problems: list[Problem] = []
    for text, code in _pairs(read_percent(path)):
        match = _TITLE.fullmatch(text.title)
        if match is None or match["kind"] != kind:
            message = f"the header must read '# %% {kind} EXERCISE.NAME [markdown]'"
            problems.append(Problem(path, text.line - 1, text.title, message))
            continue
        exercise, name = match["exercise"], match["name"]
        answer = code.source if code else ""
        by, late = text.options.pop("by", ""), str(text.options.pop("late", ""))
        if text.options or by not in ("", "check") or (kind != "mistake" and by + late):
            message = 'the options are by="check" and late="reason", of a mistake'
            problems.append(Problem(path, text.line - 1, text.title, message))
        cause, prose = _cause(text.source)
        place = (path, text.line, exercise, name)
        entry = (*place, prose, answer, by == "check", late, cause)
        problems.extend(_defects(path, text, code, entry, entries))
        entries.append(entry)
    if problems:
        raise SourceError(problems)
    return entries


def _cause(text: str) -> tuple[str, str]:
    """Split a text into its cause, in one line, and all else."""
    match = _CAUSE.match(text)
    if match is None:
        return "", text
    return " ".join(match["cause"].split()), text[match.end() :].lstrip("\n")


def _pairs(cells: list[RawCell]) -> Iterator[tuple[RawCell, RawCell | None]]:
    """Yield each titled cell with the code cell under it."""
    for number, cell in enumerate(cells):
        if cell.title:
            after = cells[number + 1] if number + 1 < len(cells) else None
            yield cell, after if after and after.is_code and not after.title else None


def _defects(
    path: Path, text: RawCell, code: RawCell | None, entry: Entry, before: list[Entry]
) -> Iterator[Problem]:
    place = f"{entry[2]}.{entry[3]}"
    if any(other[2:4] == entry[2:4] for other in before):
        yield Problem(path, text.line, place, "there is an entry of this name already")
    if entry[-1].endswith("."):
        message = "a cause is one clause and has no stop at its end"
        yield Problem(path, text.line, place, message)
    if code is None:
        yield Problem(path, text.line, place, "no code cell follows")
        return
    try:
        ast.parse(code.source)
    except SyntaxError as error:
        line = code.line + (error.lineno or 1) - 1
        yield Problem(path, line, place, f"not valid Python: {error.msg}")
        return
    try:
        read_parameter(code.source)
    except ValueError as error:
        yield Problem(path, code.line, place, str(error))
