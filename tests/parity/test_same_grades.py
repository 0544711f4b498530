"""The grades are stock nbgrader's, in any course, but for differences on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.parity.catalog import COURSES
from tests.parity.grades import differing
from tests.parity.runs import SEPARATE, SHARED, STOCK, Runs

DOC = Path(__file__).parents[2] / "docs" / "differences.md"

ON_PURPOSE = {
    ("later", "later", "changed"),
    ("beside", "runs", "alone"),
    ("answered", "no-cell-type", "changed"),
    *(
        ("answered", group, f"submitted-{kind}-cell-type-changed")
        for group in ("pages", "preprocessors")
        for kind in ("answer", "grade")
    ),
}
"""What test_differences.py looks at; all of the course ``different`` as well."""


def _submissions(isolation: str) -> list[object]:
    return [
        pytest.param(course, name, student, id=f"{course}-{name}-{student}")
        for course, made in COURSES.items()
        for name, assignment in made.assignments.items()
        for student in assignment.submissions
        if course != "different" and (course, name, student) not in ON_PURPOSE
        if isolation == SHARED or not assignment.needs_shared
    ]


NEED_SHARED = [
    pytest.param(course, name, id=f"{course}-{name}")
    for course, made in COURSES.items()
    for name, assignment in made.assignments.items()
    if assignment.needs_shared
]


@pytest.mark.parametrize(("course", "assignment", "student"), _submissions(SHARED))
def test_shared_equals_stock(
    course: str, assignment: str, student: str, graded: dict[str, Runs]
) -> None:
    _compare(graded[course], SHARED, (assignment, student))


@pytest.mark.parametrize(("course", "assignment", "student"), _submissions(SEPARATE))
def test_separate_equals_stock(
    course: str, assignment: str, student: str, graded: dict[str, Runs]
) -> None:
    _compare(graded[course], SEPARATE, (assignment, student))


@pytest.mark.parametrize(("course", "assignment"), NEED_SHARED)
def test_what_is_said_to_need_shared_does(
    course: str, assignment: str, graded: dict[str, Runs]
) -> None:
    runs = graded[course]
    assert any(
        differing(grades, runs[SEPARATE].grades[key])
        for key, grades in runs[STOCK].grades.items()
        if key[0] == assignment
    )
    reason = COURSES[course].assignments[assignment].needs_shared
    assert f"| `{assignment}` | {reason} |" in DOC.read_text(encoding="utf-8")


def _compare(runs: Runs, isolation: str, key: tuple[str, str]) -> None:
    stock, ours = runs[STOCK], runs[isolation]
    assert (key in stock.failed) == (key in ours.failed)
    assert differing(stock.grades[key], ours.grades[key]) == {}
