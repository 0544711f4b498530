"""Isolation ``shared``: a student can have any grade, but not the machine."""

from __future__ import annotations

import json

import pytest

from tests.attacks import course
from tests.attacks.attack import load_attacks
from tests.attacks.conftest import USERS, Gather
from tests.attacks.harness import HONEST, Evidence

GROUPS = ("ending", "reading", "writing", "resources", "leaking")
STUDENTS = [each.student for each in load_attacks() if each.group in GROUPS]
SECRETS = (
    course.REFERENCE, course.ENVIRONMENT, course.GRADEBOOK, course.OTHERS, course.HOME,
    course.FILE,
)  # fmt: skip


@pytest.fixture(scope="module")
def shared(gathered: Gather) -> Evidence:
    """What attacks on the machine left behind in isolation ``shared``."""
    return gathered(USERS[-1], "shared", *GROUPS)


@pytest.mark.parametrize("student", STUDENTS)
def test_attack_stays_inside(shared: Evidence, student: str) -> None:
    result = shared.results[student]
    assert result["status"] == "graded", result["reason"]
    assert result["isolation"] == "shared"
    outputs = json.dumps(
        [cell.get("outputs") for cell in shared.notebooks[student]["cells"]]
    )
    assert [secret for secret in SECRETS if secret in outputs] == []


@pytest.mark.parametrize("student", HONEST)
def test_honest_students_have_their_points(shared: Evidence, student: str) -> None:
    assert shared.results[student]["score"] == (10.0 if student == "zuse" else 14.0)


def test_machine_is_as_it_was(shared: Evidence) -> None:
    assert shared.changed == []
    assert shared.planted == []
    assert shared.survivors == []
    assert shared.largest < 800 << 20
