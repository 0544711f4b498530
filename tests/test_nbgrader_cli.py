"""nbgrader's own commands, run from the course's root as an instructor would."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.config.nbgrader_course import open_course
from autograder.publishing.pages import publish_feedback

ROOT = Path(__file__).parents[1]
SEMINAR = "l1_2_sigmoid"
NOTEBOOK = f"{SEMINAR}.ipynb"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course with two submissions: a reference, a Russian blank."""
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
    return folder


def nbgrader(course: Path, *arguments: str) -> str:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    run = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout + run.stderr


def test_generate_assignment_makes_what_build_made(course):
    released = course / "release" / "en" / SEMINAR / NOTEBOOK
    before = released.read_bytes()
    nbgrader(course, "generate_assignment", SEMINAR, "--force")
    assert released.read_bytes() == before


def test_validate_accepts_the_source_and_not_the_release(course):
    source = f"source/en/{SEMINAR}/{NOTEBOOK}"
    assert "Success" in nbgrader(course, "validate", source)
    release = f"release/en/{SEMINAR}/{NOTEBOOK}"
    assert "failed" in nbgrader(course, "validate", release)


def test_autograde_and_generate_feedback(course):
    nbgrader(course, "generate_assignment", SEMINAR, "--force")
    nbgrader(course, "autograde", SEMINAR)
    url = f"sqlite:///{course / 'gradebook.db'}"
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
    nbgrader(course, "generate_feedback", SEMINAR)
    for student in ("ada", "boris"):
        page = course / "feedback" / student / SEMINAR / f"{SEMINAR}.html"
        made_by_nbgrader = page.read_text("utf-8")
        assert SEMINAR in made_by_nbgrader
        publish_feedback(open_course(course), [SEMINAR], [student])
        assert page.read_text("utf-8") == made_by_nbgrader


def test_a_mistake_is_named_on_the_page_that_nbgrader_makes(course):
    notebook = nbformat.read(course / "release" / "ru" / SEMINAR / NOTEBOOK, 4)
    cell = next(c for c in notebook.cells if c.id == "sigmoid")
    cell.source = "def sigmoid(r):\n    return 1 / (1 + np.exp(np.asarray(r, float)))"
    folder = course / "submitted" / "vera" / SEMINAR
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / NOTEBOOK)
    nbgrader(course, "generate_assignment", SEMINAR, "--force")
    nbgrader(course, "autograde", SEMINAR, "--student", "vera", "--create")
    nbgrader(course, "generate_feedback", SEMINAR, "--student", "vera")
    page = course / "feedback" / "vera" / SEMINAR / f"{SEMINAR}.html"
    assert "В показателе потерян минус" in page.read_text("utf-8")
