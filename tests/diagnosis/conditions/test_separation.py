"""When an answer is wrong: the condition is found, and a false one is never told."""

# ruff: noqa: N803, N806 - arguments are called as in the seminars

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.model import Observation
from tests.diagnosis.conditions.functions import (
    Function,
    conditional,
    entropy,
    error,
    facts,
    lists,
    rows,
    sentence,
    slope,
    tables,
    told,
    weights,
)

pytestmark = pytest.mark.usefixtures("enough_time")


def ignoring_zeros(p: Any) -> float:
    p = np.asarray(p, float)
    with np.errstate(all="ignore"):
        return float(-np.sum(p * np.log(p)))


def distance(a: Any, b: Any) -> float:
    a, b = np.asarray(a), np.asarray(b)
    return float(np.max(np.abs(a - b) / (np.abs(a) + np.abs(b))))


def by_the_sum(a: Any, b: Any) -> float:
    a, b = np.asarray(a), np.asarray(b)
    return float(np.max(np.abs(a - b) / np.maximum(np.abs(a + b), 1e-9)))


def pairs() -> list[tuple[Any, ...]]:
    """Two arrays of like numbers, of which one pair has opposite signs somewhere."""
    random = np.random.default_rng(5)
    several = [random.uniform(0.5, 2, (2, n)) * (-1) ** n for n in range(1, 8)]
    apart = np.array([[1.0, -0.75, 2.0], [1.5, 0.5, 1.25]])
    return [(a, b) for a, b in [*several, *2 * several, apart]]


def jacobian(p: Any) -> np.ndarray:
    p = np.asarray(p, float)
    return np.diag(p) - np.outer(p, p)


def of_its_own(p: Any) -> np.ndarray:
    p = np.asarray(p, float)
    return np.diag(p) - np.outer(p, np.ones_like(p)) * p[:, None]


def by_each(p: Any) -> np.ndarray:
    """Return what is right if all are alike, and wrong in each number else."""
    p = np.asarray(p, float)
    return jacobian(p) + 0.1 * p * (len(set(p.tolist())) > 1)


def shares() -> list[tuple[Any, ...]]:
    """Distributions of which no two numbers are the same."""
    random = np.random.default_rng(6)
    return [(random.dirichlet(np.ones(n)),) for n in (2, 3, 4, 5) * 3]


def spread(N: int, alpha: float) -> float:
    return float(np.sqrt(2 / (N * (1 + alpha**2))))


def slopes() -> list[tuple[Any, ...]]:
    return [(n, a) for n in (4, 10, 64) for a in (0, 0.01, 0.2, 1, 3)]


def product(G: Any, W: Any) -> np.ndarray:
    return np.asarray(G) @ np.asarray(W).T


def factors() -> list[tuple[Any, ...]]:
    """Two tables that can be multiplied, some with one row or one column."""
    random = np.random.default_rng(7)
    sizes = [(4, 2, 3), (1, 3, 2), (5, 1, 3), (2, 3, 1), (3, 4, 2), (2, 2, 5)]
    return [
        (random.normal(size=(n, k)), random.normal(size=(m, k)))
        for n, m, k in sizes * 2
    ]


def softmax(R: Any) -> np.ndarray:
    R = np.asarray(R, float)
    e = np.exp(R - R.max(axis=1, keepdims=True))
    return np.asarray(e / e.sum(axis=1, keepdims=True))


def papered_over(R: Any) -> np.ndarray:
    R = np.asarray(R, float)
    with np.errstate(all="ignore"):
        e = np.exp(R)
        return np.nan_to_num(e / e.sum(axis=1, keepdims=True))


def scores() -> list[tuple[Any, ...]]:
    """Scores of usual sizes, and some that are far beyond what ``exp`` takes."""
    random = np.random.default_rng(8)
    usual = [(random.normal(size=(n, 3)) * 4,) for n in (1, 2, 3, 4) * 4]
    large = [[1000.0, 999, 998]], [[-1000.0, -1001, -999]], [[2000.0, 2000, 3]]
    harmless = [[0.0, -1000, 1.0]], [[1.0, -2000, 0.0]]
    return [*usual, *((np.array(R),) for R in (*large, *harmless))]


def of_two_columns(P: Any) -> np.ndarray:
    P = np.asarray(P, float)
    share = P[:, 0] / np.maximum(P[:, 0] + P[:, 1], 1e-300)
    share = np.where(P.any(axis=1), share, 0.5)
    return np.stack([share, 1 - share], axis=1)


def empty_rows_stay(P: Any) -> np.ndarray:
    P = np.asarray(P, float)
    return P / np.maximum(P.sum(axis=1, keepdims=True), 1e-300)


CASES: dict[str, tuple[Function, Function, Callable[[], list[Any]], str]] = {
    "0 · log 0": (entropy, ignoring_zeros, lists, "except when there is a 0 in p."),
    "two columns": (
        conditional,
        of_two_columns,
        tables,
        "only those are right in which the number of columns of P is 2.",
    ),
    "a row of zeros": (
        conditional,
        empty_rows_stay,
        tables,
        "right except where the row of P is all zeros.",
    ),
    "beyond 20": (
        slope,
        lambda r: slope(np.clip(np.asarray(r, float), -20, 20)),
        rows,
        "It is right as long as |r| is ",
    ),
    "0 does not fire": (
        lambda r: np.where(np.asarray(r) >= 0, 1, 0),
        lambda r: np.where(np.asarray(r) > 0, 1, 0),
        rows,
        "right except where r is 0.",
    ),
    "square": (
        error,
        lambda w, X: error(w, np.transpose(X) if len(X) == len(X[0]) else X),
        weights,
        "X has as many rows as columns.",
    ),
    "opposite signs": (
        distance,
        by_the_sum,
        pairs,
        "It is right except when a and b somewhere have opposite signs.",
    ),
    "all alike, which the check never asks": (
        jacobian,
        of_its_own,
        shares,
        "only those are right in which all numbers in p are the same.",
    ),
    "all alike, where no number is right": (
        jacobian,
        by_each,
        shares,
        "only those are right in which all numbers in p are the same.",
    ),
    "zero or one": (
        spread,
        lambda N, alpha: float(np.sqrt(2 / (N * (1 + alpha)))),
        slopes,
        "Of the calls tried, only those are right in which alpha is 0 or 1.",
    ),
    "several rows and columns": (
        product,
        lambda G, W: np.asarray(G) @ np.reshape(W, np.shape(W)[::-1]),
        factors,
        "It goes wrong only when W has several rows and several columns.",
    ),
    "right within a bound, and at times beyond": (
        softmax,
        papered_over,
        scores,
        "In all calls tried, it is right as long as the largest of |R| is ",
    ),
    "first row": (
        conditional,
        lambda P: conditional(P) * (np.arange(len(P)) > 0)[:, None],
        lambda: [call for call in tables() if len(call[0]) > 1],
        "Only the first row of the result is wrong.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_condition_is_told(name: str) -> None:
    right, wrong, calls, wanted = CASES[name]
    assert wanted in told(right, wrong, calls())


def test_the_number_of_calls_is_bounded() -> None:
    for right, wrong, calls, _ in CASES.values():
        _, made = facts(right, wrong, calls())
        assert made <= 105


def test_what_is_right_by_chance_does_not_hide_the_condition() -> None:
    def zero_if_any(p: Any) -> float:
        return 0.0 if (np.asarray(p) == 0).any() else entropy(p)

    assert "It goes wrong only when there is a 0 in p." in told(
        entropy, zero_if_any, lists()
    )


def test_of_one_accidental_difference_nothing_is_told() -> None:
    """On the calls of the check two conditions fit; the answer means neither."""

    def wrong(p: Any) -> float:
        odd = round(float(np.ravel(p)[0]) * 1e6) % 2
        return entropy(p) + (1.0 if odd else 0.0)

    found, _ = facts(entropy, wrong, lists())
    assert not {"except", "bound"} & {fact.kind for fact in found}


def test_of_nothing_being_right_no_sort_is_blamed() -> None:
    """What a loop makes of no passes says nothing of arrays of whole numbers."""
    random = np.random.default_rng(0)
    orders = [np.array([random.permutation(n)] * 2) for n in (3, 4, 5, 6, 7)]

    def walk(orders: Any) -> float:
        return float(sum(k * place for row in orders for k, place in enumerate(row)))

    def wrong(orders: Any) -> float:
        return float(sum(place**2 for row in orders for place in row))

    said = told(walk, wrong, [*((one,) for one in orders), (np.empty((0, 5)),)])
    assert "whole numbers" not in said


def test_an_answer_with_a_memory_is_told_so_and_no_condition() -> None:
    calls = [0]

    def wrong(p: Any) -> float:
        calls[0] += 1
        return entropy(p) + calls[0]

    found, _ = facts(entropy, wrong, lists())
    assert [fact.kind for fact in found] == ["unsteady"]


def test_after_an_answer_has_ended_its_process_nothing_more_is_asked() -> None:
    class NotebookGoneError(Exception):
        pass

    left = [len(lists()) + 3]

    def wrong(p: Any) -> float:
        left[0] -= 1
        if left[0] < 0:
            raise NotebookGoneError
        return ignoring_zeros(p)

    found, _ = facts(entropy, wrong, lists())
    assert not {"except", "bound"} & {fact.kind for fact in found}
    assert left[0] == -1, "it is not asked again"


# Faults of a function of one array, each with what it depends on.
FAULTS: dict[str, Callable[[np.ndarray], bool]] = {
    "zero": lambda a: bool((a == 0).any()),
    "negative": lambda a: bool((a < 0).any()),
    "long": lambda a: len(a) > 3,
    "sum": lambda a: a.sum() > 1,
    "first": lambda a: bool(a[0] > 0.5),
    "many small": lambda a: int((np.abs(a) < 1).sum()) > 2,
    "ends differ": lambda a: bool(a[0] < a[-1]),
}

SAID: dict[str, Callable[[np.ndarray, Observation], bool]] = {
    "holds zero": lambda a, fact: bool((a == 0).any()),
    "holds negative": lambda a, fact: bool((a < 0).any()),
    "holds positive": lambda a, fact: bool((a > 0).any()),
    "holds fraction": lambda a, fact: bool((a != np.rint(a)).any()),
    "one entry": lambda a, fact: a.size == 1,
    "repeats": lambda a, fact: len(set(a.tolist())) < len(a),
    "alike": lambda a, fact: len(set(a.tolist())) == 1,
    "all zero": lambda a, fact: not a.any(),
    "length": lambda a, fact: len(a) == int(fact.details["value"]),
}


@settings(max_examples=25)
@given(st.sampled_from(sorted(FAULTS)), st.integers(0, 10**6))
def test_what_is_told_foretells_calls_that_were_never_made(
    fault: str, seed: int
) -> None:
    """Of 300 further calls of the same kind at most one in twenty comes out other."""
    random = np.random.default_rng(seed)

    def drawn() -> np.ndarray:
        a = random.normal(size=random.integers(1, 7))
        a[random.uniform(size=len(a)) < 0.2] = 0
        return a if random.integers(3) else np.abs(a)

    def right(a: Any) -> float:
        return float(np.sum(np.asarray(a) ** 2) + 1)

    def wrong(a: Any) -> float:
        return right(a) + FAULTS[fault](np.asarray(a))

    found, _ = facts(right, wrong, [(drawn(),) for _ in range(40)])
    further = [drawn() for _ in range(300)]
    for fact in found:
        if fact.kind not in ("except", "bound"):
            continue
        errors = sum(
            _is_said_wrong(fact, a) not in (None, FAULTS[fault](a)) for a in further
        )
        assert errors <= len(further) / 20, fact


def _is_said_wrong(fact: Observation, a: np.ndarray) -> bool | None:
    """Return what a fact says of a call; None if it leaves that open."""
    kind = fact.details["if"]
    if fact.kind == "except":
        is_turned = kind.startswith("not ")
        said = SAID[kind.removeprefix("not ")](a, fact) != is_turned
        is_loose = fact.details["level"].startswith("only")
        return None if is_loose and said else said
    value = {
        "length": len(a),
        "fewer length": -len(a),
        "beyond": np.abs(a).max(),
        "above": a.max(),
        "below": -a.min(),
        "tiny": -np.abs(a[a != 0]).min(initial=np.inf),
    }[kind]
    sign = -1 if kind in ("fewer length", "below", "tiny") else 1
    last, first = (sign * float(fact.details[key]) for key in ("right", "wrong"))
    if value >= first:
        return None if fact.details["level"].startswith("only") else True
    return False if value <= last else None


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", CASES)
def test_every_condition_has_its_words(name: str, language: str) -> None:
    right, wrong, calls, _ = CASES[name]
    for fact in facts(right, wrong, calls())[0]:
        text = sentence(fact, language)
        assert text.endswith(".") and "%" not in text
