from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from autograder.analysis.discrimination import (
    FEWEST,
    Item,
    ItemAnalysis,
    Separation,
    analyse_items,
)

KEYS = [("nb", name) for name in "abcd"]
MAX = dict.fromkeys(KEYS, 4.0)


def analyse(points: list[list[float]]) -> ItemAnalysis:
    return analyse_items(MAX, [dict(zip(KEYS, row, strict=True)) for row in points])


@given(arrays(float, (14, 4), elements=st.integers(0, 4).map(float)))
def test_item_rest_correlation_is_numpys(points: np.ndarray) -> None:
    tried = points[points.sum(axis=1) > 0]
    found = analyse(points.tolist())
    assert found.students == len(tried)
    for n, item in enumerate(found.items):
        rest = tried.sum(axis=1) - tried[:, n]
        assert item.difficulty == pytest.approx(tried[:, n].mean() / 4)
        if np.ptp(rest) == 0 or np.ptp(tried[:, n]) == 0:
            assert item.discrimination is None
        else:
            expected = np.corrcoef(tried[:, n], rest)[0, 1]
            assert item.discrimination == pytest.approx(expected, abs=1e-9)


def test_an_exercise_that_weak_students_do_better_is_negative() -> None:
    ability = [k % 5 for k in range(3 * FEWEST)]
    found = analyse([[k, k, 4 - k, 4] for k in ability])
    verdicts = [item.verdict for item in found.items]
    assert verdicts[2:] == [Separation.NEGATIVE, Separation.CONSTANT]


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(None, "constant"), (-0.1, "negative"), (0.1, "weak"), (0.2, "good")],
)
def test_verdicts_of_a_large_class(value: float | None, verdict: str) -> None:
    assert Item(KEYS[0], 0.5, value, students=2000).verdict == verdict


@pytest.mark.parametrize("value", [-0.04, 0.1, 0.5])
def test_a_small_class_is_not_judged(value: float) -> None:
    item = Item(KEYS[0], 0.5, value, students=10)
    assert item.verdict == "unsure"
    assert item.interval[0] < value < item.interval[1]


def test_a_small_class_says_nothing() -> None:
    assert analyse([[k % 5] * 4 for k in range(1, FEWEST)]) == ItemAnalysis(FEWEST - 2)


def test_untouched_notebooks_do_not_count() -> None:
    students = [[1 + k % 4, k % 3, 1, 2] for k in range(FEWEST)]
    blank = [[0.0] * 4] * 10
    assert analyse([*students, *blank]) == analyse(students)


def test_what_waits_for_a_person_is_left_out() -> None:
    students = [dict(zip(KEYS, [k % 5, k % 3, 2, 1], strict=True)) for k in range(12)]
    del students[3][KEYS[1]]
    found = analyse_items(MAX, students)
    assert [item.key for item in found.items] == [KEYS[0], KEYS[2], KEYS[3]]


def test_the_margin_shrinks_with_the_class() -> None:
    margins = [ItemAnalysis(n).margin for n in (10, 24, 200)]
    assert margins == sorted(margins, reverse=True)
    assert margins[1] == pytest.approx(0.39, abs=0.02)
