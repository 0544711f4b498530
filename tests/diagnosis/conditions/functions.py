"""Functions, calls of them, and what is told of one that should be another."""

# ruff: noqa: N803, N806 - arguments are called as in the seminars

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.diagnosis.calls.functions import parameters
from autograder.diagnosis.calls.outcome import Outcome
from autograder.diagnosis.calls.tape import Call, make_call, play
from autograder.diagnosis.telling.further import Trier
from autograder.diagnosis.telling.observation import observe
from autograder.diagnosis.telling.seen import Seen
from autograder.model import Observation
from autograder.pages.diagnoses import show_observation
from autograder.pages.texts import Texts
from autograder.wire.operations import Op

Function = Callable[..., Any]


def facts(right: Function, wrong: Function, calls: list[tuple[Any, ...]]):
    """Return what is seen of a wrong function, and how often it was called."""
    count = [0]

    @functools.wraps(right)
    def counted(*args: Any) -> Any:
        count[0] += 1
        return wrong(*args)

    tape = [Call("f", "f", Op.CALL, args) for args in calls]
    one, other = {"f": right}.__getitem__, {"f": counted}.__getitem__

    def wanted(call: Call) -> Outcome:
        return make_call(call, one, {})[0]

    seen = Seen(
        tape,
        list(play(tape, one)),
        list(play(tape, other)),
        lambda call: "f(…)",
        Trier(wanted, other),
        wanted,
        lambda name: parameters(right),
    )
    return observe(seen), count[0] - len(tape)


def told(right: Function, wrong: Function, calls: list[tuple[Any, ...]]) -> str:
    found, _ = facts(right, wrong, calls)
    return " ".join(sentence(fact) for fact in found)


def sentence(fact: Observation, language: str = "en") -> str:
    return show_observation(fact, Texts(language)).striptags()


def entropy(p: Any) -> float:
    p = np.asarray(p, float)
    p = p[p > 0]
    return float(-np.sum(p * np.log(p)))


def conditional(P: Any) -> np.ndarray:
    P = np.asarray(P, float)
    total = P.sum(axis=1, keepdims=True)
    empty = total == 0
    return np.where(empty, 1 / P.shape[1], P / np.where(empty, 1, total))


def slope(r: Any) -> Any:
    s = 1 / (1 + np.exp(-np.asarray(r, float)))
    return s * (1 - s)


def error(w: Any, X: Any) -> float:
    w, X = np.asarray(w, float), np.asarray(X, float)
    return float(np.mean(np.abs(w[0] + X @ w[1:])))


def lists() -> list[tuple[Any, ...]]:
    """Distributions, with zeros and without, as lists and as arrays."""
    random = np.random.default_rng(1)
    calls: list[tuple[Any, ...]] = []
    for size in (1, 2, 3, 5, 7):
        for zeros in (False, True):
            p = random.uniform(0.1, 1, size)
            p[1:2] *= not zeros
            calls += [(p / p.sum(),), ((p / p.sum()).tolist(),)]
    return calls


def tables() -> list[tuple[Any, ...]]:
    """Tables of two to five columns, some with a row of zeros."""
    random = np.random.default_rng(2)
    calls: list[tuple[Any, ...]] = []
    for m, k in [(3, 3), (2, 2), (4, 2), (2, 5), (6, 2), (1, 4), (4, 3), (3, 5)]:
        P = random.uniform(0.1, 1, (m, k))
        P[0, -1] = 0
        P[1:2] *= m < 4
        calls += [(P,), (P.tolist(),)]
    return calls


def rows() -> list[tuple[Any, ...]]:
    """Numbers, and arrays of one and two dimensions."""
    random = np.random.default_rng(3)
    shapes = [(2,), (5,), (9,), (2, 3), (4, 2)]
    arrays = [random.normal(size=shape) * 9 for shape in shapes]
    return [(2.0,), (-3.5,), (0.0,), *((a,) for a in arrays), (np.array([0.0, 40.0]),)]


def weights() -> list[tuple[Any, ...]]:
    """Weights with a bias, and examples: as many as inputs, fewer and more."""
    random = np.random.default_rng(4)
    sizes = [(1, 1), (2, 3), (3, 2), (2, 2), (4, 4), (5, 3), (3, 3), (1, 3), (6, 1)]
    return [(random.normal(size=k + 1), random.normal(size=(n, k))) for n, k in sizes]
