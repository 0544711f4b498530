"""Where a course stood when a class was graded: the same question, known at once.

To find that nothing has changed, a run reads every submission, and that costs less than
a third of it: the rest is importing nbgrader and SQLAlchemy. So a run in whose end
nothing is left to do notes what it was asked, what it came to, and how all files stood
that it read or wrote. As long as these stand so, the same question has the same answer.
This module imports neither.

A file stands as before if its size, its inode and its times are the same: nobody but
the system sets the time of a change. Where that cannot be told, nothing is noted, and
the ordinary way is gone: what was written while the run was under way, a database that
is no file, a link to another folder.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder.common.writing import write_atomically
from autograder.model import NotebookResult

Json = dict[str, Any]

FILE = Path(".autograder", "standing.json")

TICK_NS = 20_000_000
"""Of a file system's clock: what is written within one has the same time."""

_SHELL = {"_", "COLUMNS", "LINES", "OLDPWD", "SHLVL"}
"""Of the environment, what a shell changes by itself."""

_SKIPPED = {"__pycache__", ".ipynb_checkpoints"}
_PACKAGES = ("site-packages", "dist-packages")
_PACKAGE = str(Path(__file__).resolve().parents[1])
_OWN = (f"{_PACKAGE}/", f"{Path(os.__file__).parent}/", "/proc/", "/dev/", "/sys/")


class _UnsureError(Exception):
    """It cannot be told whether something is as it was."""


@dataclass(frozen=True)
class Sight:
    """How files stood at a time.

    Attributes:
        files: The state of each path; None where there was nothing.
        trees: A digest of the states of all files in a folder.
        newest: When the last of them was changed, in nanoseconds.
    """

    files: dict[str, list[int] | None]
    trees: dict[str, str]
    newest: int

    @classmethod
    def of(cls, files: Iterable[str], trees: Iterable[str]) -> Sight:
        """Look at files, and at all that is in folders.

        Raises:
            _UnsureError: There is a link to another folder.
        """
        newest = [0]
        states = {path: _state(path, newest) for path in dict.fromkeys(files)}
        digests = {path: _digest(path, newest) for path in dict.fromkeys(trees)}
        return cls(states, digests, newest[0])

    def still_holds(self) -> bool:
        """Whether all of it stands as it did."""
        now = Sight.of(self.files, self.trees)
        return (now.files, now.trees) == (self.files, self.trees)


class Standing:
    """What a course came to when it was last asked for grades, and by what."""

    def __init__(self, root: Path, asked: Sequence[str]) -> None:
        """Begin a run; nothing of the course has been read yet.

        Args:
            root: Of the course.
            asked: All that decides, beside the course, what is graded and how.
        """
        self._began = time.time_ns()
        self._root = root.resolve()
        self._question = [*asked, str(self._root), *_circumstances()]
        self._read: list[str] = []
        self._inputs: Sight | None = None

    def recall(self) -> list[NotebookResult] | None:
        """Return the results if everything stands as it stood; None if not."""
        try:
            known = json.loads((self._root / FILE).read_bytes())
            if known["question"] != self._question:
                return None
            if not all(Sight(**sight).still_holds() for sight in known["sights"]):
                return None
            return [NotebookResult.from_json(result) for result in known["results"]]
        except (OSError, ValueError, KeyError, TypeError, AttributeError, _UnsureError):
            return None

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Note which files are read, of which nobody else would know: configuration."""
        ear = _ear()
        noted: dict[str, None] = {}
        ear.noted = noted
        try:
            yield
        finally:
            ear.noted = None
            self._read = [*noted]

    def look(self, files: Iterable[str], trees: Iterable[str]) -> None:
        """Note how what the run is about to read stands now."""
        try:
            sight = Sight.of([*files, *map(_source, self._read)], [*trees, _PACKAGE])
        except (OSError, _UnsureError):
            return
        if sight.newest < self._began - TICK_NS:
            self._inputs = sight

    def settle(self, files: Iterable[str], trees: Iterable[str]) -> Sight | None:
        """Return how what the run has written stands; None where that is not sure."""
        time.sleep(TICK_NS / 1e9)
        now = time.time_ns()
        try:
            sight = Sight.of(files, trees)
        except (OSError, _UnsureError):
            return None
        return sight if sight.newest < now - TICK_NS // 2 else None

    def keep(self, outputs: Sight, results: Sequence[NotebookResult]) -> None:
        """Note the results that the same question will have.

        Args:
            outputs: How the gradebook and all else stood before these were read there.
            results: Of every notebook, each unchanged.
        """
        if self._inputs is None:
            return
        known = {
            "question": self._question,
            "sights": [asdict(self._inputs), asdict(outputs)],
            "results": [result.to_json() for result in results],
        }
        write_atomically(self._root / FILE, json.dumps(known))


def forget(root: Path) -> None:
    """Remove what is known of a course: somebody's results shall not be kept."""
    (root / FILE).unlink(missing_ok=True)


def _circumstances() -> list[str]:
    """Return what else decides: Python, its packages, and the environment."""
    environment = {k: v for k, v in os.environ.items() if k not in _SHELL}
    packages = [path for path in sys.path if path.endswith(_PACKAGES)]
    states = [f"{path} {_state(path, [0])}" for path in packages]
    told = json.dumps(sorted(environment.items())).encode()
    digest = hashlib.sha256(told).hexdigest()
    return [sys.version, sys.executable, str(Path.cwd()), *states, digest]


def _state(path: str, newest: list[int]) -> list[int] | None:
    """Return what would be another number if a file were another; None if none is."""
    try:
        found = Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return _numbers(found, newest)


def _numbers(found: os.stat_result, newest: list[int]) -> list[int]:
    newest[0] = max(newest[0], found.st_mtime_ns, found.st_ctime_ns)
    return [
        found.st_mode,
        found.st_ino,
        found.st_size,
        found.st_mtime_ns,
        found.st_ctime_ns,
    ]


def _digest(folder: str, newest: list[int]) -> str:
    """Return a digest of the states of all files in a folder, and of the names there.

    Raises:
        _UnsureError: There is a link to another folder, in which nobody looks.
    """
    digest = hashlib.sha256()
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            entries = []
        for entry in entries:
            if entry.name in _SKIPPED:
                continue
            state = entry.stat(follow_symlinks=False)
            if stat.S_ISLNK(state.st_mode):
                if entry.is_dir():
                    raise _UnsureError
                target = _state(entry.path, newest)
                digest.update(f"{target}".encode())
            if stat.S_ISDIR(state.st_mode):
                waiting.append(entry.path)
                # Its times tell only that something in it is another.
                digest.update(f"{entry.path!r} {state.st_mode}".encode())
            else:
                told = f"{entry.path!r} {_numbers(state, newest)}"
                digest.update(told.encode())
    return digest.hexdigest()


def _source(path: str) -> str:
    """Return the file that a compiled one was made of, any other as it is."""
    place = Path(path)
    if place.suffix == ".pyc" and place.parent.name == "__pycache__":
        return str(place.parent.parent / f"{place.name.partition('.')[0]}.py")
    return path


@dataclass
class _Ear:
    """Hears which files this process opens to read, while somebody wants to know.

    Not those of Python and of packages: they are others when a package is installed.
    """

    noted: dict[str, None] | None = None

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note a file; Python calls this for whatever happens."""
        if self.noted is None or event != "open":
            return
        path, _, flags = arguments
        if isinstance(path, bytes):
            path = os.fsdecode(path)
        if isinstance(path, str) and not flags & (os.O_WRONLY | os.O_RDWR):
            full = os.path.abspath(path)  # noqa: PTH100 - no link is followed
            is_known = any(f"/{name}/" in full for name in _PACKAGES)
            if not is_known and not full.startswith(_OWN):
                self.noted[full] = None


@functools.cache
def _ear() -> _Ear:
    """Return the one ear: what Python is told to call, it calls to its end."""
    ear = _Ear()
    sys.addaudithook(ear.hear)
    return ear
