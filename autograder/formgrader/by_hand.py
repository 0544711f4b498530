"""The straight way through what waits for a person: the next, the rubric, a preview.

Rubric and preview are HTML of the course's and the instructor's own text, made safe as
all else; the page puts them in as they are.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from nbgrader.api import BaseCell, Grade, MissingEntry, SubmittedNotebook
from nbgrader.server_extensions.formgrader.base import BaseHandler
from sqlalchemy import select
from tornado import web

from autograder.formgrader.guard import Guarded
from autograder.model import SubmissionError
from autograder.pages import executed
from autograder.pages.safe_html import LONGEST, Prose, without_links

_TOP_LEVEL = 4


class Waiting(Guarded, BaseHandler):  # type: ignore[misc]  # nbgrader has no types
    """Leads to the next submission of a notebook, or the one before, that waits."""

    @web.authenticated
    def get(self, submission_id: str, where: str) -> None:
        """Go there; to the list of submissions if none is left.

        The argument ``exercise`` asks for those in which this one waits.

        Raises:
            HTTPError: 404, there is no such submission.
        """
        submission = _submission(self, submission_id)
        exercise = self.get_argument("exercise", "")
        waiting = self._waiting(submission, exercise)
        later = [one for one in waiting if one > submission.id]
        earlier = [one for one in waiting if one < submission.id]
        found = later[:1] if where == "next_waiting" else earlier[-1:]
        pages = f"{self.base_url}/formgrader"
        if found:
            asked = f"?{urlencode({'exercise': exercise})}" if exercise else ""
            self.redirect(f"{pages}/submissions/{found[0]}/{asked}")
        else:
            self.redirect(f"{pages}/gradebook/{_address(submission)}")

    def _waiting(self, submission: SubmittedNotebook, exercise: str) -> list[str]:
        """Return in order the ids of the notebook's submissions that wait."""
        asked = (
            select(Grade.notebook_id)
            .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
            .where(SubmittedNotebook.notebook_id == submission.notebook_id)
            .where(Grade.needs_manual_grade)
            .distinct()
        )
        if exercise:
            asked = asked.join(BaseCell, BaseCell.id == Grade.cell_id)
            asked = asked.where(BaseCell.name == exercise)
        return sorted(self.gradebook.db.execute(asked).scalars())


class Rubric(Guarded, BaseHandler):  # type: ignore[misc]
    """Tells what the instructor wrote in the answers that a person grades."""

    @web.authenticated
    def get(self, submission_id: str) -> None:
        """Send a JSON object: by grade id, HTML.

        Raises:
            HTTPError: 404, there is no such submission.
        """
        submission = _submission(self, submission_id)
        folder = self.coursedir.format_path(
            self.coursedir.source_directory,
            ".",
            submission.assignment.assignment.name,
        )
        source = Path(folder) / f"{submission.notebook.name}.ipynb"
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(json.dumps(_rubrics(source)))


class Preview(Guarded, BaseHandler):  # type: ignore[misc]
    """Shows a comment as its student will read it."""

    @web.authenticated
    def post(self) -> None:
        """Send the body's Markdown as HTML."""
        text = self.request.body.decode("utf-8", "replace")[:LONGEST]
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(_html(text))


def _rubrics(source: Path) -> dict[str, str]:
    try:
        notebook = executed.read(source)
    except SubmissionError:  # a course may keep it elsewhere
        return {}
    found = {}
    for cell in notebook.cells:
        said: Any = cell.metadata.get("nbgrader", {})
        is_read = (said.get("grade") and said.get("solution")) or said.get("task")
        if is_read and cell.cell_type == "markdown":
            found[said["grade_id"]] = _html(cell.source)
    return found


def _html(text: str) -> str:
    """Return Markdown as safe HTML; no link on this page is one to be clicked."""
    return without_links(Prose(_TOP_LEVEL).markdown(text))


def _submission(handler: BaseHandler, id_: str) -> SubmittedNotebook:
    try:
        return handler.gradebook.find_submission_notebook_by_id(id_)
    except MissingEntry:
        raise web.HTTPError(HTTPStatus.NOT_FOUND) from None


def _address(submission: SubmittedNotebook) -> str:
    names = submission.assignment.assignment.name, submission.notebook.name
    return "/".join(map(quote, names))


RULES = [
    (r"/formgrader/submissions/([^/]+)/((?:next|prev)_waiting)", Waiting),
    (r"/formgrader/submissions/([^/]+)/rubric", Rubric),
    (r"/formgrader/preview", Preview),
]
"""Addresses and handlers."""
