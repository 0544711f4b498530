"""Whether what an assignment names as its libraries is installed, and how it is had."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from autograder.common.bytecode import find_module
from autograder.config.sections import Assignment
from autograder.config.wording import did_you_mean

USUAL = ("torch",)
"""What courses name; who writes another name may have meant one of these."""


def lack(assignment: str, libraries: Collection[str], root: Path) -> str:
    """Say what an assignment lacks, and how it is had; "" if all is there."""
    for name in libraries:
        if find_module(name) is None:
            remedy = did_you_mean(name, USUAL) if name not in USUAL else ""
            remedy = remedy or how_to_install(name, root)
            return f"{assignment} needs {name}, which is not installed: {remedy}"
    return ""


def how_to_install(library: str, root: Path) -> str:
    """Return a command; a course keeps what it takes in ``requirements-torch.txt``."""
    file = root / f"requirements-{library}.txt"
    wanted = ["-r", str(file)] if file.is_file() else [library]
    return shlex.join([sys.executable, "-m", "pip", "install", *wanted])


def with_libraries(
    assignments: Iterable[Assignment], root: Path, say: Callable[[str], None]
) -> list[Assignment]:
    """Return the assignments that lack nothing; tell of each of the others."""
    found = []
    for each in assignments:
        if told := lack(each.id, each.libraries, root):
            say(f"left out: {told}")
        else:
            found.append(each)
    return found
