"""The gates run side by side, and end when nobody waits for them."""

import threading

import pytest

from autograder.course.gates import Gates
from autograder.engine.handle import ZygoteError


def test_each_gate_is_asked(tiny) -> None:
    with Gates(1) as gates:
        _, found = gates.begin(tiny.seminar)()
    assert [each.mistake.id for each in found.behind] == [
        "square.doubled",
        "total.first_only",
    ]
    assert len(found.verdicts) == 5
    assert {attempt.check.name for attempt in found.attempts} == {"square", "total"}


def test_an_error_ends_what_runs(tiny, monkeypatch) -> None:
    begun, ended = threading.Event(), threading.Event()

    def look_behind(seminar, zygote) -> None:
        with pytest.raises(ZygoteError):
            while True:
                zygote.bear()
                begun.set()
        ended.set()

    monkeypatch.setattr("autograder.course.gates.look_behind", look_behind)
    with pytest.raises(RuntimeError, match="stop"), Gates() as gates:
        gates.begin(tiny.seminar)
        begun.wait()
        raise RuntimeError("stop")
    assert ended.is_set()
