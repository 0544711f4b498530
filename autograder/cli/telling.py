"""How commands tell things: wrapped at the terminal's width, counted, with progress."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from autograder.common.printable import one_line

_NARROWEST = 40
_INDENT = "  "


def counted(number: int, what: str) -> str:
    """Return a number with what it counts, in English: "1 page", "2 pages"."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def wrapped(items: Iterable[str]) -> list[str]:
    """Return each item as indented lines of the terminal's width."""
    width = max(_NARROWEST, shutil.get_terminal_size().columns)
    return [line for item in items for line in _wrapped(one_line(item), width)]


def _wrapped(item: str, width: int) -> list[str]:
    if not sys.stdout.isatty():  # for a program one item is one line
        return [_INDENT + item]
    return textwrap.wrap(
        item,
        width - 1,
        initial_indent=_INDENT,
        subsequent_indent=2 * _INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


@contextmanager
def counting(what: str) -> Iterator[Callable[[int], None]]:
    """Show on a terminal how many there are already; leave no trace of it."""
    is_shown = sys.stderr.isatty()

    def tell(count: int) -> None:
        if is_shown:
            print(f"\rwriting {what}: {count}", end="", file=sys.stderr, flush=True)

    try:
        yield tell
    finally:
        if is_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
