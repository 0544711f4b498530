"""Files that a student handed in: whatever lies there, a reader ends, and soon.

A name may be a link out of the folder, a pipe that nobody writes to, a sparse file of
terabytes, a thousand folders inside each other. So a file is opened without following
a link, and its type and size are looked at before its content; a folder is walked
without recursion, and all that is found in it is counted. What is over a limit is the
reason why one submission cannot be graded, a
:class:`~autograder.model.SubmissionError`.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograder.model import SubmissionError

MAX_BYTES = 512 * 2**20
"""All files of a submission together: they are read, and copied twice. A sparse file
claims any size."""

MAX_FILES = 10_000
"""Files and folders of a submission; an archive of a few bytes can hold millions."""

MAX_DEPTH = 64
"""Folders inside each other. Nobody's homework has more than a few."""

_CHUNK = 1 << 20

# Without blocking: a pipe is opened only to be seen as what it is.
_READ = os.O_RDONLY | os.O_CLOEXEC
_READ |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True)
class Listing:
    """What lies in a folder: paths within it, in order; links and pipes are left out.

    ``newest`` is the time of the last change to anything there, in seconds.
    """

    files: tuple[Path, ...]
    folders: tuple[Path, ...]
    newest: float


def read(path: Path, most: int, kind: str = "file") -> bytes:
    """Return the content of a regular file.

    Args:
        path: Where it is.
        most: Bytes that it may have.
        kind: What it should be, for the reason.

    Raises:
        SubmissionError: It is something else, is larger, or cannot be read.
    """
    try:
        with _opened(path, most, kind) as number, os.fdopen(number, "rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise SubmissionError(f"it cannot be opened: {error.strerror}") from None
    if len(data) > most:  # it has grown since
        raise SubmissionError(f"it is larger than {size(most)}")
    return data


def listing(folder: Path) -> Listing:
    """Return what lies in a folder, at any depth.

    Raises:
        SubmissionError: It has too many files, they are too large, or folders are too
            deep inside each other.
        OSError: A folder in it cannot be read.
    """
    files: list[Path] = []
    folders: list[Path] = []
    newest, total, count = folder.lstat().st_mtime, 0, 0
    waiting = [Path()]
    while waiting:
        place = waiting.pop()
        with os.scandir(folder / place) as entries:
            for entry in entries:
                found = entry.stat(follow_symlinks=False)
                newest = max(newest, found.st_mtime)
                count += 1
                if count > MAX_FILES:
                    raise SubmissionError(f"it has more than {MAX_FILES} files")
                path = place / entry.name
                if stat.S_ISDIR(found.st_mode):
                    if len(path.parts) > MAX_DEPTH:
                        raise SubmissionError("its folders are too deep")
                    folders.append(path)
                    waiting.append(path)
                elif stat.S_ISREG(found.st_mode):
                    files.append(path)
                    total += found.st_size
                    if total > MAX_BYTES:
                        raise SubmissionError(
                            f"its files are larger than {size(MAX_BYTES)}"
                        )
    return Listing(tuple(sorted(files)), tuple(sorted(folders)), newest)


def copy(source: Path, destination: Path) -> list[Path]:
    """Copy a folder that somebody else may change meanwhile.

    No name is looked up twice, so that what was a file cannot be a link when it is
    opened.

    Args:
        source: The folder.
        destination: Where to; it is made.

    Returns:
        What was left out, within the folder: links, pipes and whatever is no file.

    Raises:
        SubmissionError: There is too much of something; as :func:`listing`.
        OSError: It cannot be read, or not be written.
    """
    listing(source)
    left: list[Path] = []
    total = 0
    for top, folders, files, number in os.fwalk(source, follow_symlinks=False):
        place = Path(top).relative_to(source)
        (destination / place).mkdir()
        for name in [*folders, *files]:
            found = os.stat(name, dir_fd=number, follow_symlinks=False)
            if stat.S_ISDIR(found.st_mode):
                continue
            try:
                opened = os.open(name, _READ, dir_fd=number)
            except OSError:
                left.append(place / name)
                continue
            with os.fdopen(opened, "rb") as file:
                if not stat.S_ISREG(os.fstat(opened).st_mode):
                    left.append(place / name)
                    continue
                with (destination / place / name).open("wb") as copied:
                    while data := file.read(_CHUNK):
                        total += len(data)
                        if total > MAX_BYTES:
                            raise SubmissionError(
                                f"its files are larger than {size(MAX_BYTES)}"
                            )
                        copied.write(data)
    return sorted(left)


def remove(folder: Path) -> None:
    """Remove a folder, however deep it is; links in it are removed, not followed.

    Raises:
        OSError: Something in it cannot be removed.
    """
    if folder.is_symlink() or not folder.is_dir():
        folder.unlink(missing_ok=True)
        return
    # What is two folders down moves up, until there is nothing below: no path gets
    # longer, and no call of a function waits for another.
    mark = f".{secrets.token_hex(8)}."
    moved = 0
    while places := list(_emptied(folder)):
        for place in places:
            for inner in _emptied(place):
                moved += 1
                inner.rename(folder / f"{mark}{moved}")
            place.rmdir()
    folder.rmdir()


def size(count: int) -> str:
    """Return a number of bytes as people read it."""
    return f"{count >> 20} MB" if count >= 2**20 else f"{count} bytes"


@contextmanager
def _opened(path: Path, most: int, kind: str) -> Iterator[int]:
    """Lend a descriptor of a regular file that is not too large.

    Whoever borrows it closes it; here it is closed if it is refused.
    """
    try:
        number = os.open(path, _READ)
    except OSError:
        if path.is_symlink():
            raise SubmissionError(f"it is a symbolic link, not a {kind}") from None
        raise
    try:
        found = os.fstat(number)
        if stat.S_ISDIR(found.st_mode):
            raise SubmissionError(f"it is a folder, not a {kind}")
        if not stat.S_ISREG(found.st_mode):
            raise SubmissionError("it is not a regular file")
        if found.st_size > most:
            raise SubmissionError(f"it is larger than {size(most)}")
    except SubmissionError:
        os.close(number)
        raise
    yield number


def _emptied(folder: Path) -> list[Path]:
    """Remove from a folder all but folders; return these."""
    folders = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            else:
                Path(entry.path).unlink()
    return folders
