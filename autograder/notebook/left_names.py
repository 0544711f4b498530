"""Which names tests leave to the cells after them, where they run in another process.

In one kernel whatever a test imports or assigns is there for later cells. Apart it is
handed on by name, if a later cell uses it and no cell but tests defines it. What hidden
tests bind or mention stays with them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from autograder.notebook.cells import grade_id
from autograder.notebook.mending import CleanNotebook
from autograder.notebook.names import global_names, used_names
from autograder.notebook.source import Role

MOST_READ = 1000
"""Cells of which it is remembered what names are in them."""

_used_names = lru_cache(MOST_READ)(used_names)
_global_names = lru_cache(MOST_READ)(global_names)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Left:
    """What a test may leave.

    Attributes:
        names: The names.
        fixed: Whether only what nothing can change: hidden tests may have changed the
            rest, by another name.
    """

    names: tuple[str, ...] = ()
    fixed: bool = False


NOTHING = Left()


def left_by_tests(notebook: CleanNotebook) -> Mapping[int, Left]:
    """Return what tests leave, by their places in a notebook."""
    cells = notebook.json["cells"]
    others = [
        cell["source"] if role in (Role.STUDENT, Role.SETUP) else ""
        for cell, role in zip(cells, notebook.roles, strict=True)
    ]
    tests = [place for place, role in enumerate(notebook.roles) if role is Role.TEST]
    if not tests:
        return {}
    defined = set[str]().union(*map(_global_names, others))
    used: set[str] = set()  # by the cells after a place
    found = {}
    for place in reversed(range(tests[0], len(cells))):
        wanted = used - defined
        used |= _used_names(others[place])
        cell = cells[place]
        shown = notebook.handed_out.get(grade_id(cell), "")
        if not wanted or notebook.roles[place] is not Role.TEST:
            continue
        left = _left(cell["source"], shown, wanted)
        if left.names:
            found[place] = left
    return found


def _left(source: str, shown: str, wanted: set[str]) -> Left:
    """Return which names a test leaves of those that are wanted.

    Args:
        source: The test, with what is hidden.
        shown: The test as students have it.
        wanted: Names that later cells use.
    """
    hidden = _without(source.splitlines(), shown.splitlines())
    if hidden is None:
        return NOTHING
    names = (_global_names(shown) & wanted).difference(_WORD.findall("\n".join(hidden)))
    return Left(tuple(sorted(names)), fixed=any(line.strip() for line in hidden))


def _without(lines: Sequence[str], shown: Sequence[str]) -> list[str] | None:
    """Return the lines that are not shown; None if others are shown than there are."""
    rest = iter(shown)
    awaited = next(rest, None)
    hidden = []
    for line in lines:
        if line == awaited:
            awaited = next(rest, None)
        else:
            hidden.append(line)
    return hidden if awaited is None else None
