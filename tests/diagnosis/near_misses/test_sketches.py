"""The sketch of what a call gives: little work, whatever that is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.calls.outcome import Outcome
from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.near_misses import sketches
from autograder.wire.operations import Op

CALLS = [Call("f", "f", Op.CALL, (1,), visible=True)]


def fingerprint(value: Any) -> str:
    return sketches.fingerprint(CALLS, [Outcome(value)])


@pytest.mark.parametrize("part", [[], [1.0], "a", None], ids=str)
def test_of_thousands_of_parts_few_are_looked_at(
    part: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Any] = []
    real = sketches.as_numbers

    def counted(value: Any) -> np.ndarray | None:
        looked.append(value)
        return real(value)

    monkeypatch.setattr(sketches, "as_numbers", counted)
    assert fingerprint([part, [2.0, 3.0], "b", *[part] * 20_000])
    assert len(looked) <= sketches.MOST_PARTS + 1


def test_results_of_several_parts_have_a_sketch_of_all_numbers() -> None:
    several = np.arange(3.0), 5.0, [7.0, 8.0]
    assert fingerprint(several) == fingerprint((np.arange(3.0), [5.0], (7.0, 8.0)))
    assert fingerprint(several) != fingerprint((np.arange(3.0), 5.0, [7.0, 9.0]))
