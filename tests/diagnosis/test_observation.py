"""Facts about a wrong answer: true ones only."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.counterexample import counterexample
from autograder.diagnosis.observation import Seen, observe
from autograder.diagnosis.outcome import Outcome
from autograder.diagnosis.tape import (
    INTERRUPTED,
    NOT_MADE,
    Call,
    make_call,
    play,
)
from autograder.model import Diagnosis
from autograder.pages.diagnoses import show_diagnosis
from autograder.pages.texts import Texts
from autograder.wire.operations import Op


def calls(*arguments: Any, visible: int = 0) -> list[Call]:
    return [
        Call("f", "f", Op.CALL, (argument,), visible=k < visible)
        for k, argument in enumerate(arguments)
    ]


def kinds(made: list[Call], right: Any, wrong: Any) -> list[str]:
    seen = Seen(
        made,
        list(play(made, {"f": right}.__getitem__)),
        list(play(made, {"f": wrong}.__getitem__)),
        lambda call: "f",
    )
    return [fact.kind for fact in observe(seen)]


def test_right_for_the_example_needs_others_that_are_wrong() -> None:
    made = calls(1.0, 2.0, 3.0, visible=1)
    lucky = {1.0: 2.0}
    assert kinds(made, lambda x: 2 * x, lambda x: lucky.get(x, 9.0 - x * x)) == [
        "example"
    ]
    only_shown = calls(1.0, 2.0, visible=2)
    assert "example" not in kinds(only_shown, lambda x: 2 * x, lambda x: 2 * x + x % 2)


def test_a_constant_has_to_come_out_of_every_call() -> None:
    made = calls(1.0, 2.0, 3.0, 4.0, 5.0)
    assert kinds(made, lambda x: 2 * x, lambda x: 3.0)[:1] == ["constant"]

    def sometimes(x: float) -> float:
        if x > 4:
            raise ValueError
        return 3.0

    assert "constant" not in kinds(made, lambda x: 2 * x, sometimes)


def change(a: list[int]) -> None:
    a.append(0)


def keep(a: list[int]) -> None:
    pass


@pytest.mark.parametrize(
    ("right", "wrong", "kind", "shown"),
    [
        (keep, change, "changes", ("[1, 2]", "[1, 2, 0]")),
        (change, keep, "unchanged", ("[1, 2, 0]", "[1, 2]")),
    ],
)
def test_arguments_changed_in_place(right, wrong, kind: str, shown) -> None:
    made = calls([1, 2])
    assert kinds(made, right, wrong) == [kind]
    one, other = {"f": right}.__getitem__, {"f": wrong}.__getitem__
    found = counterexample(
        made,
        list(play(made, one)),
        list(play(made, other)),
        lambda call: (make_call(call, one, {})[0], make_call(call, other, {})[0]),
    )
    assert (found.expected, found.got) == shown


def test_arrays_that_both_change_are_no_trouble() -> None:
    def double(a: np.ndarray) -> None:
        a *= 2

    def triple(a: np.ndarray) -> None:
        a *= 3

    made = calls(np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    assert kinds(made, double, triple)


def test_a_call_that_was_not_made_is_no_result() -> None:
    made = calls(1.0, 2.0, 3.0)
    right = [Outcome(v) for v in (1.0, 2.0, 3.0)]
    answer = [Outcome(error=INTERRUPTED), NOT_MADE, NOT_MADE]
    found = counterexample(made, right, answer, lambda call: (right[0], right[0]))
    assert found.call == "f(1.0)"
    assert [fact.kind for fact in observe(Seen(made, right, answer, str))] == ["time"]


def test_a_missing_return_is_no_missing_name() -> None:
    made = [
        Call("make", "make", Op.CALL, (3,)),
        Call("make", 0, Op.CALL, (2,), needs=(0,)),
    ]
    right = list(play(made, {"make": lambda k: lambda x: k * x}.__getitem__))
    answer = list(play(made, {"make": lambda k: None}.__getitem__))
    assert [fact.kind for fact in observe(Seen(made, right, answer, str))] == ["none"]


@pytest.mark.parametrize(
    "argument",
    [
        True,
        1,
        1.0,
        [1.0],
        [],
        np.sin,
        np.array([]),
        np.array([1.0]),
        np.ones((2, 2)),
        np.array([1]),
        np.array([1.0], dtype=np.float32),
    ],
)
def test_every_sort_of_argument_has_a_name_in_each_language(argument: Any) -> None:
    made = calls(argument, "text", "text")
    right = [Outcome(1.0), Outcome(1.0), Outcome(1.0)]
    answer = [Outcome(2.0), Outcome(1.0), Outcome(1.0)]
    facts = observe(Seen(made, right, answer, str))
    assert [fact.kind for fact in facts] == ["only"]
    said = {
        language: show_diagnosis(Diagnosis(observations=facts), {}, Texts(language))
        for language in ("en", "ru")
    }
    sort = facts[0].details["sort"]
    assert said["ru"].facts[0] and sort not in said["ru"].facts[0]
