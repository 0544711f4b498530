"""Where nobody looks at a terminal, a line a minute tells how far it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.grading import progress
from autograder.grading.batch import Progress
from autograder.grading.progress import Display
from autograder.model import NotebookResult, Status

FAILED = NotebookResult("ada", "a", "nb", Status.FAILED, reason="out of memory")
GRADED = NotebookResult("boris", "a", "nb", Status.GRADED)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that shows half a minute more whenever somebody looks."""
    now = iter(range(100, 1000, 30))
    monkeypatch.setattr(progress.time, "monotonic", lambda: float(next(now)))


def show(display: Display, results: list[NotebookResult]) -> None:
    for done, result in enumerate(results, 1):
        display.update(Progress(done, len(results), [result]))


@pytest.mark.usefixtures("clock")
def test_a_line_a_minute_and_one_in_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    with Display() as display:
        show(display, [GRADED, FAILED, GRADED, GRADED, FAILED])
    assert capsys.readouterr().err.splitlines() == [
        "[2/5] 2 a minute, 01:30 left, 1 failed",
        "[4/5] 2 a minute, 00:30 left, 1 failed",
        "[5/5] 2 a minute, 2 failed",
    ]


@pytest.mark.usefixtures("clock")
def test_a_terminal_has_a_bar(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress.sys.stderr, "isatty", lambda: True)
    with Display() as display:
        display.update(Progress(1, 4, [FAILED]))
    said = capsys.readouterr().err
    assert " 25%|" in said and "| 1/4, 2 a minute, 01:30 left, 1 failed" in said


def test_a_note_is_a_line_and_counts_for_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with Display() as display:
        display.update(Progress(0, 1, (), "torch is loaded"))
        show(display, [GRADED])
    first, last = capsys.readouterr().err.splitlines()
    assert first == "torch is loaded" and last.startswith("[1/1] ")


def test_results_are_lines_as_they_come(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    with Display(file) as display:
        display.update(Progress(0, 1, []))
        display.update(Progress(1, 2, [FAILED, GRADED]))
        lines = file.read_text().splitlines()
        assert [NotebookResult.from_json(json.loads(one)) for one in lines] == [
            FAILED,
            GRADED,
        ]
