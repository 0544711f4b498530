"""Let nbgrader's autograde understand submissions in all languages of the course.

The gradebook holds the default language's cells. nbgrader would put their English text
into a Russian notebook, and would not see that a Russian blank is still blank.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import OverwriteCells
from traitlets import List, Unicode


def language_of(notebook: NotebookNode) -> str:
    """Return the language that a notebook says it is in; empty if it says none."""
    said = notebook.metadata.get("autograder")
    language = said.get("language") if isinstance(said, dict) else None
    return language if isinstance(language, str) else ""


class OverwriteTranslatedCells(OverwriteCells):  # type: ignore[misc]
    """nbgrader's OverwriteCells, in the language of the notebook."""

    root = Unicode(help="The course's root directory.").tag(config=True)
    languages = List(Unicode(), help="The languages but the default.").tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Restore the cells of one notebook."""
        language = language_of(nb)
        # The name comes from the student: nothing but a known one may reach a path.
        known = language in self.languages
        self._translations = self._read(language, resources) if known else {}
        nb, resources = super().preprocess(nb, resources)
        return nb, resources

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Restore one cell."""
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        translation = self._translations.get(grade_id)
        if translation is not None:
            if utils.is_locked(cell):
                cell.source = translation.source
            cell.metadata.nbgrader["checksum"] = utils.compute_checksum(translation)
        return cell, resources

    def _read(
        self, language: str, resources: dict[str, Any]
    ) -> dict[str, NotebookNode]:
        """Return the translated cells by grade id.

        As in the gradebook: locked cells with their hidden tests, from ``source/``;
        cells for answers as they were handed out, from ``release/``.
        """
        assignment = resources["nbgrader"]["assignment"]
        name = resources["nbgrader"]["notebook"]
        cells: dict[str, NotebookNode] = {}
        for step, locked in (("source", True), ("release", False)):
            path = Path(self.root, step, language, assignment, f"{name}.ipynb")
            for cell in nbformat.read(path, as_version=4).cells:
                grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
                if grade_id is not None and utils.is_locked(cell) == locked:
                    cells[grade_id] = cell
        return cells
