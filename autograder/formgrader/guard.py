"""Who may ask a page or the API, and what a browser may do with the answer."""

from __future__ import annotations

import base64
import hashlib
import logging
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from nbgrader.api import InvalidEntry, MissingEntry
from sqlalchemy.exc import OperationalError
from tornado import web
from tornado.httputil import HTTPHeaders

from autograder.common.printable import one_line
from autograder.formgrader.sources import INLINE_SCRIPTS

_log = logging.getLogger("tornado.application")


def _hashes(scripts: Iterable[str]) -> str:
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return " ".join(f"'sha256-{base64.b64encode(one).decode()}'" for one in digests)


PAGE_POLICY = "; ".join(
    [
        "default-src 'none'",
        # Files of the page's own, and the few scripts inside it, which never change.
        f"script-src 'self' {_hashes(INLINE_SCRIPTS)}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
)
"""What a page may load and run: nothing that came with the text it shows."""

FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""What a student's file may do when a browser shows it after all: nothing."""

HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    # An address names a submission; who knows it can ask for more.
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Cache-Control": "no-store",
}
"""The headers of every answer; a file's differ in some."""


_LONGEST_NAME = 255
"""Bytes; a folder has the name, too."""

_MEANT: dict[type[BaseException], tuple[HTTPStatus, str]] = {
    MissingEntry: (HTTPStatus.NOT_FOUND, "The gradebook does not know it"),
    InvalidEntry: (HTTPStatus.BAD_REQUEST, "The gradebook cannot hold it"),
    OperationalError: (
        HTTPStatus.SERVICE_UNAVAILABLE,
        "The gradebook is in use, or cannot be reached: try again",
    ),
}
"""What exceptions of the gradebook's mean to a browser; others are unforeseen."""


def is_own_request(method: str, headers: HTTPHeaders) -> bool:
    """Tell whether a request comes from a page of this server or from no page at all.

    Browsers say where a request comes from, and pages cannot change what they say. A
    site is not enough: another port of this machine is the same site. What says nothing
    is no browser of today; it has to have the cookie like everybody.

    Args:
        method: The request's method.
        headers: Its headers.
    """
    site = headers.get("Sec-Fetch-Site")
    if site is not None:
        typed = site == "none" and method in ("GET", "HEAD")
        return site == "same-origin" or typed
    origin = headers.get("Origin")
    try:
        return origin is None or urlsplit(origin).netloc == headers.get("Host")
    except ValueError:  # no browser says that
        return False


def is_plain_name(name: str) -> bool:
    """Tell whether a part of an address can be one name: of a student, say.

    nbgrader makes paths of them, so ``..%2f..`` would lead anywhere.
    """
    is_step = name in (".", "..") or bool(set(name) & set("/\\\0"))
    return bool(name.strip()) and not is_step and len(name.encode()) <= _LONGEST_NAME


class Guarded(web.RequestHandler):
    """Mix-in for a handler of nbgrader's that checks who is asking.

    Attributes:
        plain_names: Each part that the address leaves open is one name.
    """

    plain_names = True

    def set_default_headers(self) -> None:
        """Set the headers that every answer has."""
        super().set_default_headers()
        for name, value in HEADERS.items():
            self.set_header(name, value)

    async def prepare(self) -> None:
        """Refuse what does not come from this server's own pages, or from a stranger.

        Raises:
            HTTPError: 403; 404 for what can be no name.
        """
        if not is_own_request(str(self.request.method), self.request.headers):
            raise web.HTTPError(
                HTTPStatus.FORBIDDEN,
                reason="A page of another address has asked for this",
            )
        names = [*self.path_args, *self.path_kwargs.values()]
        is_nowhere = any("\0" in (name or "") for name in names)  # in no path at all
        if is_nowhere or (self.plain_names and not all(map(is_plain_name, names))):
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        ready: Any = super().prepare()  # Jupyter's is a coroutine: host, cookie, XSRF
        if ready is not None:
            await ready

    def get_login_url(self) -> str:
        """Return where a stranger has to go.

        Raises:
            HTTPError: 403, there is no such place.
        """
        if "login_url" not in self.settings:
            raise web.HTTPError(
                HTTPStatus.FORBIDDEN,
                reason="Open the address that the command has printed",
            )
        return super().get_login_url()

    def send_error(self, status_code: int = 500, **known: Any) -> None:
        """Answer that something is wrong, by what the exception means."""
        error = known.get("exc_info", (None, None))[1]
        for kind, (status, reason) in _MEANT.items():
            if isinstance(error, kind):
                return super().send_error(status, reason=reason)
        return super().send_error(status_code, **known)

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Say in a line what was not foreseen; how it came about is for debugging."""
        if isinstance(value, (web.HTTPError, *_MEANT)):
            return
        asked = f"{self.request.method} {self.request.path}"
        said = one_line(f"{asked}: {type(value).__name__}: {value}")
        _log.error("%s", said)
        _log.debug("%s", said, exc_info=(typ, value, tb))

    def on_finish(self) -> None:
        """Let go of what the request has read or begun to write.

        All requests have one session: what failed in it would fail in all that follow,
        and what other programs have written since would not be seen.
        """
        super().on_finish()
        gradebook = self.settings.get("nbgrader_gradebook")
        if gradebook is not None:
            gradebook.db.rollback()

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say in a line what is wrong; nothing of what was asked is repeated."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}: {self._reason}\n")
