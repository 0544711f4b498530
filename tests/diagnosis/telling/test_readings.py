"""Readings of a result of another shape: nothing is warned of meanwhile."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.calls.outcome import Outcome
from autograder.diagnosis.telling.readings import observe_shapes


def test_an_empty_result_is_read_without_a_warning() -> None:
    wanted = [Outcome(np.array([1.0, 2.0])), Outcome(1.5)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert not list(observe_shapes(wanted, [Outcome(np.zeros(0))] * 2))


PATHS = [[np.zeros(2), np.ones(2), np.arange(3.0)], [np.ones(1)]]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (lambda path: path[1:], "without first"),
        (lambda path: path[:-1], "without last"),
        (lambda path: [np.ones(4), *path], "beyond first"),
        (lambda path: [*path, 0.5], "beyond last"),
    ],
)
def test_a_list_of_arrays_lacks_an_entry_or_has_one_too_many(
    answer: Any, kind: str
) -> None:
    wanted = list(map(Outcome, PATHS))
    got = [Outcome(answer(path)) for path in PATHS]
    assert [seen.kind for seen in observe_shapes(wanted, got)] == [kind]


def test_of_a_list_with_other_arrays_nothing_is_told() -> None:
    wanted = list(map(Outcome, PATHS))
    got = [Outcome([array + 1 for array in path[1:]]) for path in PATHS]
    assert not list(observe_shapes(wanted, got))


def test_a_table_that_lacks_its_only_row_is_an_empty_list() -> None:
    wanted = [Outcome(np.ones((1, 2))), Outcome(np.arange(6.0).reshape(3, 2))]
    got = [Outcome([]), Outcome(np.arange(6.0).reshape(3, 2)[1:])]
    assert [seen.kind for seen in observe_shapes(wanted, got)] == ["without first"]
    assert not list(observe_shapes(wanted[:1], got[:1]))  # of one call it is chance
