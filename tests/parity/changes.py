"""What students do in the folder that they were given."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.parity.course import Change

Json = dict[str, Any]


def nothing(folder: Path) -> None:
    """Hand in what was given out."""


def every(*changes: Change) -> Change:
    """Make several changes."""

    def change(folder: Path) -> None:
        for each in changes:
            each(folder)

    return change


def fill(notebook: str = "p", /, **answers: str) -> Change:
    """Write into cells, by grade id."""

    def change(document: Json) -> None:
        for cell in document["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id")
            cell["source"] = answers.get(name, cell["source"])

    return edit(change, notebook)


def mark(grade_id: str, /, **marks: Any) -> Change:
    """Change nbgrader's metadata of a cell; None removes a mark."""

    def change(cell: Json) -> None:
        meta = cell["metadata"]["nbgrader"]
        meta |= marks
        for name in [name for name, value in marks.items() if value is None]:
            del meta[name]

    return edit_cell(grade_id, change)


def retype(grade_id: str, kind: str) -> Change:
    """Change the type of a cell."""

    def change(cell: Json) -> None:
        cell["cell_type"] = kind
        for key in ("outputs", "execution_count"):
            cell.pop(key, None)
        if kind == "code":
            cell |= {"outputs": [], "execution_count": None}

    return edit_cell(grade_id, change)


def delete(*grade_ids: str) -> Change:
    """Delete cells."""

    def change(document: Json) -> None:
        document["cells"] = [
            cell
            for cell in document["cells"]
            if cell["metadata"].get("nbgrader", {}).get("grade_id") not in grade_ids
        ]

    return edit(change)


def insert(text: str, at: int = 0) -> Change:
    """Insert a code cell."""
    cell = {"cell_type": "code", "source": text, "metadata": {}, "id": "inserted"}
    cell |= {"outputs": [], "execution_count": None}
    return edit(lambda document: document["cells"].insert(at, cell))


def edit_cell(grade_id: str, change: Callable[[Json], object]) -> Change:
    """Change one cell."""

    def each(document: Json) -> None:
        for cell in document["cells"]:
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id:
                change(cell)

    return edit(each)


def edit(change: Callable[[Json], object], notebook: str = "p") -> Change:
    """Change the notebook, as JSON."""

    def apply(folder: Path) -> None:
        path = folder / f"{notebook}.ipynb"
        document = json.loads(path.read_text(encoding="utf-8"))
        for cell in document["cells"]:
            cell["source"] = "".join(cell["source"])
        change(document)
        path.write_text(json.dumps(document), encoding="utf-8")

    return apply


def put(place: str, content: str | Path) -> Change:
    """Put a file into the folder."""

    def change(folder: Path) -> None:
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            shutil.copyfile(content, path)
        else:
            path.write_text(content, encoding="utf-8")

    return change


def remove(place: str) -> Change:
    """Remove a file from the folder."""
    return lambda folder: (folder / place).unlink()
