"""A small class, graded in no time by workers that only pretend."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from tests.grading.conftest import Pretended, grade, hand_in
from tests.texts import Text

DUE = datetime(2030, 1, 2, 12)

Configure = Callable[[str, str], None]


@pytest.fixture
def course(built, tmp_path: Path) -> NbgraderCourse:
    """Ada in time, Boris a day late, Cora with nothing; each day costs a tenth."""
    root = tmp_path / "course"
    shutil.copytree(built.root, root)
    rewrite(root, "languages=", "late=LatePolicy(per_day=0.1), languages=")
    rewrite(root, "import Assignment,", "import Assignment, LatePolicy,")
    for student, time in (("ada", DUE), ("boris", DUE.replace(day=3))):
        folder = hand_in(root, student).parent
        (folder / "timestamp.txt").write_text(f"{time} UTC\n")
    opened = open_course(root)
    with opened.gradebook() as gradebook:
        gradebook.add_student("cora", first_name="Cora", last_name="Day")
    grade(opened, make_executor=Pretended())
    return opened


def rewrite(root: Path, old: str, new: str) -> None:
    """Change ``course_config.py``."""
    path = root / "course_config.py"
    text = Text.of(path)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
