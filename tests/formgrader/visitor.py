"""Asks the formgrader as a browser does, or as it never would."""

from __future__ import annotations

import http.client
import re
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """The body, decoded."""
        return self.body.decode()


class Visitor:
    """Who came by the printed address, and has its cookies.

    Attributes:
        base: The path below which all of the formgrader is.
    """

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host = parts.netloc
        self.cookies: dict[str, str] = {}
        entry = self.raw("GET", f"{parts.path}?{parts.query}")
        found = re.search(r'href="([^"]*)/manage_assignments"', entry.text)
        assert found, entry
        self.base = found[1]
        self.ask("manage_assignments")  # brings the token against forged requests

    def ask(
        self, place: str, method: str = "GET", body: str | bytes = "", **headers: str
    ) -> Answer:
        """Ask for a page or of the API, as a page of the formgrader does."""
        known = {
            "X-CSRFToken": self.cookies.get("_xsrf", ""),
            "Sec-Fetch-Site": "same-origin",
        }
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.raw(method, f"{self.base}/{place}", body, {**known, **named})

    def raw(
        self,
        method: str,
        path: str,
        body: str | bytes = "",
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Ask with these headers and the cookies; the path goes out as it is."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        content = body.encode() if isinstance(body, str) else body
        answer = self._got(method, path, content, {"Cookie": cookie, **(headers or {})})
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {k: v.value for k, v in SimpleCookie(line).items()}
        return answer

    def _got(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> Answer:
        connection = http.client.HTTPConnection(self.host, timeout=90)
        try:
            connection.request(method, path, body, headers)
            got = connection.getresponse()
            return Answer(got.status, got.headers, got.read())
        finally:
            connection.close()
