"""The course's folders in the formgrader: to look at, and to take files away.

An author's notebooks are shown, as text. What a student handed in is never a page of
this server's: a browser gets it as a file to keep, of no type, that may do nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from markupsafe import Markup
from nbconvert.exporters import HTMLExporter
from nbgrader.api import MissingEntry
from nbgrader.server_extensions.formgrader.base import BaseHandler
from tornado import web

from autograder.common.printable import visible
from autograder.formgrader.guard import FILE_POLICY, Guarded
from autograder.formgrader.notebooks import Shown
from autograder.formgrader.sources import environment

_CHUNK = 1 << 16


def find(folder: Path, path: str) -> Path:
    """Return what a relative path names below a folder.

    Args:
        folder: The folder.
        path: Names with slashes between them.

    Raises:
        HTTPError: 404, there is nothing, or a link is on the way, or it leads out.
    """
    parts = PurePosixPath(path).parts
    base = folder.resolve()
    try:
        found = base.joinpath(*parts)
        inside = ".." not in parts and found.is_relative_to(base)
        if inside and found.resolve(strict=True) == found:
            return found
    except (OSError, ValueError, RuntimeError):  # too long, with a null, a circle
        pass
    raise web.HTTPError(HTTPStatus.NOT_FOUND)


async def send(handler: web.RequestHandler, file: Path) -> None:
    """Send a file that somebody unknown wrote.

    Raises:
        HTTPError: 404, it is not a file.
    """
    if not file.is_file():
        raise web.HTTPError(HTTPStatus.NOT_FOUND)
    handler.set_header("Content-Type", "application/octet-stream")
    handler.set_header("Content-Security-Policy", FILE_POLICY)
    name = quote(file.name, safe="")
    handler.set_header("Content-Disposition", f"attachment; filename*=utf-8''{name}")
    with file.open("rb") as content:
        while chunk := content.read(_CHUNK):
            handler.write(chunk)
            await handler.flush()


class HandedIn(Guarded, BaseHandler):  # type: ignore[misc]
    """A file beside a submission's notebook."""

    plain_names = False

    @web.authenticated
    async def get(self, submission_id: str, path: str) -> None:
        """Send the file.

        Raises:
            HTTPError: 404, there is no such submission or file.
        """
        try:
            notebook = self.gradebook.find_submission_notebook_by_id(submission_id)
        except MissingEntry:
            raise web.HTTPError(HTTPStatus.NOT_FOUND) from None
        folder = self.coursedir.format_path(
            self.coursedir.autograded_directory,
            notebook.student.id,
            notebook.assignment.assignment.name,
        )
        await send(self, find(Path(folder), path))


class Folder(Guarded, BaseHandler):  # type: ignore[misc]
    """A folder of assignments or submissions, a notebook of an author's, or a file."""

    plain_names = False

    @web.authenticated
    async def get(self, path: str) -> None:
        """Show a folder or notebook, or send a file.

        Raises:
            HTTPError: 404, there is nothing, or it is of no concern here.
        """
        root = Path(self.coursedir.root).resolve()
        place = find(root, path)
        authors = self._is_in(place, "source", "release")
        if not authors and not self._is_in(place, "autograded"):
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        if place.is_dir():
            self._show(place, root, entries=list(self._entries(place, root)))
        elif authors and place.suffix == ".ipynb":
            settings = self.settings["nbgrader_formgrader"].config
            exporter = HTMLExporter(config=settings, template_name="basic")
            html, _ = Shown(exporter).from_filename(str(place))
            self._show(place, root, notebook=Markup(html))
        else:
            await send(self, place)

    def _is_in(self, place: Path, *steps: str) -> bool:
        folders = (getattr(self.coursedir, f"{step}_directory") for step in steps)
        root = Path(self.coursedir.root).resolve()
        return any(place.is_relative_to(root / folder) for folder in folders)

    def _show(self, place: Path, root: Path, **shown: object) -> None:
        above = [one for one in place.parents if one.is_relative_to(root)]
        seen = [one for one in above if self._is_in(one, *_SHOWN)]
        links = [(one.name, self._address(one, root)) for one in reversed(seen)]
        page = environment().get_template("folder.tpl")
        self.finish(
            page.render(base_url=self.base_url, name=place.name, above=links, **shown)
        )

    def _entries(self, folder: Path, root: Path) -> Iterator[tuple[str, str]]:
        for entry in sorted(folder.iterdir()):
            if not entry.is_symlink():
                yield visible(entry.name), self._address(entry, root)

    def _address(self, place: Path, root: Path) -> str:
        path = quote(os.fsencode(place.relative_to(root)))
        return f"{self.base_url}/formgrader/folder/{path}"


_SHOWN = ("source", "release", "autograded")
