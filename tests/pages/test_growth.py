"""Whole pages of costly texts: their time grows as the texts' length does.

What reads prose does so in a process that can be ended, and is measured in
``test_safe_html``; here it is what stands around it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import nbformat
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from autograder.analysis.answers import Blank, Classwork
from autograder.gradebook.people import Person
from autograder.gradebook.records import (
    AssignmentRecord,
    NotebookRecord,
    SubmissionRecord,
)
from autograder.model import NotebookResult, Status
from autograder.pages.feedback import feedback_page
from autograder.pages.report import Report
from autograder.plugins.settings import safe_settings
from tests.pathological import assert_work_grows_with_length, runs

LENGTH = 50
ADA = Person("ada")


def notebook(folder: Path, length: int) -> Path:
    """Write a notebook that has a run of every construct in every place."""
    cells = []
    for number, text in enumerate(runs(length)):
        outputs = [
            new_output("stream", text=text),
            new_output("error", ename=text, evalue=text, traceback=[text]),
            new_output("display_data", {"text/plain": text}),
        ]
        mark = {"grade_id": f"cell{number}", "grade": False, "solution": True}
        mark |= {"locked": False, "schema_version": 3}
        cells += [
            new_markdown_cell(text),
            new_code_cell(text, outputs=outputs, metadata={"nbgrader": mark}),
        ]
    path = folder / f"{length}.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    return path


def test_the_feedback_page(tmp_path: Path) -> None:
    def prepare(length: int) -> Callable[[], object]:
        return partial(
            feedback_page,
            source=notebook(tmp_path, length),
            record=SubmissionRecord(ADA, "a", (NotebookRecord("a"),)),
            notebook=NotebookRecord("a"),
        )

    assert_work_grows_with_length(prepare, LENGTH)


def test_the_formgraders_page(tmp_path: Path) -> None:
    known = {"index": 0, "total": 1, "base_url": "", "submission_id": "1"}
    known |= {"assignment_id": "a", "notebook_id": "a", "notebook_path": "a/b"}

    def prepare(length: int) -> Callable[[], object]:
        exporter = HTMLExporter(
            config=safe_settings(tmp_path), template_name="formgrade"
        )
        path = str(notebook(tmp_path, length))
        return lambda: exporter.from_filename(path, resources=dict(known))

    assert_work_grows_with_length(prepare, LENGTH)


def test_the_report() -> None:
    def prepare(length: int) -> Callable[[], object]:
        texts = dict(enumerate(runs(length)))
        people = [Person(f"s{number}") for number in texts]
        exercise = Blank(("a", "f"), "def f(x):\n    return x", "def f(x):\n    ...")
        known = partial(
            Report,
            record=AssignmentRecord(
                "a",
                None,
                1.0,
                tuple(people),
                tuple(
                    SubmissionRecord(one, "a", (NotebookRecord("a"),)) for one in people
                ),
            ),
            results=[
                NotebookResult(f"s{number}", "a", "a", Status.GRADED, notes=(text,))
                for number, text in texts.items()
            ],
            work=Classwork(
                (exercise,),
                {f"s{number}": {("a", "f"): text} for number, text in texts.items()},
            ),
        )
        return lambda: known().page()

    assert_work_grows_with_length(prepare, LENGTH)
