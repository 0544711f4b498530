"""Where to begin: the instructor's index of a course, and each student's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from statistics import mean

from autograder.common.telling import command
from autograder.gradebook.people import Person
from autograder.gradebook.records import AssignmentRecord, SubmissionRecord
from autograder.pages.heatmap import HeatCell, HeatColumn, Heatmap, HeatRow
from autograder.pages.lessons import Lessons, ShownTopic
from autograder.pages.rendering import render
from autograder.pages.texts import known_language

_TOPICS = 3
"""Exercises of an assignment to come back to in the next class; its report has all."""

_RECENT, _AHEAD = 3, 5
"""Of the latest assignments, what comes first before the next class."""

_NONE = Lessons()


@dataclass(frozen=True)
class Overview:
    """One assignment in the instructor's index.

    Attributes:
        href: its report; empty if there is none.
        mean: of the submissions that were graded; None if none was.
        waiting: answers that a person has to grade.
        failed: submissions that could not be graded.
        lessons: what to come back to, what cost most first; what letters mean.
    """

    name: str
    title: str
    href: str
    due: datetime | None
    max_score: float
    handed_in: int
    mean: float | None
    waiting: int
    failed: int
    map: Heatmap
    lessons: Lessons = _NONE


def overview(
    record: AssignmentRecord,
    map_: Heatmap,
    *,
    title: str = "",
    href: str = "",
    lessons: Lessons = _NONE,
) -> Overview:
    """Return what the index says of an assignment; its heatmap knows who failed."""
    graded = [row.submission for row in map_.rows if row.submission is not None]
    failed = sum(row.is_ungraded for row in map_.rows)
    return Overview(
        name=record.name,
        title=title or record.name,
        href=href,
        due=record.duedate,
        max_score=record.max_score,
        handed_in=len(graded) + failed,
        mean=mean(one.final_score for one in graded) if graded else None,
        waiting=sum(
            grade.awaits_person
            for one in graded
            for notebook in one.notebooks
            for grade in notebook.grades
        ),
        failed=failed,
        map=map_,
        lessons=replace(lessons, topics=lessons.topics[:_TOPICS]),
    )


def index_page(
    overviews: Sequence[Overview],
    *,
    title: str = "",
    language: str = "en",
    zone: tzinfo = UTC,
    root: Path | None = None,
) -> str:
    """Return the instructor's page on all assignments, in their order.

    ``root`` is the course's folder, for commands; none if they need not name it.
    """
    return render(
        "index.html",
        known_language(language),
        title=title,
        overviews=overviews,
        agenda=_agenda(overviews),
        zone=zone,
        command=command("formgrader", root=root),
    )


def _agenda(overviews: Sequence[Overview]) -> list[tuple[Overview, ShownTopic]]:
    """Return what cost most of the latest assignments; nothing of a single one."""
    lately = [one for one in overviews if one.lessons.topics][-_RECENT:]
    topics = [(one, topic) for one in lately for topic in one.lessons.topics]
    topics.sort(key=lambda both: -both[1].lost)
    return topics[:_AHEAD] if len(lately) > 1 else []


@dataclass(frozen=True)
class Step:
    """One assignment in a student's index.

    ``href`` is the page about it, empty if there is none; ``submission`` is None where
    nothing has been graded.
    """

    title: str
    href: str
    due: datetime | None
    max_score: float
    submission: SubmissionRecord | None
    is_ungraded: bool
    columns: tuple[HeatColumn, ...]
    cells: tuple[HeatCell, ...]

    @property
    def waiting(self) -> float:
        """Points that a person has yet to give, or not."""
        notebooks = self.submission.notebooks if self.submission else ()
        grades = (grade for notebook in notebooks for grade in notebook.grades)
        return sum(grade.max_score for grade in grades if grade.awaits_person)


def step(
    record: AssignmentRecord, map_: Heatmap, row: HeatRow, title: str = ""
) -> Step:
    """Return what a student's index says of an assignment, from its heatmap's row.

    The letters of mistakes are those of a report that students do not see.
    """
    return Step(
        title=title or record.name,
        href=row.href,
        due=record.duedate,
        max_score=record.max_score,
        submission=row.submission,
        is_ungraded=row.is_ungraded,
        columns=map_.columns,
        cells=tuple(replace(cell, letter="") for cell in row.cells),
    )


def student_page(
    student: Person,
    steps: Sequence[Step],
    *,
    title: str = "",
    language: str = "en",
    zone: tzinfo = UTC,
) -> str:
    """Return a student's page on the course so far."""
    done = [step for step in steps if step.submission is not None]
    return render(
        "student.html",
        known_language(language),
        title=title,
        student=student,
        steps=steps,
        score=sum(step.submission.final_score for step in done if step.submission),
        max_score=sum(step.max_score for step in done),
        waiting=sum(step.waiting for step in done),
        zone=zone,
    )
