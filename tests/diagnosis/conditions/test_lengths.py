"""The length of a list of tuples, as a net's layers are, may part right from wrong."""

# ruff: noqa: N806 - a net's weights are called as in the seminars

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from tests.diagnosis.conditions.functions import facts, sentence

pytestmark = pytest.mark.usefixtures("enough_time")

Net = list[tuple[np.ndarray, np.ndarray]]


def scores(params: Net, x: Any) -> np.ndarray:
    a = np.asarray(x, float)
    for k, (W, b) in enumerate(params):
        a = (np.maximum(a, 0) if k else a) @ W + b
    return a


def bent_otherwise(params: Net, x: Any) -> np.ndarray:
    a = np.asarray(x, float)
    for k, (W, b) in enumerate(params):
        a = (np.tanh(a) if k else a) @ W + b
    return a


def nets() -> list[tuple[Any, ...]]:
    random = np.random.default_rng(6)
    sizes = [
        (2, 3),
        (3, 2),
        (2, 4, 3),
        (3, 2, 2),
        (2, 3, 4, 2),
        (1, 4, 2),
        (2, 2, 3, 1),
    ]
    return [
        (
            [
                (random.normal(size=(n, m)), random.normal(size=m))
                for n, m in itertools.pairwise(own)
            ],
            random.normal(size=own[0]),
        )
        for own in sizes
    ]


def test_right_only_with_one_layer() -> None:
    [fact], _ = facts(scores, bent_otherwise, nets())
    assert sentence(fact) == (
        "Of the calls tried, only those are right in which the length of params is 1."
    )
    assert "длина params равна 1" in sentence(fact, "ru")
