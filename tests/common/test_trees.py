"""Trees are read in several threads at once."""

import gc
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.common.trees import parse

SOURCE = Path(threading.__file__).read_text("utf-8")


class Collected:
    """Has something to do when it goes: another thread may take over then."""

    def __init__(self) -> None:
        self.circle = self

    def __del__(self) -> None:
        sum(range(50))


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads take turns as often as they can."""
    interval, thresholds = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(1e-6)
    gc.set_threshold(50)
    yield
    sys.setswitchinterval(interval)
    gc.set_threshold(*thresholds)


@pytest.mark.usefixtures("restless")
def test_threads_do_not_disturb_each_other() -> None:
    failed: list[SystemError] = []

    def read() -> None:
        for _ in range(40):
            for _ in range(20):
                Collected()
            try:
                parse(SOURCE)
            except SystemError as error:
                failed.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_what_is_no_program_is_refused_as_by_python() -> None:
    with pytest.raises(SyntaxError):
        parse("def")
