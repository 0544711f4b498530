"""What was asked and what was written, read off notebooks that may be anything."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.publishing.classwork import read_classwork, read_inventory

SQUARE, TOTAL, WHY = (("tiny", name) for name in ("square", "total", "why"))


@pytest.fixture
def course(built, tmp_path: Path) -> NbgraderCourse:
    """The tiny course, built, with a gradebook of nobody."""
    shutil.copytree(built.root, tmp_path / "course")
    return open_course(tmp_path / "course")


Write = Callable[..., Path]


@pytest.fixture
def write(course: NbgraderCourse) -> Write:
    """Return a function that makes an autograded notebook of some sources."""

    def write(student: str, assignment: str = "tiny", **sources: str) -> Path:
        released = course.path("release", ".", assignment) / f"{assignment}.ipynb"
        book = json.loads(released.read_text("utf-8"))
        for cell in book["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id", "scratch")
            if name in sources:
                cell["source"] = sources[name].splitlines(keepends=True)
        folder = course.path("autograded", student, assignment)
        folder.mkdir(parents=True)
        path = folder / f"{assignment}.ipynb"
        path.write_text(json.dumps(book), "utf-8")
        return path

    return write


def test_exercises_have_reference_template_checks_and_alternatives(course) -> None:
    work = read_classwork(course, "tiny", [])
    square, total, why = work.exercises
    assert [exercise.key for exercise in work.exercises] == [SQUARE, TOTAL, WHY]
    assert "return x * x" in square.reference
    assert "x * x" not in square.template and "def square" in square.template
    assert (square.checks, total.checks) == (("test_square",), ("test_total",))
    assert square.alternatives == {"power": "def square(x):\n    return x**2"}
    assert (why.is_code, why.checks) == (False, ("why",))
    assert work.answers == {}


def test_answers_are_those_of_the_students_asked_for(course, write: Write) -> None:
    write("ada", square="def square(x):\n    return x ** 2\n", test_total="hacked")
    write("bob")
    work = read_classwork(course, "tiny", ["ada", "nobody"])
    assert list(work.answers) == ["ada"]
    assert work.answers["ada"][SQUARE] == "def square(x):\n    return x ** 2\n"
    assert work.answers["ada"].keys() == {SQUARE, TOTAL, WHY}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"cells": 3}',
        '{"cells": [{"cell_type": "code"}]}',
        '{"cells": [{"cell_type": "code", "metadata": [], "source": 3}]}',
        "[" * 100_000,
    ],
)
def test_a_notebook_that_cannot_be_read_has_no_answers(
    text: str, course, write: Write
) -> None:
    write("ada").write_text(text)
    assert read_classwork(course, "tiny", ["ada"]).answers == {}


def test_a_course_without_sources_asks_nothing(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    work = read_classwork(open_course(tmp_path), "tiny", ["ada"])
    assert (work.exercises, work.answers) == ((), {})


def cell(kind: str, source: str, **marks: object) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {"nbgrader": marks}, "source": source}


def store(course: NbgraderCourse, step: str, name: str, *cells: dict[str, Any]) -> None:
    student = "ada" if step == "autograded" else "."
    folder = course.path(step, student, name)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nb.ipynb").write_text(json.dumps({"cells": cells}), "utf-8")


ANSWER = {"grade_id": "recap", "solution": True}
KEY = 'idea_a = "a"\nidea_b = "b"\nidea_c = "c"'


@pytest.fixture
def asked(course: NbgraderCourse) -> NbgraderCourse:
    """The course with a poll, and an assignment that grades it."""
    question = "1. **`idea_a`** What\nis it?\n\n- (a) this\n- (b) that"
    poll = cell("code", 'idea_a = ""\nidea_b = ""\nidea_c = ""')
    store(course, "source", "poll", poll)
    recap = (cell("markdown", question), cell("code", KEY, **ANSWER))
    store(course, "source", "recap", *recap)
    return course


def test_the_gain_is_read_from_both_notebooks(asked: NbgraderCourse) -> None:
    store(
        asked,
        "autograded",
        "poll",
        cell("code", 'idea_a = "b"\nidea_b = "b"\nidea_c = ""'),
        cell("code", 'idea_a = "a"', locked=True, grade_id="x"),
        cell("code", 'idea_b = "a"', grade=True, grade_id="y"),
    )
    store(
        asked,
        "autograded",
        "recap",
        cell("code", KEY, **ANSWER),
        cell("code", 'idea_b = "a"'),  # of no account: it is not graded
    )
    found = read_inventory(asked, "recap", ["tiny", "poll"], ["ada", "bob"])
    assert found is not None and found.earlier == "poll"
    assert [(q.name, q.right_before, q.right_after) for q in found.questions] == [
        ("idea_a", 0, 1),
        ("idea_b", 1, 1),
    ]
    assert [q.text for q in found.questions] == ["What is it?", ""]


@pytest.mark.parametrize(
    ("later", "others"), [("poll", ["tiny"]), ("recap", ["tiny"]), ("tiny", ["poll"])]
)
def test_nothing_is_gained_where_nothing_was_asked_twice(
    later: str, others: list[str], asked: NbgraderCourse
) -> None:
    assert read_inventory(asked, later, others, ["ada"]) is None
