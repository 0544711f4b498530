"""The engine inside nbgrader: its execute step, run in the sandbox.

``settings`` puts :class:`SandboxedExecute` in place of nbgrader's ``Execute``:
so ``nbgrader autograde`` and the formgrader's button grade as ``grade`` does. nbgrader
cleans the notebook before and saves the scores after, as always.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import determine_grade

from autograder.common.printable import one_line
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.engine.given import GivenCellError
from autograder.gradebook.current import open_gradebook
from autograder.grading.handed_in import HandedIn
from autograder.grading.results import ResultStore
from autograder.grading.settings import settings_for
from autograder.grading.sources import course_files, load_sources
from autograder.grading.submissions import Submission
from autograder.grading.worker import Json, nobodys_fault, run_notebook, student_files
from autograder.grading.workplace import lay_out_notebooks, workplace
from autograder.model import SubmissionError
from autograder.notebook import intake, rules
from autograder.notebook.cells import grade_id, is_test
from autograder.notebook.mending import mend, without_hidden
from autograder.notebook.recognise import edition_of


class SandboxedExecute(NbGraderPreprocessor):  # type: ignore[misc]
    """Runs a notebook's cells as nbgrader's ``Execute`` does, out of harm's way."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the executed notebook."""
        ids = resources["nbgrader"]
        course = NbgraderCourse(Path(self.config.CourseDirectory.root), self.config)
        chosen = [ids["assignment"]], [ids["student"]]
        with open_gradebook(course, self.log.warning, *chosen) as gradebook:
            editions = load_sources(course, gradebook, ids["assignment"])
        folder = course.path("autograded", ids["student"], ids["assignment"])
        submission = Submission(ids["student"], ids["assignment"], folder)
        files = course_files(course, ids["assignment"])
        settings = settings_for(course, workers=1, inside_nbgrader=True)
        notebook, notes = intake.parse(json.dumps(nb).encode())
        _, source = edition_of(notebook, editions[ids["notebook"]])
        clean = mend(notebook, source, notes)
        with tempfile.TemporaryDirectory(prefix="autograder-") as draft:
            job = settings.job(submission, editions, files, Path(draft, "folder"))
            job = replace(job, is_alone=True)  # nbgrader does one after the other
            theirs = student_files(job, HandedIn(folder, {}))
            with workplace(job.place, job.draft, theirs, files) as place:
                visible = {ids["notebook"]: without_hidden(clean, source)}
                lay_out_notebooks(place, visible, editions)
                try:
                    result = run_notebook(job, clean, source, place)
                except GivenCellError as error:
                    raise SubmissionError(nobodys_fault(error)) from None
        # Handed in again since ``grade`` refused it: feedback must not repeat that.
        ResultStore(course.root).forget_failure(ids["assignment"], ids["student"])
        for remark in (*result.notes, *result.flags):
            where = f"{ids['student']}, {ids['notebook']}"
            self.log.warning("%s", one_line(f"{where}: {remark}"))
        # What a person has to look at is left out: nbgrader gives it no score then.
        waiting = {cell.grade_id for cell in result.cells if cell.auto_score is None}
        result.notebook["cells"] = [
            cell
            for cell in result.notebook["cells"]
            if not (is_test(cell) and grade_id(cell) in waiting)
        ]
        for cell in result.notebook["cells"]:
            _agree_with_nbgrader(cell)
        return nbformat.from_dict(result.notebook), resources


def _agree_with_nbgrader(cell: Json) -> None:
    """Write partial credit so that nbgrader reads what our rules read.

    nbgrader gives full marks for a value that it cannot read, and fails the submission
    for one above the maximum.
    """
    if not is_test(cell):
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
