"""What is said of a wrong formula of which nothing else is known."""

# ruff: noqa: N803 - arguments are called as in the seminars

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tests.diagnosis.conditions.functions import told

pytestmark = pytest.mark.usefixtures("enough_time")

Edges = list[list[tuple[int, float]]]


def path_sum(edges: Edges, start: int, end: int) -> float:
    if start == end:
        return 1.0
    return float(sum(s * path_sum(edges, start, j) for j, s in edges[end]))


def graphs() -> list[tuple[Any, ...]]:
    """Graphs of two to six nodes, with a node to begin at and one to end at."""
    random = np.random.default_rng(1)
    calls: list[tuple[Any, ...]] = []
    for n in (2, 3, 4, 5, 6) * 3:
        edges: Edges = [
            [(j, float(random.normal())) for j in range(k) if random.integers(3)]
            for k in range(n)
        ]
        calls += [(edges, int(random.integers(n)), k) for k in (n - 1, n // 2)]
    return calls


def of_all_inputs(edges: Edges, start: int, end: int) -> float:
    if not edges[end]:
        return 1.0
    return float(sum(s * of_all_inputs(edges, start, j) for j, s in edges[end]))


def stops_below(edges: Edges, start: int, end: int) -> float:
    return path_sum(edges, start, end) if end == start + 1 else 0.0


def size(a: Any) -> float:
    return float(np.sqrt(np.sum(np.square(a))))


def rows() -> list[tuple[Any, ...]]:
    random = np.random.default_rng(2)
    return [(random.normal(size=n),) for n in (2, 3, 4, 5, 6, 7)]


def with_a_wave(a: Any) -> float:
    return size(a) + 1 + float(np.sin(1e3 * np.sum(a)))


CASES: dict[
    str, tuple[Callable[..., Any], Callable[..., Any], list[tuple[Any, ...]], str]
] = {
    "ignored": (
        path_sum,
        of_all_inputs,
        graphs(),
        "In every call tried, start makes no difference to what it gives.",
    ),
    "zero": (
        path_sum,
        stops_below,
        graphs(),
        "In all calls tried, each wrong number is 0.",
    ),
    "larger": (
        size,
        with_a_wave,
        rows(),
        "In all calls tried, each wrong number is too ",
    ),
    "reordered": (
        np.sort,
        lambda a: np.roll(np.sort(a), len(a) // 2),
        rows(),
        "It gives the right numbers, but in another order.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_tendency_is_told(name: str) -> None:
    right, wrong, calls, wanted = CASES[name]
    assert wanted in told(right, wrong, calls)


def test_an_argument_that_matters_in_few_calls_is_not_said_to_make_no_difference() -> (
    None
):
    def at_times(edges: Edges, start: int, end: int) -> float:
        return of_all_inputs(edges, start, end) + (len(edges) > 4) * 0.1 * start

    assert "no difference" not in told(path_sum, at_times, graphs())


def test_of_several_results_together_a_law_is_told() -> None:
    def gradients(X: Any, G: Any) -> tuple[Any, Any]:
        return X.T @ G, G.sum(axis=0)

    random = np.random.default_rng(3)
    calls = [
        (random.normal(size=(n, k)), random.normal(size=(n, 2)))
        for n, k in [(3, 2), (4, 3), (2, 5)]
    ]

    def halved(X: Any, G: Any) -> tuple[Any, ...]:
        return tuple(0.5 * part for part in gradients(X, G))

    assert "Every number is 0.5 times what it should be." in told(
        gradients, halved, calls
    )


def test_of_a_list_of_results_the_one_of_another_shape_is_told() -> None:
    def layers(X: Any) -> list[tuple[Any, Any]]:
        return [(X, X.sum(axis=0)), (2 * X, X.sum(axis=1))]

    def kept(X: Any) -> list[tuple[Any, Any]]:
        return [(X, X.sum(axis=0)), (2 * X, X.sum(axis=1, keepdims=True))]

    calls = [(np.ones((2, 3)),), (np.ones((4, 2)),)]
    assert told(layers, kept, calls).startswith("f(…)[1][1] gives the shape (2, 1);")
