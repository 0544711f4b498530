"""The call that is shown: the smallest one, as a student would write it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.telling.counterexample import (
    counterexample,
    show,
)
from autograder.model import Counterexample
from autograder.wire.operations import Op
from tests.diagnosis.telling.failures import failing


def example(
    right: Callable[..., Any],
    wrong: Callable[..., Any],
    *arguments: tuple[Any, ...],
    is_close: bool = False,
) -> Counterexample | None:
    calls = [Call("f", "f", Op.CALL, args) for args in arguments]
    failure = failing(calls, right, wrong, is_close=is_close)
    return counterexample(calls, failure) if failure else None


def test_the_smallest_call_is_taken() -> None:
    table = np.arange(6.0).reshape(2, 3)
    found = example(np.exp, np.exp2, (table,), (np.array([1.0, 2.0]),), (2.0,))
    assert found == Counterexample("f(2.0)", "7.38906", "4.0")


def test_numbers_are_rounded_where_that_still_shows_it() -> None:
    found = example(np.exp, np.exp2, (0.123456789,))
    assert found == Counterexample("f(0.1)", "1.10517", "1.07177")


def test_a_number_that_only_works_as_it_is_stays() -> None:
    found = example(lambda x: x == 0.123456789, lambda x: False, (0.123456789,))
    assert found == Counterexample("f(0.123457)", "True", "False")


def test_an_array_is_written_as_one_where_a_list_would_not_do() -> None:
    found = example(lambda x: x + 1, lambda x: x + 2, (np.array([5.0]),))
    assert found == Counterexample("f(np.array([5.0]))", "[6.0]", "[7.0]")
    found = example(lambda x: sum(x), lambda x: 2 * sum(x), (np.array([5.0]),))
    assert found == Counterexample("f([5.0])", "5.0", "10.0")


def test_numbers_of_a_call_have_the_digits_that_make_it_true() -> None:
    def near(x: float) -> bool:
        return 3 - 1e-6 < x < 3

    found = example(lambda x: x < 3, lambda x: x < 3 and not near(x), (3 - 1e-10,))
    assert found == Counterexample("f(2.9999999999)", "True", "False")


def test_an_empty_argument_is_shown_only_if_nothing_else_is_wrong() -> None:
    calls = ([], True), ([3.0, 5.0], True)
    found = example(lambda x, _: 1 + sum(x), lambda x, _: 2 + sum(x), *calls)
    assert found is not None and found.call == "f([3.0], True)"
    found = example(
        lambda x, _: 1.0 + sum(x), lambda x, _: sum(x) + (1.0 if x else 7.0), *calls
    )
    assert found == Counterexample("f([], True)", "1.0", "7.0")


def test_a_count_is_made_small_that_makes_the_result_long() -> None:
    def steps(factor: float) -> Callable[[float, int], np.ndarray]:
        return lambda x, count: x * factor ** np.arange(count + 1)

    found = example(steps(0.5), steps(0.25), (1.5, 1000))
    assert found == Counterexample(
        "f(1.5, 2)", "[1.5, 0.75, 0.375]", "[1.5, 0.375, 0.09375]"
    )


def test_of_a_small_call_the_result_is_not_the_right_one_turned_by_chance() -> None:
    w = np.array([-0.5, 1.0])
    found = example(
        lambda w, x: w[0] + x * w[1],
        lambda w, x: 2 * w[0] + x * w[1],
        (w, 0.75),
        (w, 0.3),
        (np.array([2.5, 3.5]), 7.0),
    )
    assert found is not None
    assert float(found.got) != -float(found.expected)


def test_a_result_of_another_size_stays_one() -> None:
    found = example(np.cumsum, np.sum, (np.array([1.5, 2.5, 4.0, 8.0]),))
    assert found is not None and found.expected.count(",") == 1


def test_a_table_for_a_row_is_shown_where_it_has_more_numbers() -> None:
    calls = (np.array([1.5]),), (np.array([1.5, 2.5, 4.0]),)
    found = example(np.exp, lambda x: np.multiply.outer(np.exp(x), x), *calls)
    assert found is not None and found.got.count("[") == 3


def test_a_long_table_is_cut_to_one_row_and_one_column() -> None:
    table, w = np.ones((50, 2)), np.array([1.0, 2.0])
    found = example(lambda x, w: x @ w, lambda x, w: x @ w + 1, (table, w))
    assert found == Counterexample(
        "f(np.array([[1.0]]), np.array([1.0]))", "[1.0]", "[2.0]"
    )


def test_probabilities_add_up_however_few_are_left() -> None:
    def right(p: np.ndarray) -> float:
        if abs(p.sum() - 1) > 1e-9:
            raise ValueError("no distribution")
        return float(p.max())

    p = np.full(20, 0.05)
    found = example(right, lambda p: 2.0, (p,))
    assert found == Counterexample("f(np.array([1.0]))", "1.0", "2.0")


def test_a_changed_argument_is_shown() -> None:
    def wrong(a: list[float]) -> float:
        a.append(0)
        return sum(a)

    found = example(sum, wrong, ([1, 2],))
    assert found == Counterexample("a = [1]; f(a); a", "[1]", "[1, 0]")


def test_of_a_changed_argument_the_digits_are_shown_that_changed() -> None:
    def wrong(a: np.ndarray) -> float:
        a[0] += 1e-10
        return float(a[0] - 1e-10)

    found = example(lambda a: float(a[0]), wrong, (np.array([0.5, 2.0]),))
    assert found == Counterexample(
        "a = np.array([0.5]); f(a); a[0]", "0.5000000000", "0.5000000001"
    )


def test_a_warning_and_an_exception_are_shown() -> None:
    found = example(lambda x: 0.0, lambda x: np.float64(0) / x, (0.0,))
    assert found == Counterexample("f(0.0)", "0.0", "nan (RuntimeWarning)")
    found = example(lambda x: 0.0, lambda x: 1 / x, (0,))
    assert found == Counterexample("f(0)", "0.0", "ZeroDivisionError")


def test_of_small_differences_the_one_is_shown_that_a_check_can_see() -> None:
    def off(x: float) -> float:
        return x * (1 + (1e-15 if x < 2 else 1e-8))

    found = example(lambda x: x, off, (1.5,), (3.0,), is_close=True)
    assert found == Counterexample("f(3.0)", "3.00000000", "3.00000003")


def test_right_answers_have_none() -> None:
    assert example(np.exp, np.exp, (1.0,)) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (2.0, "2.0"),
        (1e-20, "1e-20"),
        (np.float32(0.1), "0.1"),
        (7, "7"),
        (np.bool_(True), "True"),
        (None, "None"),
        ("a" * 100, repr("a" * 100)[:60] + "…"),
        ((1, "b"), "(1, 'b')"),
        ((1,), "(1,)"),
        ({"k": 0.5}, "{'k': 0.5}"),
        (np.arange(20.0), "[0.0, 1.0, 2.0, …] (20,)"),
        (np.sin, "np.sin"),
        (np.random.default_rng(5), "np.random.default_rng(5)"),
        (np.random.default_rng([5, 1]), "a generator"),
        (np.random.default_rng(), "a generator"),
        (object(), "<object object>"),
    ],
)
def test_values_are_written_as_students_write_them(value: Any, text: str) -> None:
    assert show(value) == text


def test_a_generator_that_was_drawn_from_is_not_the_one_of_its_seed() -> None:
    used = np.random.default_rng(5)
    used.random()
    assert show(used) == "a generator"
