"""Two faults at once: both conditions are told, and none that does not hold."""

# ruff: noqa: N803, N806 - arguments are called as in the seminars

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.diagnosis.calls.sorts import sort_of
from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.conditions.probing import Prober
from tests.diagnosis.conditions.functions import (
    Function,
    conditional,
    entropy,
    facts,
    lists,
    rows,
    sentence,
    slope,
    tables,
    told,
)

pytestmark = pytest.mark.usefixtures("enough_time")


def wrong_for_lists_and_zeros(p: Any) -> float:
    if isinstance(p, list) or (np.asarray(p) == 0).any():
        return -entropy(p) - 1
    return entropy(p)


def raising_for_lists_and_zeros(p: Any) -> float:
    share = p * 1.0
    with np.errstate(all="ignore"):
        return float(-np.sum(share * np.log(share)))


def wrong_at_zero_and_for_numbers(r: Any) -> Any:
    r = np.asarray(r, float)
    found = np.where(r == 0, 1.0, slope(r))
    return found if r.ndim else found + 1


def wrong_for_zero_and_negative_rows(P: Any) -> np.ndarray:
    P = np.asarray(P, float)
    found = conditional(P)
    found[~P.any(axis=1)] = 0
    return found if len(P) > 1 else found + 1


def single_rows() -> list[tuple[Any, ...]]:
    return [*tables(), *((P[:1],) for (P,) in tables()[::2])]


def rows_with_zeros() -> list[tuple[Any, ...]]:
    return [*rows(), (np.array([[0.0, 1.0], [-3.0, 0.0]]),)]


CASES: dict[str, tuple[Function, Function, Callable[[], list[Any]], str]] = {
    "two of a call": (
        entropy,
        wrong_for_lists_and_zeros,
        lists,
        "in two cases: when p is a list, and when there is a 0 in p.",
    ),
    "an exception and NaN": (
        entropy,
        raising_for_lists_and_zeros,
        lists,
        "in two cases: when p is a list, and when there is a 0 in p.",
    ),
    "a number and all": (
        slope,
        wrong_at_zero_and_for_numbers,
        rows_with_zeros,
        "in two cases: where r is 0, and when r is a single number.",
    ),
    "a row and all": (
        conditional,
        wrong_for_zero_and_negative_rows,
        single_rows,
        "where the row of P is all zeros, and when the number of rows of P is 1.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_both_conditions_are_told(name: str) -> None:
    right, wrong, calls, wanted = CASES[name]
    assert wanted in told(right, wrong, calls())


@pytest.mark.parametrize("name", CASES)
def test_the_number_of_calls_is_bounded(name: str) -> None:
    right, wrong, calls, _ = CASES[name]
    assert facts(right, wrong, calls())[1] <= 140


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", CASES)
def test_two_conditions_have_their_words(name: str, language: str) -> None:
    right, wrong, calls, _ = CASES[name]
    (fact,) = (f for f in facts(right, wrong, calls())[0] if f.kind == "either")
    text = sentence(fact, language)
    assert text.endswith(".") and "%" not in text


def descent(x: Any, lr: float, epochs: int) -> Any:
    return np.asarray(x, float) * lr * epochs + epochs


def wrong_with_few_epochs_and_zeros(x: Any, lr: float, epochs: int) -> Any:
    off = 3.0 if epochs < 10 or (np.asarray(x) == 0).any() else 0.0
    return descent(x, lr, epochs) + off


def test_each_of_two_is_tried_by_what_it_blames(monkeypatch) -> None:
    """In the check a rate of 1 goes with few epochs, and no call that is drawn parts
    them."""
    steps = [(1, 3), (0.5, 20), (0.1, 50), (1, 4), (0.2, 30), (1, 2), (0.05, 40)]
    calls: list[tuple[Any, ...]] = []
    for number, (lr, epochs) in enumerate(steps):
        x = np.array([1.5, 0.3, 1.2]) + number / 8
        calls += [(x, float(lr), epochs), (x * [1, 0, 1], float(lr), epochs)]
    draw = Prober.draw

    def drawn(self: Prober, call: Call) -> Call | None:
        made = draw(self, call)
        is_kept = made and (made.args[1] == 1) == (made.args[2] < 10)
        return made if is_kept else None

    monkeypatch.setattr(Prober, "draw", drawn)
    found, _ = facts(descent, wrong_with_few_epochs_and_zeros, calls)
    assert [fact.kind for fact in found] == ["larger"]


# Faults of a function of one array, each with what it depends on.
FAULTS: dict[str, Callable[[Any], bool]] = {
    "list": lambda a: isinstance(a, list),
    "zero": lambda a: bool((np.asarray(a) == 0).any()),
    "negative": lambda a: bool((np.asarray(a) < 0).any()),
    "long": lambda a: len(a) == 5,
    "sum": lambda a: float(np.sum(a)) > 1,
    "first": lambda a: bool(a[0] > 0.5),
    "many small": lambda a: int((np.abs(a) < 1).sum()) > 2,
    "ends differ": lambda a: bool(a[0] < a[-1]),
}

SAID: dict[str, Callable[[Any, Mapping[str, str], str], bool]] = {
    "sort": lambda a, said, end: sort_of(a) == said["sort" + end],
    "holds zero": lambda a, said, end: bool((np.asarray(a) == 0).any()),
    "holds negative": lambda a, said, end: bool((np.asarray(a) < 0).any()),
    "repeats": lambda a, said, end: len(np.unique(a)) < len(a),
    "alike": lambda a, said, end: len(np.unique(a)) == 1,
    "all zero": lambda a, said, end: not np.any(a),
    "length": lambda a, said, end: len(a) == int(said["value" + end]),
}


@settings(max_examples=20)
@given(
    st.lists(st.sampled_from(sorted(FAULTS)), min_size=1, max_size=3),
    st.integers(0, 10**6),
)
def test_two_that_are_told_foretell_calls_that_were_never_made(
    faults: list[str], seed: int
) -> None:
    """Of 300 further calls of the same kind at most one in twenty comes out other."""
    random = np.random.default_rng(seed)

    def drawn() -> Any:
        a = random.normal(size=random.integers(1, 7))
        a[random.uniform(size=len(a)) < 0.1] = 0
        a = a if random.integers(2) else np.abs(a)
        return a.tolist() if random.integers(4) == 0 else a

    def right(a: Any) -> float:
        return float(np.sum(np.asarray(a) ** 2) + 1)

    def is_wrong(a: Any) -> bool:
        return any(FAULTS[fault](a) for fault in faults)

    def wrong(a: Any) -> float:
        return right(a) + is_wrong(a)

    further = [drawn() for _ in range(300)]
    for fact in facts(right, wrong, [(drawn(),) for _ in range(40)])[0]:
        if fact.kind == "either":
            said = [
                SAID[fact.details["if"]](a, fact.details, "")
                or SAID[fact.details["if2"]](a, fact.details, "2")
                for a in further
            ]
            errors = sum(map(operator.ne, said, map(is_wrong, further)))
            assert errors <= len(further) / 20, fact
