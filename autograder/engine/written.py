"""What a notebook has written, told by the student's process when a test asks for it.

Plain files that hold data, so many and so large as are named here. Their content is the
notebook's word, as its values are; see :mod:`.mirror` for who takes it.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator
from importlib.machinery import all_suffixes
from itertools import islice
from pathlib import Path

MAX_FILES = 200
MAX_BYTES = 16 * 2**20
"""Of all files together."""

MAX_DEPTH = 8
"""Folders inside one another."""

MAX_PATH = 200
"""Characters of a path."""

_MAX_ENTRIES = 2000
"""Of one folder that are looked at."""

_RUN = (*all_suffixes(), ".ipynb")
"""Ends of names of what may be imported or run."""

_SETTINGS = frozenset(
    {"matplotlibrc", "pytest.ini", "tox.ini", "setup.cfg", "pyproject.toml"}
)
"""What programs and libraries take from the folder in which they are used."""

_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC

Listed = tuple[str, str, int]
"""A path in the folder, a stamp that changes with what it holds, and its size."""


def is_data(path: str) -> bool:
    """Tell whether a path is one inside a folder, and of what nobody would import."""
    parts = path.split("/")
    return (
        0 < len(path) <= MAX_PATH
        and len(parts) <= MAX_DEPTH
        and path.isprintable()
        and not any(not part or part.startswith(".") for part in parts)
        and not path.lower().endswith(_RUN)
        and parts[-1] not in _SETTINGS
    )


def listed(folder: Path) -> list[Listed]:
    """Return the files of a folder that may be asked for."""
    return list(islice(_walk(folder, "", MAX_DEPTH), MAX_FILES))


def contents(folder: Path, paths: Iterable[str]) -> list[bytes | None]:
    """Return what files hold, as long as there is room; None of all others."""
    left = MAX_BYTES
    found: list[bytes | None] = []
    for path in paths:
        content = _read(folder / path, left)
        left -= len(content or b"")
        found.append(content)
    return found


def _walk(folder: Path, prefix: str, depth: int) -> Iterator[Listed]:
    if not depth:
        return
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        found = sorted(islice(entries, _MAX_ENTRIES), key=lambda entry: entry.name)
        for entry in found:
            path = f"{prefix}{entry.name}"
            with contextlib.suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    yield from _walk(folder / entry.name, f"{path}/", depth - 1)
                elif entry.is_file(follow_symlinks=False) and is_data(path):
                    seen = entry.stat(follow_symlinks=False)
                    stamp = f"{seen.st_ino} {seen.st_mtime_ns} {seen.st_ctime_ns}"
                    yield path, stamp, seen.st_size


def _read(path: Path, most: int) -> bytes | None:
    with contextlib.suppress(OSError):
        number = os.open(path, _READ)
        with os.fdopen(number, "rb") as file:
            if stat.S_ISREG(os.fstat(number).st_mode):
                content = file.read(most + 1)
                return content if len(content) <= most else None
    return None
