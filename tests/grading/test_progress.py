"""Where nobody looks at a terminal, each submission is a line with the time left."""

from __future__ import annotations

import pytest

from autograder.grading import progress
from autograder.grading.batch import Progress
from autograder.grading.progress import Display
from autograder.model import NotebookResult, Status


def test_a_line_tells_the_time_that_is_left(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = iter([100.0, 103.0, 106.0, 109.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(now))
    results = [NotebookResult("ada", "a", "nb", Status.FAILED, reason="out of memory")]
    with Display() as display:
        for done in (1, 2, 3):
            display.update(Progress(done, 3, results))
    assert capsys.readouterr().err.splitlines() == [
        "[1/3, 00:06 left] ada: nb failed: out of memory",
        "[2/3, 00:03 left] ada: nb failed: out of memory",
        "[3/3] ada: nb failed: out of memory",
    ]
