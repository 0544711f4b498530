"""The students' edition, as nbgrader's own converter makes it."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.config.nbgrader_course import NbgraderCourse
from autograder.course.release import generate
from autograder.model import UsageError
from autograder.plugins.settings import safe_settings

MARK = {"grade_id": "answer", "grade": True, "solution": True, "locked": False}
MARK |= {"task": False, "points": 1, "schema_version": 3, "cell_type": "code"}
ANSWER = "x = 1\n### BEGIN SOLUTION\nx = 2\n### END SOLUTION"


@pytest.mark.parametrize("name", ["plain", "neuron [2026] *?", "[!a]*"])
def test_the_folder_of_a_course_is_no_pattern(name: str, tmp_path: Path) -> None:
    root = tmp_path / name
    (root / "source" / "ps1").mkdir(parents=True)
    course = NbgraderCourse(root, safe_settings(root))
    cell = new_code_cell(ANSWER, metadata={"nbgrader": MARK})
    nbformat.write(new_notebook(cells=[cell]), root / "source" / "ps1" / "ps1.ipynb")
    made = generate(course, "ps1")
    released = nbformat.read(made.folder / "ps1.ipynb", as_version=4)
    assert made.folder == root / "release" / "ps1"
    assert "x = 2" not in released.cells[0].source


def test_an_assignment_without_a_notebook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "source" / "ps1").mkdir(parents=True)
    with pytest.raises(UsageError, match="no notebook in"):
        generate(NbgraderCourse(tmp_path, safe_settings(tmp_path)), "ps1")
