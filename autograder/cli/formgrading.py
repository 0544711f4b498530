"""nbgrader's formgrader on a course, served alone.

Whoever grades by hand reads what students wrote, in a browser that may change every
grade. So nothing is served beside the pages for it: no kernel, no terminal, no file to
be opened as a page. ``formgrader`` says what each page may do and who may ask for it.

Who comes with the token of the printed address gets a cookie, and the token is left
behind. Browsers send a cookie to every port of a machine; this one they send to a path
alone that is drawn for the run, so no other server gets to see it.

nbgrader needs three things that an instructor should not have to know of: the course's
root as the current directory, where it looks for ``nbgrader_config.py``; its own helper
commands on the path; and a gradebook.
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import signal
import socket
from contextlib import suppress
from http import HTTPStatus

from jupyter_server import DEFAULT_STATIC_FILES_PATH
from jupyter_server.auth import AllowAllAuthorizer, IdentityProvider, User
from jupyter_server.base.handlers import JupyterHandler
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from autograder.common.printable import lines
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.formgrader.guard import Guarded
from autograder.formgrader.handlers import Static, rules
from autograder.gradebook.current import open_gradebook
from autograder.gradebook.lateness import follow, penalty_of
from autograder.model import UsageError
from autograder.plugins.settings import safe_settings

PAGE = "/formgrader"

_HERE = "127.0.0.1"  # "localhost" may be two addresses, and one of them another's
_PORTS_TRIED = 50
_LARGEST_REQUEST = 1 << 20  # a comment, at most
_COOKIE = "formgrader"


def serve(course: NbgraderCourse, port: int) -> None:
    """Serve a course until Ctrl-C; say the address as soon as it answers.

    Args:
        course: The course.
        port: Where to listen; if it is taken, one of the next.

    Raises:
        UsageError: All of these ports are taken.
    """
    with open_gradebook(course, print):
        pass  # the formgrader does not open without one
    follow(penalty_of(course.config))
    os.chdir(course.root)
    # A shell lets what it starts in the background ignore Ctrl-C, and so `kill -INT`.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(course, port))


async def _serve(course: NbgraderCourse, port: int) -> None:
    token = secrets.token_urlsafe()
    _, taken = answering(course, token, port)
    print(f"Open http://{_HERE}:{taken}{PAGE}?token={token}", flush=True)
    await asyncio.Event().wait()


def answering(course: NbgraderCourse, token: str, port: int) -> tuple[HTTPServer, int]:
    """Return a server that answers in the running event loop, and its port.

    Args:
        course: The course; its root is the current directory.
        token: What the first request has to bring.
        port: Where to listen; if it is taken, one of the next.

    Raises:
        UsageError: All of these ports are taken.
    """
    sockets = _listen(port)
    server = HTTPServer(application(course, token), max_body_size=_LARGEST_REQUEST)
    server.add_sockets(sockets)
    return server, int(sockets[0].getsockname()[1])


def _listen(port: int) -> list[socket.socket]:
    for candidate in range(port, port + _PORTS_TRIED):
        with suppress(OSError, OverflowError):
            return bind_sockets(candidate, _HERE)
    raise UsageError(f"no port of {port}–{port + _PORTS_TRIED - 1} is free: --port N")


def application(course: NbgraderCourse, token: str) -> web.Application:
    """Return all that is served.

    Args:
        course: The course; its root is the current directory.
        token: What the first request has to bring.
    """
    base = f"/{secrets.token_urlsafe(9)}"
    instructor = Instructor()
    pages, api = rules(alone=True)
    served = web.Application(
        [
            (PAGE, Enter, {"token": token}),
            (r"/(favicon\.ico)", Static, {"path": DEFAULT_STATIC_FILES_PATH}),
            *((f"{base}{pattern}", *rest) for pattern, *rest in [*pages, *api]),
        ],
        default_handler_class=NotHere,
        base_url=f"{base}/",
        identity_provider=instructor,
        authorizer=AllowAllAuthorizer(identity_provider=instructor),
        cookie_secret=secrets.token_bytes(),
        xsrf_cookies=True,
        xsrf_cookie_kwargs={"path": base, "samesite": "Strict"},
        log_function=lambda handler: None,
    )
    _configure(served, course)
    return served


def _configure(served: web.Application, course: NbgraderCourse) -> None:
    """Tell nbgrader's handlers of the course."""
    formgrader = FormgradeExtension()
    formgrader.root_dir = str(course.root)
    # Its log is tornado's, like that of its handlers: what was asked for is no error.
    formgrader.log = logging.getLogger("tornado.application")
    for name in ("tornado.application", "tornado.general"):
        logging.getLogger(name).setLevel(logging.ERROR)
    for name in ("tornado.application", "traitlets"):
        logging.getLogger(name).addFilter(_in_short)
    formgrader.initialize([])
    formgrader.init_tornado_settings(served)
    # The course's file is read again for each request; these have the last word there.
    settings = safe_settings(course.root)
    formgrader.cli_config.merge(settings)
    formgrader.update_config(settings)
    served.settings["nbgrader_exporter"] = HTMLExporter(config=formgrader.config)


def _in_short(record: logging.LogRecord) -> bool:
    """Let a message be printed by lines that act on no terminal, without tracebacks.

    nbgrader logs names of what was handed in, and whole tracebacks, as they are.
    """
    said = record.getMessage().splitlines()
    if said and said[0].startswith("Traceback"):
        said = said[-1:]
    record.msg, record.args = lines(said), ()
    return True


class Instructor(IdentityProvider):
    """Knows the one user by a cookie, which is good for one run."""

    def __init__(self) -> None:
        super().__init__(token="")
        self.cookie = secrets.token_urlsafe()

    def get_user(self, handler: web.RequestHandler) -> User | None:
        """Return the user of a request, or None."""
        given = handler.get_cookie(_COOKIE) or ""
        known = secrets.compare_digest(given.encode(), self.cookie.encode())
        return User("instructor") if known else None


class Enter(Guarded, JupyterHandler):
    """The address that is printed. It may be clicked wherever it was printed."""

    def initialize(self, token: str) -> None:
        """Know the token."""
        self._token = token

    async def prepare(self) -> None:  # type: ignore[override]
        """Answer under this machine's own names only.

        Raises:
            HTTPError: 403.
        """
        if not self.check_host():
            raise web.HTTPError(HTTPStatus.FORBIDDEN)

    def get(self) -> None:
        """Give the cookie, and lead on from a page of ours, without the token.

        Raises:
            HTTPError: 403, it is not the token.
        """
        given = self.get_query_argument("token", "")
        if not secrets.compare_digest(given.encode(), self._token.encode()):
            self.get_login_url()  # says so
        base = self.base_url.rstrip("/")
        cookie = self.settings["identity_provider"].cookie
        self.set_cookie(_COOKIE, cookie, path=base, httponly=True, samesite="Strict")
        start = f"{base}{PAGE}/manage_assignments"
        self.finish(
            "<!doctype html><title>Formgrader</title>"
            f'<meta http-equiv="refresh" content="0; url={start}">'
            f'<a href="{start}">To the formgrader</a>'
        )


class NotHere(Guarded):
    """Everything else."""

    def check_xsrf_cookie(self) -> None:
        """Need no proof: nothing comes of it."""

    async def prepare(self) -> None:
        """Say that it is not here.

        Raises:
            HTTPError: 404.
        """
        raise web.HTTPError(HTTPStatus.NOT_FOUND)
