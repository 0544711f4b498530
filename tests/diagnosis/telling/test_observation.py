"""Facts about a wrong answer: true ones only."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.calls.outcome import Outcome
from autograder.diagnosis.calls.sorts import sort_of
from autograder.diagnosis.calls.tape import (
    INTERRUPTED,
    NOT_MADE,
    Call,
    play,
)
from autograder.diagnosis.telling.counterexample import counterexample, smallest_failure
from autograder.diagnosis.telling.observation import observe
from autograder.diagnosis.telling.seen import Seen
from autograder.model import Diagnosis, Observation
from autograder.pages.diagnoses import show_diagnosis
from autograder.pages.texts import Texts
from autograder.wire.operations import Op
from tests.diagnosis.telling.failures import both, failing, played


def calls(*arguments: Any, visible: int = 0) -> list[Call]:
    return [
        Call("f", "f", Op.CALL, (argument,), visible=k < visible)
        for k, argument in enumerate(arguments)
    ]


def kinds(made: list[Call], right: Any, wrong: Any) -> list[str]:
    seen = Seen(
        made,
        played(made, right),
        played(made, wrong),
        lambda call: "f",
    )
    return [fact.kind for fact in observe(seen)]


def test_right_for_the_example_needs_others_that_are_wrong() -> None:
    made = calls(1.0, 2.0, 4.0, 5.0, visible=1)
    lucky = {1.0: 2.0}

    def learnt(x: float) -> float:
        return lucky.get(x, 9.0 - x * x)

    assert kinds(made, lambda x: 2 * x, learnt) == ["example"]
    assert kinds(made[:3], lambda x: 2 * x, learnt) == ["some"], "two may be chance"
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
        (keep, change, "changes", ("[1]", "[1, 0]")),
        (change, keep, "unchanged", ("[1, 0]", "[1]")),
    ],
)
def test_arguments_changed_in_place(right, wrong, kind: str, shown) -> None:
    made = calls([1, 2])
    assert kinds(made, right, wrong) == [kind]
    found = counterexample(made, failing(made, right, wrong))
    assert (found.expected, found.got) == shown


def test_what_is_in_a_tuple_can_be_changed_as_well() -> None:
    def add(pair: tuple[np.ndarray, int]) -> float:
        return float(pair[0].sum() + pair[1])

    def add_in_place(pair: tuple[np.ndarray, int]) -> float:
        total = add(pair)
        pair[0][0] = 0.0
        return total

    made = calls((np.array([1.0, 2.0]), 3), (np.array([4.0]), 5))
    assert kinds(made, add, add_in_place) == ["changes"]


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
    failure = smallest_failure(made, right, answer, lambda call: (right[0], right[0]))
    found = counterexample(made, failure)
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
    sort = sort_of(argument)
    said = {
        language: show_diagnosis(
            Diagnosis(observations=(Observation("only", {"sort": sort}),)),
            {},
            Texts(language),
        )
        for language in ("en", "ru")
    }
    assert said["en"] and said["ru"]
    assert said["ru"].facts[0] and sort not in said["ru"].facts[0]


def total(values: Any) -> float:
    return float(np.sum(values))


def not_of_lists(values: Any) -> float:
    return total(values) + isinstance(values, list)


LISTS = ([1.0], [2.0, 3.0], [4.0, 5.0])
ARRAYS = tuple(np.array(values) + 0.5 for values in LISTS)


def facts_of(made: list[Call], right: Any, wrong: Any) -> list[Observation]:
    """What is told of an answer that can be asked once more."""
    seen = Seen(
        made,
        played(made, right),
        played(made, wrong),
        lambda call: "f",
        both(right, wrong),
    )
    return list(observe(seen))


def test_a_sort_is_blamed_after_enough_calls_and_probes() -> None:
    made = calls(*LISTS, *ARRAYS)
    (fact,) = facts_of(made, total, not_of_lists)
    assert (fact.kind, fact.details) == ("only", {"sort": "list"})


def test_probes_make_up_for_few_calls() -> None:
    """Of one list and one array nothing could be said; the further calls settle it."""
    made = calls(*LISTS[:2], *ARRAYS[:2])
    assert [f.kind for f in facts_of(made, total, not_of_lists)] == ["only"]


def test_a_sort_that_stands_there_by_chance_is_not_blamed() -> None:
    def wrong(values: Any) -> float:
        return total(values) + (np.max(values) == int(np.max(values)))

    made = calls(*LISTS, *ARRAYS)
    assert [f.kind for f in facts_of(made, total, wrong)] == ["some"]


def test_of_two_calls_no_sort_is_blamed() -> None:
    assert kinds(calls(1, 2.5), lambda x: 2 * x, lambda x: 2 * x + (x == 1)) == ["some"]


def test_of_two_sorts_that_both_fit_neither_is_blamed() -> None:
    made = [
        Call("f", "f", Op.CALL, pair)
        for pair in (([1.0], 1), ([2.0], 2), ([3.0], 3), (a(1), 0.5), (a(2), 1.5))
    ]
    made.append(Call("f", "f", Op.CALL, (a(3), 2.5)))
    found = kinds(made, lambda x, y: y, lambda x, y: y + isinstance(x, list))
    assert found == ["some"]


def a(*numbers: float) -> np.ndarray:
    return np.array(numbers, dtype=float)


def test_one_array_that_falls_is_no_slope() -> None:
    one = calls(a(1, 2, 3, 4, 5, 6), 1.0)
    assert "falling" not in kinds(one, np.exp, lambda x: np.exp(-x))
    two = calls(a(1, 2, 3, 4, 5, 6), a(3, 2, 1), 1.0)
    assert "falling" in kinds(two, np.exp, lambda x: np.exp(-x))


def test_what_rises_along_two_numbers_or_jumps_at_one_does_not_fall() -> None:
    known = calls(a(0, 0, 1), a(0, 1, -1, 2), a(0, 1))
    mostly = kinds(known, lambda x: 2 * x, lambda x: np.sign(2.5 - len(x)) * x)
    assert "falling" not in mostly
    jumping = calls(a(0, 0, 1), a(0, 0, 2), a(1, 1, 2))
    assert "falling" not in kinds(jumping, lambda x: 2 * x, lambda x: -np.arange(3) / 3)


def test_an_order_of_other_things_is_no_slope() -> None:
    """Weights have no order, so they do not rise or fall."""
    two = [Call("f", "f", Op.CALL, (np.ones((2, 5)) * k,)) for k in (1, 2)]
    right = [Outcome(a(1, 2, 3, 4, 5) * k) for k in (1, 2)]
    wrong = [Outcome(a(9, 7, 5, 2, 1) * k) for k in (1, 2)]
    facts = observe(Seen(two, right, wrong, str))
    assert [fact.kind for fact in facts] == ["some"]


def test_a_return_is_missed_only_where_nothing_is_ever_returned() -> None:
    made = calls(1.0, 2.0, 3.0)
    assert kinds(made, lambda x: x, lambda x: None) == ["none"]
    assert kinds(made, lambda x: x, lambda x: x if x > 1 else None) == ["type"]


def test_a_blank_is_told_only_where_every_call_meets_it() -> None:
    def partly(x: float) -> float:
        if x > 2:
            raise NotImplementedError
        return x

    assert kinds(calls(1.0, 2.0, 3.0), lambda x: x, partly) == ["raises"]


def test_numbers_that_only_some_calls_give_obey_no_law() -> None:
    def half(x: float) -> float:
        if x > 4:
            raise ValueError
        return x / 2

    made = calls(1.0, 2.0, 3.0, 4.0, 5.0)
    assert "scale" not in kinds(made, lambda x: x, half)
    assert "scale" in kinds(made[:4], lambda x: x, half)


@pytest.mark.parametrize("factor", [1.00002, 0.5, -3.0, 1 / 3])
def test_a_factor_is_told_as_exactly_as_it_is_seen(factor: float) -> None:
    made = calls(1.0, 2.0, 3.0, 4.0)
    (fact,) = facts_of(made, lambda x: x, lambda x: x * factor)
    assert float(fact.details["factor"]) == pytest.approx(factor, rel=2e-6)
    assert fact.details["factor"] != "1"


@pytest.mark.parametrize(
    ("wrong", "details"),
    [
        (lambda x: -np.exp(x), {}),
        (lambda x: 3 * np.exp(x), {"factor": "3"}),
        (lambda x: np.exp(x) + 2, {"offset": "+2"}),
    ],
)
def test_nan_stands_apart_from_the_law_of_all_other_numbers(
    wrong: Any, details: dict[str, str]
) -> None:
    def broken(x: np.ndarray) -> np.ndarray:
        return np.where(x == 0, np.nan, wrong(x))

    made = calls(a(0, 1, 2, 5), a(3, 4, 0), a(6))
    law, nan = facts_of(made, np.exp, broken)
    assert (nan.kind, law.details) == ("nan", {**details, "finite": "yes"})


def test_infinities_that_obey_a_law_are_not_set_apart() -> None:
    made = calls(a(0, 1, 2, 5), a(3, 4, 0), a(6))
    with np.errstate(all="ignore"):
        (law,) = facts_of(made, np.log, lambda x: -np.log(x))
    assert (law.kind, law.details) == ("sign", {})


def test_an_offset_among_huge_numbers_is_none() -> None:
    made = calls(1e6, 2e6, 3e6, 4e6)
    assert facts_of(made, lambda x: x, lambda x: x * 1.000002 + 0.25) != []
    assert "offset" not in kinds(made, lambda x: x, lambda x: x + x % 7e5 / 1e5)


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        (lambda x: x * (1 + 1e-8), "close"),
        (lambda x: x + 1e-13, "close"),
        (lambda x: float(x), "stored"),
        (lambda x: np.float32(x), "stored"),
    ],
)
def test_what_fails_by_little_is_told_too(wrong: Any, kind: str) -> None:
    made = calls(np.float64(1.5), np.float64(2.0))
    right = [Outcome(np.float64(1.5)), Outcome(np.float64(2.0))]
    answer = [Outcome(wrong(o.value)) for o in right]
    assert [f.kind for f in observe(Seen(made, right, answer, str))] == [kind]


def test_the_sign_of_a_zero_is_told() -> None:
    facts = observe(Seen(calls(1.0), [Outcome(0.0)], [Outcome(-0.0)], str))
    assert [(f.kind, f.details["got"]) for f in facts] == [("zero", "-0.0")]


def test_a_warning_less_is_no_fault() -> None:
    made, right = calls(1.0), [Outcome(np.inf, warned="RuntimeWarning")]
    assert observe(Seen(made, right, [Outcome(np.inf)], str)) == ()


@pytest.mark.parametrize(("seconds", "told"), [(7.3, {"seconds": "7"}), (0.1, {})])
def test_how_long_a_stopped_call_ran_is_told_if_it_ran(seconds, told) -> None:
    answer = [Outcome(error=INTERRUPTED, seconds=seconds)]
    (fact,) = observe(Seen(calls(1.0), [Outcome(1.0)], answer, str))
    assert (fact.kind, fact.details) == ("time", told)
