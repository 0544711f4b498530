"""Students who have nbgrader too: Lab and Notebook 7, and the button Validate."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.answers import OTHERS, ROOT, right_answers
from tests.browser.conftest import HandOut, profile
from tests.browser.judging import is_whole, runs_to_the_end
from tests.browser.notebook_page import NotebookPage
from tests.browser.watch import Watch

NAME = "l1_2_sigmoid"


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One profile for all: Jupyter's programs are fetched and compiled once."""
    with profile(browser) as one:
        yield one


@pytest.mark.parametrize("with_nbgrader", ["notebook"], indirect=True)
# It is Lab's notebook in another frame: every fifth seminar, with films and sliders,
# in the language in which Lab does not run it.
@pytest.mark.parametrize(("language", "name"), OTHERS[::5])
def test_notebook_7_runs_to_the_end(
    language: str,
    name: str,
    page: Page,
    with_nbgrader: tuple[str, str],
    hand_out: HandOut,
    watch: Watch,
) -> None:
    app, address = with_nbgrader
    notebook = NotebookPage(page, address, app)
    runs_to_the_end(notebook, hand_out(language, name), language, name)
    is_whole(page, watch)
    assert watch.errors == []
    notebook.shut_down()


def test_what_is_not_to_be_read_is_folded_and_opens(
    page: Page, with_nbgrader: tuple[str, str], hand_out: HandOut, release: Path
) -> None:
    app, address = with_nbgrader
    path = hand_out("en", NAME)
    cells = nbformat.read(release / path, as_version=4).cells
    folded = [
        bool(cell.metadata.get("jupyter", {}).get("source_hidden")) for cell in cells
    ]
    assert any(folded)
    notebook = NotebookPage(page, address, app)
    notebook.open(path)
    assert notebook.folded() == folded
    tools = notebook.show("tools")
    editor = tools.locator(".jp-InputArea-editor")
    expect(editor).not_to_be_visible()
    tools.locator(".jp-Placeholder").first.click()
    expect(editor).to_be_visible()


def test_the_button_validates(
    page: Page, with_nbgrader: tuple[str, str], hand_out: HandOut
) -> None:
    app, address = with_nbgrader
    answers = right_answers("en", NAME)
    notebook = NotebookPage(page, address, app)
    notebook.open(hand_out("en", NAME))
    notebook.fill({**answers, "logit": "def logit(P):\n    return np.log(P)\n"})
    dialog = page.locator(".jp-Dialog")
    page.get_by_role("button", name="Validate").click()
    expect(dialog).to_contain_text("failed", timeout=60_000)
    expect(dialog).to_contain_text("this is log P; divide P by 1 − P first")
    dialog.get_by_role("button").last.click()
    notebook.fill(answers)
    page.get_by_role("button", name="Validate").click()
    expect(dialog).to_contain_text("passes all the tests", timeout=60_000)
    notebook.shut_down()


def test_the_command_validates(students_kernel: Path, tmp_path: Path) -> None:
    def validate(step: str) -> str:
        shutil.copy(ROOT / step / "en" / NAME / f"{NAME}.ipynb", tmp_path)
        run = subprocess.run(
            [sys.executable, "-m", "nbgrader", "validate", f"{NAME}.ipynb"],
            cwd=tmp_path,
            env={
                "PATH": "/usr/bin:/bin",
                "HOME": str(tmp_path),
                "JUPYTER_PATH": str(students_kernel),
            },
            capture_output=True,
            text=True,
            timeout=120,
        )
        return run.stdout

    assert "NotImplementedError" in validate("release")
    assert "passes all the tests" in validate("source")
