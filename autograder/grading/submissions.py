"""Find what students handed in, and say what is wrong with it before anything runs."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from autograder.common.printable import one_line
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.grading.handed_in import files_of, find_notebooks
from autograder.grading.places import submission_places
from autograder.grading.timestamps import TIMESTAMP, read_timestamp
from autograder.model import SubmissionError
from autograder.notebook import untrusted
from autograder.notebook.source import Editions

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

    def draft(self, root: Path) -> Path:
        """Return where in a course a worker may lay out the graded folder."""
        return root / ".autograder" / "drafts" / self.assignment / self.student


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
    try:
        read_timestamp(folder)
    except SubmissionError as error:
        yield str(error)


def _listed(folder: Path) -> str:
    """Return the names of a few of the files, for people."""
    names = [
        one_line(path.relative_to(folder).as_posix())
        for path in islice(files_of(folder), MOST_LISTED + 2)
        if path != folder / TIMESTAMP
    ]
    more = ", …" if len(names) > MOST_LISTED else ""
    return ", ".join(names[:MOST_LISTED]) + more


def examine(
    submission: Submission, notebooks: Mapping[str, Editions], *others: str
) -> str:
    """Return the key of a submission; ``others`` are what else its grading depends on.

    Raises:
        SubmissionError: It cannot be graded; all reasons are told.
    """
    try:
        if submission.folder.is_dir() and not submission.folder.is_symlink():
            untrusted.listing(submission.folder)
        if reasons := list(defects(submission, notebooks)):
            raise SubmissionError("; ".join(reasons))
        return content_key(submission, *others)
    except OSError as error:
        place = Path(error.filename or submission.folder).name
        reason = f"{place}: it cannot be read: {error.strerror}"
        raise SubmissionError(reason) from None


def content_key(submission: Submission, *others: str) -> str:
    """Return a digest of all files of a submission and of what else matters.

    Links, which are not copied for grading, do not matter; when it was handed in
    changes no answer.

    Raises:
        SubmissionError: There is more than can be read and copied in reasonable time.
    """
    digest = hashlib.sha256(json.dumps(others).encode())
    for path in untrusted.listing(submission.folder).files:
        if path == Path(TIMESTAMP):
            continue
        # A name need not be text: an archive may hold any bytes.
        digest.update(os.fsencode(path))
        with (submission.folder / path).open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
