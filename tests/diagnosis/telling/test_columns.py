"""Of the things in each entry of a list it is told which alone is wrong."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.telling.columns import observe
from autograder.diagnosis.telling.seen import Seen
from autograder.pages.diagnoses import show_observation
from autograder.pages.texts import Texts
from autograder.wire.operations import Op
from tests.diagnosis.telling.failures import played

SIZES = [(3, 2), (4, 1, 2), (5, 5), (2, 3, 4)]


def net(sizes: tuple[int, ...]) -> list[tuple[np.ndarray, np.ndarray]]:
    return [(np.ones((n, m)), np.zeros(m)) for n, m in itertools.pairwise(sizes)]


def told(wrong: Any, language: str = "en") -> list[str]:
    calls = [Call("f", "f", Op.CALL, (sizes,)) for sizes in SIZES]
    seen = Seen(calls, played(calls, net), played(calls, wrong), lambda call: "f")
    return [show_observation(o, Texts(language)).striptags() for o in observe(seen)]


def biases_of_one(sizes: tuple[int, ...]) -> Any:
    return [(W, b + 1) for W, b in net(sizes)]


def test_the_second_of_each_pair_alone_is_wrong() -> None:
    assert told(biases_of_one) == [
        "In all calls tried, each entry of the result holds 2 things, of which only "
        "number 2 is wrong."
    ]
    [sentence] = told(biases_of_one, "ru")
    assert "неверна из них только 2-я" in sentence


@pytest.mark.parametrize(
    "wrong",
    [
        lambda sizes: [(W + 1, b + 1) for W, b in net(sizes)],
        lambda sizes: net(sizes)[:-1],
        lambda sizes: [(W,) for W, _ in net(sizes)],
        lambda sizes: None,
        net,
    ],
    ids=["both", "shorter", "no pairs", "nothing", "right"],
)
def test_of_others_nothing_is_told(wrong: Any) -> None:
    assert told(wrong) == []
