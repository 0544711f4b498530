"""A submitted file, which may be anything → clean cells in known roles, or a reason.

Two steps. :func:`parse` makes of bytes a notebook of nbformat 4 with sound cells and no
outputs, or raises :class:`~autograder.model.SubmissionError`. :func:`mend` brings it in
line with the course's source: what a student may not change gets the source's word
back, what is missing is restored, and each mend leaves a note.
"""

from __future__ import annotations

import json
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.conflicts import REMEDY, conflict_line
from autograder.marks import HIDDEN_TESTS
from autograder.model import SubmissionError
from autograder.notebook.source import Role, SourceCell, SourceNotebook

Json = dict[str, Any]

MAX_FILE_BYTES = 64 * 2**20
"""A notebook full of figures has a few megabytes."""

MAX_CELLS = 2000
"""The longest seminar has a hundred."""

MAX_SOURCE_CHARS = 500_000
"""One cell; nobody types that much, a pasted data set might come near."""

_GRADE_ID = re.compile(r"[a-zA-Z0-9_\-]{1,200}")
_CELL_ID = re.compile(r"[a-zA-Z0-9_\-]{1,64}")
_LANGUAGE = re.compile(r"[a-zA-Z_\-]{1,20}")
_HIDDEN = re.compile(
    r"^[^\n]*{}.*?({}[^\n]*\n?|\Z)".format(*HIDDEN_TESTS),
    re.DOTALL | re.MULTILINE,
)
"""What nbgrader takes out of a test cell before students get it."""

_TYPES = ("code", "markdown", "raw")


@dataclass(frozen=True)
class CleanNotebook:
    """A notebook fit to run.

    Attributes:
        json: nbformat 4 JSON without outputs.
        roles: what the engine does with each cell; trusted roles have trusted sources.
        notes: what was mended, for people.
    """

    json: Json
    roles: tuple[Role, ...]
    notes: tuple[str, ...] = ()


def read(path: Path, source: SourceNotebook) -> CleanNotebook:
    """Read, parse and mend a submitted file.

    Raises:
        SubmissionError: it cannot be made into a notebook; the text says why.
    """
    notebook, notes = parse(read_file(path))
    return mend(notebook, source, notes)


def read_file(path: Path) -> bytes:
    """Read a regular file of sane size; links are not followed."""
    try:
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if path.is_symlink():
            raise SubmissionError("it is a symbolic link, not a notebook") from None
        raise SubmissionError(f"it cannot be opened: {error.strerror}") from None
    try:
        found = os.fstat(number)
        if stat.S_ISDIR(found.st_mode):
            raise SubmissionError("it is a folder, not a notebook")
        if not stat.S_ISREG(found.st_mode):
            raise SubmissionError("it is not a regular file")
        if found.st_size > MAX_FILE_BYTES:
            raise SubmissionError(f"it is larger than {MAX_FILE_BYTES >> 20} MB")
        with os.fdopen(number, "rb", closefd=False) as file:
            return file.read(MAX_FILE_BYTES + 1)
    finally:
        os.close(number)


def parse(data: bytes) -> tuple[Json, list[str]]:
    """Make bytes into a notebook of clean cells, and notes on what was mended.

    Raises:
        SubmissionError: they are no notebook.
    """
    if len(data) > MAX_FILE_BYTES:
        raise SubmissionError(f"it is larger than {MAX_FILE_BYTES >> 20} MB")
    document = _document(data)
    notes: list[str] = []
    raw_cells = _cells_of(document, notes)
    if len(raw_cells) > MAX_CELLS:
        raise SubmissionError(f"it has {len(raw_cells)} cells, more than {MAX_CELLS}")
    cells = [_clean_cell(cell, place, notes) for place, cell in enumerate(raw_cells)]
    _make_ids_unique(cells)
    sound = {"cells": cells, "metadata": _language(document.get("metadata"))}
    return {**sound, "nbformat": 4, "nbformat_minor": 5}, notes


def mend(notebook: Json, source: SourceNotebook, notes: list[str]) -> CleanNotebook:
    """Bring a parsed notebook in line with the course's source."""
    notes = list(notes)
    known = source.by_id()
    _keep_last_copies(notebook["cells"], notes)
    places: dict[str, Json] = {}
    for cell in notebook["cells"]:
        meta = _nbgrader(cell)
        grade_id = meta.get("grade_id") if meta else None
        if grade_id in known:
            _restore(cell, known[grade_id], notes)
            places[grade_id] = cell
        elif meta is not None:
            del cell["metadata"]["nbgrader"]
            if meta.get("grade") or meta.get("solution") or meta.get("locked"):
                notes.append(f"cell '{grade_id}' is not known to the course")
    cells = _add_missing(notebook["cells"], places, source, notes)
    roles = tuple(_role(cell, known) for cell in cells)
    _make_ids_unique(cells)
    metadata = {**notebook["metadata"], **source.metadata}
    mended = {**notebook, "cells": cells, "metadata": metadata}
    return CleanNotebook(mended, roles, tuple(notes))


def _document(data: bytes) -> Json:
    if not data.strip():
        raise SubmissionError("the file is empty")
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise SubmissionError("it is not UTF-8 text") from None
    except RecursionError:
        raise SubmissionError("its JSON is nested too deep") from None
    except ValueError as error:
        raise SubmissionError(_no_json(error)) from None
    if not isinstance(document, dict):
        raise SubmissionError("it is JSON, but no notebook")
    return document


def _no_json(error: ValueError) -> str:
    if not isinstance(error, json.JSONDecodeError):
        return f"it is not JSON: {error}"  # a number of thousands of digits
    if line := conflict_line(error.doc):
        return f"line {line}: {REMEDY}"
    what = (error.msg[:1].lower() + error.msg[1:]).removesuffix(" starting at")
    place = f"line {error.lineno}, column {error.colno}"
    is_cut = not error.doc[error.pos :].strip() or "Unterminated" in error.msg
    question = "; was it cut off?" if is_cut else ""
    return f"it is not JSON: {what} at {place}{question}"


def _cells_of(document: Json, notes: list[str]) -> list[Any]:
    """Find the cells, whichever nbformat this claims to be."""
    version = document.get("nbformat")
    if isinstance(document.get("cells"), list):
        if version != 4:
            notes.append(f"nbformat {version!r} was read as nbformat 4")
        return list(document["cells"])
    sheets = document.get("worksheets")
    if isinstance(sheets, list) and sheets:
        notes.append(f"nbformat {version!r} was converted to nbformat 4")
        lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
        return [cell for cells in lists if isinstance(cells, list) for cell in cells]
    raise SubmissionError("it is JSON, but no notebook: it has no cells")


def _clean_cell(cell: Any, place: int, notes: list[str]) -> Json:
    if not isinstance(cell, dict):
        notes.append(f"cell {place + 1} was no cell and is empty now")
        cell = {}
    kind = cell.get("cell_type")
    text = _source_of(cell, place, notes)
    if kind == "heading":  # nbformat 3
        level = cell.get("level")
        if type(level) is not int or level not in range(1, 7):
            level = 1
        kind, text = "markdown", "#" * level + " " + text
    if kind not in _TYPES:
        notes.append(f"cell {place + 1} had no known type and is raw text now")
        kind = "raw"
    metadata = _clean_metadata(cell.get("metadata"))
    clean: Json = {"cell_type": kind, "metadata": metadata, "source": text}
    clean["id"] = cell.get("id")
    if kind == "code":
        clean |= {"execution_count": None, "outputs": []}
    elif _are_attachments(cell.get("attachments")):
        clean["attachments"] = {
            _sound(name): {_sound(kind): _sound(raw) for kind, raw in bundle.items()}
            for name, bundle in cell["attachments"].items()
        }
    return clean


def _source_of(cell: Json, place: int, notes: list[str]) -> str:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        notes.append(f"the text of cell {place + 1} was no text and is empty now")
        return ""
    if len(source) > MAX_SOURCE_CHARS:
        raise SubmissionError(
            f"cell {place + 1} has more than {MAX_SOURCE_CHARS} characters"
        )
    return _sound(source)


def _sound(text: str) -> str:
    """JSON can hold half of a surrogate pair; no file and no shell can."""
    return text.encode("utf-8", "replace").decode()


def _clean_metadata(metadata: Any) -> Json:
    """Keep what the grader or nbgrader's pages look at; the rest is a front end's.

    ``autograder`` is not kept: only the source says which cells are trusted.
    """
    clean: Json = {}
    if not isinstance(metadata, dict):
        return clean
    meta = upgrade_metadata(metadata.get("nbgrader"))
    if meta is not None:
        clean["nbgrader"] = meta
    return clean


def _language(metadata: Any) -> Json:
    """Keep of a notebook's metadata the language that it says it is in."""
    said = metadata.get("autograder") if isinstance(metadata, dict) else None
    language = said.get("language") if isinstance(said, dict) else None
    if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
        return {}
    return {"autograder": {"language": language}}


def _are_attachments(value: Any) -> bool:
    """Pictures pasted into a text cell: file name → type → base64 text."""
    return isinstance(value, dict) and all(
        isinstance(bundle, dict)
        and all(isinstance(raw, str) for raw in bundle.values())
        for bundle in value.values()
    )


def upgrade_metadata(meta: Any) -> Json | None:
    """Read nbgrader's cell metadata of any schema version as schema 3.

    Only fields of sound type survive; None where nothing is left that nbgrader heeds.
    """
    if not isinstance(meta, dict):
        return None
    clean: Json = {"schema_version": 3}
    for flag in ("grade", "solution", "locked", "task"):
        clean[flag] = meta.get(flag) is True
    grade_id = meta.get("grade_id")
    if not isinstance(grade_id, str) or not _GRADE_ID.fullmatch(grade_id):
        return None
    if not any(clean[flag] for flag in ("grade", "solution", "locked", "task")):
        return None
    return clean | {"grade_id": grade_id}


def _nbgrader(cell: Json) -> Json | None:
    meta = cell["metadata"].get("nbgrader")
    return meta if isinstance(meta, dict) else None


def _keep_last_copies(cells: list[Json], notes: list[str]) -> None:
    """Of cells with one id the last keeps it, as in stock nbgrader."""
    seen: set[str] = set()
    for cell in reversed(cells):
        meta = _nbgrader(cell)
        if meta is None:
            continue
        if meta["grade_id"] in seen:
            del cell["metadata"]["nbgrader"]
            notes.append(
                f"cell '{meta['grade_id']}' is there twice; the last copy counts"
            )
        seen.add(meta["grade_id"])


def _restore(cell: Json, source: SourceCell, notes: list[str]) -> None:
    """Give a known cell what is not the student's to change."""
    if cell["cell_type"] != source.cell_type:
        notes.append(f"cell '{source.grade_id}' is {source.cell_type} again")
        _retype(cell, source.cell_type)
    if source.is_fixed and cell["source"] != source.source:
        if cell["source"].strip() != _HIDDEN.sub("", source.source).strip():
            notes.append(
                f"cell '{source.grade_id}' was changed; the course's text is back"
            )
        cell["source"] = source.source
    cell["metadata"]["nbgrader"] = source.metadata()
    if source.setup:
        cell["metadata"]["autograder"] = {"role": "setup"}


def _retype(cell: Json, kind: str) -> None:
    cell["cell_type"] = kind
    for key in ("outputs", "execution_count", "attachments"):
        cell.pop(key, None)
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}


def _add_missing(
    cells: list[Json], places: dict[str, Json], source: SourceNotebook, notes: list[str]
) -> list[Json]:
    """Put back the cells that were deleted, each after the one it follows."""
    mended = list(cells)
    previous: Json | None = None
    for known in source.cells:
        if known.grade_id not in places and (known.grade or known.is_fixed):
            cell: Json = {"metadata": {}, "source": known.source, "id": known.grade_id}
            _retype(cell, known.cell_type)
            _restore(cell, known, [])
            at = 0 if previous is None else _index(mended, previous) + 1
            mended.insert(at, cell)
            places[known.grade_id] = cell
            notes.append(f"cell '{known.grade_id}' was missing and has been restored")
        previous = places.get(known.grade_id, previous)
    return mended


def _index(cells: list[Json], wanted: Json) -> int:
    return next(place for place, cell in enumerate(cells) if cell is wanted)


def _role(cell: Json, known: dict[str, SourceCell]) -> Role:
    meta = _nbgrader(cell)
    if meta is not None:
        return known[meta["grade_id"]].role
    return Role.STUDENT if cell["cell_type"] == "code" else Role.TEXT


def _make_ids_unique(cells: list[Json]) -> None:
    """Nbformat 4.5 wants an id per cell; old and broken notebooks lack them."""
    seen: set[str] = set()
    for place, cell in enumerate(cells):
        key = cell.get("id")
        if not isinstance(key, str) or not _CELL_ID.fullmatch(key) or key in seen:
            key = f"cell-{place}"
            while key in seen:
                key += "x"
        cell["id"] = key
        seen.add(key)
