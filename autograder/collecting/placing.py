"""Put a submission in its place: whole or not at all, and never in place of a newer."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from autograder.config.nbgrader_course import NbgraderCourse
from autograder.grading.timestamps import TIMESTAMP, read_timestamp
from autograder.model import EntryError, SubmissionError
from autograder.notebook import untrusted

_MARK = "\0"


class Placed(StrEnum):
    """What became of a submission."""

    NEW = "new"
    REPLACED = "replaced"  # one that was there and is older
    SAME = "as before"
    KEPT = "kept"  # what was there is newer, or cannot be compared


def submission_folder(course: NbgraderCourse, student: str, assignment: str) -> Path:
    """Return where a submission belongs.

    Raises:
        EntryError: It would be somewhere else than in the folder of submissions.
    """
    if student in ("", ".", "..") or any(sign in student for sign in "/\\\0"):
        raise EntryError(f"the student's id {student!r} is no name of a folder")
    folder = course.path("submitted", student, assignment)
    root = course.path("submitted", _MARK, _MARK)
    while _MARK in str(root):
        root = root.parent
    # The folder need not be there; what is there of it must not lead elsewhere.
    if not folder.resolve().is_relative_to(root.resolve()) or folder.is_symlink():
        raise EntryError(f"{folder} leads out of {root}")
    if folder.exists() and not folder.is_dir():
        raise EntryError(f"{folder} is a file where a folder is expected")
    return folder


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Lend an empty folder beside a submission's; what is left of it is removed."""
    made = [path for path in folder.parents if not path.exists()]
    folder.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        for path in made:
            if not any(path.iterdir()):
                path.rmdir()


def place(stage: Path, folder: Path, time: datetime | None, *, force: bool) -> Placed:
    """Move a submission from the staging folder to its place.

    Args:
        stage: The submission's files.
        folder: Where they belong.
        time: When they can have been handed in at the latest, UTC; None if unknown.
        force: Replace whatever is there.
    """
    found = Placed.NEW
    if folder.exists() and any(folder.iterdir()):
        if not force and (kept := _kept(stage, folder, time)):
            return kept
        found = Placed.REPLACED
    stage.chmod(0o755)  # mkdtemp's 0700 would hide it from the other graders
    if folder.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        folder.rename(old / "old")
        stage.rename(folder)
        untrusted.remove(old)
    else:
        stage.rename(folder)
    return found


def _kept(stage: Path, folder: Path, time: datetime | None) -> Placed | None:
    """Return why what is in a folder has to stay; None if it has not."""
    try:
        if _digests(stage) == _digests(folder):
            return Placed.SAME
        if time is not None and time > _time_of(folder):
            return None
    except SubmissionError:
        pass  # there is more than anybody would look through
    return Placed.KEPT


def _digests(folder: Path) -> dict[Path, bytes]:
    """Return what is in the files; when they were handed in is another matter."""
    digests = {}
    for path in untrusted.listing(folder).files:
        if path != Path(TIMESTAMP):
            with (folder / path).open("rb") as file:
                digests[path] = hashlib.file_digest(file, "sha256").digest()
    return digests


def _time_of(folder: Path) -> datetime:
    """Return when what is in a folder was handed in, or else last written."""
    try:
        if stated := read_timestamp(folder):
            return stated.replace(microsecond=0)
    except SubmissionError:
        pass  # not so that anybody understands it
    newest = untrusted.listing(folder).newest
    return datetime.fromtimestamp(newest, UTC).replace(tzinfo=None)
