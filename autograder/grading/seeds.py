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
from pathlib import Path


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
