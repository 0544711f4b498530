"""Feedback pages, reports and indexes: wide and narrow, light and dark, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from autograder.demo.classroom import Member, plan_class
from tests.browser.conftest import Picture
from tests.browser.notebook_page import open_details
from tests.browser.one_seminar import OneSeminar
from tests.browser.settling import settle
from tests.browser.watch import Watch

STUDENTS = 12

# Of a page that has no scroll bar of its own inside, what is wider than the window.
_TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth, found = [];
  for (const part of document.body.querySelectorAll('*')) {
    if (part.closest('math *, svg *, pre *')) continue;
    let inside = part.parentElement;
    while (inside && getComputedStyle(inside).overflowX === 'visible')
      inside = inside.parentElement;
    if ((!inside || inside === document.documentElement || inside === document.body)
        && part.getBoundingClientRect().right > width + 1)
      found.push(part.tagName + ' ' + part.textContent.trim().slice(0, 60));
  }
  return found;
}"""

_CUT_OFF = """() => [...document.querySelectorAll('svg text')].filter(text => {
  const own = text.getBoundingClientRect();
  const all = text.closest('svg').getBoundingClientRect();
  return own.left < all.left - 1 || own.right > all.right + 1;
}).map(text => text.textContent)"""


class Graded:
    """A class whose answers come from the banks, graded, with its pages."""

    def __init__(self, folder: Path) -> None:
        made = OneSeminar.lay_out(folder)
        self.members = plan_class(made.seminar, made.course, STUDENTS)
        for member in self.members:
            made.hand_in(member)
        self.feedback = made.grade()
        self.report = made.report()
        self.index = self.report.with_name("index.html")

    def own_index(self, student: str) -> Path:
        return self.feedback[student].parents[1] / "index.html"

    def with_hints(self) -> Path:
        """Return the shortest page in English with a hint on it."""
        english = [self.feedback[one.id] for one in self.members if not one.special]
        pages = [path for path in english if 'class="hint"' in path.read_text("utf-8")]
        return min(pages, key=lambda path: path.stat().st_size)

    def first(self, special: str) -> Member:
        return next(one for one in self.members if one.special == special)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graded]:
    yield Graded(tmp_path_factory.mktemp("class"))


def look(page: Page, path: Path, watch: Watch) -> None:
    """Open a page and hold it to what every page keeps."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        page.goto(path.as_uri())
        open_details(page)
        for width in (1280, 800, 400):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(_TOO_WIDE) == [], width
        assert watch.broken() == []
    assert watch.errors == []


_RULES = {"rules": {"empty-table-header": {"enabled": False}}}
"""It takes a head that is a formula for empty."""


def complaints(page: Page) -> list[str]:
    """Return what axe-core finds on a page, as it is shown and with all folds open."""
    found = []
    for _ in ("folded", "open"):
        for violation in Axe().run(page, options=_RULES).response["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:3]]
            found.append(f"{violation['id']}: {nodes}")
        open_details(page)
    return found


SCREEN = 900
MOST_SCREENS = 4


def test_a_feedback_page_is_four_screens_at_most(graded: Graded, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": SCREEN})
    for student, path in graded.feedback.items():
        page.goto(path.as_uri())
        height = page.evaluate("document.documentElement.scrollHeight")
        assert height <= MOST_SCREENS * SCREEN, student


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(graded: Graded, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    someone = next(iter(graded.feedback))
    pages = [graded.with_hints(), graded.index, graded.own_index(someone)]
    if scheme == "light":  # by far the longest, in the colours of the index
        pages.append(graded.report)
    for path in pages:
        page.goto(path.as_uri())
        assert complaints(page) == [], path.name


def test_a_cell_of_the_heatmap_leads_to_the_students_exercise(
    graded: Graded, page: Page, watch: Watch
) -> None:
    look(page, graded.index, watch)
    page.goto(graded.index.as_uri())
    page.locator(".row .cell.none a").first.click()
    page.wait_for_url("**/feedback/**/*.html#exercise-*")
    anchor = page.evaluate("location.hash.slice(1)")
    assert page.locator(f"[id='{anchor}']").is_visible()


_PLACES = """() => [...document.querySelectorAll('.rows .row')].map(row =>
  [row.getBoundingClientRect().y, row.querySelector('.sum-of').innerText])"""
"""How far down each row of the heatmap stands, and the score in it."""


def test_the_heatmap_is_sorted_by_the_keyboard_without_a_script(
    graded: Graded, page: Page
) -> None:
    page.goto(graded.index.as_uri())

    def scores() -> list[float]:
        places = page.evaluate(_PLACES)  # at one moment: rows move
        return [float(told) for _, told in sorted(places) if told != "–"]

    by_name = scores()
    page.locator(".by-name").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".by-score")).to_be_checked()
    assert scores() == sorted(by_name, reverse=True) != by_name


def test_a_students_index_leads_to_the_pages(
    graded: Graded, page: Page, watch: Watch
) -> None:
    student, feedback = next(iter(graded.feedback.items()))
    look(page, graded.own_index(student), watch)
    page.locator(".steps a").first.click()
    assert page.url == feedback.as_uri()


def test_who_could_not_be_graded_has_a_page_that_says_so(
    graded: Graded, page: Page
) -> None:
    page.goto(graded.feedback[graded.first("broken").id].as_uri())
    assert page.get_by_text("This notebook could not be graded.").is_visible()
    assert page.locator(".score").count() == 0


def test_nothing_is_printed_that_can_only_be_clicked(
    graded: Graded, page: Page
) -> None:
    page.emulate_media(media="print")
    page.goto(graded.with_hints().as_uri())
    assert page.locator(".first li").first.is_visible()
    for dead in (".hint", ".folds", ".whole"):
        assert not any(one.is_visible() for one in page.locator(dead).all()), dead


def test_a_phone_keeps_pythons_indentation(graded: Graded, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(graded.with_hints().as_uri())
    wraps = "code => getComputedStyle(code).whiteSpace"
    assert page.locator(".exercise .code pre").first.evaluate(wraps) == "pre"


def test_every_feedback_page_fits(graded: Graded, page: Page, watch: Watch) -> None:
    assert len(graded.feedback) == STUDENTS
    for path in graded.feedback.values():
        look(page, path, watch)


def test_the_report_fits(graded: Graded, page: Page, watch: Watch) -> None:
    look(page, graded.report, watch)


@pytest.fixture
def sharp(browser: Browser) -> Iterator[Page]:
    """A window with two pixels for one, narrow enough for a column of GitHub's."""
    context = browser.new_context(device_scale_factor=2)
    page = context.new_page()
    page.set_viewport_size({"width": 640, "height": 820})
    yield page
    context.close()


@pytest.mark.parametrize(("scheme", "end"), [("light", ""), ("dark", "-dark")])
def test_what_the_documentation_shows_is_there(
    graded: Graded, sharp: Page, picture: Picture, scheme: str, end: str
) -> None:
    sharp.emulate_media(color_scheme=scheme)
    sharp.goto(graded.with_hints().as_uri())
    picture(f"feedback{end}", sharp)
    sharp.locator(".first a").first.click()
    settle(sharp)  # it scrolls smoothly
    assert sharp.locator(".curves").count() and sharp.evaluate(_CUT_OFF) == []
    picture(f"card{end}", sharp.locator(".exercise").first)
    sharp.set_viewport_size({"width": 860, "height": 1180})  # the notes in full
    sharp.goto(graded.index.as_uri())
    sharp.get_by_role("heading", level=2).first.evaluate("it => it.scrollIntoView()")
    settle(sharp)
    picture(f"index{end}", sharp)
    sharp.goto(graded.report.as_uri())
    picture(f"report{end}", sharp.locator(".finding").first)
    sharp.set_viewport_size({"width": 390, "height": 780})
    sharp.goto(graded.feedback[graded.first("translated").id].as_uri())
    picture(f"phone{end}", sharp)


def test_a_hint_opens_after_the_one_before(graded: Graded, page: Page) -> None:
    page.goto(graded.with_hints().as_uri())
    hints = page.locator("details.hint")
    assert hints.count() >= 3
    assert hints.nth(0).is_visible() and not hints.nth(1).is_visible()
    hints.nth(0).locator("> summary").click()
    assert hints.nth(1).is_visible() and not hints.nth(2).is_visible()


def test_a_translated_page_speaks_the_students_language(
    graded: Graded, page: Page
) -> None:
    path = graded.feedback[graded.first("translated").id]
    page.goto(path.as_uri())
    assert page.locator("html").get_attribute("lang") == "ru"
