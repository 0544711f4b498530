"""What the commands say of another's course before anything is graded."""

from __future__ import annotations

import sys
from contextlib import chdir
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.__main__ import main
from autograder.cli.doctor import examine
from autograder.config.nbgrader_course import open_course
from autograder.grading import kernels
from tests.courses.cells import assignment
from tests.parity.course import Course, code


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course that was not released, called from a folder beside it."""
    (tmp_path / "here").mkdir()
    cells = code("%matplotlib inline\nimport json, nosuch, helper")
    made = Course(
        {"ps1": assignment(cells)},
        "c.CourseDirectory.root = '.'\n"
        "c.CourseDirectory.db_url = 'sqlite:///books.db'\n"
        "c.NbGrader.logfile = 'nbgrader.log'\n",
    )
    made.write_source(tmp_path / "course")
    (tmp_path / "course" / "source" / "ps1" / "helper.py").touch()
    return tmp_path / "course"


def test_paths_of_the_configuration_are_the_courses(course: Path) -> None:
    here = course.parent / "here"
    with chdir(here):
        opened = open_course(Path("../course"))
        assert opened.root == course
        assert opened.directory().db_url == f"sqlite:///{course}/books.db"
    assert list(here.iterdir()) == []


def test_a_course_without_a_gradebook_is_told_how_to_have_one(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(course.rglob("*"))
    assert main(["grade", "--course-dir", str(course)]) == 2
    assert "nbgrader generate_assignment ps1" in capsys.readouterr().err
    log = course / "nbgrader.log"
    assert [path for path in course.rglob("*") if path not in (*before, log)] == []


def test_doctor_looks_at_what_sources_import(course: Path) -> None:
    told = [found.text for found in examine(course) if found.topic == "Libraries"]
    assert "p: imports nosuch, which is not here" in told
    assert not [text for text in told if "helper" in text or "json" in text]


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("python", ""),
        (f"{sys.prefix}/bin/python3", ""),
        ("/elsewhere/bin/python", "/elsewhere/bin/python"),
    ],
)
def test_a_kernel_of_another_python_is_known(
    program: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = SimpleNamespace(argv=[program], language="python")
    monkeypatch.setattr(
        kernels.KernelSpecManager, "get_kernel_spec", lambda self, name: spec
    )
    assert kernels.other_python("mine") == told
