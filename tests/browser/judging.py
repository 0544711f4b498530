"""What every notebook with the reference answers has to keep, wherever it is open."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.browser.answers import ALL_POINTS, right_answers
from tests.browser.notebook_page import (
    NotebookPage,
    close_side_panel,
    cut_off,
    open_details,
)
from tests.browser.watch import Watch


def runs_to_the_end(
    notebook: NotebookPage, path: str, language: str, name: str
) -> None:
    """Open a seminar as handed out, answer it, run it, and see all its points."""
    notebook.open(path)
    notebook.fill(right_answers(language, name))
    notebook.run_all()
    assert re.search(ALL_POINTS, notebook.points())
    assert notebook.errors() == []
    assert notebook.warnings() == []


def is_whole(page: Page, watch: Watch) -> None:
    """See that nothing is broken or cut off, hints open, at both widths."""
    open_details(page)
    assert not (wide := cut_off(page, 1280)), wide
    close_side_panel(page)
    assert not (wide := cut_off(page, 800)), wide
    assert not (broken := watch.broken()), broken
