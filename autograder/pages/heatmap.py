"""Students × exercises at a glance: how each answer stands, and whose page says why."""

from __future__ import annotations

import string
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from autograder.analysis.answers import Key
from autograder.gradebook.people import Person
from autograder.gradebook.records import AssignmentRecord, GradeRecord, SubmissionRecord
from autograder.model import CellResult, NotebookResult
from autograder.notebook.marks import exercise_of
from autograder.pages.exercises import ExerciseStatus
from autograder.pages.feedback_view import anchor_of
from autograder.pages.outline import Outline, grades_of

Link = Callable[[str, str], str]
"""From student and notebook to the address of the page about it, or nothing."""

Letters = Mapping[tuple[Key, str], str]
"""Of known mistakes, by check and name."""


def no_link(student: str, notebook: str) -> str:
    """Return no address: pages are nowhere."""
    return ""


@dataclass(frozen=True)
class HeatColumn:
    """An exercise; ``anchor`` is where the report says more of it, if it does."""

    name: str
    max_score: float
    anchor: str = ""


@dataclass(frozen=True)
class HeatCell:
    """How one student's answer stands.

    Attributes:
        status: None where there is no such answer.
        score: points; None while a person has to give them.
        letter: of the known mistake; empty if it has none.
        href: the student's page at the exercise.
    """

    status: ExerciseStatus | None = None
    score: float | None = None
    letter: str = ""
    href: str = ""


@dataclass(frozen=True)
class HeatRow:
    """One student.

    Attributes:
        submission: None where nothing was graded.
        is_ungraded: whether something was handed in that could not be graded.
        href: the student's page.
        places: of the row by name, by score, and by what needs a person's look.
    """

    student: Person
    submission: SubmissionRecord | None
    is_ungraded: bool
    cells: tuple[HeatCell, ...]
    href: str = ""
    places: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True)
class Heatmap:
    """A class and an assignment; ``id`` is for the page's own use."""

    id: str
    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]


def letters_of(mistakes: Iterable[tuple[Key, str]]) -> dict[tuple[Key, str], str]:
    """Give each mistake of a check a letter, in their order."""
    found: dict[tuple[Key, str], str] = {}
    counts: dict[Key, int] = {}
    for key, name in mistakes:
        place = counts[key] = counts.get(key, -1) + 1
        again, letter = divmod(place, len(string.ascii_uppercase))
        suffix = str(again + 1) if again else ""
        found[key, name] = f"{string.ascii_uppercase[letter]}{suffix}"
    return found


def heatmap(
    id_: str,
    record: AssignmentRecord,
    results: Iterable[NotebookResult],
    *,
    outline: Outline,
    failed: Collection[str] = (),
    blank: Mapping[Key, Collection[str]] | None = None,
    stopped: Mapping[str, Collection[Key]] | None = None,
    letters: Letters | None = None,
    link: Link = no_link,
) -> Heatmap:
    """Return the table of a class.

    Args:
        id_: tells apart the heatmaps of a page.
        record: the gradebook's, of the assignment.
        results: the grader's, of the assignment.
        outline: its exercises.
        failed: whose work could not be graded.
        blank: by check, who left the answer as it was given.
        stopped: by student, the answers that were stopped.
        letters: of the known mistakes.
        link: leads to a student's page.
    """
    known: dict[str, dict[Key, CellResult]] = {}
    for result in results:
        cells = known.setdefault(result.student, {})
        cells |= {(result.notebook, cell.grade_id): cell for cell in result.cells}
    reader = _Reader(outline, blank or {}, stopped or {}, letters or {}, link)
    submissions = {s.student.id: s for s in record.submissions}
    strangers = sorted(set(failed) - {student.id for student in record.students})
    rows = [
        reader.row(
            student,
            None if student.id in failed else submissions.get(student.id),
            student.id in failed,
            known.get(student.id, {}),
        )
        for student in (*record.students, *map(Person, strangers))
    ]
    grades = [grades_of(s) for s in record.submissions]
    columns = tuple(
        HeatColumn(
            outline.name(key),
            max((g[key].max_score for g in grades if key in g), default=0.0),
            outline.anchor(key),
        )
        for key in outline.keys
    )
    return Heatmap(id_, columns, tuple(_placed(rows)))


@dataclass(frozen=True)
class _Reader:
    outline: Outline
    blank: Mapping[Key, Collection[str]]
    stopped: Mapping[str, Collection[Key]]
    letters: Letters
    link: Link

    def row(
        self,
        student: Person,
        submission: SubmissionRecord | None,
        is_ungraded: bool,
        known: Mapping[Key, CellResult],
    ) -> HeatRow:
        keys = self.outline.keys
        grades = grades_of(submission) if submission else {}
        untouched = _untouched(submission) if submission else set()
        is_there = submission is not None or is_ungraded
        notebooks = dict.fromkeys(notebook for notebook, _ in keys) if is_there else ()
        pages = {notebook: self.link(student.id, notebook) for notebook in notebooks}
        cells = [
            HeatCell()
            if (grade := grades.get(key)) is None
            else self.cell(
                student.id,
                key,
                grade,
                known.get(key),
                pages[key[0]],
                is_untouched=key in untouched,
            )
            for key in keys
        ]
        href = next(iter(pages.values()), "")
        return HeatRow(student, submission, is_ungraded, tuple(cells), href)

    def cell(
        self,
        student: str,
        key: Key,
        grade: GradeRecord,
        known: CellResult | None,
        page: str,
        *,
        is_untouched: bool,
    ) -> HeatCell:
        names = known.mistakes if known and known.is_short else ()
        letter = next((self.letters.get((key, name), "") for name in names), "")
        status = self._status(student, key, grade, known)
        if is_untouched and status is ExerciseStatus.NONE:
            status = ExerciseStatus.UNANSWERED
        return HeatCell(
            status=status,
            score=None if grade.awaits_person else grade.score,
            letter="" if status is ExerciseStatus.FULL else letter,
            href=f"{page}#{anchor_of(exercise_of(key[1]))}" if page else "",
        )

    def _status(
        self, student: str, key: Key, grade: GradeRecord, known: CellResult | None
    ) -> ExerciseStatus:
        if grade.awaits_person:
            return ExerciseStatus.MANUAL
        if grade.score >= grade.max_score:
            return ExerciseStatus.FULL
        diagnosis = known.diagnosis if known else None
        kinds = {seen.kind for seen in diagnosis.observations} if diagnosis else set()
        answer = (key[0], exercise_of(key[1]))
        if student in self.blank.get(key, ()) or "open" in kinds:
            return ExerciseStatus.UNANSWERED
        if answer in self.stopped.get(student, ()) or "time" in kinds:
            return ExerciseStatus.STOPPED
        if diagnosis and diagnosis.builds_on and not diagnosis.mistakes:
            return ExerciseStatus.FOLLOWS
        return ExerciseStatus.PARTIAL if grade.score > 0 else ExerciseStatus.NONE


def _untouched(submission: SubmissionRecord) -> set[Key]:
    """Return the answers that nbgrader found as they were handed out."""
    return {
        (notebook.name, grade.cell)
        for notebook in submission.notebooks
        for grade in notebook.grades
        if notebook.comment(grade.cell).no_response
    }


def _placed(rows: Sequence[HeatRow]) -> list[HeatRow]:
    """Return rows with their places by name, by score and by need, each from 0."""

    def ranked(key: Callable[[HeatRow], tuple[float, ...]]) -> dict[int, int]:
        order = sorted(range(len(rows)), key=lambda n: (*key(rows[n]), n))
        return {n: place for place, n in enumerate(order)}

    scores, needs = ranked(_by_score), ranked(_by_need)
    return [
        HeatRow(
            row.student,
            row.submission,
            row.is_ungraded,
            row.cells,
            row.href,
            (n, scores[n], needs[n]),
        )
        for n, row in enumerate(rows)
    ]


def _by_score(row: HeatRow) -> tuple[float, ...]:
    """Order by points, the most first; who has none comes last."""
    done = row.submission
    return (done is None, -done.final_score if done else 0.0)


def _by_need(row: HeatRow) -> tuple[float, ...]:
    """Order by what a person has to look at: ungraded, waiting, then most lost."""
    states = [cell.status for cell in row.cells]
    lost = sum(state not in (ExerciseStatus.FULL, None) for state in states)
    waits = states.count(ExerciseStatus.MANUAL)
    return (not row.is_ungraded, row.submission is None, -waits, -lost)
