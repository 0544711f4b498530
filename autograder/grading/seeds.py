"""From which numbers a submission's tests start: nobody can know them beforehand.

A seed is made of everything that a student can have put into a hand-in and its program
can read: the notebook's answers and all files beside it. So a hand-in is always graded
by the same numbers, and one that has learnt anything from the last, in whatever place,
by others. A secret of the course goes into it, too, so that nobody can compute it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
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
    path = _place(course)
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii").strip()


def seed_of(secret: str, answers: list[str], folder: Path) -> int:
    """Return a number that is the same whenever this hand-in is graded.

    Args:
        secret: Of the course.
        answers: The cells of the notebook that are the student's.
        folder: All that its program is given, notebooks too.
    """
    digest = hmac.new(secret.encode(), json.dumps(answers).encode(), "sha256")
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        # A name need not be text: an archive may hold any bytes.
        digest.update(os.fsencode(path.relative_to(folder)))
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return int.from_bytes(digest.digest()[:16])


def _place(course: NbgraderCourse) -> Path:
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
