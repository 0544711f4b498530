"""A course to collect into; each test gets a fresh copy."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.config.nbgrader_course import NbgraderCourse, open_course

DUE = datetime(2026, 12, 1, 12)
CELLS = ("one", "two", "three")
STUDENTS = {
    "ann": ("Ann", "Lee", "ann@x.org", "12345"),
    "bob": ("Bob", "Ray", "bob@x.org", "777"),
    "yolkin": ("Борис", "Ёлкин", None, None),
}


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course as it is before anything is collected."""
    root = tmp_path_factory.mktemp("collecting") / "course"
    root.mkdir()
    (root / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        # nbgrader calls alembic by name, also when no virtual environment is active.
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
        gradebook = Gradebook(f"sqlite:///{root / 'gradebook.db'}")
    with gradebook:
        for assignment, notebook in (("tiny", "sums"), ("other", "curves")):
            gradebook.add_assignment(assignment, duedate=DUE)
            gradebook.add_notebook(notebook, assignment)
            for cell in CELLS:
                gradebook.add_source_cell(
                    f"{notebook}_{cell}",
                    notebook,
                    assignment,
                    source=f"# {notebook}: {cell}",
                    cell_type="code",
                )
        for name, (first, last, email, lms) in STUDENTS.items():
            gradebook.add_student(
                name, first_name=first, last_name=last, email=email, lms_user_id=lms
            )
    return root


@pytest.fixture
def course(prepared: Path, tmp_path: Path) -> NbgraderCourse:
    """A course with three students and two assignments."""
    shutil.copytree(prepared, tmp_path / "course")
    return open_course(tmp_path / "course")
