"""Laws about an argument, a size, or the last digits: told if all calls obey."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.telling.local_laws import observe
from autograder.diagnosis.telling.seen import Seen
from autograder.pages.diagnoses import show_observation
from autograder.pages.texts import Texts
from autograder.wire.operations import Op
from tests.diagnosis.telling.failures import played

TABLES = [np.arange(1.0, 1 + 2 * n).reshape(2, n) ** 1.5 for n in (1, 2, 3, 5)]
POINTS = [(np.array([0.5, -2.0]), 3.0), (np.array([1.5, 4.0]), 7.0), ([2.5], 0.5)]
FAR = [(-30.0,), (-40.0,), (-50.0,), (2.0,), (0.0,)]


def norm(x: Any) -> Any:
    return np.sqrt((x**2).sum(axis=1))


def wave(x: Any, c: float) -> Any:
    return np.sin(x) + c


def told(
    right: Callable[..., Any], wrong: Callable[..., Any], given: list[tuple[Any, ...]]
) -> list[str]:
    calls = [Call("f", "f", Op.CALL, args) for args in given]
    seen = Seen(
        calls,
        played(calls, right),
        played(calls, wrong),
        lambda call: "f",
        names=lambda name: {0: "x", 1: "c"},
    )
    facts = list(observe(seen))
    assert all(show_observation(fact, Texts("ru")) for fact in facts)
    return [show_observation(fact, Texts("en")).striptags() for fact in facts]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda x, c: wave(x, c) * x, "Every number is the right one times x."),
        (lambda x, c: wave(x, c) / c, "Every number is the right one divided by c."),
        (lambda x, c: wave(x, c) + c, "Every number is the right one plus c."),
        (lambda x, c: wave(x, c) - x, "Every number is the right one minus x."),
    ],
)
def test_what_an_argument_does_to_every_number(wrong: Any, sentence: str) -> None:
    assert told(wave, wrong, POINTS) == [sentence]


def test_one_call_that_does_not_obey_refutes_it() -> None:
    def wrong(x: Any, c: float) -> Any:
        return wave(x, c) + (c if c > 1 else 0.1)

    assert told(wave, wrong, POINTS) == []


def test_a_factor_that_grows_with_a_size() -> None:
    tables = [(table,) for table in TABLES]
    [sentence] = told(norm, lambda x: np.sqrt((x**2).mean(axis=1)), tables)
    assert sentence == (
        "Every number is the right one times 1/√N, N being the number of columns of x."
    )
    assert told(norm, lambda x: np.sqrt((x**2).mean(axis=1)), tables[:2]) == []


def test_a_factor_that_grows_with_the_number_of_entries() -> None:
    """Of arguments of several dimensions; a single entry has no 1/log N."""
    several = [table.ravel() / table.sum() for table in TABLES[1:]]
    shares = [(np.array([1.0]),), (TABLES[2] / TABLES[2].sum(),), *zip(several)]

    def entropy(p: Any) -> float:
        return float(-np.sum(p * np.log(p)))

    def normed(p: Any) -> float:
        return entropy(p) / np.log(p.size) if p.size > 1 else 0.0

    assert told(entropy, normed, shares) == [
        "Every number is the right one times 1/log N, N being the number of entries "
        "of x."
    ]
    assert told(entropy, lambda p: normed(p) + 1e-3, shares) == []


def test_small_numbers_that_lose_their_digits() -> None:
    def right(x: float) -> float:
        return float(np.exp(x) / (1 + np.exp(x)))

    [sentence] = told(right, lambda x: float(1 - 1 / (1 + np.exp(x))), FAR)
    assert sentence.startswith("Every number is right to 15 places after the point")
    assert told(right, lambda x: right(x) + 1e-14 * (x < -20), FAR) == []


def infinite_at_zero(x: Any, c: float) -> Any:
    with np.errstate(all="ignore"):
        return c + 1 / np.asarray(x)


GAPS = [([0.5, 0.0], 3.0), ([1.5, -4.0], 7.0), ([2.5, 0.0, 1.0], 0.5)]


def nan_at_zero(right: Any) -> Any:
    return np.where(np.isinf(right), np.nan, right)


def test_a_law_that_all_finite_numbers_obey_is_told_with_the_others_apart() -> None:
    def wrong(x: Any, c: float) -> Any:
        return nan_at_zero(infinite_at_zero(x, c)) * c

    assert told(infinite_at_zero, wrong, GAPS) == [
        "Every number is the right one times c. "
        "NaN and infinity, wanted or given, are not counted."
    ]


def test_a_law_that_infinite_numbers_obey_as_well_is_told_without_more() -> None:
    law = ["Every number is the right one times c."]
    times = told(infinite_at_zero, lambda x, c: infinite_at_zero(x, c) * c, GAPS)
    assert times == law


def test_what_only_infinities_obey_is_no_law() -> None:
    def far(x: Any, c: float) -> Any:
        return np.full(len(x), np.inf)

    negative = [([-1.0, -2.0], 1.0), ([-3.0, -4.0], 1.0), ([-5.0], 1.0)]
    assert told(far, lambda x, c: -far(x, c), negative) == []


def test_where_few_numbers_are_finite_nothing_is_told_of_them() -> None:
    def wrong(x: Any, c: float) -> Any:
        return nan_at_zero(infinite_at_zero(x, c)) * c

    few = [([*x, 0.0, 0.0, 0.0, 0.0], c) for x, c in GAPS]
    assert told(infinite_at_zero, wrong, few) == []


def test_nan_where_it_is_wanted_does_not_hide_lost_digits() -> None:
    def right(x: float, c: float) -> Any:
        return np.array([np.exp(x), np.nan])

    given = [(x, 1.0) for (x,) in FAR]
    (sentence,) = told(right, lambda x, c: (1 + right(x, c)) - 1, given)
    assert sentence.startswith("Every number is right to 15 places")
