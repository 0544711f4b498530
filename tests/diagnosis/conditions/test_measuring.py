"""Calls at a bound: near what is not known, none are made."""

from __future__ import annotations

import numpy as np

from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.conditions.bounds import Bound
from autograder.diagnosis.conditions.measuring import measuring
from autograder.diagnosis.conditions.promise import Promise
from autograder.diagnosis.conditions.samples import Sample
from autograder.wire.operations import Op

CALLS = [Call("f", "f", Op.CALL, (n,)) for n in (1, 2, 3, 5, 8)]


def test_of_whole_numbers_there_are_calls_between_known_bounds_alone() -> None:
    bound = Bound("above", {"a": "n"}, False, lambda sample: 0.0, place=0, wrong=4.0)
    bound.is_whole, bound.look = True, lambda a: a
    wrong = [
        Sample(call, {0: np.asarray(call.args[0])}, None, True, None) for call in CALLS
    ]
    made = list(measuring(bound, 3.0, wrong, Promise(CALLS)))
    assert {call.args[0] for call in made} == {1, 2, 3}
    assert not list(measuring(bound, -np.inf, wrong, Promise(CALLS)))
