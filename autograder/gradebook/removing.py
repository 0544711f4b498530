"""Forget a student: all that a course's folder knows of one person.

Files go first and the gradebook last: where a removal was stopped in between, the
student is still known, and the next one takes the rest.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from nbgrader.api import Gradebook

from autograder.common.telling import counted
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.gradebook.people import Person, find_person, read_people
from autograder.model import UsageError

_STEPS = ("submitted", "autograded", "feedback")


@dataclass(frozen=True)
class Traces:
    """What there is of one student.

    Attributes:
        student: As the gradebook knows them; the id alone if it does not.
        submissions: How many the gradebook has; None if it has not even the student.
        places: Files and folders that are theirs alone.
    """

    student: Person
    submissions: int | None
    places: tuple[Path, ...]

    def lines(self, root: Path) -> Iterator[str]:
        """List what is going to be removed, one item a line."""
        if self.submissions is not None:
            what = counted(self.submissions, "submission")
            yield f"the gradebook's entry, with {what}"
        yield from (str(path.relative_to(root)) for path in self.places)


def find_traces(course: NbgraderCourse, student: str) -> Traces:
    """Find everything that the course keeps of a student.

    Raises:
        UsageError: There is nothing; the nearest that there is is named.
    """
    if student in ("", ".", "..") or any(sign in student for sign in "/\\\0"):
        raise UsageError(f"{student!r} is no student's id")
    with course.gradebook() as gradebook:
        places = tuple(_places(course, student))
        known = {person.id: person for person in read_people(gradebook)}
        if student not in known and not places:
            find_person(gradebook, student)  # says so, and who may have been meant
        return Traces(
            known.get(student, Person(student)),
            _submissions(gradebook, student) if student in known else None,
            places,
        )


def remove(course: NbgraderCourse, traces: Traces) -> None:
    """Remove what was found; what names many students is to be written anew."""
    for place in traces.places:
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
    if traces.submissions is not None:
        with course.gradebook() as gradebook:
            gradebook.remove_student(traces.student.id)


def _submissions(gradebook: Gradebook, student: str) -> int:
    return len(gradebook.find_student(student).submissions)


def _places(course: NbgraderCourse, student: str) -> Iterator[Path]:
    """Yield what is one student's alone."""
    for step in _STEPS:
        yield from sorted(_folders(course, step, student))
    own = course.root / ".autograder"
    yield from sorted(own.glob(f"results/*/{escape(student)}.json"))
    yield from sorted(own.glob(f"drafts/*/{escape(student)}"))


def _folders(course: NbgraderCourse, step: str, student: str) -> Iterator[Path]:
    """Yield the folders of a step that are named after a student.

    Where the student's folder holds those of assignments, that is the one: with
    whatever else may lie in it.
    """
    directory = course.directory()
    parts = Path(directory.directory_structure).parts
    named = next(n for n, part in enumerate(parts) if "{student_id}" in part)
    structure = "/".join(parts[: named + 1]).format(
        nbgrader_step=escape(getattr(directory, f"{step}_directory")),
        student_id=escape(student),
        assignment_id="*",
    )
    pattern = Path(escape(str(course.root)), structure)
    return Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor)))
