"""nbgrader's own ``autograde`` with our execute step: the same scores as ``grade``."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_output
from nbgrader.utils import determine_grade

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.demo.classroom import ENDLESS_LOOP
from autograder.grading.results import ResultStore
from autograder.notebook import rules
from autograder.plugins.execute import _agree_with_nbgrader
from tests import commands
from tests.grading.conftest import DOUBLED, RIGHT, TAMPERED, grade, hand_in
from tests.texts import Text

ALL = {"test_square": 3, "test_total": 2, "why": 0, "draw": None}


@dataclass(frozen=True)
class Both:
    """A class graded by ``nbgrader autograde``, and a copy of it by ``grade``."""

    nbgrader: NbgraderCourse
    ours: NbgraderCourse
    log: str


def make_class(root: Path) -> None:
    config = root / "course_config.py"
    config.write_text(Text.of(config).replace("cell_seconds=20", "cell_seconds=2"))
    hand_in(root, "good", answers={**RIGHT, "why": "Minus times minus is plus."})
    hand_in(root, "wrong", answers={**RIGHT, "square": DOUBLED})
    hand_in(root, "russian", "ru", {**RIGHT, "test_square": TAMPERED})
    hand_in(root, "leaves", answers={**RIGHT, "total": "import os\nos._exit(0)"})
    late = hand_in(root, "loops", answers={**RIGHT, "total": ENDLESS_LOOP})
    (late.parent / "timestamp.txt").write_text("2030-02-01 12:00:00 UTC")


@pytest.fixture(scope="module")
def both(built, tmp_path_factory: pytest.TempPathFactory) -> Both:
    root = tmp_path_factory.mktemp("plugin")
    shutil.copytree(built.root, root / "nbgrader")
    make_class(root / "nbgrader")
    shutil.copytree(root / "nbgrader", root / "ours")
    store = ResultStore(root / "nbgrader")
    for student, key in (("good", ResultStore.FAILED), ("wrong", "a key")):
        store.save("tiny", student, key, ())
    course = root / "nbgrader"
    run = commands.run("nbgrader", "autograde", "tiny", "--create", at=course)
    assert run.returncode == 0, run.stderr
    ours = open_course(root / "ours")
    grade(ours)
    return Both(open_course(root / "nbgrader"), ours, run.stderr)


def scores(course: NbgraderCourse, student: str) -> dict[str, float | None]:
    with course.gradebook() as gradebook:
        notebook = gradebook.find_submission_notebook("tiny", "tiny", student)
        return {grade.name: grade.auto_score for grade in notebook.grades}


def test_a_refusal_of_the_command_is_forgotten_and_nothing_else(both: Both) -> None:
    assert ResultStore(both.nbgrader.root).students("tiny") == ["wrong"]


@pytest.mark.parametrize(
    ("student", "expected"),
    [
        ("good", {**ALL, "why": None}),
        ("wrong", {**ALL, "test_square": 0}),
        ("russian", ALL),
        ("leaves", {**ALL, "test_total": 0}),
        ("loops", {**ALL, "test_total": 0}),
    ],
)
def test_the_scores_are_those_of_grade(
    student: str, expected: dict[str, float | None], both: Both
) -> None:
    assert scores(both.nbgrader, student) == expected
    assert scores(both.ours, student) == expected


def remarks(course: NbgraderCourse, student: str) -> list[object]:
    with course.gradebook() as gradebook:
        notebook = gradebook.find_submission_notebook("tiny", "tiny", student)
        comments = {comment.name: comment.auto_comment for comment in notebook.comments}
        manual = {grade.name: grade.needs_manual_grade for grade in notebook.grades}
        return [comments, manual, notebook.late_submission_penalty]


@pytest.mark.parametrize("student", ["good", "wrong", "russian", "leaves", "loops"])
def test_all_else_in_the_gradebook_is_the_same(student: str, both: Both) -> None:
    assert remarks(both.nbgrader, student) == remarks(both.ours, student)


def test_a_russian_submission_is_graded_in_russian(both: Both) -> None:
    for course in (both.nbgrader, both.ours):
        folder = course.path("autograded", "russian", "tiny")
        text = (folder / "tiny.ipynb").read_text("utf-8")
        assert "Квадрат 2 равен 4, а не" in text
        assert "4711" in text
        assert TAMPERED not in text


def test_what_went_wrong_is_in_nbgraders_log(both: Both) -> None:
    assert "leaves, tiny: cell " in both.log
    assert "loops, tiny: cell " in both.log
    assert "good, tiny" not in both.log


# Partial credit


@pytest.mark.parametrize(
    ("shown", "points"),
    [
        ("2", 2),
        ("1.5", 1.5),
        ("0", 0),
        ("np.float64(1.5)", 1.5),  # full marks, says nbgrader
        ("'all is well'", 2),
        ("nan", 0),  # full marks
        ("-1", 0),  # full marks
        ("5", 2),  # an error that fails the submission
        ("inf", 0),  # an error
    ],
)
def test_nbgrader_reads_partial_credit_as_we_do(shown: str, points: float) -> None:
    cell = new_code_cell(
        "credit()",
        outputs=[new_output("execute_result", {"text/plain": shown})],
        metadata={
            "nbgrader": {"grade": True, "solution": False, "points": 2, "grade_id": "t"}
        },
    )
    assert rules.score_cell(cell).auto == points
    _agree_with_nbgrader(cell)
    assert determine_grade(cell) == (points, 2)
    assert rules.score_cell(cell).auto == points
