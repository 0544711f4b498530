"""Show how far grading is, with the time left: a bar, or a line a submission."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from autograder.common.printable import one_line
from autograder.gradebook.lateness import points_told
from autograder.gradebook.people import Person
from autograder.model import NotebookResult, Status

if TYPE_CHECKING:
    from autograder.grading.batch import Progress


class Display:
    """A context in which :meth:`update` is called after each submission."""

    def __init__(self) -> None:
        self._bar: tqdm[Any] | None = None
        self._began = time.monotonic()

    def __enter__(self) -> Display:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def update(self, progress: Progress) -> None:
        """Show one more submission as done."""
        if not sys.stderr.isatty():
            seconds = time.monotonic() - self._began
            print(one_line(_line(progress, seconds)), file=sys.stderr, flush=True)
            return
        if self._bar is None:
            self._bar = tqdm(total=progress.total, unit="submission", leave=False)
        self._bar.set_postfix_str(one_line(progress.results[0].student, 40))
        self._bar.update()


def _line(progress: Progress, seconds: float) -> str:
    first = progress.results[0]
    what = "; ".join(
        f"{result.notebook} failed: {result.reason}"
        if result.status is Status.FAILED
        else f"{result.notebook} {_points(result)}"
        for result in progress.results
    )
    place = f"{progress.done}/{progress.total}"
    if waiting := progress.total - progress.done:
        left = seconds / progress.done * waiting
        place += f", {tqdm.format_interval(left)} left"
    return f"[{place}] {first.student}: {what}"


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
        and r.previous_score != r.final_score
    ]
