"""Read the banks of a seminar: mistakes that students make, unusual right answers.

A bank is a percent-format file of pairs: a text cell, whose header names exercise and
entry, and a code cell, which is the whole answer (see docs/authoring.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from autograder.common.trees import parse
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
class Entry:
    """One answer of a bank, and what its author says of it."""

    path: Path
    line: int
    exercise: str
    name: str
    text: str
    code: str

    @property
    def id(self) -> str:
        """Exercise and name, as authors write them."""
        return f"{self.exercise}.{self.name}"

    def problem(self, message: str) -> Problem:
        """Describe a defect of this entry."""
        return Problem(self.path, self.line, self.id, message)


@dataclass(frozen=True)
class Alternative(Entry):
    """An unusual right answer to an exercise."""


@dataclass(frozen=True)
class Mistake(Entry):
    """A wrong answer; its text says what was computed and leads back, step by step.

    Attributes:
        by_check: whether the line at which the check fails names it, not the values,
            because countless values are wrong in this one way.
        late: why the visible part of its check lets it pass; empty if it must not.
        cause: the clause that the visible check adds to its message where this mistake
            is made; empty if it adds none.
    """

    by_check: bool = False
    late: str = ""
    cause: str = ""

    def read(
        self, translate: Callable[[str], str] = str
    ) -> tuple[str, tuple[str, ...]]:
        """Return message and hints, in the language that ``translate`` speaks."""
        message, *hints = _HINT.split(translate(self.text))
        return message.strip(), tuple(hint.strip() for hint in hints)


def read_mistakes(path: Path) -> tuple[Mistake, ...]:
    """Read a bank of mistakes; raises SourceError with all its defects."""
    mistakes = _read(path, "mistake", Mistake)
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
    return _read(path, "alternative", Alternative)


E = TypeVar("E", bound=Entry)


def _read(path: Path, kind: str, make: Callable[..., E]) -> tuple[E, ...]:
    entries: list[E] = []
    problems: list[Problem] = []
    for text, code in _pairs(read_percent(path)):
        match = _TITLE.fullmatch(text.title)
        if match is None or match["kind"] != kind:
            message = f"the header must read '# %% {kind} EXERCISE.NAME [markdown]'"
            problems.append(Problem(path, text.line - 1, text.title, message))
            continue
        details = _details(text) if kind == "mistake" else {}
        if text.options:
            message = 'the options are by="check" and late="reason", of a mistake'
            problems.append(Problem(path, text.line - 1, text.title, message))
        entry = make(
            path=path,
            line=text.line,
            exercise=match["exercise"],
            name=match["name"],
            code=code.source if code else "",
            **{"text": text.source, **details},
        )
        if any(other.id == entry.id for other in entries):
            problems.append(entry.problem("there is an entry of this name already"))
        problems.extend(_defects(entry, code))
        entries.append(entry)
    if problems:
        raise SourceError(problems)
    return tuple(entries)


def _details(text: RawCell) -> dict[str, Any]:
    """Take from a mistake's header and text all that is not for alternatives."""
    late = str(text.options.pop("late", ""))
    by_check = text.options.get("by") == "check"
    if by_check:
        del text.options["by"]
    cause, prose = _cause(text.source)
    return {"by_check": by_check, "late": late, "cause": cause, "text": prose}


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


def _defects(entry: Entry, code: RawCell | None) -> Iterator[Problem]:
    """Yield what is wrong with the cause and the answer of an entry."""
    if isinstance(entry, Mistake) and entry.cause.endswith("."):
        yield entry.problem("a cause is one clause and has no stop at its end")
    if code is None:
        yield entry.problem("no code cell follows")
        return
    try:
        parse(code.source)
    except SyntaxError as error:
        line = code.line + (error.lineno or 1) - 1
        message = f"not valid Python: {error.msg}"
        yield Problem(entry.path, line, entry.id, message)
        return
    try:
        read_parameter(code.source)
    except ValueError as error:
        yield Problem(entry.path, code.line, entry.id, str(error))
