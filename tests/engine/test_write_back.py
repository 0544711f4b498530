"""What a function has made of its arguments is seen in the test's own objects."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.engine.write_back import write_back

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=2), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.lists(values, max_size=4), st.lists(values, max_size=4))
def test_a_list_becomes_whatever_it_was_made(
    mine: list[Any], theirs: list[Any]
) -> None:
    write_back(mine, theirs)
    assert repr(mine) == repr(theirs)


@given(st.lists(values, max_size=4))
def test_what_is_as_it_was_stays_the_same_object(mine: list[Any]) -> None:
    before = list(mine)
    write_back(mine, copy.deepcopy(mine))
    assert all(a is b for a, b in zip(mine, before, strict=True))


def _tuple_in_a_list(edges: list[Any]) -> None:
    edges[0] = (edges[0][0], 1)


def _array_in_a_tuple(pairs: list[Any]) -> None:
    pairs[1][0][:] = 7.0


def _array_of_another_type(pairs: list[Any]) -> None:
    pairs[2] = pairs[2].astype(np.int64)


@pytest.mark.parametrize(
    "change", [_tuple_in_a_list, _array_in_a_tuple, _array_of_another_type]
)
def test_what_is_deep_inside(change: Callable[[list[Any]], None]) -> None:
    mine = [(0, 2.5), (np.zeros(2), "b"), np.ones(3)]
    inner = mine[1][0]
    theirs = copy.deepcopy(mine)
    change(theirs)
    write_back(mine, theirs)
    assert repr(mine) == repr(theirs)
    assert mine[1][0] is inner
