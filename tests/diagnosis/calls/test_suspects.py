"""Mistakes played as far as needed explain just what they explain played in full."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.diagnosis.calls.first_calls import FirstCalls
from autograder.diagnosis.calls.naming import explain
from autograder.diagnosis.calls.suspects import BEGINNING, Suspect
from autograder.diagnosis.calls.tape import Call, play
from autograder.wire.operations import Op

FORMULAS: dict[str, Callable[[Any], Any]] = {
    "twice": lambda x: 2 * x,
    "square": lambda x: x * x,
    "rounded": lambda x: round(2 * x, 1),
    "near": lambda x: 2 * x * (1 + 1e-9),
    "NaN below 0": lambda x: 2 * x if x >= 0 else float("nan"),
    "square below 0": lambda x: 2 * x if x >= 0 else x * x,
    "raises below 0": lambda x: 2 * x if x >= 0 else 1 / 0,
    "text": str,
    "none": lambda x: None,
    "array": lambda x: np.array([2.0 * x]),
    "off": lambda x: 2 * x + 1,
    "off by little": lambda x: 2 * x + 1e-7,
}
NAMES = st.sampled_from(sorted(FORMULAS))


SHOWN = 3
"""Calls that students see."""


def suspect_of(
    name: str,
    calls: list[Call],
    reference: list[Any],
    formula: Callable[[Any], Any],
    first: FirstCalls | None = None,
) -> Suspect:
    first = first or FirstCalls(calls, reference, b"")
    return Suspect(name, calls, reference, lambda: {"f": formula}, first)


def called(name: str, numbers: list[float]) -> tuple[list[Call], list[Any]]:
    calls = [
        Call("f", "f", Op.CALL, (number,), visible=place < SHOWN)
        for place, number in enumerate(numbers)
    ]
    return calls, list(play(calls, {"f": FORMULAS[name]}.__getitem__))


@given(NAMES, st.lists(st.floats(-3, 3), min_size=1, max_size=8))
def test_none_is_refuted_that_explains(answer: str, numbers: list[float]) -> None:
    calls, reference = called("twice", numbers)
    given_ = called(answer, numbers)[1]
    for mistake, formula in FORMULAS.items():
        suspect = suspect_of(mistake, calls, reference, formula)
        suspect.begin()
        is_refuted = suspect.is_refuted_by(given_)
        full = suspect.signature
        assert not (is_refuted and full and explain([full], given_)), mistake


@given(NAMES, st.lists(st.floats(-3, 3), min_size=1, max_size=8))
def test_none_is_refuted_by_what_is_remembered_that_explains(
    answer: str, numbers: list[float]
) -> None:
    calls, reference = called("twice", numbers)
    first = FirstCalls(calls, reference, b"")
    for mistake, formula in FORMULAS.items():
        suspect_of(mistake, calls, reference, formula, first).begin()
    known = FirstCalls(calls, reference, first.table)
    given_ = called(answer, numbers)[1]
    for mistake, formula in FORMULAS.items():
        suspect = suspect_of(mistake, calls, reference, formula, known)
        suspect.begin()
        is_refuted = suspect.is_refuted_by(given_)
        full = suspect.signature
        assert not (is_refuted and full and explain([full], given_)), mistake


def test_what_is_remembered_refutes_a_mistake_that_is_not_even_made() -> None:
    calls, reference = called("twice", [1, 2, 3, 4])
    first = FirstCalls(calls, reference, b"")
    suspect_of("square", calls, reference, lambda x: x * x, first).begin()
    known = FirstCalls(calls, reference, first.table)
    made: list[float] = []
    suspect = suspect_of("square", calls, reference, made.append, known)
    suspect.begin()
    assert suspect.is_refuted_by(called("off", [1, 2, 3, 4])[1])
    assert not made


def test_what_a_mistake_does_rightly_refutes_it_as_well() -> None:
    calls, reference = called("twice", [1, 2, 3, 4])
    first = FirstCalls(calls, reference, b"")
    suspect_of("edge", calls, reference, lambda x: 2 * min(x, 3), first).begin()
    known = FirstCalls(calls, reference, first.table)
    made: list[float] = []
    suspect = suspect_of("edge", calls, reference, made.append, known)
    assert suspect.is_refuted_by(called("off", [1, 2, 3, 4])[1])
    assert not made


@pytest.mark.parametrize("numbers", [[1, 2, 5, 4], [1.0, 2, 3, 4]])
def test_of_other_calls_nothing_is_remembered(numbers: list[float]) -> None:
    calls, reference = called("twice", [1, 2, 3, 4])
    first = FirstCalls(calls, reference, b"")
    suspect_of("square", calls, reference, lambda x: x * x, first).begin()
    assert first.of("square")
    assert not FirstCalls(*called("twice", numbers), first.table).of("square")
    assert not FirstCalls(*called("off", [1, 2, 3, 4]), first.table).of("square")


def test_of_most_mistakes_only_the_first_calls_are_made() -> None:
    calls, reference = called("twice", list(range(1, 30)))
    made: list[float] = []

    def wrong(x: float) -> float:
        made.append(x)
        return x * x

    suspect = suspect_of("square", calls, reference, wrong)
    suspect.begin()
    assert len(made) == BEGINNING
    assert suspect.is_refuted_by(called("off", list(range(1, 30)))[1])
    assert not suspect.is_refuted_by(called("square", list(range(1, 30)))[1])
    assert suspect.signature is not None
    assert made == list(range(1, 30))


def test_a_mistake_that_never_ends_is_known_by_the_calls_before() -> None:
    calls, reference = called("twice", [1, 2, 3])

    def wrong(x: float) -> float:
        while x == 2:
            pass
        return x

    suspect = suspect_of("loops", calls, reference, wrong)
    suspect.begin()
    assert suspect.signature is not None
    errors = [outcome.error for outcome in suspect.signature.outcomes]
    assert errors == ["", "KeyboardInterrupt", "NotMade"]
