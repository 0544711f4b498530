"""A diagnosis whose time is over tells what it has found until then."""

from __future__ import annotations

from dataclasses import replace

from autograder.diagnosis.calls.time_left import at_most, seconds_left
from autograder.diagnosis.conditions.budget import Budget
from autograder.diagnosis.question import Question
from tests.diagnosis.test_unforeseen_answers import Course

CLIPPED = """
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - lam * np.clip(grad(path[-1]), -1000, 1000))
    return np.array(path)
"""


def test_a_search_takes_no_more_than_is_left() -> None:
    assert not Budget().is_spent
    with at_most(0.0):
        assert Budget().is_spent
        assert seconds_left() == 0.0
    assert seconds_left() == float("inf")


def test_without_time_an_example_is_shown_all_the_same() -> None:
    found = Course("l1_6_descent").diagnosis("gd", CLIPPED, seconds=0.0)
    assert found.counterexample is not None
    assert found.observations


def test_a_question_keeps_its_time() -> None:
    asked = replace(Question("gd", "1"), seconds=2.5)
    assert Question.from_bytes(asked.to_bytes()) == asked
