"""From what waits to what waits next, with the rubric beside it and a preview."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.config.nbgrader_course import open_course
from tests.browser.formgrader import formgrader
from tests.formgrader.hostile_course import ASSIGNMENT, CELL, HostileCourse, make
from tests.formgrader.visitor import Visitor

PEOPLE = ("ann", "bob", "cyd")
RUBRIC = (
    "One point for $x^2$, see [it](https://x.org). <script>window.ran = true</script>"
)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> HostileCourse:
    made = make(tmp_path_factory.mktemp("waiting") / "course", RUBRIC)
    with open_course(made.root).gradebook() as gradebook:
        for name in PEOPLE:
            gradebook.add_student(name)
            gradebook.add_submission(ASSIGNMENT, name)
    return made


@pytest.fixture(scope="module")
def visitor(
    course: HostileCourse, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visitor]:
    with formgrader(course.root, tmp_path_factory.mktemp("home")) as said:
        yield Visitor(said)


def ids(course: HostileCourse) -> list[str]:
    with open_course(course.root).gradebook() as gradebook:
        found = gradebook.notebook_submissions(ASSIGNMENT, ASSIGNMENT)
        return sorted(str(one.id) for one in found)


def let_wait(course: HostileCourse, *waiting: str) -> None:
    """Let these submissions, and no other, wait for a person."""
    with open_course(course.root).gradebook() as gradebook:
        for one in gradebook.notebook_submissions(ASSIGNMENT, ASSIGNMENT):
            for grade in one.grades:
                grade.needs_manual_grade = str(one.id) in waiting
        gradebook.db.commit()


def leads(visitor: Visitor, submission: str, where: str, exercise: str = "") -> str:
    asked = f"?exercise={exercise}" if exercise else ""
    answer = visitor.ask(f"submissions/{submission}/{where}_waiting{asked}")
    assert answer.status == 302
    return answer.headers["Location"].removeprefix(visitor.base)


def test_it_leads_from_one_that_waits_to_the_next(
    course: HostileCourse, visitor: Visitor
) -> None:
    first, second, third, fourth = ids(course)
    let_wait(course, first, third)
    assert leads(visitor, first, "next") == f"/submissions/{third}/"
    assert leads(visitor, second, "next") == f"/submissions/{third}/"
    assert leads(visitor, fourth, "prev") == f"/submissions/{third}/"
    assert leads(visitor, third, "next") == f"/gradebook/{ASSIGNMENT}/{ASSIGNMENT}"


def test_it_leads_to_those_in_which_the_exercise_waits(
    course: HostileCourse, visitor: Visitor
) -> None:
    first, _, third, _ = ids(course)
    let_wait(course, first, third)
    there = f"/submissions/{third}/?exercise={CELL}"
    assert leads(visitor, first, "next", CELL) == there
    assert leads(visitor, first, "next", "other").startswith("/gradebook/")


def test_the_rubric_is_what_the_source_says(
    course: HostileCourse, visitor: Visitor
) -> None:
    answer = visitor.ask(f"submissions/{course.submission}/rubric")
    told = json.loads(answer.text)
    assert set(told) == {CELL}
    assert "<math" in told[CELL] and "script" not in told[CELL]
    assert "<a" not in told[CELL] and "it (<code>https://x.org" in told[CELL]


def test_a_course_without_sources_has_no_rubric(
    course: HostileCourse, visitor: Visitor
) -> None:
    source: Path = course.root / "source"
    source.rename(course.root / "elsewhere")
    try:
        answer = visitor.ask(f"submissions/{course.submission}/rubric")
    finally:
        (course.root / "elsewhere").rename(source)
    assert json.loads(answer.text) == {}


def test_a_comment_is_shown_as_its_student_reads_it(visitor: Visitor) -> None:
    text = "**Nice**, $x^2$ <img src=x onerror=alert(1)>"
    answer = visitor.ask("preview", "POST", text)
    assert "<strong>Nice</strong>" in answer.text and "<math" in answer.text
    assert "onerror" not in answer.text
    assert answer.headers["Content-Type"].startswith("text/plain")


def test_no_preview_without_the_token_against_forged_requests(visitor: Visitor) -> None:
    assert visitor.ask("preview", "POST", "x", X_CSRFToken="").status == 403


@pytest.mark.parametrize("place", ["next_waiting", "prev_waiting", "rubric"])
def test_of_no_submission_there_is_nothing(visitor: Visitor, place: str) -> None:
    assert visitor.ask(f"submissions/nobody/{place}").status == 404
