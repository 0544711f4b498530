"""A class whose pages are written: three students, graded by workers that pretend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from tests.grading.conftest import Pretended, grade, hand_in


@pytest.fixture
def course(built, tmp_path: Path) -> NbgraderCourse:
    """Three students, graded in no time by workers that only pretend."""
    root = tmp_path / "course"
    shutil.copytree(built.root, root)
    for student in ("ada", "boris", "cora"):
        hand_in(root, student)
    opened = open_course(root)
    grade(opened, make_executor=Pretended())
    return opened
