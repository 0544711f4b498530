"""What the served formgrader answers to whom; ``tests/browser`` asks in a browser."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.formgrader import formgrader
from tests.formgrader.hostile_course import (
    ASSIGNMENT,
    DONE,
    FILES,
    NAMES,
    PAGES,
    STRANGER,
    STUDENT,
    HostileCourse,
    make,
)
from tests.formgrader.test_sources import Reader
from tests.formgrader.visitor import Visitor

PLACES = (*PAGES, f"folder/release/{ASSIGNMENT}")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> HostileCourse:
    course = make(tmp_path_factory.mktemp("hostile") / "course")
    (course.root / "secret.txt").write_text("of the course")
    (course.folder / "link.txt").symlink_to(course.root / "secret.txt")
    (course.folder / "out").symlink_to(course.root)
    (course.folder / "pictures").mkdir()
    (course.folder / "pictures" / "Ж 1.txt").write_text("beside")
    return course


@pytest.fixture(scope="module")
def address(
    course: HostileCourse, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    with formgrader(course.root, tmp_path_factory.mktemp("home")) as said:
        yield said


@pytest.fixture(scope="module")
def let_in(address: str) -> Visitor:
    return Visitor(address)


@pytest.fixture
def visitor(let_in: Visitor) -> Visitor:
    one = copy.copy(let_in)
    one.cookies = dict(let_in.cookies)
    return one


def test_the_cookie_goes_to_this_run_alone_and_the_token_is_left_behind(
    address: str, visitor: Visitor
) -> None:
    path, _, query = address.partition("//")[2].partition("/")[2].partition("?")
    entry = visitor.raw("GET", f"/{path}?{query}")
    cookie = entry.headers["Set-Cookie"]
    run = visitor.base.removesuffix("/formgrader")
    assert f"Path={run}" in cookie and len(run) > 8
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
    token = query.removeprefix("token=")
    for text in (
        entry.text,
        str(entry.headers),
        visitor.ask("manage_assignments").text,
    ):
        assert token not in text
    assert token not in visitor.cookies.values()


@pytest.mark.parametrize("query", ["", "?token=", "?token=x", "?path=submitted"])
def test_strangers_get_nothing(visitor: Visitor, query: str) -> None:
    visitor.cookies = {}
    assert visitor.raw("GET", f"/formgrader{query}").status == 403
    for place in (*PLACES, "api/students", f"folder/source/{ASSIGNMENT}", "?path=x"):
        answer = visitor.ask(place)
        assert (answer.status, "Set-Cookie" in answer.headers) == (403, False)
        assert "has printed" in answer.text


@pytest.mark.parametrize(
    "host", ["evil.org", "evil.org:8888", "127.0.0.1.evil.org", ""]
)
def test_another_name_for_this_machine_is_refused(visitor: Visitor, host: str) -> None:
    assert visitor.ask("manage_assignments", Host=host).status in (400, 403)
    assert visitor.raw("GET", "/formgrader", headers={"Host": host}).status in (
        400,
        403,
    )


@pytest.mark.parametrize("place", PLACES)
def test_pages_say_what_a_browser_may_do_with_them(
    visitor: Visitor, place: str
) -> None:
    answer = visitor.ask(place)
    assert answer.status == 200
    policy = dict(
        part.split(" ", 1)
        for part in answer.headers["Content-Security-Policy"].split("; ")
    )
    assert (
        policy["default-src"] == policy["base-uri"] == policy["form-action"] == "'none'"
    )
    assert "unsafe" not in policy["script-src"] and "http" not in policy["script-src"]
    assert policy["frame-ancestors"] == "'self'"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert Reader(answer.text).handlers == []


def test_what_writes_over_itself_is_shown_as_it_ends(
    course: HostileCourse, visitor: Visitor
) -> None:
    page = visitor.ask(f"submissions/{course.submission}/").text
    assert DONE in page
    assert "50%" not in page and not {"\r", "\x08"} & set(page)


def test_formulas_have_a_font_where_the_machine_has_none(visitor: Visitor) -> None:
    answer = visitor.ask("math.woff")
    assert answer.headers["Content-Type"] == "font/woff"
    assert answer.body.startswith(b"wOFF")


def test_the_api_speaks_no_html(visitor: Visitor) -> None:
    answer = visitor.ask("api/students")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    (mallory,) = (one for one in json.loads(answer.text) if one["id"] == STUDENT)
    assert {name: mallory[name] for name in NAMES} == NAMES
    assert STRANGER in answer.text or json.dumps(STRANGER)[1:-1] in answer.text


@pytest.mark.parametrize("path", ["submitted/mallory/ps1", ".", "/", ""])
def test_no_configuration_is_loaded_from_a_folder_that_is_named(
    course: HostileCourse, visitor: Visitor, path: str
) -> None:
    assert visitor.ask(f"?path={path}").status == 403
    assert not course.marker.exists()


@pytest.mark.parametrize(
    "place",
    [
        *("api/kernels", "api/terminals", "api/contents", "api/sessions", "api"),
        *("api/kernels/x/channels", "terminals/websocket/1", "files/x.html"),
        *("lab", "tree", "notebooks/x.ipynb", "edit/x", "view/x", "nbconvert/html/x"),
        *("api/config/x", "api/spec.yaml", "api/shutdown", "api/me", "metrics"),
        *("api/events/subscribe", "login", "logout", "static/x", "custom/custom.css"),
    ],
)
def test_nothing_of_jupyter_is_here(visitor: Visitor, place: str) -> None:
    run = visitor.base.removesuffix("/formgrader")
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket"}
    upgrade |= {"Sec-WebSocket-Key": "x", "Sec-WebSocket-Version": "13"}
    for path in (f"/{place}", f"{run}/{place}"):
        for method in ("GET", "POST"):
            assert visitor.raw(method, path, headers=upgrade).status == 404


def test_a_change_has_to_come_from_a_page(
    course: HostileCourse, visitor: Visitor
) -> None:
    flag = f"api/submitted_notebook/{course.submission}/flag"
    assert visitor.ask(flag, "POST", X_CSRFToken="").status == 403
    for site in ("cross-site", "same-site", "none"):
        assert visitor.ask(flag, "POST", Sec_Fetch_Site=site).status == 403
    assert visitor.ask(flag, "GET").status == 405
    assert not course.flagged()
    assert visitor.ask(flag, "POST").status == 200
    assert course.flagged()
    visitor.ask(flag, "POST")


def test_points_are_given(course: HostileCourse, visitor: Visitor) -> None:
    body = json.dumps({"manual_score": 1.5})
    assert visitor.ask(f"api/grade/{course.grade()}", "PUT", body).status == 200
    assert course.points() == 1.5


@pytest.mark.parametrize("name", FILES)
def test_what_was_handed_in_is_a_file_to_keep(
    course: HostileCourse, visitor: Visitor, name: str
) -> None:
    handed_in = (
        f"submissions/{course.submission}/{name}",
        f"folder/autograded/{STUDENT}/{ASSIGNMENT}/{name}",
    )
    for place in handed_in:
        answer = visitor.ask(place)
        assert answer.text == FILES[name]
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment; ")
        assert answer.headers["Content-Security-Policy"].startswith("sandbox; ")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path",
    [
        *("link.txt", "out/secret.txt", "out/gradebook.db", "none", "", "pictures"),
        *(
            "../../../secret.txt",
            "..%2f..%2f..%2fsecret.txt",
            "%2e%2e/%2e%2e/%2e%2e/secret.txt",
        ),
        *(
            "%2e%2e%2f%2e%2e%2f%2e%2e%2fsecret.txt",
            "x.html%00.txt",
            "/etc/passwd",
            "%2fetc%2fpasswd",
        ),
        *("pictures/../../../../secret.txt", "a" * 300, "..%5c..%5csecret.txt"),
    ],
)
def test_no_path_leads_out_of_the_submission(
    course: HostileCourse, visitor: Visitor, path: str
) -> None:
    answer = visitor.ask(f"submissions/{course.submission}/{path}")
    assert answer.status in (200, 404)
    assert answer.status == 404 or path == ""  # that is the page itself
    folder = f"folder/autograded/{STUDENT}/{ASSIGNMENT}"
    answer = visitor.ask(f"{folder}/{path}")
    assert answer.status in (200, 404)
    assert answer.status == 404 or path in ("", "pictures")


@pytest.mark.parametrize(
    "path",
    ["", ".", "gradebook.db", "nbgrader_config.py", "submitted", "submitted/mallory"],
)
def test_other_folders_are_of_no_concern(visitor: Visitor, path: str) -> None:
    assert visitor.ask(f"folder/{path}").status == 404


def test_folders_and_an_authors_notebook_are_shown(visitor: Visitor) -> None:
    listing = visitor.ask(f"folder/autograded/{STUDENT}/{ASSIGNMENT}").text
    assert (
        ">pictures<" in listing and "link.txt" not in listing and ">out<" not in listing
    )
    inner = visitor.ask(f"folder/autograded/{STUDENT}/{ASSIGNMENT}/pictures").text
    (link,) = [
        part.partition('"')[0] for part in inner.split('href="') if "%D0%96" in part
    ]
    assert visitor.raw("GET", link).text == "beside"
    notebook = visitor.ask(f"folder/release/{ASSIGNMENT}/{ASSIGNMENT}.ipynb")
    assert notebook.headers["Content-Type"].startswith("text/html")
    assert "input_area" in notebook.text


@pytest.mark.parametrize(
    "name", ["..%2f..%2fevil", "%2e%2e", "a%2fb", "..%5cevil", "%00"]
)
def test_no_name_is_a_path(course: HostileCourse, visitor: Visitor, name: str) -> None:
    before = sorted(course.root.parent.rglob("*"))
    for place, method in (
        (f"api/assignment/{name}", "PUT"),
        (f"api/assignment/{name}/assign", "POST"),
        (f"api/submission/{ASSIGNMENT}/{name}/autograde", "POST"),
        (f"api/student/{name}", "PUT"),
        (f"manage_students/{name}", "GET"),
    ):
        assert visitor.ask(place, method, "{}").status == 404
    assert sorted(course.root.parent.rglob("*")) == before


def test_a_submission_without_its_notebook_is_a_page(
    course: HostileCourse, visitor: Visitor
) -> None:
    notebook = course.folder / f"{ASSIGNMENT}.ipynb"
    kept = shutil.move(notebook, Path(f"{notebook}.kept"))
    try:
        answer = visitor.ask(f"submissions/{course.submission}/")
        assert (answer.status, "not found" in answer.text) == (404, True)
        assert Reader(answer.text).handlers == []
    finally:
        shutil.move(kept, notebook)
