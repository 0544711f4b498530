"""How long a seminar takes: a sober count of what there is to read and to solve.

What is folded into ``<details>`` and what stands in collapsed cells is not counted: one
may leave it out. The measures are those of docs/authoring.md.
"""

from __future__ import annotations

import ast
import io
import math
import re
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograder.common.trees import parse
from autograder.course.collapsed import is_collapsed, split_comment
from autograder.notebook.marks import BEGIN_SOLUTION, END_SOLUTION
from autograder.seminar.master import Cell, Purpose, regions
from autograder.seminar.prose import Translate, translate_cell
from autograder.seminar.reader import Seminar

WORDS_A_MINUTE = 150
FORMULA_SECONDS = 15  # a line of a displayed formula
FIGURE_SECONDS = 60
BLANK_MINUTES = 5
TEXT_MINUTES = 10  # an answer in words, or a task
SITTING_MINUTES = 60  # nobody works longer with a clear head
ROUNDED_TO = 5

_DETAILS = re.compile(r"<details>.*?</details>", re.DOTALL)
_DISPLAYED = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
_INLINE = re.compile(r"\$[^$\n]+?\$|\$[^$]+?\$")
_TAG = re.compile(r"<[^<>\n]+>")
_IMAGE = re.compile(r"!\[[^]]*\]\([^)]*\)")
_WORD = re.compile(r"[^\W_][\w’'.,-]*")
_SHOWS = {"show", "animate"}


@dataclass(frozen=True)
class Hour:
    """What one sitting asks, in counts; they add up.

    Attributes:
        words: Of texts, docstrings and comments; a formula in a line is one.
        formulas: Lines of displayed formulas.
        figures: Images, and cells that show figures.
        blanks: To be filled.
        texts: Answers in words, and tasks.
    """

    words: int = 0
    formulas: int = 0
    figures: int = 0
    blanks: int = 0
    texts: int = 0

    def __add__(self, other: Hour) -> Hour:
        return Hour(
            self.words + other.words,
            self.formulas + other.formulas,
            self.figures + other.figures,
            self.blanks + other.blanks,
            self.texts + other.texts,
        )

    @property
    def exact_minutes(self) -> float:
        """How long it takes."""
        looking = self.formulas * FORMULA_SECONDS + self.figures * FIGURE_SECONDS
        solving = self.blanks * BLANK_MINUTES + self.texts * TEXT_MINUTES
        return self.words / WORDS_A_MINUTE + looking / 60 + solving

    @property
    def minutes(self) -> int:
        """How long it takes, as it is stated: rounded up to five."""
        return ROUNDED_TO * math.ceil(round(self.exact_minutes / ROUNDED_TO, 6))

    def __str__(self) -> str:
        return (
            f"{self.exact_minutes:.0f} min ({self.words} words, {self.formulas} "
            f"formulas, {self.figures} figures, {self.blanks} blanks, "
            f"{self.texts} texts)"
        )


def count_hours(seminar: Seminar, translate: Translate) -> list[Hour]:
    """Return what each sitting of a seminar asks in one language."""
    shows = _names_that_show(seminar.cells)
    sittings = [Hour()]
    for cell in seminar.cells:
        if cell.begins_sitting:
            sittings.append(Hour())
        sittings[-1] += _count(cell, translate, shows)
    return sittings


def _count(cell: Cell, translate: Translate, shows: set[str]) -> Hour:
    match cell.purpose:
        case Purpose.SETUP | Purpose.CHECK:
            return Hour()
        case Purpose.MANUAL:  # what stands there is the reference
            return Hour(texts=1)
    source = translate_cell(cell.source, translate, is_code=cell.is_code)
    if not cell.is_code:
        return _of_text(source) + Hour(texts=int(cell.purpose is Purpose.TASK))
    read = split_comment(source)[0] if is_collapsed(cell) else _read_of_code(source)
    return Hour(
        words=sum(map(_words, read)),
        figures=int(bool(_called(parse(source).body) & shows)),
        blanks=len(regions(cell, BEGIN_SOLUTION, END_SOLUTION)),
    )


def _of_text(source: str) -> Hour:
    source = _DETAILS.sub(" ", source)
    displayed = [match[1] for match in _DISPLAYED.finditer(source)]
    source = _DISPLAYED.sub(" ", source)
    return Hour(
        words=_words(_IMAGE.sub(" ", source)),
        formulas=sum(1 + formula.count("\\\\") for formula in displayed),
        figures=len(_IMAGE.findall(source)),
    )


def _words(text: str) -> int:
    return len(_WORD.findall(_TAG.sub(" ", _INLINE.sub(" x ", text))))


def _read_of_code(source: str) -> Iterator[str]:
    """Yield what is to be read of a code cell that is open; answers have none."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and not token.string.startswith("###"):
            yield token.string
    for node in ast.walk(parse(source)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield ast.get_docstring(node) or ""


def _names_that_show(cells: Sequence[Cell]) -> set[str]:
    """Return the functions that show a figure, the seminar's own among them."""
    shows = set(_SHOWS)
    for cell in cells:
        if cell.is_code:
            for node in cell.parse().body:
                if isinstance(node, ast.FunctionDef) and _called(node.body) & shows:
                    shows.add(node.name)
    return shows


def _called(body: Sequence[ast.stmt]) -> set[str]:
    """Return the functions that statements call, not counting what they define."""
    running = [node for node in body if not isinstance(node, ast.FunctionDef)]
    return {
        node.func.id
        for statement in running
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
