"""nbgrader's own commands, run from the course's root as an instructor would."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.config.nbgrader_course import open_course
from autograder.publishing.feedback import publish_feedback
from tests import commands

ROOT = Path(__file__).parents[1]
SEMINAR = "l1_2_sigmoid"
NOTEBOOK = f"{SEMINAR}.ipynb"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course, with three submissions to what nbgrader makes anew.

    A reference, a Russian blank, and a mistake in it.
    """
    folder = tmp_path_factory.mktemp("course")
    for name in ("notebooks", "source", "release"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("course_config.py", "nbgrader_config.py"):
        shutil.copy(ROOT / name, folder)
    hand_in = {"ada": "source/en", "boris": "release/ru"}
    for student, edition in hand_in.items():
        place = folder / "submitted" / student / SEMINAR
        place.mkdir(parents=True)
        shutil.copy(folder / edition / SEMINAR / NOTEBOOK, place)
    notebook = nbformat.read(folder / "release" / "ru" / SEMINAR / NOTEBOOK, 4)
    cell = next(c for c in notebook.cells if c.id == "sigmoid")
    cell.source = "def sigmoid(r):\n    return 1 / (1 + np.exp(np.asarray(r, float)))"
    place = folder / "submitted" / "vera" / SEMINAR
    place.mkdir(parents=True)
    nbformat.write(notebook, place / NOTEBOOK)
    (folder / "release" / "en" / SEMINAR / NOTEBOOK).unlink()
    nbgrader(folder, "generate_assignment", SEMINAR, "--force")
    return folder


@pytest.fixture(scope="module")
def graded(course: Path) -> Path:
    """The same, graded, with nbgrader's own pages for students."""
    nbgrader(course, "autograde", SEMINAR, "--create")
    nbgrader(course, "generate_feedback", SEMINAR)
    return course


def nbgrader(course: Path, *arguments: str) -> str:
    done = commands.run("nbgrader", *arguments, at=course)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_generate_assignment_makes_what_build_made(course):
    released = Path("release", "en", SEMINAR, NOTEBOOK)
    assert (course / released).read_bytes() == (ROOT / released).read_bytes()


def test_validate_accepts_the_source_and_not_the_release(course):
    names = [f"{step}/en/{SEMINAR}/{NOTEBOOK}" for step in ("source", "release")]
    said = nbgrader(course, "validate", *names)
    assert said.index("Success") < said.index("failed")


def test_autograde_and_generate_feedback(graded):
    url = f"sqlite:///{graded / 'gradebook.db'}"
    with Gradebook(url, "neuron") as gradebook:
        ada = gradebook.find_submission(SEMINAR, "ada")
        boris = gradebook.find_submission(SEMINAR, "boris")
        by_hand = sum(
            grade.max_score
            for grade in ada.notebooks[0].grades
            if grade.auto_score is None
        )
        assert ada.score == ada.max_score - by_hand
        # A blank is a blank in every language: nothing is left to grade by hand.
        assert (boris.score, boris.needs_manual_grade) == (0, False)
    for student in ("ada", "boris"):
        page = graded / "feedback" / student / SEMINAR / f"{SEMINAR}.html"
        made_by_nbgrader = page.read_text("utf-8")
        assert SEMINAR in made_by_nbgrader
        publish_feedback(open_course(graded), [SEMINAR], [student])
        assert page.read_text("utf-8") == made_by_nbgrader


def test_a_mistake_is_named_on_the_page_that_nbgrader_makes(graded):
    page = graded / "feedback" / "vera" / SEMINAR / f"{SEMINAR}.html"
    assert "В показателе потерян минус" in page.read_text("utf-8")
