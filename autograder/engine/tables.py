"""What checkers have computed for exercises and need not compute again.

It depends on the course alone and makes no difference but in time; a checker believes
none of it without having looked for itself. A process remembers it, and all workers of
a course find it in one folder, a file for each check, named by its content.
"""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path

from autograder.diagnosis import near_misses
from autograder.notebook.key import Exercise
from autograder.wire.codec import CodecError, decode, encode

MOST_REMEMBERED = 200
"""Exercises of which a process remembers what was computed; a course has fewer."""

MAX_BYTES = 8 * 2**20
"""Of one file; the largest tables take a tenth of it."""


class Tables:
    """Those of one course, or of one process.

    Args:
        folder: where they are kept for other processes; None keeps them here only.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._known: dict[tuple[Exercise, str], Mapping[str, bytes]] = {}

    def of(self, exercise: Exercise, test: str) -> Mapping[str, bytes]:
        """Return what is known for a check; nothing at first."""
        place = exercise, test
        if place not in self._known and self._folder is not None:
            self._remember(place, _read(self._folder / _name(*place)))
        return self._known.get(place, {})

    def keep(self, exercise: Exercise, test: str, tables: Mapping[str, bytes]) -> None:
        """Remember what a checker has computed."""
        place = exercise, test
        has_grown = _size(tables) > _size(self._known.get(place, {}))
        self._remember(place, tables)
        if has_grown and self._folder is not None:
            with contextlib.suppress(OSError):  # it only takes longer then
                _write(self._folder / _name(*place), encode(dict(tables)))

    def _remember(
        self, place: tuple[Exercise, str], tables: Mapping[str, bytes]
    ) -> None:
        self._known.pop(place, None)
        self._known[place] = tables
        while len(self._known) > MOST_REMEMBERED:
            del self._known[next(iter(self._known))]


@cache
def tables_in(folder: Path | None) -> Tables:
    """Return the tables of a folder, or those of this process, once for all."""
    return Tables(folder)


def _size(tables: Mapping[str, bytes]) -> int:
    return sum(map(len, tables.values()))


def _name(exercise: Exercise, test: str) -> str:
    """Return a file's name: by all that decides what stands in it."""
    content = f"{_rules()}\n{asdict(exercise)}\n{test}"
    return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()


@cache
def _rules() -> str:
    """Return a digest of the code that makes near misses, in its order."""
    digest = hashlib.sha256()
    for folder in near_misses.__path__:
        for path in sorted(Path(folder).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> dict[str, bytes]:
    """Return the tables of a file; none if it is not there, or no such file."""
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
        found = decode(data)
    except (OSError, CodecError):
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {k: v for k, v in pairs if isinstance(k, str) and isinstance(v, bytes)}


def _write(path: Path, data: bytes) -> None:
    """Write a file of which others see all or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
    Path(file.name).replace(path)
