r"""Text of anybody's on somebody's terminal: one line, bounded, without control.

A student chooses names of files and folders, numbers in a notebook's head, messages of
exceptions. Printed as they are they could colour, move and overwrite what stands on a
terminal, or add lines that look like the grader's own.
"""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 400
"""Characters of one line; a reason has a hundred."""


def one_line(text: str, longest: int = LONGEST) -> str:
    r"""Return text without control characters, cut to a length.

    What cannot be seen is written as in Python's literals, such as ``\n``, ``\x1b`` or
    ``\u202e``.
    """
    cut = text[: longest + 1]
    # Half of a surrogate pair can be written to no terminal and no file.
    shown = "".join(each if each.isprintable() else _escaped(each) for each in cut)
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"


def lines(texts: Iterable[str]) -> str:
    """Return each of several texts on a line of its own."""
    return "\n".join(map(one_line, texts))


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
