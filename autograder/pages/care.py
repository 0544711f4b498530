"""The report on submissions that need care: forgery, mending, lateness, slowness."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from autograder.gradebook.people import Person
from autograder.gradebook.records import SubmissionRecord
from autograder.model import NotebookResult
from autograder.notebook.marks import exercise_of
from autograder.pages.outline import People

_SLOWEST = 10
_CHECK = re.compile(r"(test_\w+): ")


@dataclass(frozen=True)
class Remarks:
    """What the grader remarked on one notebook.

    ``checks`` are those that did not believe what they were told; ``remarks`` are the
    grader's own words.
    """

    student: Person
    notebook: str
    remarks: tuple[str, ...]

    @property
    def checks(self) -> tuple[str, ...]:
        """The exercises whose checks are named."""
        found = (_CHECK.match(remark) for remark in self.remarks)
        return tuple(dict.fromkeys(exercise_of(one[1]) for one in found if one))


@dataclass(frozen=True)
class Note:
    """A remark, with all whose work it is on."""

    text: str
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Timed:
    """How long grading one notebook took."""

    student: Person
    notebook: str
    seconds: float


@dataclass(frozen=True)
class Care:
    """Submissions to look at: like forgery, mended, late, slow."""

    flags: tuple[Remarks, ...] = ()
    notes: tuple[Note, ...] = ()
    late: tuple[SubmissionRecord, ...] = ()
    slowest: tuple[Timed, ...] = ()


def find_care(
    results: Iterable[NotebookResult],
    submissions: Iterable[SubmissionRecord],
    people: People,
) -> Care:
    """Return what needs care, by student; the latest and the slowest first."""
    ordered = sorted(results, key=lambda r: (r.student, r.notebook))
    timed = [
        Timed(people.one(r.student), r.notebook, r.seconds)
        for r in sorted(ordered, key=lambda r: -r.seconds)
        if r.seconds > 0
    ]
    late = [s for s in submissions if s.lateness]
    return Care(
        flags=tuple(
            Remarks(people.one(r.student), r.notebook, r.flags)
            for r in ordered
            if r.flags
        ),
        notes=_notes(ordered, people),
        late=tuple(sorted(late, key=lambda s: -s.lateness)),
        slowest=tuple(timed[:_SLOWEST]),
    )


def _notes(results: Iterable[NotebookResult], people: People) -> tuple[Note, ...]:
    """Return each remark once, what most have in common first."""
    whose: dict[str, dict[str, None]] = {}
    for result in results:
        for note in result.notes:
            whose.setdefault(note, {})[result.student] = None
    ranked = sorted(whose, key=lambda note: -len(whose[note]))
    return tuple(Note(note, people.all(whose[note])) for note in ranked)
