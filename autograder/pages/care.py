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
from autograder.pages.texts import Texts

_SLOWEST = 10
_CHECK = re.compile(r"(test_\w+): ")
_CELL = re.compile(r"cell (\d+): (.*)", re.DOTALL)
_STOPPED = re.compile(r"Stopped after ([\d.]+) s( of processor time)?\b")
_MET = re.compile(r"meets the limit (\w+)")
_BY_TIME = ("cell_seconds", "notebook_seconds")


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
    texts: Texts,
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
        notes=_notes(ordered, people, texts),
        late=tuple(sorted(late, key=lambda s: -s.lateness)),
        slowest=tuple(timed[:_SLOWEST]),
    )


def _notes(
    results: Iterable[NotebookResult], people: People, texts: Texts
) -> tuple[Note, ...]:
    """Return each remark once, what most have in common first."""
    whose: dict[str, dict[str, None]] = {}
    for result in results:
        for note in result.notes:
            if told := _told(note, result, texts):
                whose.setdefault(told, {})[result.student] = None
    ranked = sorted(whose, key=lambda note: -len(whose[note]))
    return tuple(Note(note, people.all(whose[note])) for note in ranked)


def _told(note: str, result: NotebookResult, texts: Texts) -> str:
    """Return a remark in the page's words; nothing if the page tells it elsewhere.

    One that has no words of the page's stays as it is.
    """
    parts = _CELL.fullmatch(note)
    if parts is None:
        return note
    number, what = parts.groups()
    say = texts.gettext
    if found := _STOPPED.match(what):
        told = (
            say("Cell %(number)s was stopped after %(seconds)s s of processor time.")
            if found[2]
            else say("Cell %(number)s was stopped after %(seconds)s s, mostly waiting.")
        )
        return told % {"number": number, "seconds": texts.number(float(found[1]))}
    if found := _MET.fullmatch(what):
        if found[1] in _BY_TIME and f"cell {number}: Stopped" in "\n".join(
            result.notes
        ):
            return ""
        told = say("Cell %(number)s met the limit %(name)s of the course.")
        return told % {"number": number, "name": found[1]}
    told = {
        "The process ended while this cell ran": say(
            "In cell %(number)s the notebook's process ended."
        ),
        "The notebook's time is up": say(
            "Before cell %(number)s the notebook's time was up."
        ),
        "The process broke the grader's protocol": ""
        if result.flags
        else say("What came back from cell %(number)s could not be read."),
    }.get(what, note)
    return told % {"number": number} if told != note else note
