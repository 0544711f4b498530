"""The engine inside nbgrader: its execute step, run in the sandbox.

``nbgrader_settings`` puts :class:`SandboxedExecute` in place of nbgrader's ``Execute``:
so ``nbgrader autograde`` and the formgrader's button grade as ``grade`` does. nbgrader
cleans the notebook before and saves the scores after, as always.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import determine_grade

from autograder.grading.results import ResultStore
from autograder.grading.settings import settings_for
from autograder.grading.sources import course_files, load_sources
from autograder.grading.submissions import Submission
from autograder.grading.worker import Json, run_notebook, workplace
from autograder.nbgrader_course import NbgraderCourse
from autograder.notebook import intake, rules


class SandboxedExecute(NbGraderPreprocessor):  # type: ignore[misc]
    """Runs a notebook's cells as nbgrader's ``Execute`` does, out of harm's way."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the executed notebook."""
        ids = resources["nbgrader"]
        course = NbgraderCourse(Path(self.config.CourseDirectory.root), self.config)
        with course.gradebook() as gradebook:
            editions = load_sources(course, gradebook, ids["assignment"])
        folder = course.path("autograded", ids["student"], ids["assignment"])
        submission = Submission(ids["student"], ids["assignment"], folder)
        files = course_files(course, ids["assignment"])
        settings = settings_for(course, workers=1)
        with tempfile.TemporaryDirectory(prefix="autograder-") as draft:
            job = settings.job(submission, editions, files, Path(draft, "folder"))
            notebook, notes = intake.parse(json.dumps(nb).encode())
            with workplace(job) as place:
                result = run_notebook(job, ids["notebook"], notebook, notes, place)
        # Handed in again since ``grade`` refused it: feedback must not repeat that.
        ResultStore(course.root).forget_failure(ids["assignment"], ids["student"])
        for remark in (*result.notes, *result.flags):
            self.log.warning("%s, %s: %s", ids["student"], ids["notebook"], remark)
        for cell in result.notebook["cells"]:
            _agree_with_nbgrader(cell)
        return nbformat.from_dict(result.notebook), resources


def _agree_with_nbgrader(cell: Json) -> None:
    """Write partial credit so that nbgrader reads what our rules read.

    nbgrader gives full marks for a value that it cannot read, and fails the submission
    for one above the maximum.
    """
    if not (cell["cell_type"] == "code" and rules.is_test(cell)):
        return
    ours = rules.score_cell(cell).auto
    try:
        theirs, _ = determine_grade(nbformat.from_dict(cell))
    except ValueError:
        theirs = None
    if ours != theirs:
        for output in cell["outputs"]:
            if output["output_type"] == "execute_result":
                output["data"] = {"text/plain": str(ours)}
