"""What other people's cells do gives the points of nbgrader."""

from __future__ import annotations

import shutil
from contextlib import chdir
from pathlib import Path

import pytest

from tests.courses.cells import APART, COURSES
from tests.parity.grades import differing
from tests.parity.record import by_stock
from tests.parity.runs import by_ours
from tests.parity.stock import careless, make


@pytest.mark.parametrize("name", COURSES)
def test_shared_equals_stock(name: str, tmp_path: Path) -> None:
    course = COURSES[name]
    with careless():
        made = make(course, tmp_path / "made")
        stock = by_stock(name, course, made, tmp_path / "stock")
        root = shutil.copytree(made, tmp_path / "shared")
        with chdir(tmp_path):
            ours = by_ours(course, root, "shared")
    assert (stock.failed, ours.failed) == ({}, {})
    of = (name, "ada")
    assert differing(stock.grades[of], ours.grades[of]) == {}
    assert stock.grades[of]["score"] == stock.grades[of]["max_score"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["made", "shared"]


@pytest.mark.parametrize("isolation", ["shared", "separate"])
def test_both_isolations_equal_stock(isolation: str, tmp_path: Path) -> None:
    with careless():
        made = make(APART, tmp_path / "made")
        stock = by_stock("apart", APART, made, tmp_path / "stock")
        root = shutil.copytree(made, tmp_path / isolation)
        with chdir(tmp_path):
            ours = by_ours(APART, root, isolation)
    assert (stock.failed, ours.failed) == ({}, {})
    for of, grades in stock.grades.items():
        assert differing(grades, ours.grades[of]) == {}, of
        is_right = of[1] == "ada"
        assert (grades["score"] == grades["max_score"]) == is_right, of
