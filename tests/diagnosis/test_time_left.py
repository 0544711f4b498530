"""What is told depends on no clock, and a diagnosis ends all the same."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.diagnosis.calls.time_left import at_most, seconds_left
from autograder.diagnosis.conditions.budget import Budget
from autograder.diagnosis.near_misses.nearby import Deadline
from autograder.diagnosis.question import Question
from autograder.engine.session import DIAGNOSIS_SECONDS
from autograder.model import Diagnosis
from tests.diagnosis.answers import read_answers
from tests.diagnosis.lessons import lesson
from tests.diagnosis.test_unforeseen_answers import Course

HERE = Path(__file__).parent
SEMINARS = ("l1_2_sigmoid", "l1_4_loss")
ANSWERS = [
    answer
    for name in ("unforeseen_answers.txt", "near_misses/edited_answers.txt")
    for answer in read_answers(HERE / name)
    if answer.seminar in SEMINARS
]

CLIPPED = """
def gd(grad, W0, lam, steps):
    path = [np.array(W0, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - lam * np.clip(grad(path[-1]), -1000, 1000))
    return np.array(path)
"""


@pytest.fixture
def slow_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let all clocks go, and all limits strike, as on a machine ten times slower."""
    for name in ("process_time", "monotonic"):
        own = getattr(time, name)
        monkeypatch.setattr(time, name, lambda own=own: 10 * own())
    limit = signal.setitimer
    monkeypatch.setattr(signal, "setitimer", lambda which, s: limit(which, s / 10))
    yield


def diagnoses() -> list[Diagnosis]:
    """Return what is told of all answers."""
    return [
        lesson(answer.seminar).diagnose(
            answer.exercise, answer.code, seconds=DIAGNOSIS_SECONDS / 2
        )
        for answer in ANSWERS
    ]


def test_on_a_slower_machine_the_same_is_told(request: pytest.FixtureRequest) -> None:
    assert len(ANSWERS) >= 24
    usual = diagnoses()  # which makes the tables
    request.getfixturevalue("slow_clock")
    for answer, found, slow in zip(ANSWERS, usual, diagnoses(), strict=True):
        assert slow == found, answer


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


def test_a_table_takes_half_of_what_is_left_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[float] = []
    after = Deadline.after

    def noted(seconds: float) -> Deadline:
        asked.append(seconds)
        return after(seconds)

    monkeypatch.setattr(Deadline, "after", noted)
    lesson("l1_4_loss").diagnose("l2", "def l2(Y, L):\n    return Y", seconds=0.5)
    assert asked and max(asked) <= 0.25


def test_a_question_keeps_its_time() -> None:
    asked = replace(Question("gd", "1"), seconds=2.5)
    assert Question.from_bytes(asked.to_bytes()) == asked
