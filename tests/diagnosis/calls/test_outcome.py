"""When two outcomes are alike."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.diagnosis.calls.outcome import (
    MOST_KEPT,
    NOISE,
    Outcome,
    alike,
    same_value,
)

arrays = hnp.arrays(
    np.float64,
    hnp.array_shapes(max_dims=3, max_side=4),
    elements=st.floats(allow_nan=True, allow_infinity=True),
)


@given(arrays)
def test_a_value_is_the_same_as_itself_and_as_its_list(value: np.ndarray) -> None:
    assert same_value(value, value.copy())
    assert same_value(value, value.tolist())


@given(arrays, st.data())
def test_one_other_element_makes_another_value(value: np.ndarray, data) -> None:
    place = data.draw(st.integers(0, value.size - 1))
    other = value.copy()
    old = other.flat[place]
    further = old * 1.1 + np.copysign(0.1, old)
    other.flat[place] = further if np.isfinite(old) else 1.0
    assert not same_value(value, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        (True, 1),
        (np.float32(0.5), 0.5),
        ([1, 2], (1, 2)),
        ([[1, 2], [3]], [(1, 2), (3,)]),
        (" B)", "b"),
        ({"a": [1.0]}, {"a": np.array([1])}),
        (None, None),
        (1 / 3, 0.3333333333),
    ],
)
def test_what_is_equal(one: object, other: object) -> None:
    assert same_value(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (np.zeros(3), np.zeros((3, 1))),
        (0.5, [0.5]),
        ("a", "b"),
        (1, "1"),
        (None, 0),
        ({"a": 1}, {"b": 1}),
        (np.nan, 0.0),
        (np.inf, -np.inf),
        (1e-17, 0.0),
    ],
)
def test_what_is_not(one: object, other: object) -> None:
    assert not same_value(one, other)


def test_rounding_of_zero_is_let_pass_only_where_told() -> None:
    assert same_value([1.0, 1e-17], [1.0, 0.0], NOISE)
    assert not same_value([1.0, 1e-13], [1.0, 0.0], NOISE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Outcome(1), Outcome(error="ValueError")),
        (Outcome(error="TypeError"), Outcome(error="ValueError")),
        (Outcome(1), Outcome(1, warned="RuntimeWarning")),
        (Outcome(1), Outcome(1, changed={0: [2]})),
        (Outcome(1, changed={0: [2]}), Outcome(1, changed={0: [3]})),
        (Outcome(None), Outcome(None, printed=True)),
    ],
)
def test_what_a_call_does_counts_too(one: Outcome, other: Outcome) -> None:
    assert not alike(one, other)
    assert alike(one, one) and alike(other, other)


def test_the_text_of_an_exception_does_not_count() -> None:
    assert alike(Outcome(error="E", line="a"), Outcome(error="E", line="b"))


def test_numbers_are_kept_unless_they_take_far_more_room_than_the_value() -> None:
    small, large = Outcome([1, 2]), Outcome(range(MOST_KEPT + 1))
    assert small.numbers is small.numbers
    assert large.numbers is not large.numbers
    assert Outcome("1").numbers is None
