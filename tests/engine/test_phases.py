"""What a phase takes is counted once, by each clock, and only where somebody asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.engine import phases
from autograder.engine.phases import Meter, phase, timed, total


@pytest.fixture
def meter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Meter:
    """A meter of which the test moves the clock of the student's process."""
    made = Meter(tmp_path)
    monkeypatch.setattr(phases, "meter", lambda: made)
    return made


def test_a_phase_within_another_counts_for_itself(meter: Meter, tmp_path: Path) -> None:
    student = {"student": 1.0}
    meter.clocks = lambda: dict(student)

    @timed("tests")
    def check() -> str:
        student["student"] += 2
        return "passed"

    with phase("session"):
        student["student"] += 4
        assert check() == check() == "passed"
    phases.write()
    found = total(tmp_path)
    assert found["session"]["student"] == 4
    assert (found["tests"]["student"], found["tests"]["times"]) == (4, 2)
    assert found["session"]["wall"] >= 0
    phases.write()
    assert total(tmp_path) == found  # nothing is written twice


def test_processes_that_are_new_count_from_their_birth(
    meter: Meter, tmp_path: Path
) -> None:
    with phase("birth"):
        phases.watch(lambda: {"student": 0.5, "checker": 0.25})
    with phase("tests"):
        phases.watch(dict)  # both have ended
    phases.write()
    found = total(tmp_path)
    assert (found["birth"]["student"], found["birth"]["checker"]) == (0.5, 0.25)
    assert "student" not in found["tests"]


def test_nothing_is_counted_unless_somebody_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(phases.FOLDER, raising=False)
    phases.meter.cache_clear()
    assert phase("tests") is phase("session")  # one context that does nothing
    phases.write()
