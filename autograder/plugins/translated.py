"""Let nbgrader's autograde understand submissions in all languages of the course.

The gradebook holds the default language's cells. nbgrader would put their English text
into a Russian notebook, and would not see that a Russian blank is still blank.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import OverwriteCells
from traitlets import List, Unicode

from autograder.notebook.cells import grade_id, is_locked
from autograder.notebook.source import SourceCell, SourceNotebook, translated_cells


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
        if translation := self._translations.get(grade_id(cell)):
            if is_locked(cell):
                cell.source = translation.source
            cell.metadata.nbgrader["checksum"] = translation.compute_checksum()
        return cell, resources

    def _read(self, language: str, resources: dict[str, Any]) -> dict[str, SourceCell]:
        """Return the translated cells by grade id."""
        ids = resources["nbgrader"]
        name = Path(ids["assignment"], f"{ids['notebook']}.ipynb")
        source, release = (
            SourceNotebook.from_json(
                nbformat.read(Path(self.root, step, language, name), as_version=4)
            )
            for step in ("source", "release")
        )
        return translated_cells(source, release)
