r"""Text of anybody's on somebody's terminal or page: bounded, without control.

A student chooses names of files and folders, numbers in a notebook's head, messages of
exceptions. Printed as they are they could colour, move and overwrite what stands on a
terminal, or add lines that look like the grader's own; on a page they could have code
read in another order than it runs in, and no file can hold half of a character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 400
"""Characters of one line; a reason has a hundred."""

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_PICTURES = {number: chr(0x2400 + number) for number in range(0x20)} | {0x7F: "␡"}


def visible(page: str) -> str:
    """Return a page with a sign for each character that acts and is not seen.

    These are control characters, of which a tab and ends of lines stay, those that turn
    the direction of what follows, and halves of surrogate pairs.
    """
    return _UNSEEN.sub(lambda found: _PICTURES.get(ord(found[0]), "\ufffd"), page)


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
