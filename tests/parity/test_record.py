"""Stock nbgrader's grades, which are kept, are those that it gives."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from tests.parity import record
from tests.parity.catalog import COURSES
from tests.parity.changes import insert, nothing, put
from tests.parity.course import Assignment, Change, Course, code
from tests.parity.stock import ask, careless, make

ALL = [(course, name) for course, made in COURSES.items() for name in made.assignments]


def test_nbgrader_still_says_so(tmp_path: Path) -> None:
    """One assignment a day; all of them by ``make parity``."""
    course, name = ALL[date.today().toordinal() % len(ALL)]
    whole = COURSES[course]
    alone = replace(whole, assignments={name: whole.assignments[name]})
    kept = record.read(course)[name]
    with careless():
        made = make(alone, tmp_path / "made")
        if kept["digest"] != record.digest(alone, made, name):
            pytest.skip("with other libraries than these nbgrader is asked for all")
        assert ask(alone, made, tmp_path / "copy", [name]) == record.graded(
            {name: kept}
        )


TINY = Course(
    {"a": Assignment({"p": [code("1")]}, {"ada": nothing})},
    config="c.Execute.timeout = 2\n",
)


@pytest.fixture
def digest_of(tmp_path: Path) -> Callable[[Course], str]:
    """Return a function that makes a course, but for the gradebook, and digests it."""
    places = (tmp_path / str(number) for number in count())

    def of(course: Course) -> str:
        made = next(places)
        course.write_source(made)
        shutil.copytree(made / "source", made / "release")
        course.write_submissions(made)
        return record.digest(course, made, "a")

    return of


def with_answer(change: Change) -> Course:
    return Course({"a": Assignment({"p": [code("1")]}, {"ada": change})}, TINY.config)


def test_the_ids_of_cells_do_not_matter(digest_of: Callable[[Course], str]) -> None:
    assert digest_of(TINY) == digest_of(with_answer(nothing))


@pytest.mark.parametrize(
    "other",
    [
        Course({"a": Assignment({"p": [code("2")]}, {"ada": nothing})}, TINY.config),
        Course(TINY.assignments, TINY.config + "c.Execute.enabled = False\n"),
        replace(TINY, files={"beside.py": "x = 1"}),
        replace(TINY, again=lambda course: None),
        replace(TINY, by_force=False),
        with_answer(insert("1 / 0")),
        with_answer(put("beside.py", "x = 1")),
        with_answer(put("p.ipynb", "broken")),
    ],
)
def test_all_else_does(digest_of: Callable[[Course], str], other: Course) -> None:
    assert digest_of(other) != digest_of(TINY)


def test_so_do_libraries(
    digest_of: Callable[[Course], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest_of(TINY)
    monkeypatch.setattr(record, "version", lambda library: "0.0")
    assert digest_of(TINY) != before
