"""Which assignment a zip is for, and which of its notebooks a file is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import PurePosixPath

from nbgrader.api import Gradebook

from autograder.collecting.lms import original_name
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.grading.sources import load_sources
from autograder.model import UsageError
from autograder.notebook.recognise import (
    NOTEBOOK,
    Marks,
    fold,
    marks_of_course,
    may_be_notebook,
    recognise,
)
from autograder.notebook.source import Editions

Look = Callable[[], Marks]
"""Returns by what a file is known; asked only if its name does not tell."""


@dataclass(frozen=True)
class Place:
    """Where a file belongs in its submission.

    ``copy`` is the number of a further copy, 0 if there is none; ``by_name`` tells
    whether the name alone says which file it is.
    """

    path: str
    copy: int = 0
    by_name: bool = True


class Assignment:
    """What the course says of an assignment; ``due`` is UTC without a zone."""

    def __init__(
        self,
        name: str,
        notebooks: Collection[str],
        due: datetime | None,
        load: Callable[[], Mapping[str, Editions]],
    ) -> None:
        self.name = name
        self.due = due
        self.files = frozenset(f"{notebook}{NOTEBOOK}" for notebook in notebooks)
        self._notebooks = notebooks
        self._load = load

    def place(self, file: str, look: Look) -> Place:
        """Return where a file belongs, of whatever name the student gave it."""
        path, copy = original_name(file, self._notebooks)
        if PurePosixPath(path).name in self.files:
            return Place(path, copy)
        if may_be_notebook(file):
            known = _Known(self._notebooks, self)
            if notebook := recognise(file, known, look):
                found = PurePosixPath(file).with_name(f"{notebook}{NOTEBOOK}")
                return Place(str(found), by_name=fold(file) == fold(str(found)))
        return Place(file)

    @cached_property
    def marks(self) -> Mapping[str, Marks]:
        """By what its notebooks are known."""
        return {
            name: marks_of_course(editions) for name, editions in self._load().items()
        }


class _Known(Mapping[str, Marks]):
    """The notebooks' marks, for which the course is read when they are wanted."""

    def __init__(self, names: Collection[str], assignment: Assignment) -> None:
        self._names = names
        self._assignment = assignment

    def __getitem__(self, name: str) -> Marks:
        return self._assignment.marks[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def read_assignments(course: NbgraderCourse, gradebook: Gradebook) -> list[Assignment]:
    """Return all assignments that the gradebook knows; it has to stay open."""

    def loader(name: str) -> Callable[[], Mapping[str, Editions]]:
        return lambda: load_sources(course, gradebook, name)

    return [
        Assignment(
            assignment.name,
            [notebook.name for notebook in assignment.notebooks],
            assignment.duedate,
            loader(assignment.name),
        )
        for assignment in gradebook.assignments
    ]


def choose(
    known: Collection[Assignment], name: str, files: Mapping[str, Look]
) -> Assignment:
    """Return the assignment that is meant.

    Args:
        known: All that there are.
        name: The one that was named; empty if none was.
        files: Paths in submissions, and how to look into each.

    Raises:
        UsageError: It is not there, or the files do not tell.
    """
    listed = ", ".join(assignment.name for assignment in known) or "none yet"
    if name:
        for assignment in known:
            if fold(assignment.name) == fold(name):
                return assignment
        raise UsageError(f"there is no assignment '{name}'; the gradebook has {listed}")
    # Names are cheap to ask; only if none is known, the files are looked into.
    meant = _meant(known, dict.fromkeys(files, Marks)) or _meant(known, files)
    if len(meant) != 1:
        told = "several assignments" if meant else "no assignment of the gradebook"
        raise UsageError(
            f"the zip has notebooks of {told}; name the one it is for: {listed}"
        )
    return meant[0]


def _meant(
    known: Collection[Assignment], files: Mapping[str, Look]
) -> list[Assignment]:
    return [
        assignment
        for assignment in known
        if any(
            PurePosixPath(assignment.place(file, look).path).name in assignment.files
            for file, look in files.items()
        )
    ]
