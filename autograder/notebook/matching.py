"""Which cell of the course each submitted cell is.

nbgrader knows a cell by its metadata. Editors, converters and cloud services drop these
of some cells or of all, while what stands in the notebook stays: then a cell is known
by the id that the front end gave it, by its text as it was handed out, or, if it is an
answer, by standing where the answer has to stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.notebook.cells import grade_id
from autograder.notebook.names import defined_names
from autograder.notebook.source import HandedOut, SourceNotebook

Json = dict[str, Any]

COUNTED = re.compile(r"cell-?[0-9]+x*")
"""An id that a program gave by counting; any notebook may have it."""

Pair = tuple[int, int]
"""A cell as it was handed out and a submitted one, by their places."""


@dataclass(frozen=True)
class Matching:
    """What was found; all are places of submitted cells.

    Attributes:
        by_handed_out: The cell for each place of the notebook as it was handed out.
        known: The cell for each grade id.
        unmarked: Grade ids of those whose metadata are gone.
        strangers: Cells with a text that are none of the course's.
    """

    by_handed_out: dict[int, int]
    known: dict[str, int]
    unmarked: tuple[str, ...]
    strangers: tuple[int, ...]


def match_cells(cells: Sequence[Json], source: SourceNotebook) -> Matching:
    """Find the course's cells among submitted ones.

    Args:
        cells: Sound cells; of those with one grade id, only one has it.
        source: What the course says of the notebook.
    """
    matcher = _Matcher(cells, source.handed_out)
    matcher.by_grade_id()
    marked = set(matcher.found)
    matcher.by_key([one.cell_id for one in matcher.given], _ids(cells))
    matcher.by_key(_texts(matcher.given), [_text(cell) for cell in cells])
    matcher.by_place({cell.grade_id for cell in source.cells if cell.is_fixed})
    known = {
        name: place
        for at, place in matcher.found.items()
        if (name := matcher.given[at].grade_id)
    }
    return Matching(
        matcher.found,
        known,
        tuple(
            matcher.given[at].grade_id
            for at in sorted(matcher.found.keys() - marked)
            if matcher.given[at].grade_id
        ),
        tuple(
            place
            for place, cell in enumerate(cells)
            if place not in matcher.taken and cell["source"].strip()
        ),
    )


class _Matcher:
    """Pairs cells, one way of knowing them after the other."""

    def __init__(self, cells: Sequence[Json], given: Sequence[HandedOut]) -> None:
        self.cells = cells
        self.given = given
        self.found: dict[int, int] = {}  # place as handed out → place
        self.taken: set[int] = set()

    def by_grade_id(self) -> None:
        """Pair what nbgrader's metadata tell."""
        places = {grade_id(cell): place for place, cell in enumerate(self.cells)}
        self._pair(
            (at, places[one.grade_id])
            for at, one in enumerate(self.given)
            if one.grade_id and one.grade_id in places
        )

    def by_key(self, given: Sequence[str], submitted: Sequence[str]) -> None:
        """Pair what has a key that is there once on either side; "" is none."""
        wanted = _once((given[at], at) for at in self._left())
        there = _once((submitted[place], place) for place in self._free())
        self._pair((wanted[key], there[key]) for key in wanted.keys() & there.keys())

    def by_place(self, fixed: Collection[str]) -> None:
        """Pair what lies between the same neighbours as when it was handed out.

        What students may not change is not paired so: it would lose its text.
        """
        for left, free in self._gaps():
            for kind in ("code", "markdown", "raw"):
                wanted = [at for at in left if self.given[at].cell_type == kind]
                there = [k for k in free if self.cells[k]["cell_type"] == kind]
                open_ = [at for at in wanted if self.given[at].grade_id not in fixed]
                if len(wanted) == len(there) and all(
                    at in open_ or _handed(self.given[at]) == _text(self.cells[place])
                    for at, place in zip(wanted, there, strict=True)
                ):
                    self._pair(zip(wanted, there, strict=True))
                elif kind == "code":
                    self._pair(list(self._same_names(open_, there)))

    def _same_names(self, left: list[int], free: list[int]) -> Iterator[Pair]:
        """Yield code that defines what the code as handed out defines."""
        wanted = _once((_defined(self.given[at].source), at) for at in left)
        there = _once((_defined(self.cells[place]["source"]), place) for place in free)
        for names in sorted(wanted.keys() & there.keys()):
            yield wanted[names], there[names]

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield what is not paired yet between cells whose order was kept."""
        anchors = [(-1, -1), *_in_order(sorted(self.found.items()))]
        ends = [*anchors[1:], (len(self.given), len(self.cells))]
        for (at, place), (next_at, next_place) in zip(anchors, ends, strict=True):
            left = [k for k in range(at + 1, next_at) if k not in self.found]
            free = [
                k
                for k in range(place + 1, next_place)
                if k not in self.taken and self.cells[k]["source"].strip()
            ]
            if left and free:
                yield left, free

    def _left(self) -> Iterator[int]:
        return (at for at in range(len(self.given)) if at not in self.found)

    def _free(self) -> Iterator[int]:
        """Yield places that are not taken, nor marked as what is not known."""
        return (place for place in range(len(self.cells)) if place not in self.taken)

    def _pair(self, pairs: Iterable[Pair]) -> None:
        for at, place in pairs:
            self.found[at] = place
            self.taken.add(place)


@dataclass(frozen=True)
class _Row:
    """Pairs in order: the last one, and those before it."""

    pair: Pair
    before: _Row | None


def _in_order(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the longest part of pairs, sorted by the first, that is so by the second.

    By patience sorting.
    """
    ends: list[int] = []
    rows: list[_Row] = []  # of each length, the one that ends first
    for pair in pairs:
        length = bisect_left(ends, pair[1])
        before = rows[length - 1] if length else None
        ends[length : length + 1] = [pair[1]]
        rows[length : length + 1] = [_Row(pair, before)]
    last = rows[-1] if rows else None
    kept: list[Pair] = []
    while last is not None:
        kept.append(last.pair)
        last = last.before
    return kept[::-1]


def _once(items: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the places of keys that are there once; "" is none."""
    known = list(items)
    count = Counter(key for key, _ in known)
    return {key: place for key, place in known if key and count[key] == 1}


def _ids(cells: Sequence[Json]) -> list[str]:
    return ["" if COUNTED.fullmatch(cell["id"]) else cell["id"] for cell in cells]


def _texts(given: Sequence[HandedOut]) -> list[str]:
    return [_handed(one) for one in given]


def _handed(one: HandedOut) -> str:
    text = one.source.strip()
    return f"{one.cell_type}\n{text}" if text else ""


def _text(cell: Json) -> str:
    text = cell["source"].strip()
    return f"{cell['cell_type']}\n{text}" if text else ""


def _defined(source: str) -> str:
    return " ".join(sorted(defined_names(source)))
