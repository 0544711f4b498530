"""What came of a class, in a few words; to tell it imports nothing that takes long."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from autograder.common.printable import one_line
from autograder.common.telling import counted
from autograder.model import NotebookResult, Status

SHARED_FOR = "tests ran shared: "
"""How a note begins that says why an assignment's tests did not run apart."""


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


def shared_for(results: Iterable[NotebookResult]) -> list[str]:
    """Say which assignments' tests ran shared where they might have run apart, and why.

    Of all others it says that they ran apart; nothing where there is no such one.
    """
    ran: dict[str, str] = {}
    apart: dict[str, None] = {}
    for result in results:
        for note in result.notes:
            if note.startswith(SHARED_FOR):
                ran[result.assignment] = f"{result.assignment}: {note}"
        if result.isolation == "separate":
            apart[result.assignment] = None
    if ran and apart:
        return [*ran.values(), f"{', '.join(apart)}: tests ran apart"]
    return [*ran.values()]


def failure(result: NotebookResult) -> str:
    """Say in a line why a notebook could not be graded."""
    what = result.notebook or result.assignment
    return f"{one_line(result.student)}, {what}: {one_line(result.reason)}"


def json_line(result: NotebookResult) -> str:
    """Return a result as a line of JSON."""
    return json.dumps(result.to_json()) + "\n"
