"""How commands tell things: wrapped at the terminal's width, counted, with progress.

A command that they name can be pasted: it is quoted, names the course's folder, and no
line ends within it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from autograder.common.edition import DISTRIBUTION
from autograder.common.printable import one_line

_NARROWEST = 40
_INDENT = "  "
_COMMAND = re.compile(
    r"'(?:python|pip|nbverdict|nbgrader) [^']*'"
    r"|(?<= )(?:python|pip|nbverdict|nbgrader|\S*/python\S*) -?.*$"
)
"""A command in quotes, or at the end of what is told."""
_GLUE = "\0"  # where a line must not end; ``one_line`` leaves none in a text


def counted(number: float, what: str) -> str:
    """Return a number with what it counts, in English: "1 page", "2 pages"."""
    return f"{number:g} {what}{'' if number == 1 else 's'}"


def program() -> str:
    """Return how this program was called."""
    name = Path(sys.argv[0]).stem
    return name if name == DISTRIBUTION else "python -m autograder"


def command(*words: str, root: Path | None = None) -> str:
    """Return a command of this program as it has to be typed here.

    Args:
        words: what is asked for, such as "build", "l1_1_neuron".
        root: the course's folder; none if the command needs none.
    """
    place = ["--course-dir", os.path.relpath(root)] if root else []
    given = [*words, *(place if place[1:] != ["."] else [])]
    return " ".join([program(), *map(shlex.quote, given)])


def wrapped(
    items: Iterable[str], indent: str = _INDENT, stream: TextIO | None = None
) -> list[str]:
    """Return each item as lines of the terminal's width, the later ones indented more.

    Args:
        items: each a text without line ends; what it begins with stays its indent.
        indent: goes before all of it.
        stream: where it will be printed; standard output if none is given. For a
            program that reads it, one item stays one line.
    """
    width = max(_NARROWEST, shutil.get_terminal_size().columns)
    is_terminal = (stream or sys.stdout).isatty()
    return [
        line
        for item in items
        for line in _wrapped(indent + one_line(item), width if is_terminal else 0)
    ]


def _wrapped(item: str, width: int) -> list[str]:
    if not width:
        return [item]
    glued = _COMMAND.sub(lambda found: found[0].replace(" ", _GLUE), item)
    indent = item[: len(item) - len(item.lstrip())]
    found = textwrap.wrap(
        glued.strip(),
        width - 1,
        initial_indent=indent,
        subsequent_indent=indent + _INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(_GLUE, " ") for line in found or [""]]


@contextmanager
def counting(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show on a terminal how many there are already, of how many; leave no trace."""
    is_shown = sys.stderr.isatty()

    def tell(count: int, total: int) -> None:
        if is_shown:
            told = f"\rwriting {what}: {count}/{total}"
            print(told, end="", file=sys.stderr, flush=True)

    try:
        yield tell
    finally:
        if is_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
