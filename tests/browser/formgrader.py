"""The formgrader as ``make formgrader`` starts it, and as an instructor handles it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.servers import PATIENCE, free_port, see_off
from tests.browser.settling import settle


@contextmanager
def formgrader(course: Path, home: Path) -> Iterator[str]:
    """Serve a course and give the address that the command says.

    Args:
        course: The course's root.
        home: An empty folder for all that Jupyter keeps about its user.
    """
    jupyter = {
        f"JUPYTER_{name}_DIR": str(home / name.lower())
        for name in ("CONFIG", "DATA", "RUNTIME")
    }
    command = [sys.executable, "-m", "autograder", "formgrader"]
    server = subprocess.Popen(
        [*command, f"--course-dir={course}", f"--port={free_port()}"],
        # As the Makefile calls it: no environment is activated.
        env={**os.environ, **jupyter, "HOME": str(home), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        text=True,
    )
    # A server that says nothing is killed, which ends the line that is waited for.
    deadline = threading.Timer(PATIENCE, server.kill)
    deadline.start()
    try:
        said = server.stdout.readline()
        deadline.cancel()
        found = re.fullmatch(r"Open (http://\S+/formgrader\?token=\S+)\n", said)
        assert found, said
        yield found[1]
    finally:
        deadline.cancel()
        server.send_signal(signal.SIGINT)
        see_off(server)
        server.stdout.close()


class FormgraderPage:
    """The formgrader's pages in a window.

    Attributes:
        root: The address below which they are.

    Args:
        page: The window.
        address: What the command said.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address)
        page.wait_for_url("**/formgrader/manage_assignments")
        self.root = page.url.partition("/formgrader")[0] + "/formgrader"

    def assignments(self) -> list[str]:
        """Open the list of assignments; return their names."""
        self._open("manage_assignments", ".status .label")
        return self.page.locator(f"{_ROWS} .name").all_inner_texts()

    def submissions(self, assignment: str) -> dict[str, str]:
        """Open the list of an assignment's submissions; return scores by student."""
        self._open(f"manage_submissions/{assignment}", ".status .label")
        students = self.page.locator(f"{_ROWS} .student-id").all_inner_texts()
        scores = self.page.locator(f"{_ROWS} .score").all_inner_texts()
        return dict(zip(students, scores, strict=True))

    def press(self, row: str, button: str) -> str:
        """Press a button of a row; return the title of what comes up, and close it."""
        self.page.locator(_ROWS, has_text=row).locator(f".{button} a").click()
        dialog = self.page.locator(".modal")
        title = dialog.locator(".modal-title").inner_text(timeout=_PATIENCE)
        settle(self.page)  # while it still opens it cannot be closed
        dialog.locator(".modal-footer button").click()
        dialog.wait_for(state="detached")
        return title

    def grade_by_hand(self, assignment: str, student: str) -> None:
        """Go to a student's notebook as an instructor does, by links."""
        self._open("gradebook", "a")
        for link in (assignment, assignment):  # the notebook has the same name
            self.page.locator(f"{_ROWS} a", has_text=link).click()
            self.page.locator(f".breadcrumb .active:has-text('{link}')").wait_for()
        self.page.locator(f"{_ROWS} a.name-hidden").first.wait_for()
        self.page.get_by_text("Show All Names").click()
        self.page.locator(f"{_ROWS} a.name-shown", has_text=student).click()
        # What is typed before the page knows its grades would not be saved.
        self._wait_for_grades()

    def give(self, question: str, points: str, comment: str) -> None:
        """Type points and a comment for an answer, and wait until both are saved."""
        for field, text in ((question, points), (f"{question}-comment", comment)):
            with self.page.expect_response(lambda done: done.request.method == "PUT"):
                self.page.locator(f"[id='{field}']").fill(text)
                self.page.keyboard.press("Escape")

    def look_at(self, question: str) -> None:
        """Bring an answer to the middle, once the page's own scrolling has ended."""
        settle(self.page)
        middle = "field => field.scrollIntoView({block: 'center'})"
        self.page.locator(f"[id='{question}']").evaluate(middle)

    def submission(self, id: str) -> None:
        """Open a submission's notebook, and wait until its grades are there."""
        self.page.goto(f"{self.root}/submissions/{id}/")
        self._wait_for_grades()

    def _wait_for_grades(self) -> None:
        self.page.wait_for_function(
            "() => typeof formgrader !== 'undefined'"
            " && [formgrader, formgrader.grades, formgrader.comments]"
            ".every(part => part?.loaded)"
        )

    def _open(self, place: str, sign: str) -> None:
        self.page.goto(f"{self.root}/{place}")
        self.page.locator(f"{_ROWS} {sign}").first.wait_for()


_ROWS = "#main-table tr"
_PATIENCE = 300_000
