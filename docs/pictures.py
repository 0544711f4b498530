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

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
SEMINAR = "l1_2_sigmoid"
PORT = 8765
URL = f"http://127.0.0.1:{PORT}"
SIZE = {"width": 1180, "height": 900}


@contextmanager
def jupyterlab(folder: Path) -> Iterator[None]:
    """Serve a folder, as a student's own JupyterLab does."""
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
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


def student_notebook(page: Page, language: str) -> None:
    """Show the notebook in the middle of the work: one right answer, one wrong."""
    with tempfile.TemporaryDirectory() as home, jupyterlab(Path(home)):
        edition = ROOT / "release" / language / SEMINAR
        shutil.copy(edition / f"{SEMINAR}.ipynb", home)
        page.goto(f"{URL}/lab/tree/{SEMINAR}.ipynb?reset")
        page.get_by_text("sigmoid").first.wait_for(timeout=120_000)
        page.wait_for_timeout(6000)
        page.screenshot(path=PICTURES / f"notebook-{language}.png")


def html_page(page: Page, path: Path, picture: str) -> None:
    """Show the top of a page."""
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
        student_notebook(page, "en")
        feedback = demo / "feedback" / "fatima_said" / SEMINAR / f"{SEMINAR}.html"
        html_page(page, feedback, "feedback.png")
        html_page(page, demo / "reports" / f"{SEMINAR}.html", "report.png")
        browser.close()


if __name__ == "__main__":
    main()
