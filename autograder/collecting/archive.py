"""A zip that nobody vouches for: what is in it, and its files, one by one, in bounds.

An LMS packs what students uploaded under names that students chose. Every entry is
judged by itself: one that would leave its folder, is no plain file, or is larger than
it has a right to be is refused with a reason, and all others are there to take. Nothing
is read into memory as a whole.
"""

from __future__ import annotations

import errno
import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from autograder.model import EntryError, UsageError

MAX_RATIO = 200
"""Times that a file may be larger unpacked: notebooks reach 30, a bomb 1000."""

SMALL = 10 * 2**20
"""A file of up to 10 MB may be packed as tightly as it likes."""

MAX_DEPTH = 16
"""Folders within each other. Nobody's homework has more, and each is a stat call."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What Moodle and Canvas pack with. The others need memory that the packer chooses."""

_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OverflowError)
"""What reading a zip raises where its bytes are not what they should be."""

_UTF8, _ENCRYPTED = 0x800, 0x1
_UNIX_TIME = 0x5455
_CHUNK = 2**20
_LOCAL_HEADER = 30
_NAME_ERRORS = {
    getattr(errno, name)
    for name in ("ENAMETOOLONG", "EILSEQ", "EINVAL", "EEXIST", "ENOTDIR", "EISDIR")
}
_JUNK = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini", ".ipynb_checkpoints")


@dataclass(frozen=True)
class Entry:
    """One file of the zip.

    ``time`` is UTC without a zone, None if the zip does not say; ``reason`` tells why
    the file cannot be taken, and is empty if it can.
    """

    name: str
    size: int
    time: datetime | None
    reason: str
    info: zipfile.ZipInfo


class Archive:
    """An open zip file.

    Raises:
        UsageError: There is no such file, or it is no zip.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._file = _TolerantFile(io.FileIO(path))
        except OSError as error:
            raise UsageError(f"{path}: {error.strerror}") from None
        try:
            self._zip = zipfile.ZipFile(self._file)
        except (*_DAMAGE, NotImplementedError, ValueError) as error:
            self._file.close()
            raise UsageError(f"{path}: not a zip file, or damaged: {error}") from None
        self._file.in_directory = False

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()
        self._file.close()

    def entries(self) -> list[Entry]:
        """Return all files, but not what systems and Jupyter leave lying about."""
        infos = [
            info
            for info in self._zip.infolist()
            if not info.orig_filename.endswith("/")
        ]
        overlapping = self._overlapping()
        last = {info.orig_filename: info for info in infos}
        found = []
        for info in infos:
            name = _readable_name(info)
            if any(part in _JUNK for part in name.split("/")):
                continue
            reason = _defect(info, name)
            if not reason and id(info) in overlapping:
                reason = "it shares its bytes with another entry: a bomb"
            if not reason and last[info.orig_filename] is not info:
                reason = "a later entry has the same name"
            found.append(Entry(name, info.file_size, _time(info), reason, info))
        return found

    def copy(self, entry: Entry, path: Path) -> None:
        """Write an entry to a new file.

        Raises:
            EntryError: It cannot be unpacked, or cannot have its name here.
        """
        opened = False
        try:
            with _as_refusals():
                path.parent.mkdir(parents=True, exist_ok=True)
                with self._zip.open(entry.info) as source, path.open("xb") as file:
                    opened = True
                    # zipfile gives no more than the size that the entry claims.
                    while chunk := source.read(_CHUNK):
                        file.write(chunk)
        except BaseException:
            if opened:
                path.unlink()
            raise

    def read(self, entry: Entry, most: int) -> bytes:
        """Return what is in an entry.

        Raises:
            EntryError: It cannot be unpacked, or has more than so many bytes.
        """
        if entry.size > most:
            raise EntryError(f"it is larger than {most} bytes")
        with _as_refusals(), self._zip.open(entry.info) as source:
            return source.read()

    def _overlapping(self) -> set[int]:
        """Return which entries run into the next: few bytes can be thousands' data."""
        infos = sorted(self._zip.infolist(), key=lambda info: info.header_offset)
        starts = [*(info.header_offset for info in infos), self._zip.start_dir]
        return {
            id(info)
            for info, end in zip(infos, starts[1:], strict=True)
            if info.header_offset + _LOCAL_HEADER + info.compress_size > end
        }


@contextmanager
def _as_refusals() -> Iterator[None]:
    """Turn what may be wrong with one entry into the reason for its refusal."""
    try:
        yield
    except UnicodeError:
        raise EntryError("its name is in no known encoding") from None
    except (*_DAMAGE, NotImplementedError, ValueError) as error:
        raise EntryError(f"it cannot be unpacked: {error}") from None
    except OSError as error:
        if error.errno not in _NAME_ERRORS:
            raise
        raise EntryError(f"it cannot be written: {error.strerror}") from None


class _TolerantFile(io.BufferedReader):
    """A zip file in whose directory no name claims to be UTF-8 that is not.

    One such name, and zipfile would refuse the whole archive.
    """

    in_directory = True

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        return _without_false_claims(data) if self.in_directory else data


def _without_false_claims(directory: bytes) -> bytes:
    """Take the mark of UTF-8 from the entries of a directory whose names are not."""
    changed, start = bytearray(directory), 0
    while directory[start : start + 4] == b"PK\1\2" and len(directory) >= start + 46:
        flags, name, extra, comment = (
            int.from_bytes(directory[start + place : start + place + 2], "little")
            for place in (8, 28, 30, 32)
        )
        try:
            directory[start + 46 : start + 46 + name].decode("utf-8")
        except UnicodeDecodeError:
            flags &= ~_UTF8
            changed[start + 8 : start + 10] = flags.to_bytes(2, "little")
        start += 46 + name + extra + comment
    return bytes(changed)


def _readable_name(info: zipfile.ZipInfo) -> str:
    """Return the name as it was meant: many write UTF-8 and do not say so."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name)


def _defect(info: zipfile.ZipInfo, name: str) -> str:
    """Return why an entry must not be unpacked; nothing if it may."""
    parts = name.split("/")
    mode = info.external_attr >> 16
    ratio = info.file_size / max(info.compress_size, 1)
    refusals = {
        "an absolute path": name.startswith("/") or name[1:2] == ":",
        "its name leaves the folder": any(part in (".", "..") for part in parts),
        "its name has a backslash or a colon": any(sign in name for sign in "\\:"),
        "its name has unprintable characters": any(
            unicodedata.category(sign) in ("Cc", "Cs") for sign in name
        ),
        "its name has an empty part": "" in parts,
        "its folders are too deep": len(parts) > MAX_DEPTH,
        "a symbolic link": stat.S_ISLNK(mode),
        "no plain file": stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFLNK),
        "it is encrypted": bool(info.flag_bits & _ENCRYPTED),
        "packed in a way that no LMS uses": info.compress_type not in _METHODS,
        f"{ratio:.0f} times larger than its packed bytes: a bomb": (
            info.file_size > SMALL and ratio > MAX_RATIO
        ),
    }
    return next((reason for reason, is_so in refusals.items() if is_so), "")


def _time(info: zipfile.ZipInfo) -> datetime | None:
    """Return an entry's time: in UTC where the packer said so, else this machine's."""
    for kind, data in _extras(info.extra):
        if kind == _UNIX_TIME and len(data) >= 5 and data[0] & 1:
            seconds = int.from_bytes(data[1:5], "little", signed=True)
            return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)
    try:
        local = datetime(*info.date_time)
        if local.year == 1980:  # the beginning of time, for a packer that has no clock
            return None
        return local.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        return None


def _extras(extra: bytes) -> Iterator[tuple[int, bytes]]:
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        yield kind, extra[4 : 4 + size]
        extra = extra[4 + size :]
