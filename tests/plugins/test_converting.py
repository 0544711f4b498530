"""nbgrader's ``autograde`` on a class in which most hand in no plain files."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log

from autograder.config.nbgrader_course import open_course
from tests.cli.test_hostile_class import runs
from tests.grading.conftest import RIGHT, hand_in

SECRET = "The area is what a student should not read."
LOOK = "import os\nprint('there:', sorted(os.listdir()))"


def links(path: Path) -> None:
    """Hand in links to files and a folder of the course's."""
    course = path.parents[3]
    for name, place in {"data.txt": "secret.txt", "all": "source"}.items():
        (path.parent / name).symlink_to(course / place)
    (path.parent / "own.txt").write_text("own")
    os.mkfifo(path.parent / "pipe")
    runs(LOOK)(path)


def solution(path: Path) -> None:
    """Hand in the solution, by a link."""
    path.unlink()
    path.symlink_to(path.parents[3] / "source" / "en" / "tiny" / "tiny.ipynb")


def anothers(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.symlink_to(path.parents[2] / "ada" / "tiny")


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def schema(path: Path) -> None:
    notebook = json.loads(path.read_text())
    for cell in notebook["cells"]:
        cell["metadata"].get("nbgrader", {}).update(schema_version=0)
    path.write_text(json.dumps(notebook))


GRADED = {"ada", "links", "zuse"}
REFUSED = {
    "solution": (solution, "it is a symbolic link"),
    "anothers": (anothers, "its folder is a symbolic link"),
    "pipe": (pipe, "it is not a regular file"),
    "schema": (schema, "its schema is another"),
}


@dataclass(frozen=True)
class Graded:
    root: Path
    log: str

    def scores(self) -> dict[str, float]:
        with open_course(self.root).gradebook() as gradebook:
            found = gradebook.assignment_submissions("tiny")
            return {one.student.id: one.score for one in found}


@pytest.fixture(scope="module")
def graded(built, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    root = tmp_path_factory.mktemp("converting") / "seminar [2026]"
    shutil.copytree(built.root, root)
    (root / "secret.txt").write_text(SECRET)
    links(hand_in(root, "links", answers=RIGHT))
    for student in ("ada", "zuse"):
        hand_in(root, student, answers=RIGHT)
    for student, (spoil, _) in REFUSED.items():
        spoil(hand_in(root, student, answers=RIGHT))
    config = open_course(root).config
    config.CourseDirectory.assignment_id = "tiny"
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    done = capture_log(Autograde(coursedir=api.coursedir, parent=api))
    return Graded(root, done["log"])


def test_all_that_can_be_graded_is(graded: Graded) -> None:
    scores = graded.scores()
    assert {name: scores[name] for name in GRADED} == dict.fromkeys(GRADED, 5)
    autograded = graded.root / "autograded"
    assert {path.parent.name for path in autograded.glob("*/tiny")} == GRADED


def test_links_lead_nowhere(graded: Graded) -> None:
    folder = graded.root / "autograded" / "links" / "tiny"
    assert {path.name for path in folder.iterdir()} == {"tiny.ipynb", "own.txt"}
    notebook = json.loads((folder / "tiny.ipynb").read_text())
    (said,) = notebook["cells"][-1]["outputs"]
    assert "own.txt" in "".join(said["text"])
    assert not {"data.txt", "'all'"} & set("".join(said["text"]).split())


@pytest.mark.parametrize("student", REFUSED)
def test_what_is_refused_has_a_reason(student: str, graded: Graded) -> None:
    assert REFUSED[student][1] in graded.log
    assert graded.scores().get(student, 0) == 0
