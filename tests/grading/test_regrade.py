"""One exercise graded again: its score changes, and nothing else does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.grading.batch import grade_class
from autograder.grading.regrade import read_scores
from autograder.grading.settings import settings_for
from autograder.model import NotebookResult, Status, UsageError

from .conftest import RIGHT, Class, grade, hand_in

LENIENT = "assert square(2) == 4"


@pytest.fixture
def course(graded: Class, tmp_path: Path) -> NbgraderCourse:
    """The graded class, in which the test of square has become too lenient."""
    root = tmp_path / "course"
    shutil.copytree(graded.course.root, root)
    change_test(root, "test_square", LENIENT)
    return open_course(root)


def change_test(root: Path, name: str, source: str) -> None:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        gradebook.find_source_cell(name, "tiny", "tiny").source = source
        gradebook.db.commit()


def regrade(course: NbgraderCourse, exercise: str) -> dict[str, NotebookResult]:
    settings = settings_for(course, workers=1)
    results = grade_class(course, settings, ["tiny"], exercise=exercise)
    return {result.student: result for result in results}


def scores(result: NotebookResult) -> dict[str, float | None]:
    return {cell.grade_id: cell.auto_score for cell in result.cells}


def cells(course: NbgraderCourse, student: str) -> dict[str, Any]:
    path = course.path("autograded", student, "tiny") / "tiny.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return {cell["id"]: cell for cell in notebook["cells"]}


def test_the_exercise_gets_its_new_score(course: NbgraderCourse) -> None:
    before = read_scores(course, "square", ["tiny"])
    results = regrade(course, "square")
    assert scores(results["wrong"])["test_square"] == 3
    after = read_scores(course, "square", ["tiny"])
    assert before.changes(after) == ["tiny, wrong: 0 → 3"]
    assert str(before) == "4 graded, mean 1.50 of 3, 2 with full points"
    assert str(after) == "4 graded, mean 2.25 of 3, 3 with full points"


def test_only_its_cell_changes(course: NbgraderCourse, graded: Class) -> None:
    # The other test is corrected too, but nobody asked for that one.
    change_test(course.root, "test_total", "assert False")
    old = {student: cells(course, student) for student in ("good", "wrong")}
    regrade(course, "square")
    for student, kept in old.items():
        now = cells(course, student)
        changed = [name for name in now if now[name] != kept[name]]
        assert changed == ["test-square"]
        assert now["test-square"]["source"] == LENIENT
    with course.gradebook() as gradebook:
        notebook = gradebook.find_submission_notebook("tiny", "tiny", "wrong")
        grades = {grade.name: grade.auto_score for grade in notebook.grades}
    assert grades["test_square"] == 3
    assert grades["test_total"] == 2


def test_hand_grades_stay(course: NbgraderCourse) -> None:
    with course.gradebook() as gradebook:
        grade_ = gradebook.find_grade("why", "tiny", "tiny", "wrong")
        grade_.manual_score, grade_.needs_manual_grade = 1.5, False
        comment = gradebook.find_comment("why", "tiny", "tiny", "wrong")
        comment.manual_comment = "Nearly."
        gradebook.db.commit()
    result = regrade(course, "square")["wrong"]
    assert result.score == 3 + 2 + 1.5
    with course.gradebook() as gradebook:
        assert gradebook.find_grade("why", "tiny", "tiny", "wrong").score == 1.5
        comment = gradebook.find_comment("why", "tiny", "tiny", "wrong")
        assert comment.manual_comment == "Nearly."


def test_the_next_run_has_nothing_to_do(course: NbgraderCourse) -> None:
    regrade(course, "square")
    assert {
        student: result.status
        for student, result in grade(course).items()
        if student != "broken"
    } == dict.fromkeys(["good", "russian", "untouched", "wrong"], Status.UNCHANGED)


def test_the_next_run_grades_again_what_else_was_corrected(
    course: NbgraderCourse,
) -> None:
    change_test(course.root, "test_total", "assert False")
    regrade(course, "square")
    assert scores(grade(course)["good"])["test_total"] == 0


def test_what_was_never_graded_is_left_alone(course: NbgraderCourse) -> None:
    assert "broken" not in regrade(course, "square")


def test_an_exercise_that_is_not_there_is_refused(course: NbgraderCourse) -> None:
    with pytest.raises(UsageError, match="no assignment has an exercise 'cube'"):
        regrade(course, "cube")


def test_what_can_no_longer_be_read_keeps_its_scores(course: NbgraderCourse) -> None:
    path = course.root / "submitted" / "wrong" / "tiny" / "tiny.ipynb"
    path.write_text("{")
    result = regrade(course, "square")["wrong"]
    assert result.status is Status.FAILED
    scores_now = read_scores(course, "square", ["tiny"]).by_student
    assert scores_now["tiny", "wrong"] == 0


def test_what_was_handed_in_anew_is_left_to_the_next_run(
    course: NbgraderCourse,
) -> None:
    hand_in(course.root, "good", answers={**RIGHT, "why": "A new essay."})
    regrade(course, "square")
    assert "A new essay." not in str(cells(course, "good"))
    assert grade(course)["good"].status is Status.GRADED
    assert "A new essay." in str(cells(course, "good"))


def test_one_folder_that_is_gone_stops_nobody_else(course: NbgraderCourse) -> None:
    shutil.rmtree(course.path("autograded", "good", "tiny"))
    results = regrade(course, "square")
    assert "good" not in results
    assert scores(results["wrong"])["test_square"] == 3
