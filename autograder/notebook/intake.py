"""A submitted file, which may be anything → sound cells, or a reason.

:func:`parse` makes of bytes a notebook of nbformat 4 with sound cells and no outputs,
or raises :class:`~autograder.model.SubmissionError`. What the course has to say of the
cells is for :mod:`.mending`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from autograder.common.conflicts import REMEDY, conflict_line
from autograder.model import SubmissionError
from autograder.notebook import untrusted

Json = dict[str, Any]

MAX_FILE_BYTES = 64 * 2**20
"""A notebook full of figures has a few megabytes."""

MAX_CELLS = 2000
"""The longest seminar has a hundred."""

MAX_SOURCE_CHARS = 500_000
"""One cell; nobody types that much, a pasted data set might come near."""

_GRADE_ID = re.compile(r"[a-zA-Z0-9_\-]{1,200}")
_CELL_ID = re.compile(r"[a-zA-Z0-9_\-]{1,64}")
_CHECKSUM = re.compile(r"[0-9a-f]{32}")
_MANY_POINTS = 1e9
_LANGUAGE = re.compile(r"[a-zA-Z_\-]{1,20}")
_TYPES = ("code", "markdown", "raw")


def read_file(path: Path) -> bytes:
    """Read a regular file of sane size; links are not followed."""
    return untrusted.read(path, MAX_FILE_BYTES, "notebook")


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
    make_ids_unique(cells)
    sound = {"cells": cells, "metadata": _language(document.get("metadata"))}
    return {**sound, "nbformat": 4, "nbformat_minor": 5}, notes


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
            notes.append(f"nbformat {_number(version)} was read as nbformat 4")
        return list(document["cells"])
    sheets = document.get("worksheets")
    if isinstance(sheets, list) and sheets:
        notes.append(f"nbformat {_number(version)} was converted to nbformat 4")
        lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
        return [cell for cells in lists if isinstance(cells, list) for cell in cells]
    raise SubmissionError("it is JSON, but no notebook: it has no cells")


def _number(version: Any) -> str:
    """Return a version as its digits; it may be anything, of any length."""
    is_number = isinstance(version, int) and abs(version) < 1000
    return str(version) if is_number else "without a number"


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

    Only fields of sound type survive; None where the cell is not named. Points and
    checksum tell what was handed out, and nothing else.
    """
    if not isinstance(meta, dict):
        return None
    grade_id = meta.get("grade_id")
    if not isinstance(grade_id, str) or not _GRADE_ID.fullmatch(grade_id):
        return None
    clean: Json = {"schema_version": 3, "grade_id": grade_id}
    for flag in ("grade", "solution", "locked", "task"):
        clean[flag] = meta.get(flag) is True
    checksum, points = meta.get("checksum"), meta.get("points")
    if isinstance(checksum, str) and _CHECKSUM.fullmatch(checksum):
        clean["checksum"] = checksum
    if isinstance(points, (int, float)) and abs(points) <= _MANY_POINTS:
        clean["points"] = points
    return clean


def make_ids_unique(cells: list[Json]) -> None:
    """Give each cell an id of its own: old and broken notebooks lack or repeat some."""
    seen: set[str] = set()
    for place, cell in enumerate(cells):
        key = cell.get("id")
        if not isinstance(key, str) or not _CELL_ID.fullmatch(key) or key in seen:
            key = f"cell-{place}"
            while key in seen:
                key += "x"
        cell["id"] = key
        seen.add(key)
