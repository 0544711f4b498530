"""Find what students handed in, and say what is wrong with it before anything runs."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.utils import parse_utc

from autograder.model import SubmissionError
from autograder.nbgrader_course import NbgraderCourse

TIMESTAMP = "timestamp.txt"

MAX_BYTES = 512 * 2**20
"""All files of a submission together: they are read, and copied twice. A sparse file
claims any size."""

MAX_FILES = 10_000
"""Files and folders of a submission; an archive of a few bytes can hold millions."""


@dataclass(frozen=True)
class Submission:
    """One student's folder of one assignment."""

    student: str
    assignment: str
    folder: Path


def find_submissions(course: NbgraderCourse, assignment: str) -> list[Submission]:
    """Return every folder handed in for an assignment, by student."""
    directory = course.directory(assignment)
    step = directory.submitted_directory
    pattern = re.compile(
        directory.format_path(
            step, "(?P<student>[^/]+)", re.escape(assignment), escape=True
        )
    )
    return [
        Submission(match["student"], assignment, folder)
        for folder in sorted(_glob(directory.format_path(step, "*", assignment)))
        if (match := pattern.fullmatch(str(folder)))
    ]


def defects(submission: Submission, notebooks: Collection[str]) -> Iterator[str]:
    """Yield, as sentences, what makes a submission impossible to grade.

    ``notebooks`` are the names that the assignment has. One that is missing is no
    defect (its score is 0), unless all are.
    """
    if submission.folder.is_symlink() or submission.folder.parent.is_symlink():
        yield f"{submission.folder.name} is a symbolic link where a folder is expected"
        return
    if not submission.folder.is_dir():
        yield f"{submission.folder.name} is a file where a folder is expected"
        return
    if not notebooks:
        yield "the gradebook has no notebook of it: generate the assignment first"
        return
    paths = [submission.folder / f"{name}.ipynb" for name in notebooks]
    if not any(path.exists() or path.is_symlink() for path in paths):
        yield f"nothing handed in: expected {', '.join(path.name for path in paths)}"
    yield from _timestamp_defects(submission.folder / TIMESTAMP)


def read_timestamp(submission: Submission) -> datetime | None:
    """Return when a submission was handed in, in UTC without a zone; None if unsaid."""
    path = submission.folder / TIMESTAMP
    text = path.read_text(encoding="utf-8").strip() if path.is_file() else ""
    return parse_utc(text) if text else None


def examine(submission: Submission, notebooks: Collection[str], *others: str) -> str:
    """Return the key of a submission; ``others`` are what else its grading depends on.

    Raises:
        SubmissionError: It cannot be graded; all reasons are told.
    """
    try:
        if reasons := list(defects(submission, notebooks)):
            raise SubmissionError("; ".join(reasons))
        _check_size(submission.folder)
        return content_key(submission, *others)
    except OSError as error:
        place = Path(error.filename or submission.folder).name
        reason = f"{place}: it cannot be read: {error.strerror}"
        raise SubmissionError(reason) from None


def content_key(submission: Submission, *others: str) -> str:
    """Return a digest of all files of a submission and of what else matters."""
    digest = hashlib.sha256(json.dumps(others).encode())
    add_files(digest, submission.folder, files_of(submission.folder))
    return digest.hexdigest()


def add_files(digest: Any, folder: Path, files: Iterable[Path]) -> None:
    """Add files, their places in a folder and their content, to a digest."""
    for path in sorted(files):
        # A name need not be text: an archive may hold any bytes.
        digest.update(os.fsencode(path.relative_to(folder)))
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())


def _check_size(folder: Path) -> None:
    """Make sure that a submission can be read and copied in reasonable time."""
    total = 0
    for number, path in enumerate(folder.rglob("*")):
        found = path.lstat()
        total += found.st_size if stat.S_ISREG(found.st_mode) else 0
        if number >= MAX_FILES:
            raise SubmissionError(f"it has more than {MAX_FILES} files")
        if total > MAX_BYTES:
            raise SubmissionError(f"its files are larger than {MAX_BYTES >> 20} MB")


def _glob(pattern: str) -> Iterable[Path]:
    anchor = Path(pattern).anchor
    return Path(anchor).glob(str(Path(pattern).relative_to(anchor)))


def files_of(folder: Path) -> Iterator[Path]:
    """Return what is copied for grading; links are not."""
    paths = folder.rglob("*")
    return (path for path in paths if path.is_file() and not path.is_symlink())


def _timestamp_defects(path: Path) -> Iterator[str]:
    if path.is_symlink():
        yield f"{TIMESTAMP} is a symbolic link"
        return
    if not path.is_file():
        return
    text = path.read_text(encoding="utf-8", errors="replace").strip()
    try:
        if text:
            parse_utc(text)
    except (ValueError, OverflowError):
        yield (
            f"{TIMESTAMP}: '{text[:40]}' is no date; write one such as "
            "2026-12-07 20:59:00 UTC, or delete the file"
        )
