"""What came of a class, in a few words; to tell it imports nothing that takes long."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from autograder.common.printable import one_line
from autograder.common.telling import counted
from autograder.model import NotebookResult, Status


def describe(results: Sequence[NotebookResult]) -> str:
    """Say in a line what came of a class."""
    if not results:
        return "nothing handed in"
    counts = Counter(result.status for result in results)
    parts = [f"{counts[status]} {status}" for status in Status if counts[status]]
    by_hand = sum(result.needs_manual for result in results)
    if by_hand:
        parts.append(f"{by_hand} with answers to grade by hand")
    return f"{counted(len(results), 'notebook')}: {', '.join(parts)}"


def stopped(results: Iterable[NotebookResult]) -> list[str]:
    """Name the notebooks of which cells were stopped, and how many."""
    stopped = {
        f"{one_line(result.student)}, {one_line(result.notebook)}": count
        for result in results
        if result.status is Status.GRADED
        if (count := sum(": Stopped after " in note for note in result.notes))
    }
    return [f"{who}: {counted(count, 'cell')}" for who, count in stopped.items()]


def failure(result: NotebookResult) -> str:
    """Say in a line why a notebook could not be graded."""
    what = result.notebook or result.assignment
    return f"{one_line(result.student)}, {what}: {one_line(result.reason)}"


def json_line(result: NotebookResult) -> str:
    """Return a result as a line of JSON."""
    return json.dumps(result.to_json()) + "\n"
