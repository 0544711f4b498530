"""More time for one student."""

from __future__ import annotations

import pytest
from nbgrader.api import MissingEntry

from autograder.config.nbgrader_course import NbgraderCourse
from autograder.gradebook.extensions import extend
from autograder.gradebook.records import read_assignment
from autograder.model import UsageError
from autograder.plugins.exporters import EXPORTERS
from tests.grading.conftest import Pretended, grade, hand_in

from .conftest import rewrite


def test_it_is_said_back_with_what_it_does(course: NbgraderCourse) -> None:
    assert str(extend(course, "boris", "tiny", 1)) == (
        "boris: tiny is due 2030-01-03 12:00 UTC, 1 day later; "
        "what is handed in counts 5 of 8"
    )
    assert str(extend(course, "boris", "tiny", 0.5)) == (
        "boris: tiny is due 2030-01-03 00:00 UTC, 0.5 days later; "
        "what is handed in counts 4.5 of 8, 0.5 off: late"
    )
    assert str(extend(course, "boris", "tiny", 0)) == (
        "boris: tiny is due 2030-01-02 12:00 UTC, as for everybody; "
        "what is handed in counts 4.5 of 8, 0.5 off: late"
    )


def test_the_next_run_goes_by_it_and_runs_nothing(course: NbgraderCourse) -> None:
    extend(course, "boris", "tiny", 2)
    workers = Pretended()
    result = grade(course, make_executor=workers)["boris"]
    assert workers.started == []
    assert (result.late_penalty, result.final_score) == (0, 5)


def test_it_may_be_given_before_anything_is_handed_in(course: NbgraderCourse) -> None:
    said = str(extend(course, "cora", "tiny", 2))
    assert said == "cora (Cora Day): tiny is due 2030-01-04 12:00 UTC, 2 days later"
    with course.gradebook() as gradebook:
        known = read_assignment(gradebook, "tiny").submissions
        assert [done.student.id for done in known] == ["ada", "boris"]
        path = course.root / "grades.csv"
        remarks = EXPORTERS["moodle"](config=course.config).write(gradebook, path)
    assert remarks[0].startswith("tiny: 2 submissions have answers that a person")
    folder = hand_in(course.root, "cora").parent
    (folder / "timestamp.txt").write_text("2030-01-04 11:00:00 UTC\n")
    result = grade(course, make_executor=Pretended())["cora"]
    assert (result.late_penalty, result.final_score) == (0, 5)
    assert (result.previous_score, result.needs_manual) == (None, True)
    with course.gradebook() as gradebook:
        waiting = {
            name: gradebook.find_grade(name, "tiny", "tiny", "cora").needs_manual_grade
            for name in ("test_square", "why", "draw")
        }
    assert waiting == {"test_square": False, "why": True, "draw": True}


def test_taken_back_it_leaves_no_trace(course: NbgraderCourse) -> None:
    extend(course, "cora", "tiny", 2)
    extend(course, "cora", "tiny", 0)
    extend(course, "cora", "tiny", 0)
    with course.gradebook() as gradebook, pytest.raises(MissingEntry):
        gradebook.find_submission("tiny", "cora")


@pytest.mark.parametrize(
    ("student", "assignment", "reason"),
    [
        ("boriss", "tiny", "no student 'boriss'; did you mean 'boris'"),
        ("who", "tiny", "nbgrader db student add who"),
        ("boris", "tinny", "there is no assignment 'tinny'; the gradebook has tiny"),
    ],
)
def test_what_is_not_there_is_refused(
    course: NbgraderCourse, student: str, assignment: str, reason: str
) -> None:
    with pytest.raises(UsageError, match=reason):
        extend(course, student, assignment, 1)


def test_without_a_deadline_there_is_nothing_to_extend(course: NbgraderCourse) -> None:
    rewrite(course.root, "datetime(2030, 1, 2, 12, tzinfo=UTC)", "None")
    with pytest.raises(UsageError, match="tiny has no deadline"):
        extend(course, "boris", "tiny", 1)
