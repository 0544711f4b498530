"""Each seminar in the students' JupyterLab from end to end, and as it is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.answers import EACH_ONCE, OTHERS
from tests.browser.conftest import HandOut, profile
from tests.browser.judging import is_whole, runs_to_the_end
from tests.browser.notebook_page import NotebookPage
from tests.browser.static_page import show_static
from tests.browser.watch import Watch


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One profile for all: Jupyter's programs are fetched and compiled once."""
    with profile(browser) as one:
        yield one


@pytest.mark.parametrize(("language", "name"), EACH_ONCE)
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
    runs_to_the_end(notebook, path, language, name)
    is_whole(page, watch)
    notebook.save()
    notebook.shut_down()
    show_static(page, release / path)
    is_whole(page, watch)
    assert watch.errors == []


@pytest.mark.parametrize(("language", "name"), OTHERS)
def test_the_other_edition_is_whole(
    language: str,
    name: str,
    page: Page,
    release: Path,
    hand_out: HandOut,
    watch: Watch,
) -> None:
    """Without a kernel: this one is run in the grader's shell."""
    show_static(page, release / hand_out(language, name))
    is_whole(page, watch)
    assert watch.errors == []
