"""Mistakes with a free constant: found at any value, and not where it is no mistake."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.diagnosis.calls.running import World
from autograder.diagnosis.calls.tape import play
from autograder.diagnosis.check_tape import CheckTape
from autograder.notebook.key import Exercise, KnownMistake
from autograder.seminar.parameters import digits_of, read_parameter

RIGHT = "def f(x):\n    return np.exp(np.asarray(x, float))"
CLIPPED = """\
def f(x):
    bound = 3.0  # varies: 0.5 to 100.0
    return np.exp(np.clip(np.asarray(x, float), -bound, bound))"""
ROUNDED = """\
def f(x):
    digits = 2  # varies: 1 to 6
    return np.round(np.exp(np.asarray(x, float)), digits)"""
SUMMED = """\
def f(x):
    axis = 0  # varies: 1, None
    return np.exp(np.asarray(x, float)).sum(axis=axis)"""
CHECK = """\
for x in ([0.1, -0.7], [5.3, -9.1, 2.2], -40.0, [[1.0, 2.0], [3.0, 4.0]], [120.0]):
    f(x)"""


def named(
    answer: str, *mistakes: str, check: str = CHECK
) -> tuple[tuple[str, ...], ...]:
    world: World = {}
    exec("import numpy as np", world)
    exec(RIGHT, world)
    known = tuple(KnownMistake(str(k), code) for k, code in enumerate(mistakes))
    tape = CheckTape(Exercise("f", "test_f", RIGHT, known), check, world, {})
    own = dict(world)
    exec(answer, own)
    return tape.fitted(list(play(tape.calls, own.__getitem__)))


def with_constant(code: str, value: object) -> str:
    lines = code.split("\n")
    lines[1] = f"{lines[1].partition(' = ')[0]} = {value!r}"
    return "\n".join(lines)


@settings(max_examples=25)
@given(st.floats(1.0, 39.0).map(lambda bound: round(bound, 3)))
def test_a_clip_is_found_at_any_bound(bound: float) -> None:
    assert named(with_constant(CLIPPED, bound), CLIPPED, ROUNDED) == (("0",),)


@pytest.mark.parametrize("digits", [1, 3, 5])
def test_rounding_is_found_at_any_digit(digits: int) -> None:
    assert named(with_constant(ROUNDED, digits), CLIPPED, ROUNDED) == (("1",),)


def test_a_listed_value_is_tried() -> None:
    check = "f([[1.0, 2.0], [3.0, 4.5]])\nf([[0.5, 1.0, 2.0]])"
    answer = with_constant(SUMMED, 1)
    assert named(answer, SUMMED, check=check) == (("0",),)


def test_where_a_constant_makes_no_difference_no_number_between_is_tried() -> None:
    parameter = read_parameter(CLIPPED)
    assert parameter is not None
    tried: list[object] = []

    def loss(value: object, most: float = 0.0) -> float:
        tried.append(value)
        return 2.5

    assert tuple(parameter.candidates(loss)) == parameter.values
    assert tuple(tried) == parameter.values


def test_an_answer_of_another_formula_is_not_fitted() -> None:
    answer = "def f(x):\n    return np.exp2(np.asarray(x, float))"
    assert named(answer, CLIPPED, ROUNDED) == ()


def test_a_single_number_proves_no_constant() -> None:
    """Some bound explains any one number that is too small."""
    answer = "def f(x):\n    return 7.77 if x == 9.0 else np.exp(x)"
    check = "f(9.0)\nf(1.0)\nf(0.5)"
    assert named(answer, CLIPPED, check=check) == ()


def test_the_rounder_of_two_constants_is_meant() -> None:
    floor = """\
def f(x):
    low = 0.25  # varies: 1e-20 to 0.5
    return np.clip(np.exp(np.asarray(x, float)), low, 1 / low)"""
    assert named(with_constant(CLIPPED, 7.0), CLIPPED, floor) == (("0",),)
    assert named(with_constant(floor, 1e-5), CLIPPED, floor) == (("1",),)


def test_a_mistake_that_never_ends_at_a_value_holds_nothing_up() -> None:
    endless = """\
def f(x):
    n = 1  # varies: 0, 1
    while n == 0: pass
    return x"""
    assert named("def f(x):\n    return -1", endless) == ()


@pytest.mark.parametrize(
    ("value", "digits"),
    [(30.0, 1), (36.5, 3), (1e-12, 1), (3.3e-5, 2), (1000.0, 1), (4, 1), (None, 1)],
)
def test_how_round_a_constant_is(value: object, digits: int) -> None:
    assert digits_of(value) == digits


@pytest.mark.parametrize(
    ("text", "values", "is_range"),
    [
        ("1 to 4", (1, 2, 3, 4), False),
        ("0, None, 'all'", (0, None, "all"), False),
        ("0.1 to 1.0", (0.1, 0.1225, 1.0), True),
        ("1e-3 to 0.5", (1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2, 0.1, 0.2, 0.5), True),
    ],
)
def test_what_is_declared(text: str, values: tuple, is_range: bool) -> None:
    parameter = read_parameter(f"k = 1  # varies: {text}")
    assert parameter is not None
    assert set(values) <= set(parameter.values)
    assert parameter.is_range == is_range


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("k = 1  # varies: 1.0 to 4", "neither a list of constants"),
        ("k = 1  # varies: 4 to 1", "neither a list of constants"),
        ("k = 1  # varies: f(x)", "neither a list of constants"),
        ("f(1)  # varies: 1 to 4", "one line may declare"),
        ("k = 1  # varies: 1 to 4\nm = 1  # varies: 1 to 4", "one line may declare"),
    ],
)
def test_what_is_not_understood_is_refused(code: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_parameter(code)


def test_most_entries_declare_nothing() -> None:
    assert read_parameter("k = 1  # it varies with x") is None
