"""An exception of ours costs one thing that would be told, never all."""

from __future__ import annotations

import pytest

from autograder.diagnosis import diagnose
from tests.diagnosis.test_unforeseen_answers import Course

HALVED = """
def lam_max(a):
    return 1 / a + 1
"""


@pytest.mark.parametrize("name", ["observe", "beside_laws", "curve"])
def test_the_example_is_shown_all_the_same(monkeypatch, name: str) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("ours")

    course = Course("l1_6_descent")
    monkeypatch.setattr(diagnose, name, fails)
    found = course.diagnosis("lam_max", HALVED, seconds=0.0)
    assert found.counterexample is not None
    assert course.troubles == ["ZeroDivisionError: ours"]
