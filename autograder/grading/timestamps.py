"""When a submission was handed in: what stands in its ``timestamp.txt``.

The one reader of these files, for ``grade``, for ``collect`` and, by
:func:`teach_nbgrader`, for nbgrader's own commands. A date means points, so it counts
only if it can be understood in one way: a time zone is a number, a name of the time
zone database, or UTC. nbgrader's own reader takes ``+0300`` for 300 seconds and a zone
that it does not know for UTC.
"""

from __future__ import annotations

import codecs
import functools
import itertools
import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import dateutil.parser
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.model import SubmissionError
from autograder.notebook import untrusted

TIMESTAMP = "timestamp.txt"

EXAMPLE = "2026-12-07 20:59:00 UTC"

_MAX_BYTES = 1000
"""The longest that people and programs write have some fifty."""

_SHOWN = 40
"""Characters of a wrong date that a reason repeats."""

_ISO = re.compile(
    r"(?P<year>[0-9]{4})(?P<dash>[-/.]?)(?P<month>[0-9]{2})(?P=dash)(?P<day>[0-9]{2})"
    r"(?:[T ] *(?P<hours>[0-9]{1,2})(?P<colon>:?)(?P<minutes>[0-9]{2})"
    r"(?:(?P=colon)(?P<seconds>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r" *(?P<zone>.*))?"
)
_OFFSET = re.compile(
    r"(?:UTC|GMT)?(?P<sign>[+-])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?"
)
_PREFIX = re.compile(r"\b(?:GMT|UTC)(?=[+-][0-9])")
"""Before an offset. dateutil takes what follows it for the opposite of itself."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}")
_UNIVERSAL = {"", "Z", "UTC", "GMT", "UT"}


def read_timestamp(folder: Path) -> datetime | None:
    """Return when what is in a folder was handed in, UTC without a zone.

    Returns:
        The time; None if there is no ``timestamp.txt`` or nothing in it.

    Raises:
        SubmissionError: What is there cannot be understood; the reason says what to
            write.
    """
    path = folder / TIMESTAMP
    if not path.exists() and not path.is_symlink():
        return None
    try:
        text = _decoded(untrusted.read(path, _MAX_BYTES)).strip()
    except SubmissionError as error:
        raise _refusal(str(error)) from None
    try:
        return parse(text) if text else None
    except ValueError as error:
        shown = text[:_SHOWN] + ("…" if len(text) > _SHOWN else "")
        raise _refusal(f"{shown!r} {error}") from None


def parse(text: str) -> datetime:
    """Return the time that a text says, UTC without a zone; no zone means UTC.

    Raises:
        ValueError: It says none, or one that can be read in several ways.
    """
    found = _ISO.fullmatch(text)
    try:
        local = _of_iso(found) if found else _of_words(text)
        return local.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:
        raise ValueError("is out of range") from None


def write_timestamp(folder: Path, time: datetime) -> None:
    """Write when a submission was handed in, as nbgrader does."""
    text = f"{time:%Y-%m-%d %H:%M:%S} UTC\n"
    (folder / TIMESTAMP).write_text(text, encoding="utf-8")


def teach_nbgrader(settings: Config) -> None:
    """Have nbgrader's own commands read ``timestamp.txt`` by these rules.

    nbgrader has no setting for it. What it cannot understand is then the failure of one
    submission. Other courses in this process are read as ever.

    Args:
        settings: What nbgrader works by; marked as a course that wants it.
    """
    settings.Timestamps.strict = True
    _replace_reader()


@functools.cache
def _replace_reader() -> None:
    stock = CourseDirectory.get_existing_timestamp

    def get_existing_timestamp(self: Any, dest_path: str) -> datetime | None:
        """Return when a submission was handed in."""
        if self.config.get("Timestamps", {}).get("strict"):
            return read_timestamp(Path(dest_path))
        known: datetime | None = stock(self, dest_path)
        return known

    CourseDirectory.get_existing_timestamp = get_existing_timestamp


def _refusal(reason: str) -> SubmissionError:
    hint = f"write a date such as {EXAMPLE}, or delete the file"
    return SubmissionError(f"{TIMESTAMP}: {reason}; {hint}")


def _decoded(data: bytes) -> str:
    """Return the text of a file, in whichever Unicode the editor wrote it."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if wide else "utf-8-sig", errors="replace")


def _of_iso(found: re.Match[str]) -> datetime:
    names = ("hours", "minutes", "seconds")
    hours, minutes, seconds = (int(found[name] or 0) for name in names)
    microseconds = int((found["fraction"] or "")[:6].ljust(6, "0"))
    try:
        day = datetime(int(found["year"]), int(found["month"]), int(found["day"]))
        time = day.replace(
            hour=hours, minute=minutes, second=seconds, microsecond=microseconds
        )
    except ValueError:
        raise ValueError("is no date") from None
    return time.replace(tzinfo=_zone((found["zone"] or "").strip()))


def _of_words(text: str) -> datetime:
    """Read any other form of a date, if day and month cannot be taken for each other.

    What it leaves out is filled in from another date: two of these have to agree.
    """
    given = (datetime(2000, 1, 1), datetime(2023, 12, 28))
    text = _PREFIX.sub("", text)
    found: set[datetime] = set()
    for default, day_first, year_first in itertools.product(
        given, (True, False), (True, False)
    ):
        try:
            time = dateutil.parser.parse(
                text,
                default=default,
                dayfirst=day_first,
                yearfirst=year_first,
                tzinfos=_named_zone,
            )
        except dateutil.parser.ParserError:
            raise ValueError("is no date") from None
        found.add(time if time.tzinfo else time.replace(tzinfo=UTC))
    if len(found) > 1:
        raise ValueError("can be read as more than one date")
    return found.pop()


def _named_zone(name: str | None, seconds: int | None) -> tzinfo | None:
    """Return the zone that dateutil has found: a name, an offset, or neither."""
    if name is not None and seconds:
        raise ValueError(f"has a time zone that is not known: {name}")
    if seconds is not None:
        return timezone(timedelta(seconds=seconds))
    return _zone(name) if name is not None else None


def _zone(name: str) -> tzinfo:
    """Return the time zone of a name or a number.

    Raises:
        ValueError: Nobody knows it.
    """
    if name.upper() in _UNIVERSAL:
        return UTC
    if found := _OFFSET.fullmatch(name.upper()):
        hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
        if hours <= 14 and minutes < 60:
            sign = -1 if found["sign"] == "-" else 1
            return timezone(sign * timedelta(hours=hours, minutes=minutes))
    elif _NAME.fullmatch(name):
        try:
            return ZoneInfo(name)
        except (OSError, ValueError, KeyError):
            pass  # no such zone, or a folder of zones
    hint = "it can be written as a number, such as +0300"
    raise ValueError(f"has a time zone that is not known: {name[:_SHOWN]}; {hint}")
