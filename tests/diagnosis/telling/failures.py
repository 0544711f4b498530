"""A right and a wrong function, both played on the calls of a check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.diagnosis.calls.outcome import Outcome
from autograder.diagnosis.calls.tape import Call, make_call, play
from autograder.diagnosis.telling.counterexample import Failure, smallest_failure

Function = Callable[..., Any]


def played(calls: list[Call], function: Function) -> list[Outcome]:
    """Return what a function gives that the calls name ``f``."""
    return list(play(calls, {"f": function}.__getitem__))


def both(right: Function, wrong: Function) -> Callable[[Call], tuple[Outcome, Outcome]]:
    """Return what asks both functions once more."""
    one, other = {"f": right}.__getitem__, {"f": wrong}.__getitem__
    return lambda call: (make_call(call, one, {})[0], make_call(call, other, {})[0])


def failing(
    calls: list[Call], right: Function, wrong: Function, *, is_close: bool = False
) -> Failure | None:
    """Return the smallest failure of the wrong function; None if it has none."""
    wanted, got = played(calls, right), played(calls, wrong)
    again = both(right, wrong)
    return smallest_failure(calls, wanted, got, again, is_close=is_close)
