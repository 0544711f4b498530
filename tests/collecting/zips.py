"""Zips to collect from: honest ones, and such as nobody should be able to make."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class Odd:
    """An entry that zipfile writes only if told to."""

    data: bytes = b"{}"
    mode: int = 0
    time: tuple[int, int, int, int, int, int] = (2026, 11, 20, 10, 30, 0)
    packed: int = zipfile.ZIP_DEFLATED
    utc: datetime | None = None


def write_zip(path: Path, files: Mapping[str, bytes | Odd]) -> Path:
    """Write a zip of these names and contents."""
    with zipfile.ZipFile(path, "w") as made:
        for name, content in files.items():
            add(made, name, content)
    return path


def add(made: zipfile.ZipFile, name: str, content: bytes | Odd = b"{}") -> None:
    """Add one entry; the same name may be added twice."""
    odd = content if isinstance(content, Odd) else Odd(content)
    info = zipfile.ZipInfo(name, odd.time)
    info.filename = name  # ZipInfo cuts a name at NUL
    info.external_attr = odd.mode << 16
    info.compress_type = odd.packed
    if odd.utc is not None:
        seconds = int(odd.utc.replace(tzinfo=UTC).timestamp())
        info.extra = b"UT\x05\x00\x01" + seconds.to_bytes(4, "little", signed=True)
    made.writestr(info, odd.data)


def patch(path: Path, old: bytes, new: bytes) -> None:
    """Replace bytes wherever they are: in the directory and in local headers."""
    assert len(old) == len(new)
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))
