"""The secret of a course, without which nobody can compute the numbers of its tests."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from sqlalchemy.engine import make_url

from autograder.config.nbgrader_course import NbgraderCourse

SECRET_FILE = "gradebook.secret"


def course_secret(course: NbgraderCourse) -> str:
    """Return the secret of a course; make one if it has none.

    It lies beside the gradebook, readable by its owner alone, and belongs into its
    backup: with another one, all submissions get other numbers.
    """
    path = secret_file(course)
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii").strip()


def secret_file(course: NbgraderCourse) -> Path:
    """Return where the secret of a course is kept."""
    url = make_url(course.directory().db_url)
    is_file = url.get_backend_name() == "sqlite" and url.database not in (None, "")
    folder = Path(url.database or "").parent if is_file else course.root
    return course.root / folder / SECRET_FILE


def _make(path: Path) -> None:
    """Write a new secret, all at once: another run may be about to do the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{SECRET_FILE}-")
    try:
        with os.fdopen(number, "w", encoding="ascii") as file:  # its mode is 0600
            file.write(secrets.token_hex(32) + "\n")
        os.link(draft, path)
    except FileExistsError:
        pass  # the other one was first
    finally:
        Path(draft).unlink()
