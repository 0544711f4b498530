"""Calls are written as they stand in the check that makes them."""

from __future__ import annotations

import pytest

from autograder.diagnosis.calls.running import record
from autograder.diagnosis.calls.showing import written
from autograder.notebook.key import Exercise

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
    ],
)
def test_a_function_is_shown_if_nothing_else_can_be_meant(test: str, call: str) -> None:
    assert shown(test)[0] == call
