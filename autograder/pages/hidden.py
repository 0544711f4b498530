"""Hidden tests: where they are, and how to keep them off a page.

nbgrader marks a hidden region by two delimiter lines, which a course may choose.
Everything here errs on the side of hiding: a region that is not closed lasts to the end
of its cell.
"""

from __future__ import annotations

from collections.abc import Iterable

from nbformat import NotebookNode

from autograder.notebook.marks import HIDDEN_TESTS

Marks = tuple[str, str]
"""What the lines before and after a hidden region hold."""

_TELLING = 6  # a shorter line, such as ``)``, gives nothing away


def hidden_lines(source: str, marks: Marks = HIDDEN_TESTS) -> frozenset[int]:
    """Return the numbers (from 1) of the lines that are hidden, delimiters included."""
    begin, end = marks
    numbers, inside = set(), False
    for number, line in enumerate(source.split("\n"), start=1):
        inside = inside or begin in line
        if inside:
            numbers.add(number)
        inside = inside and end not in line
    return frozenset(numbers)


def visible_source(source: str, marks: Marks = HIDDEN_TESTS) -> str:
    """Return a cell's source without its hidden regions."""
    hidden = hidden_lines(source, marks)
    lines = enumerate(source.split("\n"), start=1)
    return "\n".join(line for number, line in lines if number not in hidden).strip("\n")


class Censor:
    """Takes lines that repeat a hidden test out of what student code printed.

    Where tests run in the student's process, ``print(In)`` repeats them. This catches
    what is repeated word for word; only running tests apart keeps them secret.
    """

    def __init__(
        self, cells: Iterable[NotebookNode], marks: Marks = HIDDEN_TESTS
    ) -> None:
        """Learn the hidden lines of a notebook's cells."""
        hidden: set[str] = set()
        visible: set[str] = set()
        for cell in cells:
            numbers = hidden_lines(cell.source, marks)
            for number, line in enumerate(cell.source.split("\n"), start=1):
                (hidden if number in numbers else visible).add(line.strip())
        self._lines = {x for x in hidden - visible if len(x) >= _TELLING}

    def clean(self, text: str) -> str:
        """Return the text without the lines in which a hidden line appears."""
        if not any(line in text for line in self._lines):
            return text
        kept = (
            line
            for line in text.split("\n")
            if not any(hidden in line for hidden in self._lines)
        )
        return "\n".join(kept)
