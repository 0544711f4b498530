"""Facts about one call: a list that is too long, wherever it is in the result."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.calls.outcome import Outcome
from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.telling.seen import Seen
from autograder.diagnosis.telling.single import facts_of, quoted
from autograder.pages.diagnoses import show_observation
from autograder.pages.texts import Texts
from autograder.wire.operations import Op

CALL = Call("f", "f", Op.CALL, (1,))
NETS = [[(np.ones((2, 3)), np.ones(3))], [(np.ones((2, 3)), np.zeros(3))]]


def told(wanted: Any, got: Any, language: str) -> list[str]:
    seen = Seen([CALL], [Outcome(wanted)], [Outcome(got)], lambda call: "f(1)")
    facts = [
        quoted(seen, CALL, f) for f in facts_of(CALL, *seen.reference, *seen.answer)
    ]
    return [show_observation(f, Texts(language)).striptags() for f in facts]


@pytest.mark.parametrize(
    ("wanted", "got", "place", "sizes"),
    [
        (NETS, [*NETS, NETS[0]], "", (3, 2)),
        ((NETS, [0.5, 0.2]), (NETS[:1], [0.5, 0.2]), "[0]", (1, 2)),
        ((0.5, NETS), (0.5, [NETS[0], NETS[1] * 2]), "[1][1]", (2, 1)),
    ],
)
def test_a_list_has_another_number_of_entries(
    wanted: Any, got: Any, place: str, sizes: tuple[int, int]
) -> None:
    one, other = sizes
    assert told(wanted, got, "en") == [
        f"f(1){place} has another number of entries: {one}, not {other}."
    ]
    [sentence] = told(wanted, got, "ru")
    assert "Элементов" in sentence


def test_of_lists_as_long_as_wanted_nothing_is_told() -> None:
    assert told((NETS, [0.5]), (NETS[::-1], [0.2]), "en") == []
