"""Who may ask, by what the browser says of the request."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tornado.httputil import HTTPHeaders

from autograder.formgrader.guard import is_own_request, is_plain_name

HOST = {"Host": "127.0.0.1:8888"}


@pytest.mark.parametrize(
    ("method", "said", "own"),
    [
        ("GET", {"Sec-Fetch-Site": "same-origin"}, True),
        ("PUT", {"Sec-Fetch-Site": "same-origin"}, True),
        ("GET", {"Sec-Fetch-Site": "none"}, True),  # typed, or of the bookmarks
        ("POST", {"Sec-Fetch-Site": "none"}, False),
        ("GET", {"Sec-Fetch-Site": "same-site"}, False),  # another port
        ("GET", {"Sec-Fetch-Site": "cross-site"}, False),
        (
            "POST",
            {"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:8888"},
            False,
        ),
        ("POST", {"Origin": "http://127.0.0.1:8888"}, True),
        ("POST", {"Origin": "http://127.0.0.1:9999"}, False),
        ("POST", {"Origin": "http://evil.org"}, False),
        ("POST", {"Origin": "null"}, False),  # a sandboxed frame
        ("POST", {"Origin": "http://["}, False),
        ("POST", {}, True),  # no browser
    ],
)
def test_own_requests(method: str, said: dict[str, str], own: bool) -> None:
    assert is_own_request(method, HTTPHeaders({**HOST, **said})) is own


@given(
    st.text().filter(lambda site: site not in ("same-origin", "none")),
    st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD"]),
)
def test_no_other_site_is_own(site: str, method: str) -> None:
    class Said(dict[str, str]):
        """Headers hold no such texts; what decides must not depend on it."""

    said = Said({**HOST, "Sec-Fetch-Site": site, "Origin": "http://127.0.0.1:8888"})
    assert not is_own_request(method, said)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["..", ".", "", " ", "../x", "a/b", "a\\b", "a\0"])
def test_what_is_no_name(name: str) -> None:
    assert not is_plain_name(name)


@pytest.mark.parametrize("name", ["ada", "Задание й", "a b", "..a", "x.ipynb", "<b>"])
def test_names(name: str) -> None:
    assert is_plain_name(name)
