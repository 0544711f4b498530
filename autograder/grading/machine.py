"""Say plainly what the machine refuses: a full disk, a locked or missing database."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import OperationalError

from autograder.model import MachineError

_FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def machine_errors(root: Path) -> Iterator[None]:
    """Turn the machine's refusals into one line that says what to do.

    Raises:
        MachineError: In place of the operating system's or the database's error.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise MachineError(
                f"the disk of {root} is full; make room and run this again: what is "
                "graded is kept"
            ) from error
        raise MachineError(
            f"cannot write {error.filename}: {error.strerror}"
        ) from error
    except OperationalError as error:
        raise MachineError(_explain(str(error.orig), root)) from error


def _explain(reason: str, root: Path) -> str:
    if "locked" in reason:
        return (
            "the gradebook is locked by another program (the formgrader, nbgrader or a "
            "database browser?); close it and run this again: what is graded is kept"
        )
    if "full" in reason:
        return (
            f"the disk of the gradebook is full; make room and run this again ({root})"
        )
    return f"the gradebook cannot be used: {reason}"
