"""Files of the notebook's, as tests find them in the checker's folder.

A test that opens a file, or looks whether there is one, is given what the notebook's
process says that it holds: a copy, for reading, which nobody can change while it is
read, and which is gone when the test ends. Nothing comes that Python could import, and
nothing takes the place of a file of the course or of the test's own. From then on this
process unpickles nothing but plain data, for a pickle is a program.

When to ask is told by what the test does: :func:`open`, :func:`os.stat` and the like
are watched. Python would report more to an audit hook, and take a microsecond more for
each :func:`id`; there is one from when there is a file.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import io
import os
import pickle
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from IPython.core import interactiveshell

from autograder.engine.errors import NotebookGoneError
from autograder.engine.written import MAX_BYTES, MAX_FILES, is_data
from autograder.wire.codec import CodecError

_WATCHED: tuple[tuple[ModuleType, str], ...] = (
    (builtins, "open"),
    (io, "open"),
    (interactiveshell, "io_open"),  # what a cell calls ``open``
    *((os, name) for name in ("open", "listdir", "scandir", "stat", "lstat", "access")),
)
"""What looks at a file or a folder; the path comes first."""

_OPEN = (open, os.open)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Source(Protocol):
    """Where files come from: the student's process.

    Attributes:
        exchanges: How often it has been asked for anything.
    """

    exchanges: int

    def files(self) -> Any:
        """Return which there are, as it says."""

    def contents(self, paths: list[str]) -> Any:
        """Return what some hold, as it says."""

    def forged(self, error: Exception) -> Exception:
        """Take note that what it says cannot be."""


class Mirror:
    """The notebook's files in the folder of this process."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._folder = Path.cwd()
        self._owner = os.getpid(), threading.get_ident()
        self._stamps: dict[str, str] = {}  # of what lies here
        self._copies: dict[str, object] = {}  # what tells a copy from another file
        self._made: list[Path] = []  # folders, for what lies in them
        self._asked = -1  # how often anything had been, when this was last up to date
        self._is_open = False
        self._has_had_any = False

    def watch(self) -> None:
        """Take note, from now on, of what this process looks at."""
        for module, name in _WATCHED:
            usual = getattr(module, name)
            watched = self._watched(usual)
            setattr(module, name, watched)
            for kind in ("fd", "dir_fd", "effective_ids", "follow_symlinks"):
                able: set[Callable[..., Any]] = getattr(os, f"supports_{kind}")
                if usual in able:
                    able.add(watched)

    def begin(self) -> None:
        """Let a test see the notebook's files."""
        self._is_open, self._asked = True, -1

    def end(self) -> None:
        """Take them away: what runs next may be trusted."""
        self._is_open = False
        for path in list(self._stamps):
            self._remove(path)
        for folder in reversed(self._made):
            with contextlib.suppress(OSError):  # the test has put something there
                folder.rmdir()
        self._made.clear()

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        __tracebackhide__ = True
        if event == "sqlite3.connect":
            self._look(arguments[0])
        elif event == "pickle.find_class":
            name = ".".join(map(str, arguments))
            raise pickle.UnpicklingError(
                f"{name} is not unpickled where a test has looked at files of the "
                "notebook: it would run what they say"
            )

    def _watched(self, usual: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(usual)
        def watched(*args: Any, **kwargs: Any) -> Any:
            __tracebackhide__ = True
            path = self._look(args[0] if args else _given(kwargs, "path", "file"))
            if path in self._stamps:
                how = args[1] if len(args) > 1 else _given(kwargs, "mode", "flags")
                if usual in _OPEN and _writes(how):
                    self._remove(path)  # the test makes one of its own
            return usual(*args, **kwargs)

        return watched

    def _look(self, path: Any) -> str:
        """Bring this folder up to date if it is what the test looks at.

        Raises nothing for what is wrong with the notebook: this may be anywhere in
        Python's own code, and for want of a file the test says so itself.

        Returns:
            The place in it, "" of what is not in it.
        """
        if not self._is_open or self._owner != (os.getpid(), threading.get_ident()):
            return ""
        place = self._place(path)
        if place and self._asked != self._source.exchanges:
            self._is_open = False  # what follows is nothing that the test looks at
            try:
                self._bring()
                self._is_open = True
            except CodecError as error:
                self._source.forged(error)
                self.end()
            except NotebookGoneError:
                self.end()
            self._asked = self._source.exchanges
        return place

    def _place(self, path: Any) -> str:
        if path is None:  # the current folder, of os.listdir
            return "."
        if not isinstance(path, (str, bytes, os.PathLike)):
            return ""
        whole = Path(os.path.abspath(os.fsdecode(path)))  # noqa: PTH100 # follows no link
        if whole.name.startswith("<"):  # a cell's text, of which a traceback is made
            return ""
        inside = whole.is_relative_to(self._folder)
        return str(whole.relative_to(self._folder)) if inside else ""

    def _bring(self) -> None:
        """Copy what is new there, and remove what is gone."""
        stamps = _stamps(self._source.files())
        for path, stamp in list(self._stamps.items()):
            if stamps.get(path) != stamp:
                self._remove(path)
        wanted = [
            path
            for path in stamps
            if path not in self._stamps and not os.path.lexists(self._folder / path)
        ]
        if wanted:
            if not self._has_had_any:
                self._has_had_any = True
                sys.addaudithook(self._hear)
            sent = _contents(self._source.contents(wanted), len(wanted))
            for path, content in zip(wanted, sent, strict=True):
                if content is not None:
                    self._write(path, content, stamps[path])

    def _write(self, path: str, content: bytes, stamp: str) -> None:
        copy = self._folder / path
        # Where a file of the course's is in the way, or no room left, there is none.
        with contextlib.suppress(OSError):
            for folder in reversed(copy.relative_to(self._folder).parents[:-1]):
                if not (made := self._folder / folder).is_dir():
                    made.mkdir(0o700)
                    self._made.append(made)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
            with os.fdopen(os.open(copy, flags, 0o444), "wb") as file:
                file.write(content)
            self._stamps[path] = stamp
            self._copies[path] = _mark(copy)

    def _remove(self, path: str) -> None:
        """Remove a copy, unless what lies there is the test's own by now."""
        copy = self._folder / path
        del self._stamps[path]
        mark = self._copies.pop(path)
        with contextlib.suppress(OSError):
            if _mark(copy) == mark:
                copy.unlink()


def _given(kwargs: Mapping[str, Any], *names: str) -> Any:
    """Return what is given by one of some names; None if nothing is."""
    return next((kwargs[name] for name in names if name in kwargs), None)


def _writes(how: Any) -> bool:
    """Tell whether a mode of :func:`open`, or flags of :func:`os.open`, writes."""
    if isinstance(how, str):
        return not {*how}.isdisjoint("wax+")
    return isinstance(how, int) and bool(how & _WRITES)


def _mark(path: Path) -> object:
    seen = path.lstat()
    return seen.st_ino, seen.st_size, seen.st_mtime_ns


def _stamps(listed: Any) -> dict[str, str]:
    """Return stamps by paths of what the student's process lists, whoever wrote it.

    Raises:
        CodecError: No honest one would say so.
    """
    if type(listed) is not list or len(listed) > MAX_FILES:
        raise CodecError("no list of files")
    stamps: dict[str, str] = {}
    for each in listed:
        if type(each) is not tuple or [*map(type, each)] != [str, str, int]:
            raise CodecError("no list of files")
        path, stamp, _ = each
        if path in stamps or not is_data(path):
            raise CodecError("a file that is not for tests")
        stamps[path] = stamp
    return stamps


def _contents(sent: Any, count: int) -> list[bytes | None]:
    """Return what files hold, by what the student's process says, whoever wrote it.

    Raises:
        CodecError: No honest one would say so.
    """
    if type(sent) is not list or len(sent) != count:
        raise CodecError("no contents of files")
    if not {*map(type, sent)} <= {bytes, type(None)}:
        raise CodecError("no contents of files")
    if sum(len(content or b"") for content in sent) > MAX_BYTES:
        raise CodecError("files that are too large")
    return sent
