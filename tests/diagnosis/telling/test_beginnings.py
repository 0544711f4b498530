"""The first wrong row is told if it is the same in every call."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.telling.beginnings import observe
from autograder.diagnosis.telling.seen import Seen
from autograder.pages.diagnoses import show_observation
from autograder.pages.texts import Texts
from autograder.wire.operations import Op
from tests.diagnosis.telling.failures import played

STARTS = [(2.0, 0), (3.0, 1), (1.5, 4), (-2.0, 6), (0.7, 3)]


def path(start: float, steps: int, momentum: float = 0.0) -> np.ndarray:
    rows, speed = [np.array([start, 1.0])], np.zeros(2)
    for _ in range(steps):
        speed = momentum * speed + rows[-1]
        rows.append(rows[-1] - 0.1 * speed)
    return np.array(rows)


def told(right: Any, wrong: Any, language: str = "en") -> list[str]:
    calls = [Call("f", "f", Op.CALL, args) for args in STARTS]
    seen = Seen(calls, played(calls, right), played(calls, wrong), lambda call: "f")
    return [show_observation(o, Texts(language)).striptags() for o in observe(seen)]


def test_a_path_that_leaves_the_right_one_at_its_second_step() -> None:
    assert told(path, lambda *args: path(*args, 0.9)) == [
        "In every call tried the first wrong row is row 2, counted from 0; those "
        "before it are right."
    ]
    [sentence] = told(path, lambda *args: path(*args, 0.9), "ru")
    assert "строка 2" in sentence


def test_in_a_row_of_numbers_it_is_an_entry() -> None:
    def end(start: float, steps: int) -> np.ndarray:
        return path(start, steps + 1)[-1]

    [sentence] = told(end, lambda *args: end(*args) * [1, 2])
    assert "entry 1, counted from 0" in sentence


@pytest.mark.parametrize(
    "wrong",
    [
        lambda *args: path(*args) * 2,
        lambda start, steps: path(start, steps, 0.9 * (start != 1.5)),
        lambda start, steps: (
            path(start, steps) + (np.arange(steps + 1) > start)[:, None]
        ),
        lambda start, steps: path(start, steps)[:-1],
    ],
    ids=["from the first", "one call right", "not the same row", "another shape"],
)
def test_of_others_nothing_is_told(wrong: Any) -> None:
    assert told(path, wrong) == []


def layers(start: float, steps: int, bend: float = 0.0) -> list[np.ndarray]:
    """Lists of arrays of different shapes: the second is bent, with some starts."""
    found = [np.array([start]), np.array([start, -2.0 * start])]
    found[1] = np.where(found[1] < -2.5, bend * found[1], found[1])
    return [*found, found[1].repeat(2) + 1]


def test_of_a_list_of_arrays_it_is_told_where_the_list_is_wrong() -> None:
    [sentence] = told(layers, lambda *args: layers(*args, -1.0))
    assert "its first wrong entry is entry 1, counted from 0" in sentence
    [sentence] = told(layers, lambda *args: layers(*args, -1.0), "ru")
    assert "элемент 1" in sentence
    assert told(layers, lambda *args: [a + 1 for a in layers(*args)]) == []
