"""Where a check takes results apart, they are looked at as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from autograder.diagnosis.calls.outcome import OPAQUE, Outcome
from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.telling.seen import Seen
from autograder.wire.operations import Op

CALLS = [
    Call("f", "f", Op.CALL, (1,)),
    Call("f", 0, Op.GET_ITEM, (0,), needs=(0,)),
    Call("f", "f", Op.CALL, (2,)),
    Call("f", 2, Op.GET_ITEM, (0,), needs=(2,)),
]


def seen(reference: list[Any], answer: list[Any]) -> Seen:
    return Seen(CALLS, list(map(Outcome, reference)), list(map(Outcome, answer)), str)


RIGHT = [[1.0, 5], 1.0, [2.0, 5], 2.0]


def test_a_look_at_a_wrong_result_is_no_fault_of_its_own() -> None:
    whole = seen(RIGHT, [[1.0, 5], 1.0, [3.0, 5], 3.0]).in_whole()
    assert whole.calls == CALLS[::2]
    assert whole.wrong() == [1]


def test_a_look_that_fails_at_a_right_result_is_kept() -> None:
    found = seen(RIGHT, [[1.0, 5], 1.0, [2.0, 5], 3.0])
    assert found.in_whole() == found


def test_results_that_are_no_data_are_known_by_looks_alone() -> None:
    found = seen([OPAQUE, 1.0, OPAQUE, 2.0], [OPAQUE, 1.0, OPAQUE, 3.0])
    assert found.in_whole() == found


def test_a_call_with_a_result_of_another_is_kept() -> None:
    calls = [*CALLS[:2], replace(CALLS[2], needs=(0,)), CALLS[3]]
    found = replace(seen(RIGHT, [[0.0, 5], 0.0, [2.0, 5], 2.0]), calls=calls)
    assert found.in_whole() == found
