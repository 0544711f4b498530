"""What a notebook met that it would have had under nbgrader: told, for people to mend.

A module that this Python lacks, a file or a variable that is there and that the sandbox
does not show, a limit that struck: an exception in a cell says each of them. They are
notes of a result, and of a class a line each (:func:`of_class`).
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.common.bytecode import find_module
from autograder.common.printable import one_line
from autograder.common.telling import counted
from autograder.model import NotebookResult, Status
from autograder.notebook.rules import SHOWN

Json = Mapping[str, Any]

_MODULE = re.compile(r"No module named '([\w.]+)'")
_PATH = re.compile(r"\[Errno \d+\] [^']*'([^']+)'")
_NAME = re.compile(r"'([A-Za-z_]\w*)'")
_NOTE = re.compile(
    r"cell \d+: ((imports|looks for|starts|asks for|meets the limit) .*)"
)

_LIMITS = (
    ("open_files", re.compile(r"\[Errno 24\]")),
    ("disk_mb", re.compile(r"\[Errno (27|28)\]")),
    ("processes", re.compile(r"can't start new thread|\[Errno 11\]|^processes: ")),
    ("memory_mb", re.compile(r"^memory: |\[Errno 12\]")),
    ("notebook_seconds", re.compile(r"^The notebook's time is up$")),
    ("cell_seconds", re.compile(r"^Stopped after ")),
)
"""Limits by what is said when they strike."""

_BY_LIMITS = (
    *("OSError", "RuntimeError", "BlockingIOError"),
    *("NotebookTimeoutError", "CellTimeoutError", "ResourceLimitError"),
)

MOST = 600
"""Characters of a note: its name may be the student's."""


def lacks(notebook: Json, root: Path, place: str) -> Iterator[str]:
    """Yield a note for each cell that met a lack.

    Args:
        notebook: As it was executed.
        root: The course's folder.
        place: The working directory's name in it, under nbgrader.
    """
    for number, cell in enumerate(notebook["cells"], 1):
        for output in cell.get("outputs", ()):
            if output["output_type"] != "error":
                continue
            what = _lack(output["ename"], str(output["evalue"]), root / place)
            if what:
                yield f"cell {number}: {one_line(what)[:MOST]}"


def of_class(results: Iterable[NotebookResult]) -> list[str]:
    """Say of a class what its notebooks met, each lack in a line."""
    who: dict[str, set[tuple[str, str]]] = {}
    shown: dict[str, dict[str, None]] = {}
    for result in results:
        if result.status is not Status.GRADED:
            continue
        for note in result.notes:
            if found := _NOTE.fullmatch(note):
                of = result.assignment, result.student
                who.setdefault(found[1], set()).add(of)
        for cell in result.cells:
            if cell.message == SHOWN:
                names = shown.setdefault(result.assignment, {})
                names[cell.grade_id] = None
    lines = [
        f"{counted(len(of), 'submission')} {_plural(what, len(of))}"
        for what, of in sorted(who.items(), key=lambda item: -len(item[1]))
    ]
    for assignment, names in shown.items():
        lines.append(
            f"{assignment}: tests end in something to look at, which claims no points, "
            f"and give full marks, as under nbgrader: {', '.join(names)}"
        )
    return lines


def _lack(name: str, text: str, place: Path) -> str:
    """Say what an exception tells of a lack; nothing of any other exception."""
    match name:
        case "ModuleNotFoundError" if found := _MODULE.search(text):
            return _module(found[1])
        case "FileNotFoundError" | "PermissionError" if found := _PATH.search(text):
            return _file(found[1], place)
        case "KeyError" if (found := _NAME.fullmatch(text)) and found[1] in os.environ:
            return (
                f"asks for the variable {found[1]}, which is set and kept from "
                f"notebooks: --env {found[1]}"
            )
        case _ if name in _BY_LIMITS or name.endswith("MemoryError"):
            return _limit(name, text)
    return ""


def _module(name: str) -> str:
    top = name.partition(".")[0]
    spec = find_module(top)
    if spec is None or top != name:
        return f"imports {name}, which this Python lacks"
    found = Path(spec.origin or next(iter(spec.submodule_search_locations or ()), ""))
    where = found.parent if found.name == "__init__.py" else found
    return f"imports {name}, which notebooks may not read: --readable {where}"


def _file(name: str, place: Path) -> str:
    path = Path(os.path.normpath(place / name))
    try:
        is_there = path.exists() and not path.is_relative_to(place)
    except (OSError, ValueError):
        is_there = False
    if not is_there:
        return ""
    program = shutil.which(path.name)
    if program and path.samefile(program):
        return f"starts {path}, which it may only where tests run shared"
    return f"looks for {path}, which notebooks may not read: --readable {path}"


def _limit(name: str, text: str) -> str:
    if name.endswith("MemoryError"):
        return "meets the limit memory_mb"
    for limit, pattern in _LIMITS:
        if pattern.search(text):
            return f"meets the limit {limit}"
    return ""


def _plural(what: str, count: int) -> str:
    """Return a sentence's rest for so many subjects."""
    verb, _, rest = what.partition(" ")
    return f"{verb if count == 1 else verb.removesuffix('s')} {rest}"
