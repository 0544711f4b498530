"""The gradebook's database: which driver speaks to it, and whether it can be used.

A URL that names no driver means the one that is installed: ``postgresql://`` is psycopg
3, or psycopg2 where that alone is there. nbgrader and SQLAlchemy say in tracebacks what
is told here in a line, before any work is done.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from autograder.model import ConfigError, MachineError

POSTGRESQL = "postgresql"
CONNECT_SECONDS = 10
"""How long a server may take to answer; the network alone would wait for minutes."""

_KEPT = "run this again: what is graded is kept"


def with_driver(url: str) -> str:
    """Return a database's URL, which names psycopg 3 where that is meant."""
    parsed = make_url(url)
    if parsed.drivername != POSTGRESQL or find_spec("psycopg") is None:
        return url
    named = parsed.set(drivername=f"{POSTGRESQL}+psycopg")
    return named.render_as_string(hide_password=False)


def absolute(url: str, root: Path) -> str:
    """Return a database's URL in which a SQLite file is named from a course's root."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        return url  # who opens it says what is wrong
    file = sqlite_file(parsed)
    if not file or Path(file).is_absolute():
        return url
    named = parsed.set(database=(root / file).as_posix())
    return named.render_as_string(hide_password=False)


def sqlite_file(url: URL) -> str:
    """Return the path of a SQLite database's file; nothing of any other database."""
    name = url.database or ":memory:"
    is_file = not name.startswith((":memory:", "file:"))
    return name if url.get_backend_name() == "sqlite" and is_file else ""


def check_database(url: str, root: Path, *, writing: bool = False) -> bool:
    """Make sure that a gradebook can be opened; tell whether there is one yet.

    Args:
        url: Of its database.
        root: The course's root, to speak of.
        writing: Whether it also has to be possible to write.

    Raises:
        ConfigError: The URL is wrong, or its driver is not installed.
        MachineError: It cannot be reached, read or written.
    """
    try:
        parsed = make_url(url)
        _check_driver(parsed)
    except NoSuchModuleError:
        kind = url.partition(":")[0]
        raise ConfigError(
            f"the gradebook's database: {kind!r} is not known; write a URL such as "
            "sqlite:///gradebook.db or postgresql://user@host/name"
        ) from None
    except ArgumentError:  # the URL may hold a password: it is not repeated
        raise ConfigError(
            "the gradebook's database: what is written is not a URL such as "
            "sqlite:///gradebook.db or postgresql://user@host/name"
        ) from None
    if file := sqlite_file(parsed):
        _check_file(Path(file), writing)
        if not Path(file).exists():
            return False  # to ask it would make it
    return _has_tables(parsed, root)


def explain(error: DBAPIError, root: Path) -> str:
    """Say in a line what a database has against us, and what to do about it."""
    reason = " ".join(str(error.orig).split())
    if "locked" in reason:
        return (
            "the gradebook is locked by another program (the formgrader, nbgrader or a "
            f"database browser?); close it and {_KEPT}"
        )
    if "full" in reason:
        return f"the disk of the gradebook of {root} is full; make room and {_KEPT}"
    return f"the gradebook of {root} cannot be used: {reason}"


def _check_driver(url: URL) -> None:
    try:
        url.get_dialect().import_dbapi()
    except ImportError as error:
        if url.get_backend_name() != POSTGRESQL:
            raise ConfigError(
                f"the gradebook's database: the driver of {url.drivername}:// is not "
                f"installed ({error})"
            ) from None
        named = url.drivername not in (POSTGRESQL, f"{POSTGRESQL}+psycopg")
        hint = f" and write postgresql:// for {url.drivername}://" if named else ""
        raise ConfigError(
            "the gradebook is on PostgreSQL, and its driver is not installed: "
            f'pip install "psycopg[binary]" (the extra nbverdict[postgresql]){hint}'
        ) from None


def _check_file(file: Path, writing: bool) -> None:
    if file.is_dir():
        raise MachineError(
            f"{file}: a folder stands where the gradebook's file is expected; "
            "move it away"
        )
    if not file.parent.is_dir():
        raise MachineError(f"{file}: the gradebook's folder is not there; make it")
    if file.exists() and not os.access(file, os.R_OK):
        raise MachineError(f"{file}: the gradebook may not be read by this user")
    # SQLite writes a journal beside the file.
    for path in (file, file.parent) if writing else ():
        if path.exists() and not os.access(path, os.W_OK):
            what = "may not be written by this user"
            raise MachineError(
                f"{file}: the gradebook {what}"
                if path == file
                else f"{file}: the gradebook's folder {what}"
            )


def _has_tables(url: URL, root: Path) -> bool:
    waiting = url.get_backend_name() == POSTGRESQL
    limits = {"connect_timeout": CONNECT_SECONDS} if waiting else {}
    engine = create_engine(url, connect_args=limits)
    try:
        return inspect(engine).has_table("assignment")
    except DBAPIError as error:
        raise MachineError(explain(error, root)) from error
    finally:
        engine.dispose()
