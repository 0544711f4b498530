"""Whatever is asked of the formgrader, by whomever: nothing is lost, and it goes on."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.formgrader.guard import FILE_POLICY, HEADERS
from autograder.formgrader.handlers import rules
from autograder.formgrader.sources import INLINE_SCRIPTS
from tests.formgrader.hostile_course import (
    ASSIGNMENT,
    STRANGER,
    STUDENT,
    TAG,
    HostileCourse,
    make,
)
from tests.formgrader.served import Neighbour, served, understood
from tests.formgrader.test_sources import Reader
from tests.formgrader.visitor import Answer
from tests.pathological import CONSTRUCTS, MIXED, STRANGE

MANY = settings(max_examples=60)
SECRET = "what-nobody-is-shown"
METHODS = ("GET", "POST", "PUT", "HEAD", "DELETE", "PATCH", "OPTIONS", "TRACE", "X")

PATTERNS = sorted({rule[0] for part in rules(alone=True) for rule in part})
ACTIONS = re.compile(r"/(assign|unrelease|release|collect|autograde|\w+_feedback)$")
"""What these do to an assignment that is there has tests of its own, and takes long."""

NOT_THERE = ("No notebooks were matched by ", "Did you mean: ")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> HostileCourse:
    made = make(tmp_path_factory.mktemp("fuzz") / "course", TAG)
    for place in ("secret.txt", "nbgrader_config.py", f"submitted/{STUDENT}/own.txt"):
        with (made.root / place).open("a") as file:
            file.write(f"# {SECRET}\n")
    (made.root.parent / "secret.txt").write_text(SECRET)
    (made.folder / "link.txt").symlink_to(made.root / "secret.txt")
    return made


KNOWN = (ASSIGNMENT, STUDENT, "<submission>", "<grade>", "<comment>")
"""Names of what is there; ids are drawn for each run, and put in by :func:`filled`."""

ODD_NAMES = (
    *("..", ".", "%2e%2e", "..%2f..%2fsecret.txt", "%2fetc%2fpasswd", "%5c..%5c"),
    *("%00", "%ff", "%", "%zz", "%c0%ae", "%0d%0aX-Odd:%20x", "*", "[a]", "?", "#"),
    *("{student_id}", "{0}", "%7Bassignment_id%7D", "%24%7Bx%7D", "a" * 300, "-", "~"),
    *(quote(TAG, safe=""), quote(STRANGER, safe=""), "x.html", "link.txt", "own.txt"),
)
NAMES = st.one_of(
    st.sampled_from(ODD_NAMES),
    MIXED.map(lambda text: quote(text[:200], safe="", errors="replace")),
    st.sampled_from(CONSTRUCTS).map(lambda text: quote(text * 20, errors="replace")),
)
PATHS = st.lists(st.sampled_from(KNOWN) | NAMES, max_size=4).map("/".join)
QUERIES = st.one_of(
    st.just(""),
    st.builds(
        "?{}={}".format,
        st.sampled_from(("path", "index", "exercise", "submission_id", "token", "v")),
        st.sampled_from(KNOWN) | NAMES,
    ),
    NAMES.map("?{}".format),
)
PLACES = st.sampled_from(PATTERNS).flatmap(
    lambda pattern: st.tuples(
        # Addresses by nbgrader's own patterns, with names where these take any.
        st.from_regex(
            pattern.replace("[^/]+", "<name>").replace(".*", "<path>"), fullmatch=True
        ),
        NAMES if ACTIONS.search(pattern) else st.sampled_from(KNOWN) | NAMES,
        NAMES if ACTIONS.search(pattern) else st.sampled_from(KNOWN) | NAMES,
        PATHS,
        QUERIES,
    ).map(
        lambda drawn: (
            drawn[0]
            .replace("<name>", drawn[1], 1)
            .replace("<name>", drawn[2])
            .replace("<path>", drawn[3])
            + drawn[4]
        )
    )
)
ANY: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), MIXED),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(MIXED, inner),
    max_leaves=3,
)
FIELDS = (
    *("manual_score", "extra_credit", "manual_comment", "first_name", "last_name"),
    *("email", "duedate_notimezone", "duedate_timezone"),
)
DATES = ("2030-01-02T12:00", "soon", "9999-12-31 23:59", "0001-01-01", "9" * 99)
ODD_BODIES = (
    *(b"", b"{", b"[]", b"1", b"null", b'"x"', b"\xff", b"[" * 100_000, b"{}" * 2),
    *(b'{"manual_score": NaN}', b'{"manual_score": 1e999}', b'{"manual_score": true}'),
    *(b'{"manual_score": %s}' % (b"9" * 400), b'{"manual_score": %s}' % (b"9" * 5_000)),
    *(b'{"manual_score": "1"}', b'{"manual_score": [1]}', b'{"extra_credit": "x"}'),
    *(b'{"manual_comment": 1}', b'{"manual_comment": "\\ud800"}', b'{"email": {}}'),
    *(b'{"manual_comment": "\\u0000"}', b'{"duedate_notimezone": 1}', b"\x00" * 99),
)
BODIES = st.one_of(
    st.sampled_from(ODD_BODIES),
    st.dictionaries(
        st.sampled_from(FIELDS), st.sampled_from(DATES) | ANY, max_size=3
    ).map(lambda said: json.dumps(said).encode()),
    MIXED.map(lambda text: text.encode("utf-8", "surrogatepass")),
)
PLAIN = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=20)
HARMLESS: st.SearchStrategy[dict[str, str]] = st.dictionaries(
    st.sampled_from(
        (
            *("Range", "If-None-Match", "If-Modified-Since", "Accept-Encoding", "Via"),
            *("Content-Type", "Expect", "X-Forwarded-For", "X-Forwarded-Proto"),
            *("X-HTTP-Method-Override", "Upgrade", "Authorization", "Referer"),
        )
    ),
    st.sampled_from(
        (
            *("bytes=0-", "bytes=9-1", "bytes=-9", "bytes=x", "gzip", "websocket"),
            *("Mon, 99 Foo 2000", "application/x-www-form-urlencoded", "text/html"),
            *("multipart/form-data", "multipart/form-data; boundary=", "token x"),
            *("DELETE", "https", "9" * 5_000, "Basic !", "http://evil.org/"),
        )
    )
    | PLAIN,
    max_size=2,
)
"""Headers that say nothing of who asks."""

FOREIGN = st.one_of(
    *(
        st.fixed_dictionaries({name: st.sampled_from(values)})
        for name, values in {
            "Cookie": ("", "formgrader=x", "_xsrf=x; formgrader=", "=;=;", "a" * 999),
            "X-CSRFToken": ("", "x", "2|x|x|1", "\u00e9", "9" * 99),
            "Sec-Fetch-Site": ("cross-site", "same-site", "none", "", "Same-Origin"),
            "Host": ("evil.org", "127.0.0.1.evil.org", "", "[", "localhost:x"),
        }.items()
    ),
    st.fixed_dictionaries(
        {
            "Sec-Fetch-Site": st.none(),
            "Origin": st.sampled_from(("null", "http://evil.org", "http://[", "x")),
        }
    ),
)
"""Headers of those who may change nothing."""


@dataclass(frozen=True)
class Served:
    """A course that is served, with somebody who may ask, and ids of what is there."""

    course: HostileCourse
    visitor: Neighbour
    ids: dict[str, str]

    def ask(
        self, asked: tuple[str, str, bytes], headers: Mapping[str, str | None]
    ) -> Answer:
        """Ask as the formgrader's page would, but for these headers; None: without."""
        method, place, body = asked
        token = self.visitor.cookies["_xsrf"]
        said = {"Sec-Fetch-Site": "same-origin", "X-CSRFToken": token, **headers}
        given = {name: value for name, value in said.items() if value is not None}
        kept = dict(self.visitor.cookies)
        try:
            return self.visitor.raw(method, self._path(place), body, given)
        finally:
            self.visitor.cookies = kept

    def _path(self, place: str) -> str:
        named = re.sub(r"<(\w+)>", lambda one: self.ids.get(one[1], one[0]), place)
        base = self.visitor.base.removesuffix("/formgrader")
        return base + quote(named, safe="/?=&%*[]{}#~.-_\\:", errors="replace")

    def state(self) -> tuple[list[str], list[Path]]:
        """Return all that the gradebook and the folders say."""
        with closing(sqlite3.connect(self.course.root / "gradebook.db")) as database:
            written = list(database.iterdump())
        return written, sorted(self.course.root.parent.rglob("*"))

    def points(self) -> list[float]:
        """Return all that a person has given."""
        with closing(sqlite3.connect(self.course.root / "gradebook.db")) as database:
            rows = database.execute("SELECT manual_score, extra_credit FROM grade")
            return [value for row in rows for value in row if value is not None]

    def assert_goes_on(self) -> None:
        """Assert that the next request is answered, and that nothing was printed.

        That an assignment is not there nbgrader's ``assign`` says on the terminal, too.
        """
        asked = f"api/grades?submission_id={self.course.submission}"
        (grade,) = json.loads(self.visitor.ask(asked).text)
        assert grade["id"] == self.ids["grade"]
        printed = list(self.visitor.printed)
        self.visitor.printed.clear()  # it is this test's fault, and no later one's
        assert [line for line in printed if not line.startswith(NOT_THERE)] == []


@pytest.fixture(scope="module")
def fuzzed(course: HostileCourse) -> Iterator[Served]:
    ids = {"submission": course.submission, "grade": course.grade()}
    with served(course.root) as visitor:
        yield Served(course, visitor, {**ids, "comment": course.comment()})


def assert_harmless(answer: Answer) -> None:
    """Assert that nothing went wrong, and nothing is in it that should not be."""
    assert answer.status < 500, answer
    assert SECRET.encode() not in answer.body and b"Traceback" not in answer.body
    if answer.status == 400 and not answer.body:
        return  # it was no HTTP, and no handler has seen it
    for name, value in HEADERS.items():
        assert answer.headers[name] in (value, FILE_POLICY)
    assert "X-Odd" not in answer.headers
    if answer.headers.get_content_type() == "text/html":
        page = Reader(answer.text)
        assert not page.handlers and STRANGE not in page.tags
        assert set(page.inline) <= set(INLINE_SCRIPTS)


REQUESTS = st.tuples(st.sampled_from(METHODS), PLACES, BODIES)


@MANY
@given(asked=REQUESTS, headers=HARMLESS)
def test_whatever_the_instructors_browser_asks(
    fuzzed: Served,
    asked: tuple[str, str, bytes],
    headers: dict[str, str | None],
) -> None:
    assert_harmless(fuzzed.ask(asked, headers))
    fuzzed.assert_goes_on()
    assert all(map(isfinite, fuzzed.points()))


@MANY
@given(asked=REQUESTS, headers=HARMLESS, foreign=FOREIGN)
def test_whatever_others_ask_changes_nothing(
    fuzzed: Served,
    asked: tuple[str, str, bytes],
    headers: dict[str, str | None],
    foreign: dict[str, str | None],
) -> None:
    before = fuzzed.state()
    answer = fuzzed.ask(asked, {**headers, **foreign})
    assert_harmless(answer)
    assert answer.status >= 300 or asked[0] in ("GET", "HEAD")
    assert fuzzed.state() == before
    fuzzed.assert_goes_on()


@pytest.mark.parametrize("place", ["static", "folder", "submissions/x", "gradebook"])
def test_no_path_has_a_null_byte(fuzzed: Served, place: str) -> None:
    answer = fuzzed.ask(("GET", f"/formgrader/{place}/%00", b""), {})
    assert_harmless(answer)
    assert answer.status == 404
    fuzzed.assert_goes_on()


@pytest.mark.parametrize("body", ODD_BODIES, ids=lambda body: repr(body[:30]))
@pytest.mark.parametrize(
    "place", ["grade/<grade>", "comment/<comment>", f"student/{STUDENT}"]
)
def test_a_body_is_what_can_be_kept_or_is_refused(
    fuzzed: Served, place: str, body: bytes
) -> None:
    asked = ("PUT", f"/formgrader/api/{place}", body)
    answer = fuzzed.ask(asked, {})
    assert_harmless(answer)
    is_object = body.startswith(b'{"')
    assert answer.status == 400 if not is_object else answer.status in (200, 400)
    fuzzed.assert_goes_on()


def test_a_grade_and_a_date_are_kept(fuzzed: Served) -> None:
    course, visitor = fuzzed.course, fuzzed.visitor
    # A page sends what is typed as it is typed.
    for typed, points in {"0.5": 0.5, ".25": 0.25, "1e0": 1, "": None, 2: 2}.items():
        body = json.dumps({"manual_score": typed, "extra_credit": None, "id": "x"})
        assert visitor.ask(f"api/grade/{course.grade()}", "PUT", body).status == 200
        assert course.points() == points
    for typed in ("one", ".", "1 2", "0x1", "nan", "inf", "9e999", "٣", "1_0"):
        body = json.dumps({"manual_score": typed})
        assert visitor.ask(f"api/grade/{course.grade()}", "PUT", body).status == 400
    place = f"api/comment/{course.comment()}"
    for said in ("", "Why?", None):  # an empty comment is one, too
        body = json.dumps({"manual_comment": said})
        kept = json.loads(visitor.ask(place, "PUT", body).text)["manual_comment"]
        assert kept == said
    for zone, kept in {"+0300": "09", "-0530": "17", "": "12"}.items():
        due = {"duedate_notimezone": "2030-01-02T12:00", "duedate_timezone": zone}
        answer = visitor.ask(f"api/assignment/{ASSIGNMENT}", "PUT", json.dumps(due))
        assert json.loads(answer.text)["duedate"].startswith(f"2030-01-02T{kept}")


POST = b"POST / HTTP/1.1\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
HTTP = (
    *(b"\r\n\r\n", b"GET\r\n\r\n", b"\x00" * 999, b"\x16\x03\x01\x02", b"PRI *"),
    *(b"GET / HTTP/9.9\r\n\r\n", b"GET  / HTTP/1.1\r\n\r\n"),
    *(b"GET / HTTP/1.1\r\n:\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n"),
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"GET / HTTP/1.1\r\nA: b\r\n folded\r\n\r\n",
    b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 5_000 + b"\r\n",
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
    b"GET http://evil.org/formgrader HTTP/1.1\r\nHost: evil.org\r\n\r\n",
    b"CONNECT evil.org:80 HTTP/1.1\r\nHost: evil.org:80\r\n\r\n",
    POST + b"Content-Length: -1\r\n\r\n",
    POST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
    POST + b"Content-Length: 99999999999\r\n\r\n",
    POST + b"Content-Length: 5\r\n" + CHUNKED + b"\r\n0\r\n\r\n",
    POST + CHUNKED + b"\r\nfffffffff\r\nx\r\n",
    POST + CHUNKED + b"\r\n-1\r\nx\r\n",
)
"""What is no request, or one of another place."""


@settings(max_examples=40)
@given(request=st.binary(max_size=200))
def test_whatever_is_no_http(fuzzed: Served, request: bytes) -> None:
    fuzzed.visitor.exchange(request, ends=True)
    fuzzed.assert_goes_on()


@pytest.mark.parametrize("request_", HTTP, ids=lambda one: repr(one[:40]))
def test_odd_http(fuzzed: Served, request_: bytes) -> None:
    if said := fuzzed.visitor.exchange(request_, ends=True):
        answer = understood(said)
        assert 400 <= answer.status < 500 and SECRET.encode() not in answer.body
    fuzzed.assert_goes_on()
