"""nbgrader's handlers, each guarded, and ours in place of some.

The lists have nbgrader's addresses in nbgrader's order: the first that matches answers.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.server_extensions.formgrader import apihandlers as stock_api
from nbgrader.server_extensions.formgrader import handlers as stock
from nbgrader.server_extensions.formgrader.base import BaseHandler
from tornado import web
from traitlets.log import get_logger

from autograder.formgrader import bodies, by_hand
from autograder.formgrader.course_api import CourseApi, as_text
from autograder.formgrader.folders import Folder, HandedIn
from autograder.formgrader.guard import Guarded
from autograder.formgrader.notebooks import Shown
from autograder.formgrader.sources import STATIC, environment, safe_script
from autograder.pages.rendering import TEMPLATES

Rule = tuple[Any, ...]


class OfCourse(Guarded):
    """Mix-in for a handler of nbgrader's that looks at the course."""

    coursedir: CourseDirectory
    authenticator: Authenticator

    @property
    def api(self) -> CourseApi:
        """The API for the course, as its configuration is now."""
        app = self.coursedir.parent
        app.load_config_file()
        with _no_word_of_the_exchange():
            return CourseApi(self.coursedir, self.authenticator, parent=app)


@contextmanager
def _no_word_of_the_exchange() -> Iterator[None]:
    """Keep from the log that there is no exchange, which nbgrader says at each request.

    It tells students to ask their instructor, who reads it here. The pages say it.
    """

    def is_told(record: logging.LogRecord) -> bool:
        return not record.getMessage().startswith("Unwritable directory")

    log = get_logger()  # what nbgrader's API and all that it makes log by
    log.addFilter(is_told)
    try:
        yield
    finally:
        log.removeFilter(is_told)


class Page(OfCourse):
    """Mix-in for a page of nbgrader's that renders it by the safe templates."""

    def render(self, name: str, **values: Any) -> str:  # type: ignore[override]
        """Return a page."""
        return environment().get_template(name).render(**values)


class Api(OfCourse):
    """Mix-in for a handler of nbgrader's API: it answers with text, never a page."""

    def set_default_headers(self) -> None:
        """Declare the answer plain text; nbgrader's scripts parse the JSON in it."""
        super().set_default_headers()
        self.set_header("Content-Type", "text/plain; charset=utf-8")

    def write(self, chunk: str | bytes | dict[str, Any]) -> None:
        """Write what an action came to without its traceback."""
        is_outcome = (
            self.request.method == "POST" and self.get_status() == HTTPStatus.OK
        )
        super().write(as_text(str(chunk)) if is_outcome else chunk)

    def get_json_body(self) -> dict[str, Any]:
        """Return what the request wants written.

        Raises:
            HTTPError: 400, it is not what the gradebook can hold.
        """
        try:
            return bodies.read(self.request.body)
        except ValueError as error:
            raise web.HTTPError(HTTPStatus.BAD_REQUEST, reason=str(error)) from None


class Submission(Page, stock.SubmissionHandler):  # type: ignore[misc]
    """A submission's notebook, to be graded."""

    @property
    def exporter(self) -> Shown:
        """What makes the page."""
        return Shown(super().exporter)


class Navigation(Page, stock.SubmissionNavigationHandler):  # type: ignore[misc]
    """Leads from a submission to the next or the one before."""

    def _get_submission_ids(self, *names: str) -> list[str]:
        # nbgrader leaves out what has lost its notebook, and then cannot find it.
        known = super()._get_submission_ids(*names)
        return sorted({*known, self.path_kwargs["submission_id"]})


class Start(Page, BaseHandler):  # type: ignore[misc]
    """Where the formgrader begins.

    nbgrader would run the ``nbgrader_config.py`` of any folder that a link names.
    """

    @web.authenticated
    def get(self) -> None:
        """Go to the list of assignments.

        Raises:
            HTTPError: 403, a folder is named.
        """
        if self.get_argument("path", None) is not None:
            raise web.HTTPError(
                HTTPStatus.FORBIDDEN, reason="The course is the one that is served"
            )
        self.redirect(f"{self.base_url}/formgrader/manage_assignments")


class Script(Guarded):
    """One of nbgrader's scripts."""

    def initialize(self, alone: bool = False) -> None:
        """Serve scripts that know of Jupyter's pages, or of none."""
        self._alone = alone

    def get(self, name: str) -> None:
        """Send the script.

        Raises:
            HTTPError: 404, there is none.
        """
        path = STATIC / "js" / name
        if not path.is_file():
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish(safe_script(path, self._alone))


class MathFont(Guarded):
    """The font of formulas, for machines that have none."""

    def get(self) -> None:
        """Send the font."""
        self.set_header("Content-Type", "font/woff")
        self.finish((TEMPLATES / "math.woff").read_bytes())


class Static(Guarded, web.StaticFileHandler):
    """What nbgrader's pages take from others: jQuery, Bootstrap, fonts."""

    plain_names = False


def rules(alone: bool) -> tuple[list[Rule], list[Rule]]:
    """Return the addresses of the pages and of the API, with their handlers.

    Args:
        alone: No Jupyter is beside them; folders are shown here too.
    """
    ours: list[Rule] = [
        (r"/formgrader/?", Start),
        (r"/formgrader/static/js/([^/]+)", Script, {"alone": alone}),
        (r"/formgrader/math\.woff", MathFont),
        (r"/formgrader/static/(.*)", Static, {"path": str(STATIC)}),
        *by_hand.RULES,
    ]
    if alone:
        ours.append((r"/formgrader/folder/(.*)", Folder))
    pages = [
        (pattern, _OURS.get(handler) or _guarded(Page, handler), *rest)
        for pattern, handler, *rest in stock.default_handlers
        if handler not in _REPLACED
    ]
    files = (r"/formgrader/submissions/([^/]+)/(.*)", HandedIn)
    api = [
        (pattern, _guarded(Api, handler), *rest)
        for pattern, handler, *rest in stock_api.default_handlers
    ]
    return [*ours, *pages, files], api


_REPLACED = (
    stock.FormgraderHandler,
    stock.SubmissionFilesHandler,
    web.StaticFileHandler,  # folders that nbgrader's pages do not use
)


_OURS = {
    stock.SubmissionHandler: Submission,
    stock.SubmissionNavigationHandler: Navigation,
}


def _guarded(guard: type[Guarded], handler: type[web.RequestHandler]) -> type[Guarded]:
    return type(f"Safe{handler.__name__}", (guard, handler), {})
