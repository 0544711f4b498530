"""How a result depends on one number, at points that the check may ask for."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import numpy as np

from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.telling.curves import FEWEST, POINTS, curve
from autograder.diagnosis.telling.seen import Seen
from autograder.model import Curve, Diagnosis
from autograder.wire.operations import Op
from tests.diagnosis.telling.failures import both, failing, played


def drawn(
    right: Callable[..., Any], wrong: Callable[..., Any], *arguments: tuple[Any, ...]
) -> Curve | None:
    calls = [Call("f", "f", Op.CALL, args) for args in arguments]
    wanted, got = played(calls, right), played(calls, wrong)
    failure = failing(calls, right, wrong)
    assert failure
    names = {0: "x", 1: "t"}
    seen = Seen(calls, wanted, got, str, both(right, wrong), names=lambda name: names)
    return curve(calls, failure, seen)


def test_the_number_that_varies_is_moved_and_all_else_is_kept() -> None:
    found = drawn(
        lambda x, t: x**t, lambda x, t: x + t, *((0.1 * k, 2) for k in range(9))
    )
    assert found and (found.call, found.argument) == ("f(x, 2)", "x")
    assert FEWEST <= len(found.x) <= POINTS and list(found.x) == sorted(set(found.x))
    for x, should, was in zip(found.x, found.expected, found.got, strict=True):
        assert math.isclose(should, x**2, rel_tol=1e-3, abs_tol=1e-9)
        assert was is not None and math.isclose(was, x + 2, rel_tol=1e-3)


def test_an_array_of_one_number_is_a_number() -> None:
    tables = [(np.linspace(-3, 3, size),) for size in (1, 2, 3, 4, 5, 6)]
    found = drawn(np.tanh, np.sin, *tables)
    assert found and found.call == "f(x)"


def test_whole_numbers_stay_whole() -> None:
    found = drawn(lambda n: n * n, lambda n: n + n, *((n,) for n in range(3, 12)))
    assert found and all(x == int(x) for x in found.x)


def test_no_call_is_made_that_the_check_would_not_make() -> None:
    def right(p: float) -> float:
        assert 0 < p < 1
        return math.log(p / (1 - p))

    found = drawn(right, lambda p: -right(p), *((k / 10,) for k in range(1, 10)))
    assert found and 0.1 <= found.x[0] < found.x[-1] <= 0.9


def test_a_whole_number_among_others_is_moved_as_those() -> None:
    found = drawn(
        math.sin, math.cos, *((x,) for x in (1, 2.5, 3.25, -1.125, 0.5, -2.5))
    )
    assert found and any(x != int(x) for x in found.x)


def test_what_is_no_number_is_a_gap() -> None:
    def wrong(x: float) -> float:
        return math.sqrt(x) if x > -1 else math.nan

    found = drawn(
        lambda x: math.sqrt(abs(x)), wrong, *((float(x),) for x in range(-9, 9))
    )
    assert found and None in found.got and found.got[-1] is not None


def test_labels_texts_and_tables_are_not_moved() -> None:
    labels = [(label,) for label in (0, 1, 0, 1, 1, 0)]
    assert drawn(lambda x: x, lambda x: 1 - x, *labels) is None
    assert drawn(len, lambda x: 0, *((name,) for name in "abcdef")) is None
    tables = [(np.ones((size, 2)) * size,) for size in range(1, 8)]
    assert drawn(lambda a: a.sum(), lambda a: a.mean(), *tables) is None


def test_a_curve_is_read_as_it_was_written() -> None:
    found = Diagnosis(curve=Curve("f(x)", "x", (0.0, 1.0), (0.0, 1.0), (None, 1.0)))
    assert Diagnosis.from_json(asdict(found)) == found
