"""The formgrader served in the test's own process and thread: quick to ask, and seen.

Server and visitor take turns in one event loop, so what a request costs is the time of
this thread, and what the server says on the terminal is what this process logs.
"""

from __future__ import annotations

import asyncio
import http.client
import io
import logging
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

from autograder.cli.formgrading import answering
from autograder.config.nbgrader_course import open_course
from tests.formgrader.visitor import Answer, Visitor

HANGS = 600
"""Seconds after which a server that has not answered never will."""

TOKEN = "token-of-this-run"


class _Said:
    """What came over a connection, as http.client reads it."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def makefile(self, _: str) -> io.BytesIO:
        return io.BytesIO(self._content)


def understood(said: bytes, method: str = "GET") -> Answer:
    """Return an answer of the server's, which has to be one of HTTP."""
    got = http.client.HTTPResponse(_Said(said), method=method)  # type: ignore[arg-type]
    got.begin()
    return Answer(got.status, got.headers, got.read())


class _Terminal(logging.Handler):
    """Keeps what would be printed."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.printed: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.printed.append(self.format(record))


class Neighbour(Visitor):
    """Who has come with the token, and takes turns with the server.

    Attributes:
        printed: What the server has said on the terminal.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, port: int, terminal: _Terminal
    ) -> None:
        self._loop, self._port = loop, port
        self.printed = terminal.printed
        super().__init__(f"http://127.0.0.1:{port}/formgrader?token={TOKEN}")

    def exchange(self, request: bytes, ends: bool = False) -> bytes:
        """Send bytes, and return all that comes until the server hangs up.

        Args:
            request: Anything.
            ends: Say that nothing more will come: the server may wait for more.
        """
        told = asyncio.wait_for(self._exchange(request, ends), HANGS)
        return self._loop.run_until_complete(told)

    async def _exchange(self, request: bytes, ends: bool) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            writer.write(request)
            if ends:
                writer.write_eof()
            return await reader.read()
        except ConnectionError:  # hung up on before all was said
            return b""
        finally:
            writer.close()

    def _got(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> Answer:
        known = {"Host": self.host, "Content-Length": str(len(body)), **headers}
        lines = [f"{name}: {value}" for name, value in known.items()]
        head = "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "Connection: close"])
        request = head.encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body
        return understood(self.exchange(request), method)


@contextmanager
def served(course: Path) -> Iterator[Neighbour]:
    """Serve a course, and let somebody in."""

    async def start() -> int:
        server, port = answering(open_course(course), TOKEN, 0)
        servers.append(server)
        return port

    loop, servers, terminal = asyncio.new_event_loop(), [], _Terminal()
    logging.getLogger().addHandler(terminal)
    try:
        with chdir(course):
            yield Neighbour(loop, loop.run_until_complete(start()), terminal)
    finally:
        logging.getLogger().removeHandler(terminal)
        for server in servers:
            server.stop()
            loop.run_until_complete(server.close_all_connections())
        loop.close()
