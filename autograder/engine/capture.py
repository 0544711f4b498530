"""Catches what a cell prints, at Python's level and below it.

``sys.stdout`` and ``sys.stderr`` become objects that hand their text to a
:class:`Sink`. Descriptors 1 and 2 become anonymous files, so that text of C code and of
subprocesses is caught too: a file never blocks its writer as a full pipe would, and
needs no thread to be read. Before each event the files are emptied, which keeps the
order of what was printed.
"""

from __future__ import annotations

import ctypes
import fcntl
import io
import os
import sys
import tempfile
import threading
from collections.abc import Callable
from typing import Any

Emit = Callable[[dict[str, Any]], None]

FLUSH_CHARS = 1 << 16
"""Text gathered before it is sent on: a frame for each print would be slow."""

MAX_CELL_TEXT = 2_000_000
"""Characters that one cell may print on each stream; the rest is dropped where it
arises. On each: text on stderr costs a test its points, and must not be drowned."""

_FILES = {1: "stdout", 2: "stderr"}


class Sink:
    """Gathers text and display events of the running cell, in order."""

    def __init__(self, emit: Emit) -> None:
        self.emit_event = emit
        self._pieces: list[str] = []
        self._name = ""
        self._pending = 0
        self._spent = dict.fromkeys(_FILES.values(), 0)
        self._lock = threading.RLock()
        self._files: dict[int, int] = {}
        self.muted = 0
        self.owner = os.getpid()

    def start(self) -> None:
        """Forget the last cell."""
        with self._lock:
            self._spent = dict.fromkeys(_FILES.values(), 0)

    @property
    def descriptors(self) -> tuple[int, ...]:
        """Descriptors that must stay open."""
        return (*self._files, *self._files.values())

    def capture_descriptors(self) -> None:
        """Put anonymous files in place of descriptors 1 and 2."""
        for target in _FILES:
            number = _anonymous_file()
            fcntl.fcntl(number, fcntl.F_SETFL, os.O_APPEND)
            os.dup2(number, target)
            self._files[target] = number
        sys.stdout = Stream(self, "stdout", 1)
        sys.stderr = Stream(self, "stderr", 2)

    def text(self, name: str, text: str) -> None:
        """Take printed text; a forked copy's goes the way of any subprocess's."""
        if os.getpid() != self.owner:
            os.write(1 if name == "stdout" else 2, text.encode())
            return
        with self._lock:
            self._drain()
            self._add(name, text)

    def event(self, event: dict[str, Any]) -> None:
        """Pass a display event on, after everything printed before it."""
        if os.getpid() != self.owner:
            return
        with self._lock:
            self.flush()
            if not self.muted:
                self.emit_event(event)

    def flush(self) -> None:
        """Send on all that was printed."""
        if os.getpid() != self.owner:
            return
        with self._lock:
            self._drain()
            self._send()

    def finish(self) -> None:
        """End the cell: C's own buffers are emptied too."""
        _LIBC.fflush(None)
        self.flush()

    def _add(self, name: str, text: str) -> None:
        room = MAX_CELL_TEXT - self._spent[name]
        if not text or room <= 0:
            return
        text = text[:room]
        self._spent[name] += len(text)
        if name != self._name:
            self._send()
            self._name = name
        self._pieces.append(text)
        self._pending += len(text)
        if self._pending > FLUSH_CHARS:
            self._send()

    def _send(self) -> None:
        if not self._pieces:
            return
        text = "".join(self._pieces)
        self._pieces, self._pending = [], 0
        if text and not self.muted:
            self.emit_event({"event": "stream", "name": self._name, "text": text})

    def _drain(self) -> None:
        for target, number in self._files.items():
            # It is appended to wherever we are, and read from its beginning.
            if size := os.lseek(number, 0, os.SEEK_END):
                raw = os.pread(number, min(size, MAX_CELL_TEXT), 0)
                os.ftruncate(number, 0)
                self._add(_FILES[target], raw.decode("utf-8", "replace"))


class Stream(io.TextIOBase):
    """What a cell sees as ``sys.stdout`` or ``sys.stderr``."""

    encoding = "UTF-8"
    errors = "strict"

    def __init__(self, sink: Sink, name: str, number: int) -> None:
        super().__init__()
        self._sink = sink
        self._number = number
        self.name = f"<{name}>"
        self._stream = name

    def write(self, text: str) -> int:
        """Take text; only ``str`` itself, a subclass could lie about its length."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        text = str.__str__(text)
        self._sink.text(self._stream, _sound(text))
        return len(text)

    def flush(self) -> None:
        """Do nothing: no text is held back here."""

    def fileno(self) -> int:
        """Return the descriptor behind, for code that writes below Python."""
        return self._number

    def writable(self) -> bool:
        """Say yes, as an open text stream does."""
        return True

    def isatty(self) -> bool:
        """Say no: a notebook is no terminal."""
        return False


_LIBC = ctypes.CDLL(None)


def _sound(text: str) -> str:
    """Return text that can be sent: lone surrogates become escapes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode()
    return text


def _anonymous_file() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("captured", os.MFD_CLOEXEC)
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
