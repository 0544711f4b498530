"""Notebooks of the course's folders as the HTML of a page."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from tornado import web

from autograder.model import SubmissionError
from autograder.pages import executed


class Shown:
    """In place of an exporter, for handlers that have a name of a file.

    Args:
        exporter: What makes the page.
    """

    def __init__(self, exporter: HTMLExporter) -> None:
        self._exporter = exporter

    def from_filename(
        self, path: str, resources: dict[str, Any] | None = None
    ) -> tuple[str, dict[str, Any]]:
        """Return the page, as nbconvert's exporters do.

        Raises:
            HTTPError: 422, there is no notebook in the file, or none that can be shown.
        """
        file = Path(path)
        about = {"name": file.stem, "path": str(file.parent)}
        try:
            notebook = executed.read(file)
        except SubmissionError as error:
            raise _refusal(str(error)) from None
        # Nothing of it is shown, and nbconvert believes what it says.
        notebook.metadata = NotebookNode()
        try:
            page, known = self._exporter.from_notebook_node(
                notebook, resources={**(resources or {}), "metadata": about}
            )
        # Whatever a notebook makes nbconvert raise is a matter of that notebook.
        except Exception as error:
            raise _refusal(type(error).__name__) from None
        return page, known


def _refusal(reason: str) -> web.HTTPError:
    return web.HTTPError(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        reason=f"The notebook cannot be shown: {reason}",
    )
