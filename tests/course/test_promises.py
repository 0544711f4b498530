"""What docstrings promise, what checks try, and what is said where they differ."""

from __future__ import annotations

import ast
from textwrap import dedent, indent
from types import SimpleNamespace

import pytest

from autograder.course.lint import lint
from autograder.course.promises import (
    OF_ARGUMENT,
    OF_RESULT,
    promises_are_tried,
    read_promises,
)
from notebooks.shared import tools

DOCSTRINGS = {
    "one argument": (
        "r",
        """
        Args:
            r: the score. A number, a list or an array of any
                shape, also of integers or float32. It is not
                modified.

        Returns:
            In float64: a number for a number, an array for a list or an array.
        """,
        {
            "r": "number list array shape integer float32 kept",
            "returns": "array float64",
        },
    ),
    "both of two": (
        "w, Y, L",
        """
        Args:
            w: the bias.
            Y: outputs, from 0 to 1, both included.
            L: labels, perhaps of one class only.
                Both are numbers, or tuples or arrays of shapes that fit together.
                Neither is modified.
        """,
        {
            "Y": "ends tuple array broadcast kept",
            "L": "labels tuple array broadcast kept",
        },
    ),
    "all three": (
        "w, X, L",
        """
        Args:
            w: bias and weights, shape (N + 1,).
            X, L: the examples, shape (n, N).
                All three are lists. None is modified.
        """,
        {"w": "list kept", "X": "list kept", "L": "list kept", "over": "sizes"},
    ),
    "named ones": (
        "X, L, w",
        """
        Args:
            X: the examples, shape (3, 2).
            L: their labels.
            w: the weights. X and w are arrays, and are not modified. It may be empty.
        """,
        {"X": "array kept", "w": "array kept empty"},
    ),
    "a function has none": (
        "F, t",
        """
        Args:
            F: an activation function; it takes an array of scores.
            t: the threshold.

        Returns:
            A tuple, a list or an array of shape (2,), without warnings for every
            finite t; thousands are fine.

        Raises:
            ValueError: for t = 0.

        Example:
            f(f, 1) is a list.
        """,
        {"returns": "quiet", "": "extreme thousand", "over": "ValueError"},
    ),
    "as before": (
        "X, k",
        """
        Args:
            X: the inputs, as in `earlier`.
            k: how often, an integer from 0 up.
        """,
        {"X": "list", "over": "sizes", "k": "zeros"},
    ),
    "nothing": ("x", "Twice x.", {}),
}


@pytest.mark.parametrize("case", DOCSTRINGS)
def test_promises_are_read(case: str) -> None:
    parameters, text, wanted = DOCSTRINGS[case]
    doc = indent(dedent(text).strip(), "    ")
    source = f'def f({parameters}):\n    """Compute.\n\n{doc}\n    """\n'
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    earlier = {"earlier": {("X", "list"): 1, ("w", "kept"): 2, ("over", "sizes"): 3}}
    found = read_promises(function, earlier)
    words = {(who, word) for who, text in wanted.items() for word in text.split()}
    assert set(found) == words


def test_a_promise_has_its_line() -> None:
    text = '"""F.\n\n    Args:\n        x: not\n            modified.\n    """'
    source = f"def f(x):\n    {text}"
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    assert read_promises(function) == {("x", "kept"): 5}


def test_the_words_are_those_of_the_tools() -> None:
    known = {*tools._WRITTEN, *tools._TAKEN, *tools._SHOWN, "kept"}
    assert set(OF_ARGUMENT) == known
    assert set(OF_RESULT) == {"array", "float64", "quiet", "tensor"}


@pytest.mark.parametrize("words", [OF_ARGUMENT, OF_RESULT])
def test_the_example_of_a_phrase_is_one(words) -> None:
    assert [word.say for word in words.values() if not word.places(word.say)] == []


PROMISING = """Return the sum of the values.

    Args:
        values: a list, also of integers, any finite. It is not modified.

    Raises:
        ValueError: if there are none.
    \"""
"""
OPEN = "promised('total(values)', total, ([1.0],), 1, values='{}')\n"
REFUSED = "refused('total(values)', total, ([],))\n"


HELPER = "def promised(*parts, **words):\n    pass\n\n\n"


def problems(
    make_seminar, tiny: SimpleNamespace, visible: str, hidden: str, helper: str = HELPER
) -> list[str]:
    """Return what is wrong with checks of a `total` that promises something."""
    text = tiny.master
    for old, new in (
        ("def show(figure", f"{helper}def show(figure"),
        ('Return the sum of the values."""\n', PROMISING.replace("\\", "")),
        ("assert total([1, 2]) == 3\n", visible),
        ("assert total([]) == 0\n", hidden),
    ):
        assert old in text
        text = text.replace(old, new)
    return [
        f"{problem.cell}, {text.splitlines()[problem.line - 1].strip()}: "
        f"{problem.message}"
        for problem in promises_are_tried(make_seminar(master=text))
    ]


def test_all_promises_tried_is_fine(make_seminar, tiny) -> None:
    visible = OPEN.format("list integer kept") + REFUSED
    hidden = OPEN.format("list integer") + OPEN.format("kept extreme") + REFUSED
    assert problems(make_seminar, tiny, visible, hidden) == []


def test_what_is_not_tried_is_named_with_its_line(make_seminar, tiny) -> None:
    visible = OPEN.format("integer kept")
    hidden = OPEN.format("list integer kept") + REFUSED
    line = "total, values: a list, also of integers, any finite. It is not modified.: "
    begin = "the docstring of 'total' promises"
    assert problems(make_seminar, tiny, visible, hidden) == [
        f"{line}{begin} 'list' of 'values', and the visible part of test_total does "
        'not try it: add values="list" to a promised(…)',
        f"total, ValueError: if there are none.: {begin} 'ValueError', and the visible "
        "part of test_total does not try it: add a refused(…, ValueError)",
        f"{line}{begin} 'extreme' of 'values', and the hidden part of test_total does "
        'not try it: add values="extreme" to a promised(…)',
    ]


def test_what_is_not_promised_is_named_with_its_line(make_seminar, tiny) -> None:
    every = OPEN.format("list integer kept extreme")
    visible = every + REFUSED + OPEN.format("lists").replace("values)", "x)")
    hidden = every + REFUSED + OPEN.format("tuple").replace("1, v", "1, over=[], v")
    assert problems(make_seminar, tiny, visible, hidden) == [
        "test_total, promised('total(x)', total, ([1.0],), 1, values='lists'): "
        'write promised("total(values)", …)',
        "test_total, promised('total(x)', total, ([1.0],), 1, values='lists'): "
        f"there is no promise 'lists'; there are: {', '.join(OF_ARGUMENT)}",
        "test_total, promised('total(values)', total, ([1.0],), 1, over=[], "
        "values='tuple'): 'sizes' is tried, and the docstring of 'total' does not "
        'promise it: write "of shape (n,)" there, or leave it out here',
        "test_total, promised('total(values)', total, ([1.0],), 1, over=[], "
        "values='tuple'): 'tuple' is tried of 'values', and the docstring of 'total' "
        'does not promise it: write "a tuple" there, or leave it out here',
    ]


def test_a_seminar_without_the_helper_is_left_alone(make_seminar, tiny) -> None:
    assert problems(make_seminar, tiny, "", "", helper="") == []


def test_the_rule_is_one_of_lint(tiny) -> None:
    assert lint(tiny.seminar, 8) == []
