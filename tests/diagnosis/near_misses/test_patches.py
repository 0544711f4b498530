"""Two mistakes in one answer."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.diagnosis.near_misses.patches import both_of_two
from autograder.notebook.key import KnownMistake

REFERENCE = """
def f(x, n):
    \"\"\"Return the mean square.\"\"\"
    if n == 0:
        raise ValueError
    square = x ** 2
    return sum(square for _ in range(n)) / n
"""
SUM = """
def f(x, n):
    if n == 0:
        raise ValueError
    return sum(x ** 2 for _ in range(n))
"""
DOUBLED = """
def f(x, n):
    if n == 0:
        raise ValueError
    return sum(x * 2 for _ in range(n)) / n
"""
HALVED = """
def f(x, n):
    if n == 0:
        raise ValueError
    return sum(x ** 2 for _ in range(n)) / n / 2
"""
NO_CASE = """
def f(x, n):
    return sum(x ** 2 for _ in range(n)) / n
"""
SHIFTED = """
def f(x, n):
    if n == 0:
        raise ValueError
    x = x + 1
    return sum(x ** 2 for _ in range(n)) / n
"""
OTHERWISE = """
def f(x, n):
    if n == 0:
        raise ValueError
    print(x ** 2)
"""
MISTAKES = {
    "sum": SUM,
    "doubled": DOUBLED,
    "halved": HALVED,
    "no_case": NO_CASE,
    "shifted": SHIFTED,
    "otherwise": OTHERWISE,
}


def merged(*names: str) -> dict[str, Any]:
    mistakes = [KnownMistake(name, MISTAKES[name]) for name in names]
    (both,) = both_of_two(REFERENCE, mistakes)
    assert both.mistakes == names
    world: dict[str, Any] = {}
    exec(both.compiled(), world)
    return world


@pytest.mark.parametrize(
    ("names", "value"),
    [
        (("sum", "doubled"), 3 * 2 * 5.0),
        (("doubled", "halved"), 5.0),
        (("halved", "doubled"), 5.0),
        (("shifted", "halved"), 18.0),
        (("sum", "shifted"), 3 * 36.0),
    ],
)
def test_both_mistakes_are_in_the_answer(names: tuple[str, str], value: float) -> None:
    assert merged(*names)["f"](5.0, 3) == value


def test_a_case_left_out_goes_with_another_mistake() -> None:
    f = merged("no_case", "halved")["f"]
    assert f(4.0, 2) == 8.0
    with pytest.raises(ZeroDivisionError):
        f(4.0, 0)


def test_two_mistakes_in_one_place_do_not_go_together() -> None:
    cubed = DOUBLED.replace("* 2", "** 3")
    mistakes = [KnownMistake("cubed", cubed), KnownMistake("doubled", DOUBLED)]
    (both,) = both_of_two(REFERENCE, mistakes)
    with pytest.raises(ValueError, match="in one place"):
        both.compiled()


def test_what_both_write_otherwise_is_no_part_of_either() -> None:
    told = {
        name: MISTAKES[name].replace("raise ValueError", "raise ValueError('no')")
        for name in ("sum", "doubled")
    }
    mistakes = [KnownMistake(*item) for item in told.items()]
    (both,) = both_of_two(REFERENCE, mistakes)
    world: dict[str, Any] = {}
    exec(both.compiled(), world)
    assert world["f"](5.0, 3) == 30.0


def test_another_way_to_answer_is_no_patch() -> None:
    mistakes = [KnownMistake("sum", SUM), KnownMistake("otherwise", OTHERWISE)]
    assert not list(both_of_two(REFERENCE, mistakes))
