"""Small notebooks for the engine's tests, and what runs them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from autograder.engine.handle import ZygoteHandle
from autograder.engine.session import Session
from autograder.engine.spec import (
    RunSpec,
    SessionResult,
    SessionSettings,
    TimeLimits,
)
from autograder.notebook.intake import parse
from autograder.notebook.mending import mend
from autograder.notebook.source import SourceNotebook

LIMITS = TimeLimits(cell=1.5, notebook=30.0, grace=0.4)


def _cell(source: str, kind: str = "code", **nbgrader: Any) -> dict[str, Any]:
    flags = {"grade": False, "solution": False, "locked": False, "schema_version": 3}
    metadata = {"nbgrader": {**flags, **nbgrader}} if nbgrader else {}
    return {"cell_type": kind, "metadata": metadata, "source": source}


def plain(source: str) -> dict[str, Any]:
    return _cell(source)


def setup(source: str = "import numpy as np", name: str = "setup") -> dict[str, Any]:
    return _cell(source, grade_id=name, locked=True)


def locked(source: str, name: str = "locked") -> dict[str, Any]:
    """A cell of the course's own that is no setup, if there is a marked one."""
    return _cell(source, grade_id=name, locked=True)


def solution(source: str, name: str = "answer") -> dict[str, Any]:
    return _cell(source, grade_id=name, solution=True)


def check(source: str, name: str = "test", points: float = 1) -> dict[str, Any]:
    return _cell(source, grade_id=name, grade=True, locked=True, points=points)


def notebook(*cells: dict[str, Any]) -> dict[str, Any]:
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def run(
    zygote: ZygoteHandle, folder: Path, *cells: dict[str, Any], **settings: Any
) -> SessionResult:
    """Run cells as a notebook whose source is itself.

    Settings are those of a notebook, or of the spec of its assignment.
    """
    document = notebook(*cells)
    parsed, notes = parse(json.dumps(document).encode())
    clean = mend(parsed, SourceNotebook.from_json(document), notes)
    names = {each.name for each in fields(RunSpec)} & settings.keys()
    spec = RunSpec(**{"times": LIMITS, **{name: settings.pop(name) for name in names}})
    apart = folder.with_name(f"{folder.name}-checker")
    apart.mkdir(exist_ok=True)
    return Session(
        zygote, clean, SessionSettings(folder, apart, spec, **settings)
    ).run()


def scores(result: SessionResult) -> dict[str, float | None]:
    return {cell.grade_id: cell.auto_score for cell in result.cells}


def text_of(outputs: list[dict[str, Any]]) -> str:
    return json.dumps(outputs)


def descendants(pid: int) -> list[int]:
    """All processes that a process has started, and those they have."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    children = [int(word) for word in text.split()]
    return [*children, *(deep for child in children for deep in descendants(child))]


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait for an event, as long as it takes on a slow machine."""
    deadline = time.monotonic() + 600
    while not condition():
        assert time.monotonic() < deadline, "it hangs"
        time.sleep(0.01)
