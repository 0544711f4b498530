"""A class is graded once for real; most tests ask what the next run would do."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograder.grading import batch
from autograder.grading.batch import grade_class
from autograder.grading.processes import Died
from autograder.grading.stock import Job
from autograder.model import NotebookResult, Status, SubmissionError, UsageError
from autograder.nbgrader_course import NbgraderCourse, open_course

from .conftest import RIGHT, Class, hand_in

GRADED, UNCHANGED, FAILED = Status.GRADED, Status.UNCHANGED, Status.FAILED
STUDENTS = ["broken", "good", "russian", "untouched", "wrong"]
SOUND = ["good", "russian", "untouched", "wrong"]


def grade(course: NbgraderCourse, *students: str, **options: Any) -> dict[str, Any]:
    results = grade_class(course, students=students, workers=2, seconds=120, **options)
    return {result.student: result for result in results}


def statuses(results: dict[str, NotebookResult]) -> dict[str, Status]:
    return {student: result.status for student, result in results.items()}


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The students whose grading was started; none is graded."""
    students: list[str] = []

    def run_jobs(function: object, jobs: list[Job], **_: object) -> Iterator[Any]:
        for job in jobs:
            students.append(job.student)
            yield job, Died("not today")

    monkeypatch.setattr(batch, "run_jobs", run_jobs)
    return students


# The first run


def test_every_submission_has_a_result(graded: Class) -> None:
    assert statuses(graded.results) == {
        "broken": FAILED,
        "good": GRADED,
        "russian": GRADED,
        "untouched": GRADED,
        "wrong": GRADED,
    }


def test_right_answers_get_all_points_of_the_checks(graded: Class) -> None:
    assert graded.scores("good") == {
        "test_square": 3,
        "test_total": 2,
        "why": None,
        "draw": None,
    }
    result = graded.results["good"]
    assert (result.score, result.max_score, result.needs_manual) == (5, 8, True)
    assert (result.language, result.reason) == ("en", "")


def test_a_mistake_costs_its_exercise_and_no_other(graded: Class) -> None:
    scores = graded.scores("wrong")
    assert (scores["test_square"], scores["test_total"]) == (0, 2)


def test_an_untouched_notebook_gets_nothing(graded: Class) -> None:
    assert graded.scores("untouched") == {
        "test_square": 0,
        "test_total": 0,
        "why": 0,
        "draw": None,
    }


def test_a_broken_notebook_fails_with_a_reason(graded: Class) -> None:
    result = graded.results["broken"]
    assert (result.notebook, result.score) == ("tiny", 0)
    assert "tiny.ipynb is not a notebook: its JSON is broken at line" in result.reason


def test_progress_is_told_after_each_submission(graded: Class) -> None:
    assert [(step.done, step.total) for step in graded.told] == [
        (number, 5) for number in range(1, 6)
    ]
    assert sorted(step.results[0].student for step in graded.told) == STUDENTS


def test_results_come_by_student(graded: Class) -> None:
    assert list(graded.results) == STUDENTS


# What the next run does


def test_what_has_not_changed_is_not_graded_again(
    graded: Class, course: NbgraderCourse, started: list[str]
) -> None:
    results = grade(course)
    assert started == []
    assert statuses(results) == {**dict.fromkeys(SOUND, UNCHANGED), "broken": FAILED}
    for student in SOUND:
        before, after = graded.results[student], results[student]
        assert (after.score, after.cells) == (before.score, before.cells)
        assert (after.language, after.seconds) == (before.language, before.seconds)


def rewrite(course: NbgraderCourse) -> None:
    hand_in(course.root, "wrong", answers={"total": "total = sum"})


def hand_in_data(course: NbgraderCourse) -> None:
    (course.path("submitted", "wrong", "tiny") / "data.csv").write_text("1,2")


def remove_autograded(course: NbgraderCourse) -> None:
    shutil.rmtree(course.path("autograded", "wrong", "tiny"))


def spoil_the_record(course: NbgraderCourse) -> None:
    (course.root / ".autograder/results/tiny/wrong.json").write_text("{")


def remove_the_scores(course: NbgraderCourse) -> None:
    with course.gradebook() as gradebook:
        gradebook.remove_submission("tiny", "wrong")


@pytest.mark.parametrize(
    "change",
    [
        rewrite,
        hand_in_data,
        remove_autograded,
        spoil_the_record,
        remove_the_scores,
    ],
)
def test_what_has_changed_is_graded_again(
    change: Callable[[NbgraderCourse], None],
    course: NbgraderCourse,
    started: list[str],
) -> None:
    change(course)
    grade(course)
    assert started == ["wrong"]


def move_the_deadline(course: NbgraderCourse) -> None:
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment("tiny", duedate="2031-01-01 12:00:00 UTC")


def change_a_test(course: NbgraderCourse) -> None:
    with course.gradebook() as gradebook:
        cell = gradebook.find_source_cell("test_square", "tiny", "tiny")
        cell.source, cell.checksum = "assert square(1) == 1", "changed"
        gradebook.db.commit()


def change_the_time_limit(course: NbgraderCourse) -> None:
    course.config.Execute.timeout = 99


@pytest.mark.parametrize(
    "change", [move_the_deadline, change_a_test, change_the_time_limit]
)
def test_what_concerns_all_has_all_graded_again(
    change: Callable[[NbgraderCourse], None],
    course: NbgraderCourse,
    started: list[str],
) -> None:
    change(course)
    grade(course)
    assert started == SOUND


def test_force_grades_all_that_can_be_graded(
    course: NbgraderCourse, started: list[str]
) -> None:
    grade(course, force=True)
    assert started == SOUND


def test_only_the_named_students_are_looked_at(
    course: NbgraderCourse, started: list[str]
) -> None:
    results = grade(course, "good", "wrong", force=True)
    assert started == ["good", "wrong"]
    assert list(results) == ["good", "wrong"]


def test_what_failed_is_tried_again_until_it_is_graded(
    course: NbgraderCourse, started: list[str]
) -> None:
    for _ in range(2):
        results = grade(course, "good", force=not started)
        assert results["good"].status is FAILED
        assert results["good"].reason == "not today"
    assert started == ["good", "good"]


def test_a_mended_submission_is_graded(
    course: NbgraderCourse, started: list[str]
) -> None:
    hand_in(course.root, "broken")
    grade(course)
    assert started == ["broken"]


def test_a_run_that_was_stopped_is_continued(
    graded: Class, course: NbgraderCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def run_jobs(function: object, jobs: list[Job], **_: object) -> Iterator[Any]:
        for job in jobs:
            asked.append(job.student)
            if job.student == "untouched":
                raise KeyboardInterrupt
            yield job, [graded.results[job.student]]

    monkeypatch.setattr(batch, "run_jobs", run_jobs)
    with pytest.raises(KeyboardInterrupt):
        grade(course, force=True)
    asked.clear()
    with pytest.raises(KeyboardInterrupt):
        grade(course)
    assert asked == ["untouched"]


def test_a_reason_of_nbgrader_is_told(
    course: NbgraderCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run_jobs(function: object, jobs: list[Job], **_: object) -> Iterator[Any]:
        return ((job, SubmissionError(f"no {job.student}")) for job in jobs)

    monkeypatch.setattr(batch, "run_jobs", run_jobs)
    results = grade(course, force=True)
    assert results["good"].reason == "no good"
    assert all(result.status is FAILED for result in results.values())


# For real


def test_a_changed_answer_gets_its_new_score(course: NbgraderCourse) -> None:
    hand_in(course.root, "wrong", answers=RIGHT)
    results = grade(course)
    assert statuses(results) == {
        **dict.fromkeys(SOUND, UNCHANGED),
        "broken": FAILED,
        "wrong": GRADED,
    }
    assert results["wrong"].score == 5


def test_a_score_given_by_hand_survives(
    course: NbgraderCourse,
) -> None:
    with course.gradebook() as gradebook:
        by_hand = gradebook.find_grade("why", "tiny", "tiny", "good")
        by_hand.manual_score, by_hand.needs_manual_grade = 1.5, False
        gradebook.db.commit()
    (unchanged,) = grade(course, "good").values()
    (regraded,) = grade(course, "good", force=True).values()
    assert (unchanged.status, unchanged.score) == (UNCHANGED, 6.5)
    assert (regraded.status, regraded.score) == (GRADED, 6.5)


# Refusals


def test_an_unknown_assignment_is_refused(
    course: NbgraderCourse, started: list[str]
) -> None:
    with pytest.raises(UsageError) as caught:
        grade_class(course, ["nosuch"], workers=1, seconds=1)
    assert str(caught.value) == (
        "there is no assignment 'nosuch'; the gradebook has tiny"
    )
    assert started == []


def test_an_unknown_student_is_refused(
    course: NbgraderCourse, started: list[str]
) -> None:
    with pytest.raises(UsageError) as caught:
        grade(course, "good", "nobody", force=True)
    assert str(caught.value) == (
        f"student 'nobody' has handed in nothing: no {course.root}/submitted/nobody"
    )
    assert started == []


def test_a_course_that_was_never_built_is_refused(
    tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny.root)
    course = open_course(tiny.root)
    with pytest.raises(UsageError, match="the gradebook knows no assignment yet"):
        grade_class(course, workers=1, seconds=1)


def test_an_assignment_without_notebooks_fails_with_a_reason(
    course: NbgraderCourse, started: list[str]
) -> None:
    with course.gradebook() as gradebook:
        gradebook.add_assignment("later")
    folder = course.root / "submitted" / "good" / "later"
    folder.mkdir()
    shutil.copy(course.root / "submitted/good/tiny/tiny.ipynb", folder)
    (result,) = grade_class(course, ["later"], workers=1, seconds=1)
    assert result.status is FAILED
    assert "the gradebook has no notebook of it" in result.reason
