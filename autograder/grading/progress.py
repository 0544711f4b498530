"""Show how far grading is: a bar on a terminal, elsewhere a line a minute.

Both tell submissions a minute, the time left, and how many could not be graded so far.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from math import isclose
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

from tqdm import tqdm

from autograder.gradebook.lateness import points_told
from autograder.gradebook.people import Person
from autograder.grading.summary import json_line
from autograder.model import NotebookResult, Status

if TYPE_CHECKING:
    from autograder.grading.batch import Progress


MINUTE = 60.0


class Display:
    """A context in which :meth:`update` is called after each submission.

    Args:
        file: Where each result becomes a line of JSON as it comes; none if None.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._bar: tqdm[Any] | None = None
        self._began = self._told = time.monotonic()
        self._failed = 0
        self._file = file
        self._lines: TextIO | None = None

    def __enter__(self) -> Display:
        if self._file is not None:
            self._lines = self._file.open("w", encoding="utf-8")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()
        if self._lines is not None:
            self._lines.close()

    def update(self, progress: Progress) -> None:
        """Show one more submission as done, or a note."""
        if progress.note:
            tqdm.write(progress.note, file=sys.stderr)
            return
        if self._lines is not None:
            for result in progress.results:
                self._lines.write(json_line(result))
            self._lines.flush()
        self._failed += any(found.status is Status.FAILED for found in progress.results)
        now = time.monotonic()
        pace = _pace(progress, now - self._began, self._failed)
        if sys.stderr.isatty():
            self._move(progress, pace)
        elif progress.done == progress.total or now - self._told >= MINUTE:
            place = f"[{progress.done}/{progress.total}]"
            print(f"{place} {pace}", file=sys.stderr, flush=True)
            self._told = now

    def _move(self, progress: Progress, pace: str) -> None:
        if self._bar is None:
            shown = "{percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt}{postfix}"
            self._bar = tqdm(
                total=progress.total, bar_format=shown, leave=False, mininterval=0
            )
        self._bar.set_postfix_str(pace, refresh=False)
        self._bar.update(progress.done - self._bar.n)


def _pace(progress: Progress, seconds: float, failed: int) -> str:
    """Say how fast it goes, how long it will take yet, and what has failed so far."""
    parts = [f"{progress.done / max(seconds, 1.0) * MINUTE:.0f} a minute"]
    if progress.done and (waiting := progress.total - progress.done):
        left = seconds / progress.done * waiting
        parts.append(f"{tqdm.format_interval(left)} left")
    return ", ".join([*parts, f"{failed} failed"])


def _points(result: NotebookResult) -> str:
    return points_told(result.final_score, result.max_score, result.late_penalty)


def changes(results: Sequence[NotebookResult], people: Iterable[Person]) -> list[str]:
    """Return a line for each notebook that counts another number than before."""
    known = {person.id: person for person in people}
    return [
        f"{r.assignment}{'' if r.notebook == r.assignment else f', {r.notebook}'}, "
        f"{known.get(r.student, r.student)}: {r.previous_score:g} → {_points(r)}"
        for r in results
        if r.status is not Status.FAILED
        and r.previous_score is not None
        and not isclose(r.previous_score, r.final_score, abs_tol=1e-9)
    ]
