"""A course that has been graded, of a student who means the instructor ill.

Nothing is graded here: the gradebook and the folders are as they are afterwards.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.api import Gradebook

from autograder.config.nbgrader_course import open_course

ASSIGNMENT, STUDENT, CELL = "ps1", "mallory", "why"
RUN = "window.ran = true"
TAG = f'<img src="x" onerror="{RUN}">'

# What a roster or a folder may call somebody: breaks out of HTML, of an attribute in
# either quotes, and of a string in a script.
NAMES = {
    "first_name": f"{TAG}First\\",
    "last_name": f"\"'><script>{RUN}</script>Last",
    "email": f'"; {RUN}; //@x.org{TAG}',
}
STRANGER = f'"; {RUN}; <!--{TAG}'
SCRIPT = f"{RUN}; document.title = 'ran'; top.ran = true"
FILES = {
    "x.html": f"<script>{SCRIPT}</script>",
    "x.htm": f"<script>{SCRIPT}</script>",
    "x.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><script>{SCRIPT}</script></html>',
    "x.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><script>{SCRIPT}</script></svg>',
    "x.xml": f'<x xmlns="http://www.w3.org/1999/xhtml"><script>{SCRIPT}</script></x>',
    "x.js": SCRIPT,
    "x.pdf": f"<html><script>{SCRIPT}</script>",
    "x": f"<!doctype html><script>{SCRIPT}</script>",
    "x.txt": f"<!doctype html><script>{SCRIPT}</script>",
    "x.css": "body { visibility: hidden }",
}
PROGRESS, DONE = "\r 50%|###  |\r100%|#####|\x08 \x1b[K\n", "100%|##### \n"
"""What the student's code writes over itself, and what a terminal leaves of it."""

PAGES = (
    "manage_assignments",
    f"manage_submissions/{ASSIGNMENT}",
    "gradebook",
    f"gradebook/{ASSIGNMENT}",
    f"gradebook/{ASSIGNMENT}/{ASSIGNMENT}",
    "manage_students",
    f"manage_students/{STUDENT}",
    f"manage_students/{STUDENT}/{ASSIGNMENT}",
)
"""Pages that list people and assignments, below ``/formgrader``."""


@dataclass(frozen=True)
class HostileCourse:
    """The course; ``marker`` is there once the student's configuration was run."""

    root: Path
    marker: Path
    submission: str

    @property
    def folder(self) -> Path:
        """Where what was handed in lies, graded."""
        return self.root / "autograded" / STUDENT / ASSIGNMENT

    def points(self) -> float | None:
        """Return the points that a person has given."""
        with self._gradebook() as gradebook:
            return gradebook.find_grade(
                CELL, ASSIGNMENT, ASSIGNMENT, STUDENT
            ).manual_score

    def grade(self) -> str:
        """Return the id of the grade."""
        with self._gradebook() as gradebook:
            return str(gradebook.find_grade(CELL, ASSIGNMENT, ASSIGNMENT, STUDENT).id)

    def comment(self) -> str:
        """Return the id of the comment on the answer."""
        with self._gradebook() as gradebook:
            return str(gradebook.find_comment(CELL, ASSIGNMENT, ASSIGNMENT, STUDENT).id)

    def flagged(self) -> bool:
        """Tell whether the submission is flagged."""
        with self._gradebook() as gradebook:
            one = gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, STUDENT)
            return bool(one.flagged)

    def _gradebook(self) -> AbstractContextManager[Gradebook]:
        return open_course(self.root).gradebook()


def make(root: Path, text: str = "", config: str = "") -> HostileCourse:
    """Write the course.

    Args:
        root: Its folder, which is made.
        text: The student's answer.
        config: More lines of the course's own configuration.
    """
    root.mkdir()
    marker = root.parent / "run"
    (root / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.course_id = 'course'\n{config}"
    )
    mark = {"grade_id": CELL, "grade": True, "solution": True, "locked": False}
    mark |= {"task": False, "points": 2, "schema_version": 3, "cell_type": "markdown"}
    answer = new_markdown_cell(text, metadata={"nbgrader": mark})
    progress = new_code_cell(outputs=[new_output("stream", text=PROGRESS)])
    notebook = new_notebook(cells=[answer, progress])
    for step in (f"source/{ASSIGNMENT}", f"release/{ASSIGNMENT}"):
        (root / step).mkdir(parents=True)
        nbformat.write(notebook, root / step / f"{ASSIGNMENT}.ipynb")
    for step in ("submitted", "autograded"):
        folder = root / step / STUDENT / ASSIGNMENT
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{ASSIGNMENT}.ipynb")
        for name, content in FILES.items():
            (folder / name).write_text(content)
        (folder / "nbgrader_config.py").write_text(
            f"from pathlib import Path\nPath({str(marker)!r}).touch()\n"
        )
    with open_course(root).gradebook() as gradebook:
        gradebook.add_assignment(ASSIGNMENT)
        gradebook.add_notebook(ASSIGNMENT, ASSIGNMENT)
        gradebook.add_grade_cell(
            CELL, ASSIGNMENT, ASSIGNMENT, max_score=2, cell_type="markdown"
        )
        gradebook.add_solution_cell(CELL, ASSIGNMENT, ASSIGNMENT)
        gradebook.add_student(STUDENT, **NAMES)
        gradebook.add_student(STRANGER)
        gradebook.add_submission(ASSIGNMENT, STUDENT)
        one = gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, STUDENT)
        return HostileCourse(root, marker, str(one.id))
