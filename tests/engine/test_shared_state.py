"""What a test tells the student's process of its random numbers, and when."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from autograder.engine import shared_state
from autograder.engine.shared_state import RandomState


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> Iterator[RandomState]:
    monkeypatch.setattr(np.random, "seed", np.random.seed)
    monkeypatch.setattr(random, "seed", random.seed)
    before = np.random.get_state(), random.getstate()
    yield RandomState()
    np.random.set_state(before[0])
    random.setstate(before[1])


DRAWS = {
    "numpy": [
        np.random.rand,
        np.random.normal,
        np.random.normal,  # the second of a pair leaves no trace in the words
        lambda: np.random.seed(1),
        lambda: np.random.seed(1),
    ],
    "python": [
        random.random,
        lambda: random.gauss(0, 1),
        lambda: random.gauss(0, 1),
        lambda: random.seed(1),
        lambda: random.seed(1),
    ],
}


@pytest.mark.parametrize("name", DRAWS)
def test_each_draw_is_told_once(state: RandomState, name: str) -> None:
    draws: list[Callable[[], object]] = DRAWS[name]
    for draw in draws:
        draw()
        told = state.news()
        assert told is not None and [*told] == [name]
        assert state.news() is None


def test_where_pythons_state_does_not_lie_open_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert shared_state._LIES_OPEN
    monkeypatch.setattr(shared_state, "_LIES_OPEN", False)
    monkeypatch.setattr(random, "seed", random.seed)
    monkeypatch.setattr(np.random, "seed", np.random.seed)
    state = RandomState()
    assert state.news() is None
    random.random()
    assert [*(state.news() or ())] == ["python"]


def test_what_is_told_draws_the_same(state: RandomState) -> None:
    np.random.normal()
    random.gauss(0, 1)
    told = state.news()
    assert told is not None
    drawn = [np.random.normal(), random.gauss(0, 1), np.random.rand(), random.random()]
    np.random.set_state(told["numpy"])
    random.setstate(told["python"])
    again = [np.random.normal(), random.gauss(0, 1), np.random.rand(), random.random()]
    assert again == drawn


def test_another_source_of_numbers_is_not_told(state: RandomState) -> None:
    source = np.random.get_bit_generator()
    try:
        np.random.set_bit_generator(np.random.PCG64(1))
        state.news()
        np.random.rand()
        assert state.news() is None
    finally:
        np.random.set_bit_generator(source)
