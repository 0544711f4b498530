"""Make an nbgrader notebook (metadata schema 3) of a seminar, in one language."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.course import generated
from autograder.course.collapsed import (
    is_collapsed,
    is_told_above,
    split_comment,
    titled,
)
from autograder.course.hours import count_hours
from autograder.model import SourceError
from autograder.pages.texts import Texts, known_language
from autograder.seminar import prose
from autograder.seminar.boxes import boxed
from autograder.seminar.master import Cell, Purpose
from autograder.seminar.reader import Seminar

CAUSES = "causes"
"""The setup cell that the build fills."""

_EMPTY = "_causes = {}"

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def make_notebook(
    seminar: Seminar,
    language: str,
    translate: prose.Translate,
    causes: Mapping[str, str] = MappingProxyType({}),
) -> NotebookNode:
    """Return the instructor's notebook: solutions and hidden tests, no outputs.

    ``causes`` is what :func:`.causes.sealed` gives for this language; it goes into the
    setup cell ``causes``, if there is one.
    Metadata ``autograder`` says what nbgrader has no word for: the notebook's language,
    and which cells are trusted setup.
    """
    texts = Texts(known_language(language))
    hours = count_hours(seminar, translate)

    def cells_of(place: int, cell: Cell) -> Iterator[NotebookNode]:
        if not cell.is_code:
            source = prose.translate_cell(boxed(cell.source), translate, is_code=False)
            source = generated.with_figures(source, seminar, place, hours, texts)
            yield _make_cell(cell, source)
            return
        source = generated.with_seals(cell.source, seminar)
        source = generated.with_progress(source, seminar)
        source = prose.translate_cell(source, translate, is_code=True)
        source = _filled(cell, source, causes)
        if is_told_above(cell):
            comment, _ = split_comment(source)
            yield new_markdown_cell("\n".join(comment), id=f"{_name(cell)}-told")
        yield _make_cell(cell, titled(cell, source, translate, texts))

    places = enumerate(seminar.cells)
    cells = [made for each in places for made in cells_of(*each)]
    _tell_apart(cells)
    notebook = new_notebook(cells=cells)
    notebook.metadata.update(
        kernelspec=KERNEL,
        language_info={"name": "python"},
        autograder={"language": language},
    )
    return notebook


def write_notebook(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook so that the same content always gives the same bytes."""
    nbformat.validate(notebook)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


def _make_cell(cell: Cell, source: str) -> NotebookNode:
    make = new_code_cell if cell.is_code else new_markdown_cell
    return make(source, id=_name(cell), metadata=_metadata(cell))


def _name(cell: Cell) -> str:
    """Return an id, the same in every language, that survives edits elsewhere."""
    digest = hashlib.sha256(cell.source.encode()).hexdigest()
    return cell.grade_id.replace("_", "-") or digest[:8]


def _filled(cell: Cell, source: str, causes: Mapping[str, str]) -> str:
    """Return the source of the cell ``causes`` with its table in it."""
    if cell.name != CAUSES or not causes:
        return source
    if _EMPTY not in source:
        raise SourceError([cell.problem(f"this cell needs the line '{_EMPTY}'")])
    lines = (f'    "{name}": "{text}",\n' for name, text in causes.items())
    return source.replace(_EMPTY, f"_causes = {{\n{''.join(lines)}}}")


def _metadata(cell: Cell) -> dict[str, Any]:
    metadata: dict[str, Any] = {}
    if cell.purpose not in (Purpose.TEXT, Purpose.CODE):
        metadata["nbgrader"] = _nbgrader_metadata(cell)
    if cell.purpose is Purpose.SETUP:
        metadata["autograder"] = {"role": "setup"}
    if is_collapsed(cell):
        # Jupyter's word for it, and Colab's
        metadata["jupyter"] = {"source_hidden": True}
        metadata["cellView"] = "form"
    return metadata


def _nbgrader_metadata(cell: Cell) -> dict[str, Any]:
    graded = cell.purpose in (Purpose.CHECK, Purpose.MANUAL)
    nbgrader = {
        "grade": graded,
        "grade_id": cell.grade_id,
        "locked": cell.purpose in (Purpose.SETUP, Purpose.CHECK, Purpose.TASK),
        "schema_version": 3,
        "solution": cell.purpose in (Purpose.SOLUTION, Purpose.MANUAL),
        "task": cell.purpose is Purpose.TASK,
    }
    if graded or cell.purpose is Purpose.TASK:
        nbgrader["points"] = cell.points
    return nbgrader


def _tell_apart(cells: Sequence[NotebookNode]) -> None:
    """Give cells that are alike ids of their own."""
    taken: set[str] = set()
    for cell in cells:
        while cell.id in taken:
            cell.id += "-again"
        taken.add(cell.id)
