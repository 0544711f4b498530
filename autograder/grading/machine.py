"""Say plainly what the machine refuses: a full disk, a locked or missing database."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.model import MachineError

_FULL = (errno.ENOSPC, errno.EDQUOT)
_KEPT = "run this again: what is graded is kept"


@contextmanager
def machine_errors(root: Path) -> Iterator[None]:
    """Turn the machine's refusals into one line that says what to do.

    Raises:
        MachineError: In place of the operating system's or the database's error.
    """
    try:
        yield
    except OSError as error:
        raise MachineError(_of_system(error, root)) from error
    except Exception as error:
        # Only where it is needed: sqlalchemy takes a while, and so does --help then.
        from sqlalchemy.exc import DBAPIError

        from autograder.config.database import explain

        if not isinstance(error, DBAPIError):
            raise
        raise MachineError(explain(error, root)) from error


def is_full(error: OSError) -> bool:
    """Tell whether an error says that a disk is full."""
    # shutil.copytree gathers errors and keeps but their texts.
    return error.errno in _FULL or (
        isinstance(error, shutil.Error)
        and any(os.strerror(number) in str(error) for number in _FULL)
    )


def _of_system(error: OSError, root: Path) -> str:
    if is_full(error):
        return f"the disk of {error.filename or root} is full; make room and {_KEPT}"
    place = f"{error.filename}: " if error.filename else ""
    return place + (error.strerror or " ".join(str(error).split()))
