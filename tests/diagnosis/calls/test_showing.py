"""Calls are written as they stand in the check that makes them."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.diagnosis.calls.running import record
from autograder.diagnosis.calls.showing import written, written_value
from autograder.notebook.key import Exercise

OTHER = "apply(a function, 2)"
FIVE = "apply(lambda t: 5 * t, 2)"
HALF = "apply(lambda t: t / 2, 2)"
HIDDEN = "### BEGIN HIDDEN TESTS\n"
APPLY = Exercise("apply", "test_apply", "def apply(f, x):\n    return f(x)", ())


def shown(*tests: str) -> list[str]:
    """Record checks one after the other; return how their calls are written then."""
    tapes = []
    for test in tests:
        world: dict[str, object] = {}
        exec(APPLY.reference, world)
        calls, _ = record(APPLY, test, world)
        tapes.append(calls)
    return [written(calls, call) for calls in tapes for call in calls]


def test_of_two_checks_each_shows_its_own_functions() -> None:
    one, other = "apply(lambda t: t + 1, 2)", "apply(lambda t: t - 1, 2)"
    assert shown(one, other) == [one, other]


@pytest.mark.parametrize(
    ("test", "call"),
    [
        ("apply(lambda t: t, 2)", "apply(lambda t: t, 2)"),
        ("apply(\n    lambda t: t\n    + 1,\n    2,\n)", "apply(lambda t: t + 1, 2)"),
        ("f = {\n    1: lambda t: t,\n}[1]\napply(f, 2)", "apply(lambda t: t, 2)"),
        ("[apply(f, 2) for f in (lambda t: t, abs)][:1]", "apply(lambda t: t, 2)"),
        ("(lambda f: apply(f, 2))(lambda t: t)", "apply(a function, 2)"),
        (f"apply(lambda t: {'t + ' * 30}t, 2)", "apply(a function, 2)"),
        ("def half(t): return t / 2\napply(half, 2)", "apply(half, 2)"),
        ("import math\napply(math.sqrt, 2)", "apply(math.sqrt, 2)"),
        ("import numpy as np\napply(np.exp, 2)", "apply(np.exp, 2)"),
        ("import numpy as np\napply(np.sum, [2])", "apply(np.sum, [2])"),
        ("import functools\napply(functools.partial(pow, 2), 2)", OTHER),
    ],
)
def test_a_function_is_shown_if_nothing_else_can_be_meant(test: str, call: str) -> None:
    assert shown(test)[0] == call


@pytest.mark.parametrize(
    ("test", "call"),
    [
        ("a = 3\napply(lambda t: a * t, 2)", "apply(lambda t: 3 * t, 2)"),
        ("a = 0.1\nb = -a\napply(lambda t: t + b, 2)", "apply(lambda t: t + -0.1, 2)"),
        (
            "import numpy as np\nA = np.eye(1)\napply(lambda t: A @ [t], 2)",
            "apply(lambda t: np.array([[1.0]]) @ [t], 2)",
        ),
        ("def of(a):\n    return lambda t: a * t\napply(of(5), 2)", FIVE),
        ("t = 9\napply(lambda t: t * 2, 2)", "apply(lambda t: t * 2, 2)"),
        ("a = [1.5] * 9\napply(lambda t: a, 2)", f"apply(lambda t: {[1.5] * 9}, 2)"),
        ("a = [1.5] * 99\napply(lambda t: a, 2)", OTHER),
        ("a = {}\napply(lambda t: a, 2)", OTHER),
        (f"{HIDDEN}def half(t): return t / 2\napply(half, 2)", HALF),
        (
            f"{HIDDEN}def half(t: float) -> float:\n    return t / 2\napply(half, 2)",
            HALF,
        ),
        (f"{HIDDEN}def half(t):\n    t /= 2\n    return t\napply(half, 2)", OTHER),
        (f"{HIDDEN}a = 2\ndef half(t):\n    return t / a\napply(half, 2)", HALF),
    ],
)
def test_names_that_only_the_check_has_are_not_told_but_their_values(
    test: str, call: str
) -> None:
    assert shown(test)[0] == call


def test_arrays_in_a_list_are_written_as_arrays() -> None:
    running = [np.array([0.5, 1.0]), np.array([1.0, 2.0])]
    assert written_value(running) == "[np.array([0.5, 1.0]), np.array([1.0, 2.0])]"
