"""What a hand-in, a name or another site can do to who grades by hand: nothing.

Each attack is first shown to work on nbgrader's formgrader in a Jupyter server.
"""

from __future__ import annotations

import http.server
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.formgrader import FormgraderPage, formgrader
from tests.browser.servers import jupyter
from tests.browser.watch import Watch
from tests.formgrader.hostile_course import (
    ASSIGNMENT,
    FILES,
    NAMES,
    PAGES,
    STRANGER,
    STUDENT,
    HostileCourse,
    make,
)

HANDED_IN = f"submitted/{STUDENT}/{ASSIGNMENT}"
LOAD = f"/formgrader?path={HANDED_IN}"
TEXT = (
    f"[the paper]({{root}}{LOAD}) <a href='{{root}}{LOAD}'>again</a> "
    f"[elsewhere](https://x.org/?q=1)\n\n"
    f"<form action='{{root}}{LOAD}'><button>read on</button></form>"
)
PLACES = (*PAGES, f"manage_students/{quote(STRANGER, safe='')}")
HARDENED = """\
from pathlib import Path
from autograder.formgrader.stock import harden
from autograder.plugins.settings import safe_settings
harden()
c.merge(safe_settings(Path(__file__).parent))
"""


def course_at(factory: pytest.TempPathFactory, config: str = "") -> HostileCourse:
    folder = factory.mktemp("hostile") / "course"
    return make(folder, TEXT.format(root=""), config)


@contextmanager
def stock(course: HostileCourse, home: Path) -> Iterator[str]:
    """nbgrader's formgrader as its users have it, without a token to be in the way."""
    with jupyter(Path(sys.executable), "notebook", course.root, home) as root:
        yield root


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> HostileCourse:
    return course_at(tmp_path_factory)


@pytest.fixture(scope="module")
def address(
    course: HostileCourse, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    with formgrader(course.root, tmp_path_factory.mktemp("home")) as said:
        yield said


@pytest.fixture(scope="module")
def open_course_at(tmp_path_factory: pytest.TempPathFactory) -> HostileCourse:
    """The course of somebody who has stock nbgrader."""
    return course_at(tmp_path_factory)


@pytest.fixture(scope="module")
def stock_server(
    open_course_at: HostileCourse, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    with stock(open_course_at, tmp_path_factory.mktemp("stock")) as root:
        yield root


@pytest.fixture
def stock_root(stock_server: str, page: Page) -> str:
    """The address of the server, which an attack may have led to another course."""
    page.goto(f"{stock_server}/formgrader?path=.")
    return stock_server


@pytest.fixture(scope="module")
def hardened(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[HostileCourse, str]]:
    """The same server with a configuration that asks for the guarded handlers."""
    course = course_at(tmp_path_factory, HARDENED)
    with stock(course, tmp_path_factory.mktemp("hardened")) as root:
        yield course, root


@pytest.fixture
def desk(page: Page, address: str) -> FormgraderPage:
    return FormgraderPage(page, address)


@contextmanager
def site(pages: dict[str, str]) -> Iterator[str]:
    """Serve pages of another site, which is another port of this machine."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path, "").encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def attacks(root: str, course: HostileCourse) -> dict[str, str]:
    """Return pages of a site that knows all addresses of a formgrader at ``root``."""
    flag = f"{root}/formgrader/api/submitted_notebook/{course.submission}/flag"
    load = f"{root}{LOAD}"
    done = "document.title = 'done'"
    return {
        "/fetch": f"<script>fetch({load!r}, {{mode: 'no-cors',"
        f" credentials: 'include'}}).finally(() => {done})</script>",
        "/image": f"<img src='{load}' onerror=\"{done}\">",
        "/post": f"<script>fetch({flag!r}, {{method: 'POST', mode: 'no-cors',"
        f" credentials: 'include'}}).finally(() => {done})</script>",
        "/form": f"<form method=post action='{flag}'></form>"
        "<script>document.forms[0].submit()</script>",
        "/frame": f"<iframe src='{root}/formgrader/manage_assignments'"
        f' onload="{done}"></iframe>',
        "/script": f"<script src='{root}/formgrader/api/students'"
        f' onload="{done}" onerror="{done}"></script>',
    }


def visit_all(page: Page, elsewhere: str, pages: dict[str, str]) -> None:
    for path in pages:
        page.goto(f"{elsewhere}{path}")
        if path == "/form":
            page.wait_for_url(lambda url: not url.startswith(elsewhere))
        else:
            page.wait_for_function("document.title === 'done'")


def test_stock_runs_the_configuration_that_a_link_names(
    open_course_at: HostileCourse, stock_root: str, page: Page
) -> None:
    page.goto(f"{stock_root}/formgrader/submissions/{open_course_at.submission}/")
    page.get_by_text("the paper").click()
    page.wait_for_url("**/manage_assignments")
    assert open_course_at.marker.exists()
    open_course_at.marker.unlink()


def test_stock_runs_it_for_another_site(
    open_course_at: HostileCourse, stock_root: str, page: Page
) -> None:
    with site(attacks(stock_root, open_course_at)) as elsewhere:
        page.goto(f"{elsewhere}/fetch")
        page.wait_for_function("document.title === 'done'")
    assert open_course_at.marker.exists()


def test_no_link_of_a_student_can_be_clicked(
    course: HostileCourse, desk: FormgraderPage, watch: Watch
) -> None:
    desk.submission(course.submission)
    shown = desk.page.locator("#notebook-container").first
    assert "elsewhere (https://x.org/?q=1)" in shown.inner_text()
    assert shown.locator("a, form, button:not(.btn)").count() == 0
    assert watch.errors == []


def test_a_link_would_load_nothing(course: HostileCourse, desk: FormgraderPage) -> None:
    for path in (HANDED_IN, str(course.root / HANDED_IN), "."):
        answer = desk.page.goto(f"{desk.root}?path={quote(path)}")
        assert answer is not None and answer.status == 403
    assert not course.marker.exists()


def test_another_site_can_make_the_browser_do_nothing(
    course: HostileCourse, desk: FormgraderPage
) -> None:
    root = desk.root.removesuffix("/formgrader")
    # The formgrader's own page may ask for more: it is left before anybody listens.
    desk.page.goto("about:blank")
    answered: list[tuple[str, int]] = []
    desk.page.on(
        "response",
        lambda got: root in got.url and answered.append((got.url, got.status)),
    )
    for host in ("127.0.0.1", "localhost"):
        pages = attacks(root, course)
        with site(pages) as elsewhere:
            visit_all(desk.page, elsewhere.replace("127.0.0.1", host), pages)
            for frame in desk.page.frames:
                assert "Manage" not in frame.content()
    assert answered and [got for got in answered if got[1] != 403] == []
    assert not course.marker.exists()
    assert not course.flagged()


def test_a_window_that_another_site_opened_is_out_of_its_reach(
    desk: FormgraderPage,
) -> None:
    opener = f"<script>onclick = () => open('{desk.root}/gradebook')</script>"
    with site({"/": opener}) as elsewhere:
        desk.page.goto(elsewhere)
        with desk.page.expect_popup() as opened:
            desk.page.locator("html").click()
        popup = opened.value
        popup.wait_for_load_state()
        assert "403" in popup.content()
        assert popup.evaluate("window.opener") is None


def test_stock_serves_a_students_page_as_its_own(
    open_course_at: HostileCourse, stock_root: str, page: Page
) -> None:
    page.goto(f"{stock_root}/formgrader/submissions/{open_course_at.submission}/x.html")
    page.wait_for_function("window.ran")
    assert page.evaluate("location.origin") == stock_root


def test_a_students_file_is_a_download(desk: FormgraderPage) -> None:
    desk.page.goto(f"{desk.root}/folder/autograded/{STUDENT}/{ASSIGNMENT}")
    for name, content in FILES.items():
        with desk.page.expect_download() as taken:
            desk.page.get_by_role("link", name=name, exact=True).click()
        assert Path(taken.value.path()).read_text() == content
    assert desk.page.evaluate("window.ran") is None


def test_no_page_takes_a_students_file_for_a_script_or_style(
    course: HostileCourse, desk: FormgraderPage
) -> None:
    desk.submission(course.submission)
    for element, name in (("script", "x.js"), ("script", "x.txt"), ("link", "x.css")):
        loaded = desk.page.evaluate(
            """([element, name]) => new Promise(end => {
              const one = document.createElement(element);
              one.onload = () => end(true);
              one.onerror = () => end(false);
              one.rel = "stylesheet";
              one.src = one.href = name;
              document.head.append(one);
            })""",
            [element, name],
        )
        assert not loaded
    assert desk.page.evaluate("window.ran") is None


def test_the_chain_of_referrers_is_broken(
    course: HostileCourse, desk: FormgraderPage, context: BrowserContext
) -> None:
    """A file's page would learn the submission's address from where it was opened."""
    referrers: list[str | None] = []
    desk.submission(course.submission)
    context.on("request", lambda asked: referrers.append(asked.headers.get("referer")))
    with site(
        {"/": "<script>document.title = `from ${document.referrer}`</script>"}
    ) as one:
        desk.page.evaluate("url => { location = url }", one)
        desk.page.wait_for_url(f"{one}/")
        assert desk.page.title() == "from"
    desk.page.goto(f"{desk.root}/folder/autograded/{STUDENT}/{ASSIGNMENT}")
    desk.page.locator("#files a").first.wait_for()
    assert referrers and not any(referrers)


def test_a_script_that_gets_onto_a_page_is_not_run(
    course: HostileCourse, desk: FormgraderPage
) -> None:
    """Whatever an escape forgets, the page's policy holds."""
    desk.submission(course.submission)
    desk.page.evaluate(
        """() => new Promise(end => {
          document.addEventListener("securitypolicyviolation", end);
          const one = document.createElement("div");
          one.innerHTML = '<img src=x onerror="window.ran = true">';
          document.body.append(one);
        })"""
    )
    assert desk.page.evaluate("window.ran") is None


@pytest.mark.parametrize(
    "place", [f"manage_students/{quote(STRANGER, safe='')}", "submissions/{}/"]
)
def test_stock_runs_names(
    open_course_at: HostileCourse, stock_root: str, page: Page, place: str
) -> None:
    place = place.format(open_course_at.submission)
    page.goto(f"{stock_root}/formgrader/{place}")
    page.wait_for_function("window.ran")


def names_run_nowhere(page: Page, root: str, course: HostileCourse) -> None:
    """Visit every page; each shows names as they are, and none runs."""
    for place in (*PLACES, f"submissions/{course.submission}/"):
        page.goto(f"{root}/{place}")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.ran") is None, place
        assert page.locator("img[src=x]").count() == 0, place
    page.goto(f"{root}/manage_students")
    page.get_by_text(NAMES["first_name"]).wait_for()
    page.get_by_text(NAMES["email"]).wait_for()
    page.locator(".edit a").first.click()
    page.locator(".modal-title").wait_for()
    assert page.evaluate("window.ran") is None


def test_names_run_nowhere(
    course: HostileCourse, desk: FormgraderPage, watch: Watch
) -> None:
    names_run_nowhere(desk.page, desk.root, course)
    assert watch.errors == []
    desk.submission(course.submission)
    desk.page.locator(".glyphicon.name-hidden").click()
    shown = desk.page.locator("a.name-shown").inner_text()
    assert shown == f"{NAMES['last_name']}, {NAMES['first_name']}"


def test_a_jupyter_server_is_mended_by_the_settings(
    hardened: tuple[HostileCourse, str], page: Page
) -> None:
    course, root = hardened
    names_run_nowhere(page, f"{root}/formgrader", course)
    answer = page.goto(f"{root}{LOAD}")
    assert answer is not None and answer.status == 403
    with page.expect_download():
        page.evaluate(
            "url => { location = url }",
            f"{root}/formgrader/submissions/{course.submission}/x.html",
        )
    pages = attacks(root, course)
    with site(pages) as elsewhere:
        visit_all(page, elsewhere, pages)
    assert not course.marker.exists()
    assert not course.flagged()
