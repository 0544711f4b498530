"""A notebook of six cells, and what students make of it."""

from __future__ import annotations

import json

import nbformat

from autograder.notebook.intake import parse
from autograder.notebook.mending import CleanNotebook, mend
from autograder.notebook.source import SourceCell, SourceNotebook

SOURCE = SourceNotebook(
    (
        SourceCell("setup", "code", "import numpy", locked=True, setup=True),
        SourceCell("f", "code", "def f(): ...", solution=True),
        SourceCell(
            "test_f", "code", "assert f() == 1", grade=True, locked=True, points=2
        ),
        SourceCell("why", "markdown", "Why?", grade=True, solution=True, points=1),
        SourceCell("task", "markdown", "Draw.", task=True, points=3),
        SourceCell("test_g", "code", "assert g()", grade=True, locked=True, points=1),
    ),
    {"kernelspec": {"name": "python3", "display_name": "Python"}},
)


def cell(source: object, kind: str = "code", **meta: object) -> dict:
    metadata = {"nbgrader": {"schema_version": 3, **meta}} if meta else {}
    return {"cell_type": kind, "source": source, "metadata": metadata}


def good() -> list[dict]:
    return [
        cell("import numpy", grade_id="setup", locked=True),
        cell("def f(): return 1", grade_id="f", solution=True),
        cell("assert f() == 1", grade_id="test_f", grade=True, locked=True, points=2),
        cell("Since.", "markdown", grade_id="why", grade=True, solution=True, points=1),
        cell("Draw.", "markdown", grade_id="task", task=True, points=3),
        cell("assert g()", grade_id="test_g", grade=True, locked=True, points=1),
    ]


def document(cells: list, **extra: object) -> dict:
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **extra}


def take(cells: list, **extra: object) -> CleanNotebook:
    notebook, notes = parse(json.dumps(document(cells, **extra)).encode())
    clean = mend(notebook, SOURCE, notes)
    nbformat.validate(nbformat.from_dict(clean.json))
    return clean


def ids(clean: CleanNotebook) -> list[str]:
    metas = [cell["metadata"].get("nbgrader", {}) for cell in clean.json["cells"]]
    return [meta.get("grade_id", "-") for meta in metas]
