"""Find what students handed in, and say what is wrong with it before anything runs."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from nbgrader.utils import parse_utc

from autograder.grading.handed_in import files_of, find_notebooks, printable
from autograder.grading.places import submission_places
from autograder.model import SubmissionError
from autograder.nbgrader_course import NbgraderCourse
from autograder.notebook.source import Editions

TIMESTAMP = "timestamp.txt"

MAX_BYTES = 512 * 2**20
"""All files of a submission together: they are read, and copied twice. A sparse file
claims any size."""

MAX_FILES = 10_000
"""Files and folders of a submission; an archive of a few bytes can hold millions."""


MOST_LISTED = 5
"""Names of files in a reason; there may be thousands."""


@dataclass(frozen=True)
class Submission:
    """One student's folder of one assignment.

    ``twins`` are further folders of the same name in other bytes.
    """

    student: str
    assignment: str
    folder: Path
    twins: tuple[Path, ...] = ()


def find_submissions(course: NbgraderCourse, assignment: str) -> list[Submission]:
    """Return every folder handed in for an assignment, by student."""
    found: dict[str, list[Path]] = {}
    for place in submission_places(course, assignment):
        found.setdefault(place.student, []).append(place.path)
    return [
        Submission(student, assignment, paths[0], tuple(paths[1:]))
        for student, paths in sorted(found.items())
    ]


def defects(submission: Submission, notebooks: Mapping[str, Editions]) -> Iterator[str]:
    """Yield, as sentences, what makes a submission impossible to grade.

    ``notebooks`` are those that the assignment has, by name. One that is missing is no
    defect (its score is 0), unless all are.
    """
    folder = submission.folder
    if folder.is_symlink() or folder.parent.is_symlink():
        yield f"{folder.name} is a symbolic link where a folder is expected"
        return
    if not folder.is_dir():
        yield f"{folder.name} is a file where a folder is expected"
        return
    if submission.twins:
        yield "it lies in two folders whose names only look alike; leave one of them"
    if not notebooks:
        yield "the gradebook has no notebook of it: generate the assignment first"
        return
    handed = find_notebooks(folder, notebooks)
    if not handed.notebooks:
        expected = ", ".join(f"{name}.ipynb" for name in notebooks)
        if handed.doubtful:
            yield from handed.doubtful.values()
        elif there := _listed(folder):
            yield f"none of the files is {expected}; there are {there}"
        else:
            yield f"nothing handed in: expected {expected}"
    yield from _timestamp_defects(folder / TIMESTAMP)


def _listed(folder: Path) -> str:
    """Return the names of a few of the files, for people."""
    names = [
        printable(path.relative_to(folder).as_posix())
        for path in islice(files_of(folder), MOST_LISTED + 2)
        if path != folder / TIMESTAMP
    ]
    more = ", …" if len(names) > MOST_LISTED else ""
    return ", ".join(names[:MOST_LISTED]) + more


def read_timestamp(submission: Submission) -> datetime | None:
    """Return when a submission was handed in, in UTC without a zone; None if unsaid."""
    path = submission.folder / TIMESTAMP
    text = path.read_text(encoding="utf-8").strip() if path.is_file() else ""
    return parse_utc(text) if text else None


def examine(
    submission: Submission, notebooks: Mapping[str, Editions], *others: str
) -> str:
    """Return the key of a submission; ``others`` are what else its grading depends on.

    Raises:
        SubmissionError: It cannot be graded; all reasons are told.
    """
    try:
        if submission.folder.is_dir() and not submission.folder.is_symlink():
            _check_size(submission.folder)
        if reasons := list(defects(submission, notebooks)):
            raise SubmissionError("; ".join(reasons))
        return content_key(submission, *others)
    except OSError as error:
        place = Path(error.filename or submission.folder).name
        reason = f"{place}: it cannot be read: {error.strerror}"
        raise SubmissionError(reason) from None


def content_key(submission: Submission, *others: str) -> str:
    """Return a digest of all files of a submission and of what else matters.

    When it was handed in changes no answer.
    """
    digest = hashlib.sha256(json.dumps(others).encode())
    dated = submission.folder / TIMESTAMP
    files = (path for path in walk_files(submission.folder) if path != dated)
    add_files(digest, submission.folder, files)
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


def walk_files(folder: Path) -> Iterator[Path]:
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
