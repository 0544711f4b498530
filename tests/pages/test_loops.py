"""Loops that did not end."""

from __future__ import annotations

import pytest

from autograder.pages.loops import Loop, find_loop


def loop(condition: str, *body: str) -> Loop | None:
    """Return what is found in the last line of a loop that is a function's."""
    lines = [f"while {condition}:", *(f"    {line}" for line in body)]
    source = "\n".join(["def f(x):", *(f"    {line}" for line in lines)])
    return find_loop(source, len(lines) + 1)


@pytest.mark.parametrize(
    ("condition", "body", "names"),
    [
        ("x > 0", ["y = x - 1"], ("x",)),
        ("abs(x) > eps", ["y = step(y)"], ("x", "eps")),
        ("np.abs(x).max() > 0", ["y = 1"], ()),  # a method may answer otherwise
        ("np.max(x) > 0", ["y = np.exp(x)"], ("x",)),
        ("x > 0", ["x -= 1"], ()),
        ("x > 0", ["y, x = x, y"], ()),
        ("x > 0", ["for x in y:", "    pass"], ()),
        ("x[0] > 0", ["x[0] = 1"], ()),
        ("x.size", ["x.pop()"], ()),
        ("x", ["shuffle(x)"], ()),
        ("x", ["np.random.shuffle(x)"], ()),
        ("sum(x)", ["np.exp(y, out=x)"], ()),
        ("sum(x)", ["np.copyto(x, y)"], ()),
        ("(x := x - 1) > 0", ["pass"], ()),
        ("next(x)", ["pass"], ()),
        ("np.random.random() < x", ["pass"], ()),
        ("x > 0", ["def g():", "    x = 1"], ("x",)),
        ("x > 0", ["global x", "step()"], ()),
    ],
)
def test_what_a_condition_reads_and_the_loop_does_not_change(
    condition: str, body: list[str], names: tuple[str, ...]
) -> None:
    assert loop(condition, *body) == Loop(2, unchanged=names)


@pytest.mark.parametrize(
    ("condition", "body", "has_no_exit"),
    [
        ("True", ["x -= 1"], True),
        ("1", ["if x < 0:", "    break", "x -= 1"], False),
        ("True", ["return x"], False),
        ("True", ["raise ValueError"], False),
        ("True", ["yield x"], False),
        ("True", ["for i in x:", "    break"], True),
        ("True", ["for i in x:", "    pass", "else:", "    break"], False),
        ("True", ["def g():", "    return 1"], True),
        ("False", ["pass"], False),
    ],
)
def test_whether_there_is_a_way_out(
    condition: str, body: list[str], has_no_exit: bool
) -> None:
    assert loop(condition, *body) == Loop(2, has_no_exit=has_no_exit)


def test_the_innermost_loop_is_found() -> None:
    source = "while a:\n    while b:\n        pass\n    a = c\nd = 1"
    assert find_loop(source, 3) == Loop(2, unchanged=("b",))
    assert find_loop(source, 4) == Loop(1)
    assert find_loop(source, 5) is None


@pytest.mark.parametrize("source", ["while (", "x = 1", "", "%matplotlib inline"])
def test_no_loop_is_none(source: str) -> None:
    assert find_loop(source, 1) is None


def test_what_is_too_deep_to_be_read_is_none() -> None:
    """It is a student's: whatever stands there, the page is made."""
    deep = "f" + ".a" * 980 + "()"
    assert find_loop(f"while x:\n    {deep}", 2) is None
