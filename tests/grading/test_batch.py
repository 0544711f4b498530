"""A class is graded once for real; most tests ask what the next run would do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.grading.batch import Progress, grade_class
from autograder.grading.job import Job, NotebookOutcome, Outcome
from autograder.grading.keeping import DIED
from autograder.grading.settings import settings_for
from autograder.model import NotebookResult, Status, UsageError
from tests.texts import Text

from .conftest import RIGHT, Class, Pretended, change_setup, grade, hand_in

GRADED, UNCHANGED, FAILED = Status.GRADED, Status.UNCHANGED, Status.FAILED
STUDENTS = ["broken", "good", "russian", "untouched", "wrong"]
SOUND = ["good", "russian", "untouched", "wrong"]


def statuses(results: dict[str, NotebookResult]) -> dict[str, Status]:
    return {student: result.status for student, result in results.items()}


class Failing(Pretended):
    """Workers that can grade nothing."""

    def outcome(self, job: Job) -> Outcome:
        return Outcome({"tiny": NotebookOutcome(reason="not today")}, 0.0)


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
    assert result.reason.startswith("tiny.ipynb: it is not JSON: ")
    assert result.reason.endswith("; was it cut off?")
    assert not graded.course.path("autograded", "broken", "tiny").exists()


def test_progress_is_told_after_each_submission(graded: Class) -> None:
    assert [(step.done, step.total) for step in graded.told] == [
        (number, 5) for number in range(1, 6)
    ]
    assert sorted(step.results[0].student for step in graded.told) == STUDENTS


def test_results_come_by_student(graded: Class) -> None:
    assert list(graded.results) == STUDENTS


# What the next run does


def must_not_start() -> Pretended:
    raise AssertionError("nothing is pending, so no worker may be started")


def test_what_has_not_changed_is_told_without_a_worker(
    graded: Class, course: NbgraderCourse
) -> None:
    results = grade(course, *SOUND, make_executor=must_not_start)
    assert statuses(results) == dict.fromkeys(SOUND, UNCHANGED)
    for student in SOUND:
        before, after = graded.results[student], results[student]
        assert (after.score, after.cells) == (before.score, before.cells)
        assert (after.language, after.seconds) == (before.language, before.seconds)
        assert (after.isolation, after.layers) == (before.isolation, before.layers)


def test_only_what_is_pending_is_started(
    course: NbgraderCourse, pretended: Pretended
) -> None:
    grade(course, make_executor=pretended)
    assert pretended.started == ["broken"]


def rewrite(course: NbgraderCourse) -> None:
    hand_in(course.root, "wrong", answers={"total": "total = sum"})


def hand_in_data(course: NbgraderCourse) -> None:
    (course.path("submitted", "wrong", "tiny") / "data.csv").write_text("1,2")


def remove_autograded(course: NbgraderCourse) -> None:
    shutil.rmtree(course.path("autograded", "wrong", "tiny"))


def hand_in_late(course: NbgraderCourse) -> None:
    folder = course.path("submitted", "wrong", "tiny")
    (folder / "timestamp.txt").write_text("2030-02-01 12:00:00 UTC")


def grant_an_extension(course: NbgraderCourse) -> None:
    with course.gradebook() as gradebook:
        gradebook.grant_extension("tiny", "wrong", days=3)


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
    pretended: Pretended,
) -> None:
    change(course)
    results = grade(course, *SOUND, make_executor=pretended)
    assert pretended.started == ["wrong"]
    assert results["wrong"].status is GRADED


def move_the_deadline(course: NbgraderCourse) -> None:
    replace_in_config(course, "due=datetime(2030", "due=datetime(2031")


def change_a_test(course: NbgraderCourse) -> None:
    with course.gradebook() as gradebook:
        cell = gradebook.find_source_cell("test_square", "tiny", "tiny")
        cell.source, cell.checksum = "assert square(1) == 1", "changed"
        gradebook.db.commit()


def change_a_translated_test(course: NbgraderCourse) -> None:
    path = course.root / "source" / "ru" / "tiny" / "tiny.ipynb"
    path.write_text(Text.of(path).replace("square(4711)", "square(4712)"))


def add_a_course_file(course: NbgraderCourse) -> None:
    (course.root / "source" / "en" / "tiny" / "data.csv").write_text("1,2")


def replace_in_config(course: NbgraderCourse, old: str, new: str) -> None:
    path = course.root / "course_config.py"
    path.write_text(Text.of(path).replace(old, new))


def change_the_time_limit(course: NbgraderCourse) -> None:
    replace_in_config(course, "cell_seconds=20", "cell_seconds=21")


def change_the_isolation(course: NbgraderCourse) -> None:
    replace_in_config(course, 'id="sums"', 'id="sums", isolation="shared"')


def change_the_late_policy(course: NbgraderCourse) -> None:
    replace_in_config(course, "import Assignment", "import LatePolicy, Assignment")
    replace_in_config(course, 'id="sums"', 'id="sums", late=LatePolicy(per_day=0.5)')


@pytest.mark.parametrize(
    "change",
    [
        change_a_test,
        change_a_translated_test,
        add_a_course_file,
        change_the_time_limit,
        change_the_isolation,
    ],
)
def test_what_concerns_all_has_all_graded_again(
    change: Callable[[NbgraderCourse], None],
    course: NbgraderCourse,
    pretended: Pretended,
) -> None:
    change(course)
    changed = open_course(course.root)
    grade(changed, *SOUND, make_executor=pretended)
    assert pretended.started == SOUND


@pytest.mark.parametrize(
    "change",
    [hand_in_late, grant_an_extension, move_the_deadline, change_the_late_policy],
)
def test_for_dates_and_what_they_cost_nothing_runs(
    change: Callable[[NbgraderCourse], None],
    course: NbgraderCourse,
    pretended: Pretended,
) -> None:
    change(course)
    changed = open_course(course.root)
    results = grade(changed, *SOUND, make_executor=pretended)
    assert pretended.started == []
    assert {result.status for result in results.values()} == {UNCHANGED}


def test_figures_are_part_of_what_is_graded(
    course: NbgraderCourse, pretended: Pretended
) -> None:
    grade(course, "good", make_executor=pretended, figures=False)
    assert pretended.started == ["good"]


def test_force_grades_what_has_not_changed(
    course: NbgraderCourse, pretended: Pretended
) -> None:
    grade(course, *SOUND, force=True, make_executor=pretended)
    assert pretended.started == SOUND


def test_only_the_named_students_are_looked_at(
    course: NbgraderCourse, pretended: Pretended
) -> None:
    results = grade(course, "good", "wrong", force=True, make_executor=pretended)
    assert pretended.started == ["good", "wrong"]
    assert list(results) == ["good", "wrong"]


def test_what_failed_is_tried_again_until_it_is_graded(
    course: NbgraderCourse, pretended: Pretended
) -> None:
    for force in (True, False):
        failing = Failing()
        results = grade(course, "good", force=force, make_executor=failing)
        assert failing.started == ["good"]
        assert results["good"].status is FAILED
        assert results["good"].reason == "not today"
    assert grade(course, "good", make_executor=pretended)["good"].status is GRADED
    assert pretended.started == ["good"]


def test_what_failed_leaves_what_was_there_before(course: NbgraderCourse) -> None:
    notebook = course.path("autograded", "good", "tiny") / "tiny.ipynb"
    before = notebook.read_text()
    grade(course, "good", force=True, make_executor=Failing())
    assert notebook.read_text() == before
    with course.gradebook() as gradebook:
        assert gradebook.find_submission("tiny", "good").score == 5


def test_a_mended_submission_is_graded(
    course: NbgraderCourse, pretended: Pretended
) -> None:
    hand_in(course.root, "broken")
    assert grade(course, make_executor=pretended)["broken"].status is GRADED
    assert pretended.started == ["broken"]


def test_a_defect_is_told_and_costs_nobody_else(
    course: NbgraderCourse, pretended: Pretended
) -> None:
    (course.path("submitted", "good", "tiny") / "timestamp.txt").write_text("soon")
    results = grade(course, "good", "wrong", force=True, make_executor=pretended)
    assert pretended.started == ["wrong"]
    assert results["good"].reason.startswith("timestamp.txt: 'soon' is no date")


def test_what_belongs_to_no_assignment_is_named(
    course: NbgraderCourse, pretended: Pretended
) -> None:
    good = course.path("submitted", "good", "tiny")
    shutil.copytree(good, good.with_name("Tiny"))
    settings = settings_for(course, workers=1)
    results = grade_class(course, settings, (), SOUND, make_executor=pretended)
    assert pretended.started == []
    astray = [result for result in results if result.status is FAILED]
    assert [(found.assignment, found.reason) for found in astray] == [
        (
            "Tiny",
            "submitted/good/Tiny: there is no such assignment; did you mean 'tiny'?",
        )
    ]
    assert list(grade(course, "wrong", make_executor=pretended)) == ["wrong"]


@pytest.mark.parametrize(("groupshared", "mode"), [(False, 0o600), (True, 0o664)])
def test_a_folder_may_be_shared_as_nbgrader_shares_it(
    groupshared: bool, mode: int, course: NbgraderCourse, pretended: Pretended
) -> None:
    course.config.CourseDirectory.groupshared = groupshared
    (course.path("submitted", "good", "tiny") / "tiny.ipynb").chmod(0o600)
    grade(course, "good", force=True, make_executor=pretended)
    graded = course.path("autograded", "good", "tiny")
    assert (graded / "tiny.ipynb").stat().st_mode & 0o777 == mode
    assert bool(graded.stat().st_mode & 0o2000) == groupshared


def test_a_file_that_cannot_be_read_costs_nobody_else(
    course: NbgraderCourse, pretended: Pretended, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def refuse(path: Path, *args: object, **options: object) -> object:
        if "good" in path.parts:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)
    results = grade(course, "good", "wrong", force=True, make_executor=pretended)
    assert results["good"].reason == "tiny.ipynb: it cannot be read: Permission denied"
    assert results["wrong"].status is GRADED


def test_a_worker_that_dies_is_told(
    course: NbgraderCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run_jobs(jobs: object, *_: object) -> object:
        yield from ((job, None) for job in jobs)

    monkeypatch.setattr("autograder.grading.batch.run_jobs", run_jobs)
    (result,) = grade(course, "good", force=True).values()
    assert (result.status, result.reason) == (FAILED, DIED)


def test_a_run_that_was_stopped_is_continued(
    course: NbgraderCourse, pretended: Pretended
) -> None:
    class Stopping(Pretended):
        def submit(self, function: object, job: Job, /) -> Future[Outcome]:
            if job.student == "untouched":
                raise KeyboardInterrupt
            return super().submit(function, job)

    with pytest.raises(KeyboardInterrupt):
        grade(course, *SOUND, force=True, workers=1, make_executor=Stopping())
    shutil.rmtree(course.path("autograded", "wrong", "tiny"))
    grade(course, *SOUND, make_executor=pretended)
    assert pretended.started == ["wrong"]


def test_submissions_are_looked_at_while_workers_grade(
    ungraded: NbgraderCourse, pretended: Pretended
) -> None:
    """The first result is told before the last submission has been started."""
    started: list[int] = []

    def tell(progress: Progress) -> None:
        started.append(len(pretended.started))

    for number in range(8):
        hand_in(ungraded.root, f"student{number}")
    settings = settings_for(ungraded, workers=1)
    grade_class(ungraded, settings, tell=tell, make_executor=pretended)
    assert started[0] < started[-1] == 13


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


def test_an_unknown_assignment_is_refused(course: NbgraderCourse) -> None:
    with pytest.raises(UsageError) as caught:
        grade_class(course, settings_for(course, workers=1), ["nosuch"])
    assert str(caught.value) == (
        "there is no assignment 'nosuch'; the gradebook has tiny"
    )


def name_library(course: NbgraderCourse, library: str) -> None:
    config = course.root / "course_config.py"
    text = config.read_text()
    config.write_text(text.replace("points=8,", f"points=8, libraries=[{library!r}],"))


def test_what_is_not_installed_is_refused_by_name_and_else_left_out(
    ungraded: NbgraderCourse,
) -> None:
    name_library(ungraded, "no_such_library")
    settings, said = settings_for(ungraded, workers=1), list[str]()
    told = "tiny needs no_such_library, which is not installed: "
    with pytest.raises(UsageError, match=told):
        grade_class(ungraded, settings, ["tiny"], make_executor=must_not_start)
    assert not grade_class(
        ungraded, settings, make_executor=must_not_start, say=said.append
    )
    assert [line.startswith(f"not graded: {told}") for line in said] == [True]


def test_what_is_loaded_first_is_told_once(
    ungraded: NbgraderCourse, pretended: Pretended
) -> None:
    name_library(ungraded, "json")
    settings, told = settings_for(ungraded, workers=1), list[Progress]()
    grade_class(ungraded, settings, make_executor=pretended, tell=told.append)
    assert [each.note for each in told if each.note] == [
        "tiny: each worker first loads json, once, which takes some seconds"
    ]


def test_an_unknown_student_is_refused(course: NbgraderCourse) -> None:
    with pytest.raises(UsageError) as caught:
        grade(course, "good", "nobody", force=True, make_executor=must_not_start)
    assert str(caught.value) == (
        f"student 'nobody' has handed in nothing: no {course.root}/submitted/nobody"
    )


def test_a_course_that_was_never_built_is_refused(tiny) -> None:
    course = open_course(tiny.root)
    with pytest.raises(UsageError, match="the gradebook knows no assignment yet"):
        grade_class(course, settings_for(course, workers=1))


def test_an_assignment_without_notebooks_fails_with_a_reason(
    course: NbgraderCourse,
) -> None:
    notebooks = course.root / "notebooks"
    shutil.copytree(notebooks / "tiny", notebooks / "later")
    later = 'Assignment(id="later", title={"en": "L", "ru": "Л"}, points=0)'
    replace_in_config(course, "assignments=[", f"assignments=[{later},")
    with course.gradebook() as gradebook:
        gradebook.add_assignment("later")
    folder = course.root / "submitted" / "good" / "later"
    folder.mkdir()
    shutil.copy(course.root / "submitted/good/tiny/tiny.ipynb", folder)
    settings = settings_for(course, workers=1)
    (result,) = grade_class(course, settings, ["later"], make_executor=must_not_start)
    assert result.status is FAILED
    assert "the gradebook has no notebook of it" in result.reason


# A cell of the course's own that fails


class Busy(Pretended):
    """Workers on a machine where given cells fail, so often for each student."""

    def __init__(self, **failures: int) -> None:
        super().__init__()
        self.failures = failures
        self.alone: list[str] = []

    def outcome(self, job: Job) -> Outcome:
        if job.is_alone:
            self.alone.append(job.student)
        if self.failures.get(job.student, 0) == 0:
            return super().outcome(job)
        self.failures[job.student] -= 1
        found = NotebookOutcome("the given cell failed", is_nobodys_fault=True)
        return Outcome({"tiny": found}, 0.0)


def test_it_is_tried_again_when_all_others_are_done(course: NbgraderCourse) -> None:
    busy = Busy(good=1, wrong=1)
    results = grade(course, *SOUND, force=True, make_executor=busy)
    assert set(statuses(results).values()) == {GRADED}
    assert busy.started[:4] == SOUND
    assert sorted(busy.started[4:]) == sorted(busy.alone) == ["good", "wrong"]


def test_then_it_is_no_score_and_the_next_run_grades_it(course: NbgraderCourse) -> None:
    results = grade(course, *SOUND, force=True, make_executor=Busy(good=2))
    failed = results["good"]
    assert (failed.status, failed.reason) == (FAILED, "the given cell failed")
    assert failed.is_nobodys_fault
    assert failed.cells == ()
    later = grade(course, *SOUND, make_executor=Busy())
    assert statuses(later) == {
        student: GRADED if student == "good" else UNCHANGED for student in SOUND
    }
    assert not later["good"].is_nobodys_fault


def test_old_scores_stay_meanwhile(course: NbgraderCourse) -> None:
    before = grade(course, "good", make_executor=Busy())["good"]
    assert before.score == 5
    grade(course, "good", make_executor=Busy(good=2), force=True)
    with course.gradebook() as gradebook:
        assert gradebook.find_submission("tiny", "good").score == before.score


def test_a_real_setup_cell_that_fails_costs_nobody_a_point(
    built, tmp_path: Path
) -> None:
    shutil.copytree(built.root, tmp_path / "course")
    course = open_course(tmp_path / "course")
    change_setup(course, lambda text: f"raise MemoryError\n{text}")
    hand_in(course.root, "good", answers=RIGHT)
    (result,) = grade(course, "good").values()
    assert (result.status, result.is_nobodys_fault) == (FAILED, True)
    assert result.reason == (
        "tiny.ipynb: the given cell 'tools' failed: it ran out of memory, also when "
        "nothing else ran beside it. No answer is at fault: there is no score, and the "
        "next run grades it again"
    )
