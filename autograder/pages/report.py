"""The instructor's page: how the class did with one assignment, and what needs doing.

Numbers come from the gradebook, reasons of failures and times from the grader's
results. A submission that could not be graded is listed, and left out of every
statistic.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from markupsafe import Markup

from autograder.model import NotebookResult, Status
from autograder.pages import charts
from autograder.pages.diagnoses import Explanations
from autograder.pages.prose import Prose
from autograder.pages.records import (
    AssignmentRecord,
    GradeRecord,
    StudentRecord,
    SubmissionRecord,
)
from autograder.pages.rendering import render, write_atomically
from autograder.pages.texts import SOURCE_LANGUAGE, Texts, known_language

_BINS = 10
_SLOWEST = 10

Key = tuple[str, str]  # notebook and grade cell


@dataclass(frozen=True)
class Bin:
    """How many submissions have a score from ``low`` to ``high``."""

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class ExerciseRow:
    """How the class did with one grade cell: counts of submissions."""

    name: str
    max_score: float
    full: int
    partial: int
    none: int
    waiting: int
    mean_share: float | None

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """The counts in the order in which they are drawn."""
        return self.full, self.partial, self.none, self.waiting


@dataclass(frozen=True)
class StudentRow:
    """One student's line; a score is None where there is none yet."""

    student: StudentRecord
    submission: SubmissionRecord | None
    failed: bool
    scores: tuple[float | None, ...] = ()


@dataclass(frozen=True)
class MistakeRow:
    """A known mistake and how many submissions made it."""

    name: str
    exercise: str
    count: int
    message: Markup


def write_report(
    *,
    record: AssignmentRecord,
    destination: Path,
    results: Iterable[NotebookResult] = (),
    explanations: Explanations | None = None,
    language: str = SOURCE_LANGUAGE,
) -> Path:
    """Write the class report of one assignment.

    Args:
        record: everything the gradebook knows of the assignment.
        destination: the file, ``reports/<assignment>.html``; its folder is made.
        results: what the grader said of each notebook; without them the page knows
            no failures, mistakes or times.
        explanations: what the bank says of the mistakes, in the page's language.
        language: of the page.

    Returns:
        The destination.
    """
    language = known_language(language)
    mine = [result for result in results if result.assignment == record.name]
    report = _Report(record, mine, explanations or {}, Texts(language))
    page = report.render(language)
    return write_atomically(destination, page)


class _Report:
    """Counts everything once, then fills the template."""

    def __init__(
        self,
        assignment: AssignmentRecord,
        results: list[NotebookResult],
        explanations: Explanations,
        texts: Texts,
    ) -> None:
        self._assignment = assignment
        self._results = results
        self._explanations = explanations
        self._texts = texts
        self._failures = [r for r in results if r.status is Status.FAILED]
        self._failed = {result.student for result in self._failures}
        self._graded = [
            s for s in assignment.submissions if s.student.id not in self._failed
        ]
        self._keys = _ordered_keys(assignment, results)
        several = len({notebook for notebook, _ in self._keys}) > 1
        self._names = [
            f"{notebook}: {_exercise_name(cell)}" if several else _exercise_name(cell)
            for notebook, cell in self._keys
        ]

    def render(self, language: str) -> str:
        """Return the page."""
        bins = _bins([s.final_score for s in self._graded], self._assignment.max_score)
        exercises = self._exercises()
        submitted = {s.student.id for s in self._assignment.submissions} | self._failed
        return render(
            "report.html",
            language,
            assignment=self._assignment,
            submitted=len(submitted),
            graded=len(self._graded),
            failures=self._failures,
            failed=len(self._failed),
            waiting=sum(s.needs_manual for s in self._graded),
            late=sum(bool(s.lateness) for s in self._assignment.submissions),
            scores=[s.final_score for s in self._graded],
            mean=mean,
            median=median,
            bins=bins,
            exercises=exercises,
            score_chart=self._score_chart(bins),
            exercise_chart=self._exercise_chart(exercises),
            mistakes=self._mistakes(),
            names=self._names,
            students=self._students(),
            command=self._command,
            slowest=self._slowest(),
        )

    def _command(self, student: str) -> str:
        name = shlex.quote(self._assignment.name)
        return f"python -m autograder grade {name} --student {shlex.quote(student)}"

    def _exercises(self) -> list[ExerciseRow]:
        found = [_grades(submission) for submission in self._graded]
        rows = []
        for name, key in zip(self._names, self._keys, strict=True):
            rows.append(_row(name, [grades[key] for grades in found if key in grades]))
        return rows

    def _students(self) -> list[StudentRow]:
        submissions = {s.student.id: s for s in self._assignment.submissions}
        known = {student.id for student in self._assignment.students}
        strangers = [StudentRecord(name) for name in sorted(self._failed - known)]
        return [
            self._student(student, submissions.get(student.id))
            for student in (*self._assignment.students, *strangers)
        ]

    def _student(
        self, student: StudentRecord, submission: SubmissionRecord | None
    ) -> StudentRow:
        failed = student.id in self._failed
        if failed or submission is None:
            return StudentRow(student, submission, failed)
        grades = _grades(submission)
        scores = tuple(_shown_score(grades.get(key)) for key in self._keys)
        return StudentRow(student, submission, failed, scores)

    def _mistakes(self) -> list[MistakeRow]:
        counts: Counter[str] = Counter()
        exercises: dict[str, str] = {}
        for result in self._results:
            for cell in result.cells:
                counts.update(cell.mistakes)
                exercises |= dict.fromkeys(cell.mistakes, _exercise_name(cell.grade_id))
        return [
            MistakeRow(name, exercises[name], count, self._message(name))
            for name, count in counts.most_common()
        ]

    def _message(self, mistake: str) -> Markup:
        known = self._explanations.get(mistake)
        return Prose(4).markdown(known.message if known else f"`{mistake}`")

    def _slowest(self) -> list[NotebookResult]:
        timed = [result for result in self._results if result.seconds > 0]
        return sorted(timed, key=lambda result: -result.seconds)[:_SLOWEST]

    def _score_chart(self, bins: Sequence[Bin]) -> Markup:
        say, number = self._texts.gettext, self._texts.number
        told = "; ".join(
            f"{number(b.low)}–{number(b.high)}: {b.count}" for b in bins if b.count
        )
        edges = [b.low for b in bins] + [bins[-1].high]
        return charts.histogram(
            edges,
            [b.count for b in bins],
            ticks=[number(edge) for edge in edges],
            xlabel=say("Points"),
            ylabel=say("Submissions"),
            alt=say("Bar chart of scores. Submissions by points: %(counts)s.")
            % {"counts": told or "–"},
        )

    def _exercise_chart(self, rows: Sequence[ExerciseRow]) -> Markup:
        say = self._texts.gettext
        labels = (
            say("full marks"),
            say("in part"),
            say("no points"),
            say("by hand"),
        )
        told = "; ".join(
            f"{row.name}: {'/'.join(map(str, row.counts))}" for row in rows
        )
        return charts.stacked_bars(
            [row.name for row in rows],
            [row.counts for row in rows],
            [
                charts.Share(label, *look)
                for label, look in zip(labels, charts.SHARES, strict=True)
            ],
            xlabel=say("Submissions"),
            alt=say(
                "Bar chart of exercises. Submissions with full marks, points in part, "
                "no points, and to be graded by hand: %(counts)s."
            )
            % {"counts": told or "–"},
        )


def _exercise_name(cell: str) -> str:
    return cell.removeprefix("test_")


def _grades(submission: SubmissionRecord) -> Mapping[Key, GradeRecord]:
    return {(n.name, g.cell): g for n in submission.notebooks for g in n.grades}


def _shown_score(grade: GradeRecord | None) -> float | None:
    return None if grade is None or grade.awaits_person else grade.score


def _ordered_keys(
    assignment: AssignmentRecord, results: Iterable[NotebookResult]
) -> list[Key]:
    """Return the grade cells as the notebook has them; the gradebook has no order."""
    known = {key for s in assignment.submissions for key in _grades(s)}
    ordered = {
        (result.notebook, cell.grade_id): None
        for result in sorted(results, key=lambda result: result.notebook)
        for cell in result.cells
    }
    return [key for key in ordered if key in known] + sorted(known - ordered.keys())


def _row(name: str, grades: Sequence[GradeRecord]) -> ExerciseRow:
    waiting = sum(grade.awaits_person for grade in grades)
    done = [grade for grade in grades if not grade.awaits_person]
    full = sum(grade.score >= grade.max_score for grade in done)
    none = sum(grade.score <= 0 < grade.max_score for grade in done)
    shares = [grade.score / grade.max_score for grade in done if grade.max_score]
    return ExerciseRow(
        name=name,
        max_score=max((grade.max_score for grade in grades), default=0.0),
        full=full,
        partial=len(done) - full - none,
        none=none,
        waiting=waiting,
        mean_share=mean(shares) if shares else None,
    )


def _bins(scores: Sequence[float], max_score: float) -> list[Bin]:
    """Count scores in equal bins up to the maximum; extra credit goes to the last."""
    width = (max_score or 1.0) / _BINS
    places = Counter(min(_BINS - 1, int(score / width + 1e-9)) for score in scores)
    return [Bin(n * width, (n + 1) * width, places[n]) for n in range(_BINS)]
