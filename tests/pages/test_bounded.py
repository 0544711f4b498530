from __future__ import annotations

import itertools
import os
import time

import pytest

from autograder.pages import bounded
from autograder.pages.bounded import ExceededError, call, page

# What the process is asked to do: functions of a module, as the pages' are.


def spin(_: str = "") -> None:
    for _number in itertools.count():
        pass


def hold(size: int) -> int:
    return len(bytearray(size))


def spend(seconds: float) -> float:
    started = time.process_time()
    while time.process_time() - started < seconds:
        pass
    return seconds


def descend(depth: int) -> int:
    return 0 if depth == 0 else 1 + descend(depth - 1)


def own_process() -> int:
    return os.getpid()


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "CALL_SECONDS", 0.3)


def test_a_call_is_made_in_another_process_which_stays() -> None:
    first = call(own_process)
    assert first != os.getpid()
    assert call(own_process) == first


def test_a_call_without_end_is_ended_and_the_next_one_made() -> None:
    before = call(own_process)
    with pytest.raises(ExceededError):
        call(spin)
    assert call(own_process) not in (before, os.getpid())


def test_what_needs_too_much_memory_has_no_result() -> None:
    with pytest.raises(ExceededError):
        call(hold, 8 * bounded.MEMORY)
    assert call(hold, 10) == 10


def test_an_exception_is_no_result_and_the_process_stays() -> None:
    before = call(own_process)
    with pytest.raises(ExceededError, match="RecursionError"):
        call(descend, 10**6)
    assert call(own_process) == before


def test_a_call_that_waits_is_not_ended() -> None:
    """The limit is of the processor's time: a busy machine ends nothing."""
    assert call(time.sleep, 0.6) is None


def test_the_calls_of_a_page_have_a_time_in_common(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounded, "CALL_SECONDS", 60.0)
    monkeypatch.setattr(bounded, "PAGE_SECONDS", 1.0)
    with page():
        assert call(spend, 0.1) == 0.1
        with pytest.raises(ExceededError):  # after 0.9 seconds, and not after 60
            call(spin)
        with pytest.raises(ExceededError, match="its page"):
            call(own_process)
    with page():
        assert call(spend, 0.1) == 0.1


def test_a_fork_asks_a_process_of_its_own() -> None:
    asked = call(own_process)
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        try:
            os.write(writing, str(call(own_process)).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        theirs = int(pipe.read())
    os.waitpid(child, 0)
    assert theirs != asked
    assert call(own_process) == asked
