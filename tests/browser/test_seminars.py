"""Each seminar, in both languages, in the students' JupyterLab from end to end."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.answers import EDITIONS, right_answers
from tests.browser.notebook_page import NotebookPage, close_side_panel
from tests.browser.watch import Watch


@pytest.mark.parametrize(("language", "name"), EDITIONS)
def test_right_answers_run_to_the_end(
    language: str, name: str, page: Page, lab: str, watch: Watch
) -> None:
    notebook = NotebookPage(page, lab)
    notebook.open(f"{language}/{name}/{name}.ipynb")
    notebook.fill(right_answers(language, name))
    notebook.run_all()

    assert notebook.errors() == []
    assert notebook.warnings() == []
    assert watch.errors == []
    assert watch.broken() == []
    assert notebook.cut_off(1280) == []
    close_side_panel(page)
    assert notebook.cut_off(800) == []
