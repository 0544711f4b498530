"""Of a choice, a table or an order the part is told in which the fault lies."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.diagnosis.calls.outcome import Outcome
from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.telling import choices
from autograder.model import Observation
from autograder.pages.diagnoses import show_observation
from autograder.pages.texts import Texts

pytestmark = pytest.mark.usefixtures("enough_time")


def told(right: dict[str, Any], given: dict[str, Any]) -> list[Observation]:
    calls = [Call(name, name, None, visible=True) for name in right]
    reference = [Outcome(value) for value in right.values()]
    answer = [Outcome(given[name]) for name in right]
    return list(choices.observe(calls, reference, answer))


@pytest.mark.parametrize(
    ("right", "given", "sentence"),
    [
        (
            {"choice": "b", "reason": "f"},
            {"choice": "B", "reason": "g"},
            "Right: choice. The fault is in reason.",
        ),
        (
            {"reasons": {"a": 1, "b": 2, "c": 3}},
            {"reasons": {"a": 1, "b": 3, "c": 2}},
            "In reasons the fault lies in these entries alone: ['b'], ['c'].",
        ),
        (
            {"reasons": {"a": 1, "b": 2}},
            {"reasons": {"a": 1}},
            "In reasons these entries are missing: ['b'].",
        ),
        (
            {"order": ["a", "b", "c", "d"]},
            {"order": ["a", "c", "b", "d"]},
            "In order the fault lies in these entries alone: [1], [2].",
        ),
        (
            {"order": "abcd"},
            {"order": "acbd"},
            "In order the fault lies in these entries alone: [1], [2].",
        ),
        (
            {"order": ["a", "b"]},
            {"order": ["a"]},
            "order has another number of entries: 1, not 2.",
        ),
    ],
)
def test_the_part_is_told(right: Any, given: Any, sentence: str) -> None:
    (fact,) = told(right, given)
    assert show_observation(fact, Texts("en")).striptags() == sentence


@pytest.mark.parametrize(
    ("right", "given"),
    [
        ({"choice": "b", "reason": "f"}, {"choice": "c", "reason": "g"}),
        ({"choice": "b"}, {"choice": "c"}),
        ({"order": "abc"}, {"order": "bca"}),
        ({"reasons": {"a": 1, "b": 2}}, {"reasons": {"a": 2, "b": 1}}),
    ],
)
def test_where_all_is_wrong_nothing_is_told(right: Any, given: Any) -> None:
    assert told(right, given) == []


def test_what_would_be_right_is_never_told() -> None:
    right = {"first": "secret", "second": {"a": "hidden", "b": 2}}
    given = {"first": "secret", "second": {"a": "other", "b": 2}}
    for fact in told(right, given):
        assert "hidden" not in str(fact.details)
        assert "secret" not in str(fact.details)
