"""Answers that give what no honest one does: nothing large, nothing false is told."""

from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.calls.outcome import (
    OPAQUE,
    Outcome,
    as_numbers,
    same_value,
)
from autograder.diagnosis.calls.showing import LONGEST, show
from autograder.diagnosis.calls.tape import INTERRUPTED, MAX_BYTES, Call, play
from autograder.diagnosis.diagnose import Diagnostician
from autograder.diagnosis.question import Question
from autograder.diagnosis.telling.further import AT_ONCE, Trier
from autograder.engine.errors import StudentError
from autograder.model import Diagnosis
from autograder.notebook.key import AnswerKey, Exercise, KnownMistake
from autograder.wire.operations import Op

REFERENCE = "def double(x):\n    return 2 * x"
TEST = "for x in (1, 2, 3.5, -4):\n    assert double(x) == 2 * x"
SAME = KnownMistake("double.same", "def double(x):\n    return x")
KEY = AnswerKey((Exercise("double", "test_double", REFERENCE, (SAME,)),))


class Local:
    """An answer in this process."""

    def __init__(self, **names: Any) -> None:
        self._names = names

    def lookup(self, name: str) -> Any:
        return self._names[name]

    def assign(self, name: str, value: Any) -> None:
        self._names[name] = value


def diagnosed(double: Callable[[Any], Any]) -> Diagnosis:
    diagnostician = Diagnostician({"np": np}, KEY)
    return diagnostician.diagnose(Question("double", TEST), Local(double=double))


def nested(depth: int) -> Any:
    value: Any = ["a"] * 5000
    for _ in range(depth):
        value = [value, "a"]
    return value


BOMBS: dict[str, Any] = {
    "range": range(10**9),
    "endless range": range(10**30),
    "range in a list": [range(10**9), 1],
    "one long text": ["x" * 1_000_000, *["a"] * 2000],
    "texts": ["abcdefghij"] * 20_000,
    "numbers of two kinds": [*[np.zeros(100_000, bool)] * 60, np.zeros(100_000, "c16")],
    "integer": 10**5000,
    "integers": [10**5000, 0.5],
    "deep": nested(35),
    "dict": {number: str(number) for number in range(20_000)},
    "set": set(range(20_000)),
    "bytes": bytes(1_000_000),
    "large": np.zeros(3_000_000),
    "hollow": np.zeros((40_000_000, 0)),
    "hollow inside": np.zeros((2, 20_000_000, 0)),
    "slice of arrays": slice([np.zeros(3)], [np.zeros(3)]),
    "type": bytes,
    "ragged": [[1.0], [2.0, 3.0]],
    "nan": [float("nan"), None],
}


@pytest.mark.parametrize("value", BOMBS.values(), ids=BOMBS)
def test_whatever_is_given_little_is_told_at_little_cost(value: Any) -> None:
    tracemalloc.start()
    try:
        found = diagnosed(lambda x: value)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 200 << 20
    assert found.mistakes == ()
    assert found.counterexample is not None
    assert found.counterexample.expected == "2"
    assert len(json.dumps(asdict(found))) < 3 * LONGEST + 300


def test_all_outcomes_together_have_a_limit() -> None:
    calls = [Call("f", "f", Op.CALL, (number,)) for number in range(100)]
    large = np.zeros(MAX_BYTES // 80)
    outcomes = list(play(calls, {"f": lambda n: large}.__getitem__))
    kept = [outcome for outcome in outcomes if outcome.value is not OPAQUE]
    assert 0 < len(kept) <= 10


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (np.int64(-(2**63)), 0),  # their difference is no positive number of 64 bits
        (np.int64(2**63 - 1), np.int64(-(2**63))),
        (np.uint8(1), np.uint8(2)),
        (1_000_000, 1_000_001),
        (slice([np.zeros(2)], 1), slice([np.zeros(2)], 1)),
    ],
)
def test_other_values_are_not_the_same(one: Any, other: Any) -> None:
    assert not same_value(one, other)
    assert not same_value(other, one)


def test_few_numbers_in_ranges_and_lists_are_numbers() -> None:
    assert same_value(range(3), [0, 1, 2])
    assert same_value([range(2), (2, 3)], np.array([[0, 1], [2, 3]]))
    assert as_numbers([1, "2"]) is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ([], "[]"),
        (set(), "set()"),
        ({1: [2.0]}, "{1: [2.0]}"),
        (("a", None), "('a', None)"),
        (["a"] * 13, "['a', 'a', 'a', …]"),
        (np.zeros((3, 0)), "[…] (3, 0)"),
        (np.zeros((0, 3)), "[]"),
        (-(10**5000), "about -10**5000"),
        ("\x1b[2J\u202e<b>", repr("\x1b[2J\u202e<b>")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_how_odd_values_are_shown(value: Any, shown: str) -> None:
    assert show(value) == shown


def test_the_name_of_an_exception_says_nothing_of_the_inputs() -> None:
    def double(x: Any) -> Any:
        raise StudentError(f"asked for {x}")

    told = json.dumps(asdict(diagnosed(double)))
    assert "asked for" not in told
    assert '"Exception"' in told


def test_an_exception_cannot_claim_that_the_notebook_is_gone() -> None:
    def double(x: Any) -> Any:
        raise StudentError("NotebookGoneError: boo")

    (seen,) = diagnosed(double).observations
    assert seen.kind == "raises"


def test_an_imaginary_part_is_not_overlooked() -> None:
    found = diagnosed(lambda x: -2 * x + 5j)
    assert "sign" not in {seen.kind for seen in found.observations}


def test_what_is_asked_of_a_wrong_kind_of_value_is_not_told_as_a_missing_name() -> None:
    counter = "class Counter:\n    def __init__(self):\n        self.n = {}"
    key = AnswerKey((Exercise("counter", "test_counter", counter.format(0)),))
    question = Question("counter", "assert Counter().n == 0")

    def told(answer: Callable[[], Any]) -> str:
        local = Local(Counter=answer)
        return Diagnostician({}, key).diagnose(question, local).observations[0].kind

    def failing() -> Any:
        raise ValueError

    assert told(lambda: None) == "none"
    assert told(lambda: [1]) == "type"
    assert told(failing) == "raises"


GIVEN = [number / 4 for number in range(-20, 21)]
MANY = f"for x in {GIVEN}:\n    assert double(x) == 2 * x"


class Probed:
    """An answer that is wrong below 0, and does as it likes where the check is silent.

    Args:
        deed: what it does then.
    """

    def __init__(self, deed: Callable[[], Any]) -> None:
        self._deed = deed
        self.deeds = 0

    def double(self, x: float) -> Any:
        if x in GIVEN:
            return 2 * x if x >= 0 else -x
        self.deeds += 1
        return self._deed()

    def diagnosed(self) -> Diagnosis:
        key = AnswerKey((Exercise("double", "test_double", REFERENCE),))
        question = Question("double", MANY)
        return Diagnostician({"np": np}, key).diagnose(
            question, Local(double=self.double)
        )


def fails_oddly() -> Any:
    class OddError(Exception):
        def __str__(self) -> str:
            raise self

    raise OddError


@pytest.mark.parametrize(
    ("deed", "most"),
    [
        (fails_oddly, 400),
        (lambda: float("nan"), 400),
        (lambda: np.zeros(MAX_BYTES // 9), 20),
    ],
    ids=["fails", "nan", "large"],
)
def test_what_is_done_in_further_calls_only_makes_them_no_more(
    deed: Callable[[], Any], most: int
) -> None:
    answer = Probed(deed)
    assert answer.diagnosed().counterexample is not None
    assert 0 < answer.deeds <= most


def test_who_is_slow_in_further_calls_only_is_soon_asked_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own, slept = time.monotonic, 0.0

    def sleeps() -> float:
        nonlocal slept
        slept += 3.0
        return 0.0

    monkeypatch.setattr(time, "monotonic", lambda: own() + slept)
    answer = Probed(sleeps)
    assert answer.diagnosed().counterexample is not None
    assert answer.deeds == 4


def test_after_a_call_that_is_stopped_none_of_several_is_made() -> None:
    made: list[float] = []

    def f(x: float) -> float:
        made.append(x)
        if x == 2:
            raise StudentError(INTERRUPTED)
        return x

    calls = [Call("f", "f", Op.CALL, (number,)) for number in range(2 * AT_ONCE)]
    several = Trier(lambda call: Outcome(0), {"f": f}.__getitem__).each(calls)
    errors = [got.error for _, got in several]
    assert made == [0, 1, 2]
    assert errors[:2] == ["", ""]
    assert errors[2] == errors[AT_ONCE] == errors[-1] == INTERRUPTED
