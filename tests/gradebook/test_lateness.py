from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.plugins import BasePlugin
from traitlets.config import Config

from autograder.gradebook.lateness import (
    SECONDS_A_DAY,
    LatePenaltyPlugin,
    LateRule,
    penalty_of,
    time_late,
)

MINUTE, DAY = 60, SECONDS_A_DAY

scores = st.floats(min_value=0, max_value=1000)
lateness = st.floats(min_value=0, max_value=365 * DAY)
policies = st.fixed_dictionaries(
    {
        "grace_minutes": st.floats(min_value=0, max_value=7 * 24 * 60),
        "per_day": st.floats(min_value=0, max_value=1),
        "at_most": st.floats(min_value=0, max_value=1),
    }
)


@given(scores, lateness, policies)
def test_never_more_than_the_score(score: float, late: float, policy: dict) -> None:
    assert 0 <= LateRule(**policy).penalty(score, late) <= score


@given(scores, lateness, lateness, policies)
def test_later_is_never_cheaper(score: float, a: float, b: float, policy: dict) -> None:
    sooner, later = sorted([a, b])
    rule = LateRule(**policy)
    assert rule.penalty(score, sooner) <= rule.penalty(score, later)


@given(scores, st.floats(min_value=0, max_value=1), policies)
def test_grace_is_free(score: float, part: float, policy: dict) -> None:
    late = part * policy["grace_minutes"] * MINUTE
    assert LateRule(**policy).penalty(score, late) == 0


@given(st.floats(max_value=0, allow_infinity=False), lateness, policies)
def test_a_negative_score_loses_nothing(
    score: float, late: float, policy: dict
) -> None:
    assert LateRule(**policy).penalty(score, late) == 0


@pytest.mark.parametrize(
    ("late", "penalty"),
    [
        (0, 0),
        (10 * MINUTE, 0),
        (10 * MINUTE + 1, 2),
        (DAY + 10 * MINUTE, 2),
        (DAY + 10 * MINUTE + 1, 4),
        (3 * DAY, 6),
        (30 * DAY, 10),
    ],
)
def test_each_day_begun_costs(late: float, penalty: float) -> None:
    lost = LateRule(grace_minutes=10, per_day=0.1, at_most=0.5).penalty(20, late)
    assert lost == pytest.approx(penalty)


def test_the_plugin_answers_by_its_configuration() -> None:
    config = Config()
    config.LatePenaltyPlugin = Config(grace_minutes=10.0, per_day=0.25, at_most=0.5)
    plugin = LatePenaltyPlugin(config=config)
    assert isinstance(plugin, BasePlugin)
    assert plugin.late_submission_penalty("ada", 8, 9 * MINUTE) is None
    assert plugin.late_submission_penalty("ada", 8, DAY) == 2
    assert plugin.late_submission_penalty("ada", 8, 9 * DAY) == 4
    assert plugin.late_submission_penalty("ada", 0, DAY) is None


def test_a_penalty_is_within_nothing_and_the_score(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers: dict[str, float | None] = {"much": 99, "less": -1, "some": 2, "none": None}

    def answer(self: object, student: str, *_: float) -> float | None:
        return answers[student]

    monkeypatch.setattr(LatePenaltyPlugin, "late_submission_penalty", answer)
    config = Config({"AssignLatePenalties": {"plugin_class": LatePenaltyPlugin}})
    penalty = penalty_of(config)
    assert {student: penalty(student, 5, 10) for student in answers} == {
        "much": 5,
        "less": 0,
        "some": 2,
        "none": None,
    }
    assert penalty("much", -1, 10) == 0


def test_how_late() -> None:
    due, hour = datetime(2026, 1, 1), timedelta(hours=1)
    assert time_late(due, due) == timedelta()
    assert time_late(due + hour, due) == hour
    assert time_late(due + 3 * hour, due, 2 * hour) == hour
    assert time_late(due + hour, due, 2 * hour) == timedelta()
    assert time_late(None, due) == time_late(due, None) == timedelta()


def test_without_a_policy_nothing_is_lost() -> None:
    assert LatePenaltyPlugin().late_submission_penalty("ada", 8, 9 * DAY) is None
