"""Sound cells of a submission → the notebook that is run, with trusted roles.

What a student may not change gets the course's word back, what lost its metadata gets
them back, what is missing is restored, and each mend leaves a note.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.notebook import rules
from autograder.notebook.cells import grade_id
from autograder.notebook.intake import make_ids_unique
from autograder.notebook.matching import match_cells
from autograder.notebook.source import HandedOut, Role, SourceCell, SourceNotebook

Json = dict[str, Any]


@dataclass(frozen=True)
class CleanNotebook:
    """A notebook fit to run.

    Attributes:
        json: nbformat 4 JSON without outputs.
        roles: what the engine does with each cell; trusted roles have trusted sources.
        notes: what was mended, for people.
        unsure: grade ids of cells that were restored although they, or the answer they
            need, may stand in the notebook unrecognised: no points that they lack are
            lost before a person has looked.
        handed_out: the texts of cells as students got them, by grade id.
    """

    json: Json
    roles: tuple[Role, ...]
    notes: tuple[str, ...] = ()
    unsure: frozenset[str] = frozenset()
    handed_out: Mapping[str, str] = field(default_factory=dict)


def mend(notebook: Json, source: SourceNotebook, notes: Sequence[str]) -> CleanNotebook:
    """Bring a parsed notebook in line with the course's source."""
    made = _Mending(notebook["cells"], source, list(notes))
    made.drop_strange_marks()
    made.restore_marks()
    made.restore_cells()
    known = source.by_id()
    roles = tuple(_role(cell, known) for cell in made.cells)
    make_ids_unique(made.cells)
    metadata = {**notebook["metadata"], **source.metadata}
    mended = {**notebook, "cells": made.cells, "metadata": metadata}
    handed = {one.grade_id: one.source for one in source.handed_out}
    return CleanNotebook(
        mended, roles, tuple(made.notes), frozenset(made.unsure), handed
    )


def without_hidden(notebook: CleanNotebook, source: SourceNotebook) -> Json:
    """Return a mended notebook as its student may see it: no hidden tests."""
    handed = {one.grade_id: one.source for one in source.handed_out}
    known = source.by_id()
    cells = []
    for cell in notebook.json["cells"]:
        name = grade_id(cell)
        is_fixed = name in known and known[name].is_fixed
        cells.append({**cell, "source": handed[name]} if is_fixed else cell)
    return {**notebook.json, "cells": cells}


def as_handed_out(source: SourceNotebook) -> Json:
    """Return a notebook of the course as students got it."""
    cells = []
    for one in source.handed_out:
        cell: Json = {"source": one.source, "metadata": {}, "id": one.cell_id}
        _retype(cell, one.cell_type)
        cells.append(cell)
    make_ids_unique(cells)
    metadata = dict(source.metadata)
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


class _Mending:
    """The work on one notebook; its cells are changed in place."""

    def __init__(
        self, cells: Sequence[Json], source: SourceNotebook, notes: list[str]
    ) -> None:
        self.cells = list(cells)
        self.notes = notes
        self.unsure: set[str] = set()
        self._source = source
        self._known = source.by_id()

    def drop_strange_marks(self) -> None:
        """Keep nbgrader's metadata of the last copy of each cell that is known."""
        seen: set[str] = set()
        for cell in reversed(self.cells):
            meta = _nbgrader(cell)
            if meta is None:
                continue
            name = meta["grade_id"]
            if name not in self._known:
                if meta.get("grade") or meta.get("solution") or meta.get("locked"):
                    self.notes.append(f"cell '{name}' is not known to the course")
            elif name in seen:
                self.notes.append(f"cell '{name}' is there twice; the last copy counts")
            else:
                seen.add(name)
                continue
            del cell["metadata"]["nbgrader"]

    def restore_marks(self) -> None:
        """Give known cells what is not the student's to change."""
        self._matching = match_cells(self.cells, self._source)
        handed = {one.grade_id: one for one in self._source.handed_out}
        for name, place in self._matching.known.items():
            if name in self._known:
                self.notes += _restore(
                    self.cells[place], self._known[name], handed[name]
                )
        if names := [n for n in self._matching.unmarked if n in self._known]:
            self.notes.append(
                f"cells without nbgrader's marks were recognised: {', '.join(names)}"
            )

    def restore_cells(self) -> None:
        """Put back the cells that were deleted, each after the one it follows."""
        places = self._matching.by_handed_out
        found = {at: self.cells[place] for at, place in places.items()}
        strangers = [self.cells[place] for place in self._matching.strangers]
        theirs = {id(cell) for cell in self.cells} - {id(c) for c in found.values()}
        previous: Json | None = None
        lost: set[str] = set()  # types of answers that are not found, up to here
        for at, one in enumerate(self._source.handed_out):
            cell = found.get(at)
            known = self._known.get(one.grade_id)
            if cell is None and known is not None:
                if known.solution:
                    lost.add(known.cell_type)
                if known.grade or known.is_fixed:
                    cell = _fresh(known)
                    place = 0 if previous is None else _index(self.cells, previous) + 1
                    if known.role is Role.TEST:
                        place = _past(self.cells, place, theirs)
                    self.cells.insert(place, cell)
                    self._tell_restored(known, cell, lost, strangers)
            previous = cell or previous

    def _tell_restored(
        self,
        known: SourceCell,
        cell: Json,
        lost: set[str],
        strangers: Sequence[Json],
    ) -> None:
        """Note that a cell is back, and whether somebody has to look for it."""
        name = known.grade_id
        self.notes.append(f"cell '{name}' was missing and has been restored")
        wanted = {known.cell_type} if known.solution else lost
        is_graded_here = known.solution or known.role is Role.TEST
        if is_graded_here and any(one["cell_type"] in wanted for one in strangers):
            self.unsure.add(name)
            self.notes.append(
                f"the answer to '{name}' may stand in a cell without nbgrader's marks: "
                "a person has to look"
            )
            if known.solution:  # a blank is "no response" by its checksum
                cell["metadata"]["nbgrader"].pop("checksum", None)


def _past(cells: Sequence[Json], place: int, theirs: set[int]) -> int:
    """Return the place after the student's own cells that follow: a test may need them.

    ``theirs`` are these cells, by identity.
    """
    while place < len(cells) and id(cells[place]) in theirs:
        place += 1
    return place


def _restore(cell: Json, source: SourceCell, handed: HandedOut) -> list[str]:
    """Make a cell the course's; return notes on what the student had changed."""
    name, notes = source.grade_id, []
    if source.is_fixed and not _is_as_handed_out(cell, source, handed):
        notes.append(f"cell '{name}' was changed; the course's text is back")
    if cell["cell_type"] != source.cell_type:
        notes.append(f"cell '{name}' is {source.cell_type} again")
        _retype(cell, source.cell_type)
    if source.is_fixed:
        cell["source"] = source.source
    cell["metadata"]["nbgrader"] = source.metadata()
    if source.setup:
        cell["metadata"]["autograder"] = {"role": "setup"}
    return notes


def _is_as_handed_out(cell: Json, source: SourceCell, handed: HandedOut) -> bool:
    """Tell whether a student has left the text of a cell alone.

    The course may have been mended since: then the cell agrees with the checksum that
    nbgrader gave it when it was handed out.
    """
    if cell["source"].strip() in (handed.source.strip(), source.source.strip()):
        return True
    with contextlib.suppress(KeyError):
        return rules.is_unchanged(cell)
    return False


def _fresh(known: SourceCell) -> Json:
    cell: Json = {"metadata": {}, "source": known.source, "id": known.grade_id}
    _retype(cell, known.cell_type)
    cell["metadata"]["nbgrader"] = known.metadata()
    if known.setup:
        cell["metadata"]["autograder"] = {"role": "setup"}
    return cell


def _retype(cell: Json, kind: str) -> None:
    cell["cell_type"] = kind
    for key in ("outputs", "execution_count", "attachments"):
        cell.pop(key, None)
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}


def _index(cells: Sequence[Json], wanted: Json) -> int:
    return next(place for place, cell in enumerate(cells) if cell is wanted)


def _role(cell: Json, known: dict[str, SourceCell]) -> Role:
    meta = _nbgrader(cell)
    if meta is not None:
        return known[meta["grade_id"]].role
    return Role.STUDENT if cell["cell_type"] == "code" else Role.TEXT


def _nbgrader(cell: Json) -> Json | None:
    meta = cell["metadata"].get("nbgrader")
    return meta if isinstance(meta, dict) else None
