"""Which cells lie collapsed, under which title, and what of them is read anyway."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from autograder.pages.texts import Texts
from autograder.seminar.master import Cell, Purpose

OPEN_LINES = 20
"""Given code of more lines draws a figure or runs an experiment: it lies collapsed."""


def is_collapsed(cell: Cell) -> bool:
    """Tell whether a student need not see the code of a cell.

    The master decides, so that it is the same in every language.
    """
    if cell.purpose is Purpose.CODE:
        return cell.source.count("\n") >= OPEN_LINES
    return cell.purpose in (Purpose.SETUP, Purpose.CHECK)


def split_comment(source: str) -> tuple[list[str], str]:
    """Return the comment that code begins with, line by line, and the code below it."""
    lines = source.splitlines(keepends=True)
    head = list(takewhile(lambda line: line.startswith("#"), lines))
    comment = [line.lstrip("#").strip() for line in head]
    return comment, "".join(lines[len(head) :]).lstrip("\n")


def is_told_above(cell: Cell) -> bool:
    """Tell whether the comment that code begins with is too long for a title."""
    return (
        cell.purpose is Purpose.CODE
        and is_collapsed(cell)
        and len(split_comment(cell.source)[0]) > 1
    )


def titled(
    cell: Cell, source: str, translate: Callable[[str], str], texts: Texts
) -> str:
    """Return the source of a cell, in a language, under the title of its frame.

    Colab reads the title of the first line. Of given code that is its own comment, if
    it takes one line; a longer one stands above the cell and is left out here.
    """
    if not is_collapsed(cell):
        return source
    match cell.purpose:
        case Purpose.CHECK:
            title = texts.gettext("Check: %(name)s") % {"name": cell.name}
        case Purpose.SETUP:
            label = translate(cell.label) if cell.label else ""
            title = label or texts.gettext("Tools: run this cell")
        case _:
            comment, source = split_comment(source)
            title = " ".join(comment)
            if not title or is_told_above(cell):
                title = texts.gettext("Figure: run this cell")
    return f"# @title {title}\n{source}"
