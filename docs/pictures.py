"""Make the README's pictures: a student's notebook, a feedback page, a class report.

Run after ``make demo``, with Chromium and the package ``playwright`` installed::

    .venv/bin/python docs/pictures.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from playwright.sync_api import Locator, Page, sync_playwright

from autograder.course.seminar import load_seminar

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
SEMINAR = "l1_2_sigmoid"
MISTAKE = ("exp_minus_r", "plus_one")
PORT = 8765
URL = f"http://127.0.0.1:{PORT}"
SIZE = {"width": 1000, "height": 900}


@contextmanager
def notebook_server(folder: Path) -> Iterator[None]:
    """Serve a folder, as a student's own Jupyter does."""
    command = [sys.executable, "-m", "notebook", "--no-browser", "--allow-root"]
    options = [f"--port={PORT}", "--IdentityProvider.token=", "--ServerApp.password="]
    server = subprocess.Popen([*command, *options], cwd=folder)
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{URL}/api")
                break
            except OSError:
                time.sleep(0.5)
        yield
    finally:
        server.terminate()
        server.wait()


def student_notebook(page: Page) -> None:
    """Show the notebook in the middle of the work: a wrong answer, and what is said."""
    mistakes = load_seminar(ROOT / "notebooks" / SEMINAR).mistakes
    wrong = next(m for m in mistakes if (m.exercise, m.name) == MISTAKE)
    path = ROOT / "release" / "en" / SEMINAR / f"{SEMINAR}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id == wrong.exercise:
            docstring = cell.source.partition('"""')[2].partition('"""')[0]
            head, _, body = wrong.code.partition("\n")
            cell.source = f'{head}\n    """{docstring}"""\n{body}'
    NotebookClient(notebook, allow_errors=True).execute()
    with tempfile.TemporaryDirectory() as home, notebook_server(Path(home)):
        nbformat.write(notebook, Path(home) / path.name)
        page.goto(f"{URL}/notebooks/{path.name}")
        page.locator(".jp-RenderedMarkdown").first.wait_for(timeout=60_000)
        page.mouse.move(500, 500)
        message = page.get_by_text("Likely cause: the 1 changes").last
        while not _is_in_sight(message):
            page.mouse.wheel(0, 200)
            page.wait_for_timeout(300)
        page.wait_for_timeout(3000)
        page.screenshot(path=PICTURES / "notebook.png")


def _is_in_sight(place: Locator) -> bool:
    box = place.bounding_box() if place.is_visible() else None
    return box is not None and 0 < box["y"] < SIZE["height"] - 120


def html_page(page: Page, path: Path, picture: str) -> None:
    """Show the top of a page."""
    page.set_viewport_size({"width": 1000, "height": 1500})
    page.goto(path.as_uri())
    page.screenshot(path=PICTURES / picture)


def main() -> None:
    """Make all pictures."""
    demo = ROOT / "demo"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport=SIZE)
        student_notebook(page)
        feedback = demo / "feedback" / "fatima_said" / SEMINAR / f"{SEMINAR}.html"
        html_page(page, feedback, "feedback.png")
        html_page(page, demo / "reports" / f"{SEMINAR}.html", "report.png")
        browser.close()


if __name__ == "__main__":
    main()
