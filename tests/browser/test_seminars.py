"""Each seminar, in both languages, in the students' JupyterLab from end to end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.answers import ALL_POINTS, EACH_ONCE, EDITIONS, right_answers
from tests.browser.conftest import HandOut, profile
from tests.browser.notebook_page import (
    NotebookPage,
    close_side_panel,
    cut_off,
    open_details,
)
from tests.browser.static_page import show_static
from tests.browser.watch import Watch


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One profile for all: Jupyter's programs are fetched and compiled once."""
    with profile(browser) as one:
        yield one


@pytest.mark.parametrize(("language", "name"), EDITIONS)
def test_right_answers_run_to_the_end(
    language: str,
    name: str,
    page: Page,
    lab: str,
    release: Path,
    hand_out: HandOut,
    watch: Watch,
) -> None:
    path = hand_out(language, name)
    notebook = NotebookPage(page, lab)
    notebook.open(path)
    notebook.fill(right_answers(language, name))
    notebook.run_all()

    assert re.search(ALL_POINTS, notebook.points())
    assert notebook.errors() == []
    assert notebook.warnings() == []
    open_details(page)
    assert cut_off(page, 1280) == []
    close_side_panel(page)
    assert cut_off(page, 800) == []
    assert watch.broken() == []

    notebook.save()
    notebook.shut_down()
    if (language, name) in EACH_ONCE:
        look_at_the_page_without_a_kernel(page, release / path, watch)
    assert watch.errors == []


def look_at_the_page_without_a_kernel(page: Page, path: Path, watch: Watch) -> None:
    show_static(page, path)
    open_details(page)
    assert cut_off(page, 1280) == []
    assert cut_off(page, 800) == []
    assert watch.broken() == []
