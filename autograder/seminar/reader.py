"""A seminar as its author wrote it: the master and its banks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.notebook.names import bound_names
from autograder.seminar import prose
from autograder.seminar.banks import (
    Alternative,
    Mistake,
    read_alternatives,
    read_mistakes,
)
from autograder.seminar.catalog import Catalog, Message
from autograder.seminar.master import Cell, Purpose, read_master


@dataclass(frozen=True)
class Seminar:
    """The cells of one master and the banks beside it."""

    folder: Path
    cells: tuple[Cell, ...]
    mistakes: tuple[Mistake, ...]
    alternatives: tuple[Alternative, ...]

    @property
    def id(self) -> str:
        """The assignment's id, which is the folder's name."""
        return self.folder.name

    def of(self, purpose: Purpose) -> list[Cell]:
        """Return the cells of one purpose, in order."""
        return [cell for cell in self.cells if cell.purpose is purpose]

    def provides(self, name: str) -> bool:
        """Say whether a setup cell defines or imports a name: a helper, as ``ask``."""
        return any(name in bound_names(cell.source) for cell in self.of(Purpose.SETUP))

    @property
    def points(self) -> float:
        """The sum of all cells' points."""
        return sum(cell.points for cell in self.cells)

    def messages(self) -> Iterator[Message]:
        """Yield what a student reads of this folder, with the cell where it stands."""
        for cell in self.cells:
            for said in filter(None, (cell.label, cell.called)):
                yield said, f"{cell.purpose} {cell.name}"
            if cell.path.parent != self.folder:
                continue  # shared, and so is its translation
            for message in prose.messages(cell.source, is_code=cell.is_code):
                yield message, f"{cell.purpose} {cell.name}".strip()
        for mistake in self.mistakes:
            for text in (mistake.cause, mistake.text):
                for message in prose.messages(text, is_code=False):
                    yield message, f"mistake {mistake.id}"

    def catalog(self, language: str) -> Catalog:
        """Return the catalogue for ``language``, up to date with the sources."""
        shared = [
            shared_catalog(folder, language)
            for folder in sorted({cell.path.parent for cell in self.cells})
            if folder != self.folder
        ]
        catalog = Catalog(self.folder / f"{language}.po", language, shared)
        catalog.merge(self.messages())
        return catalog


def shared_catalog(folder: Path, language: str) -> Catalog:
    """Return the catalogue of setup cells that seminars share."""
    catalog = Catalog(folder / f"{language}.po", language)
    catalog.merge(
        (message, path.name)
        for path in sorted(folder.glob("*.py"))
        for message in prose.messages(path.read_text(encoding="utf-8"), is_code=True)
    )
    return catalog


def load_seminar(folder: Path) -> Seminar:
    """Read master and banks of one seminar; raises SourceError."""
    return Seminar(
        folder=folder,
        cells=read_master(folder / "master.py"),
        mistakes=read_mistakes(folder / "mistakes.py"),
        alternatives=read_alternatives(folder / "alternatives.py"),
    )
