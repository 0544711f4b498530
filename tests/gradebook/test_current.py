"""Dates, points and policies of ``course_config.py`` count at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import event
from sqlalchemy.orm import Session

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.gradebook.current import current_assignments, open_gradebook
from autograder.gradebook.lateness import follow, penalty_of
from autograder.gradebook.records import read_assignment
from autograder.model import Status, UsageError
from autograder.plugins.exporters import EXPORTERS
from autograder.publishing.feedback import publish_feedback
from autograder.publishing.reports import publish_reports
from tests.grading.conftest import Pretended, grade

from .conftest import rewrite

DATE = "datetime(2030, 1, 2, 12, tzinfo=UTC)"
TWO_DAYS_EARLIER = "datetime(2029, 12, 31, 12, tzinfo=UTC)"


def finals(course: NbgraderCourse) -> dict[str, float]:
    with course.gradebook() as gradebook:
        record = read_assignment(gradebook, "tiny")
    return {done.student.id: done.final_score for done in record.submissions}


def test_a_new_date_costs_no_more_than_arithmetic(course: NbgraderCourse) -> None:
    assert finals(course) == {"ada": 5, "boris": 4.5}
    rewrite(course.root, DATE, TWO_DAYS_EARLIER)
    workers = Pretended()
    results = grade(course, make_executor=workers)
    assert workers.started == []
    assert {r.status for r in results.values()} == {Status.UNCHANGED}
    told = {s: (r.previous_score, r.final_score) for s, r in results.items()}
    assert told == {"ada": (5, 4), "boris": (4.5, 3.5)}


def test_a_new_policy_costs_no_more_than_arithmetic(course: NbgraderCourse) -> None:
    rewrite(course.root, "per_day=0.1", "per_day=0.5")
    workers = Pretended()
    results = grade(open_course(course.root), make_executor=workers)
    assert workers.started == []
    assert results["boris"].late_penalty == 2.5


def test_a_new_time_of_handing_in_costs_no_more_than_arithmetic(
    course: NbgraderCourse,
) -> None:
    stamp = course.path("submitted", "boris", "tiny") / "timestamp.txt"
    stamp.write_text("2030-01-04 12:00:00 UTC")
    workers = Pretended()
    results = grade(course, make_executor=workers)
    assert workers.started == []
    assert (results["boris"].previous_score, results["boris"].final_score) == (4.5, 4)
    again = grade(course, make_executor=workers)["boris"]
    assert (again.previous_score, again.final_score) == (4, 4)
    kept = course.path("autograded", "boris", "tiny") / "timestamp.txt"
    assert kept.read_text() == stamp.read_text()


@pytest.mark.parametrize("teller", ["feedback", "report", "export"])
def test_whoever_tells_points_reads_dates_first(
    course: NbgraderCourse, teller: str
) -> None:
    rewrite(course.root, DATE, TWO_DAYS_EARLIER)
    said: list[str] = []
    if teller == "feedback":
        publish_feedback(course, say=said.append)
        page = course.path("feedback", "boris", "tiny") / "tiny.html"
        assert "−1.5" in page.read_text(encoding="utf-8")
    elif teller == "report":
        (page,) = publish_reports(course, say=said.append)
        assert "−1.5" in page.read_text(encoding="utf-8")
    else:
        path = course.root / "grades.csv"
        with course.gradebook() as gradebook:
            said += EXPORTERS["csv"](config=course.config).write(gradebook, path)
        assert ",3.5,8.0\n" in path.read_text(encoding="utf-8")
    assert said[0] == (
        "tiny: the deadline is 2029-12-31 12:00 UTC, as course_config.py says; "
        "it was 2030-01-02 12:00 UTC"
    )
    assert finals(course) == {"ada": 4, "boris": 3.5}


def test_a_date_is_told_in_the_zone_in_which_it_is_written(
    course: NbgraderCourse,
) -> None:
    rewrite(
        course.root, "from datetime", "from zoneinfo import ZoneInfo\nfrom datetime"
    )
    rewrite(course.root, "tzinfo=UTC", 'tzinfo=ZoneInfo("Europe/Moscow")')
    said: list[str] = []
    with open_gradebook(course, said.append):
        pass
    assert said == [
        "tiny: the deadline is 2030-01-02 12:00 MSK, as course_config.py says; "
        "it was 2030-01-02 15:00 MSK"
    ]
    with open_gradebook(course, said.append):
        pass
    assert len(said) == 1


def test_a_deadline_that_is_gone_costs_nobody(course: NbgraderCourse) -> None:
    rewrite(course.root, DATE, "None")
    said: list[str] = []
    with open_gradebook(course, said.append):
        pass
    assert said[0].startswith("tiny: the deadline is none, as course_config.py says")
    assert finals(course) == {"ada": 5, "boris": 5}


def test_points_that_do_not_fit_are_told_with_the_command(
    course: NbgraderCourse,
) -> None:
    rewrite(course.root, "points=8", "points=9")
    said: list[str] = []
    with open_gradebook(course, said.append):
        pass
    (told,) = said
    assert told.startswith(
        "tiny: course_config.py says 9 points, the built notebooks have 8, which "
        "count until you run: python -m autograder build tiny --course-dir "
    )


def test_another_course_has_its_dates_in_the_gradebook(course: NbgraderCourse) -> None:
    (course.root / "course_config.py").unlink()
    with open_gradebook(course) as gradebook:
        assert gradebook.find_assignment("tiny").duedate.year == 2030
        assert current_assignments(course, gradebook) == ("tiny",)


def test_penalties_follow_what_a_person_gives(course: NbgraderCourse) -> None:
    with course.gradebook() as gradebook:
        grade_ = gradebook.find_grade("why", "tiny", "tiny", "boris")
        grade_.manual_score = 2  # as the formgrader stores it
        gradebook.db.commit()
    assert finals(course)["boris"] == 6.5  # the penalty is that of 5 points
    result = grade(course, make_executor=Pretended())["boris"]
    assert (result.score, result.late_penalty) == (7, pytest.approx(0.7))
    assert finals(course)["boris"] == pytest.approx(6.3)


def test_the_formgraders_server_settles_with_each_saving(
    course: NbgraderCourse,
) -> None:
    """As nbgrader's handler does: a grade is found, changed, committed."""
    listener = follow(penalty_of(course.config))
    try:
        with course.gradebook() as gradebook:
            hand_grade(gradebook, "boris", 2)
            done = gradebook.find_submission("tiny", "boris")
            assert done.late_submission_penalty == pytest.approx(0.7)
            hand_grade(gradebook, "ada", 2)
            assert gradebook.find_submission("tiny", "ada").late_submission_penalty == 0
    finally:
        event.remove(Session, "after_flush", listener)


def hand_grade(gradebook: Gradebook, student: str, points: float) -> None:
    known = gradebook.find_grade("why", "tiny", "tiny", student).id
    grade_ = gradebook.find_grade_by_id(known)
    grade_.manual_score = points
    gradebook.db.commit()


# Assignments that the course no longer has


@pytest.fixture
def dropped(course: NbgraderCourse) -> NbgraderCourse:
    """The course with an old assignment that only the gradebook knows."""
    with course.gradebook() as gradebook:
        gradebook.add_assignment("old", duedate="2029-01-01")
        gradebook.add_notebook("old", "old")
        gradebook.add_grade_cell("q", "old", "old", max_score=3, cell_type="code")
        gradebook.add_submission("old", "ada")
        gradebook.find_grade("q", "old", "old", "ada").auto_score = 3
        gradebook.db.commit()
    return course


@pytest.mark.parametrize("name", EXPORTERS)
def test_what_was_dropped_has_no_column(
    dropped: NbgraderCourse, name: str, tmp_path: Path
) -> None:
    with dropped.gradebook() as gradebook:
        EXPORTERS[name](config=dropped.config).write(gradebook, tmp_path / "grades")
    text = (tmp_path / "grades").read_text(encoding="utf-8")
    assert ("tiny" if name == "csv" else "Small sums") in text
    assert "old" not in text


def test_what_was_dropped_has_no_page(dropped: NbgraderCourse) -> None:
    assert [page.stem for page in publish_reports(dropped)] == ["tiny"]
    pages = publish_feedback(dropped)
    assert {page.parent.name for page in pages} == {"tiny"}
    with pytest.raises(UsageError, match="there is no assignment 'old'"):
        publish_reports(dropped, ["old"])


def test_what_was_dropped_is_not_graded(dropped: NbgraderCourse) -> None:
    folder = dropped.path("submitted", "ada", "old")
    folder.mkdir(parents=True)
    results = grade(dropped, make_executor=Pretended())
    assert set(results) == {"ada", "boris"}
