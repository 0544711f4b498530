"""Find what students handed in, and say what is wrong with it before anything runs."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder import untrusted
from autograder.grading.timestamps import read_timestamp
from autograder.model import SubmissionError
from autograder.nbgrader_course import NbgraderCourse


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
    try:
        read_timestamp(submission.folder)
    except SubmissionError as error:
        yield str(error)


def examine(submission: Submission, notebooks: Collection[str], *others: str) -> str:
    """Return the key of a submission; ``others`` are what else its grading depends on.

    Raises:
        SubmissionError: It cannot be graded; all reasons are told.
    """
    try:
        if reasons := list(defects(submission, notebooks)):
            raise SubmissionError("; ".join(reasons))
        return content_key(submission, *others)
    except OSError as error:
        place = Path(error.filename or submission.folder).name
        reason = f"{place}: it cannot be read: {error.strerror}"
        raise SubmissionError(reason) from None


def content_key(submission: Submission, *others: str) -> str:
    """Return a digest of all files of a submission and of what else matters.

    Links, which are not copied for grading, do not matter.

    Raises:
        SubmissionError: There is more than can be read and copied in reasonable time.
    """
    digest = hashlib.sha256(json.dumps(others).encode())
    for path in untrusted.listing(submission.folder).files:
        # A name need not be text: an archive may hold any bytes.
        digest.update(os.fsencode(path))
        with (submission.folder / path).open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def _glob(pattern: str) -> Iterable[Path]:
    anchor = Path(pattern).anchor
    return Path(anchor).glob(str(Path(pattern).relative_to(anchor)))
