"""The instructor's page: how the class did with one assignment, and what needs doing.

Numbers come from the gradebook, reasons of failures, diagnoses and times from the
grader's results, code from the graded notebooks. A submission that could not be graded
is listed, and left out of every statistic. Each part of the page is a module of its
own; here they are put together.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from datetime import UTC, tzinfo
from statistics import mean, median

from autograder.analysis.answers import Classwork
from autograder.analysis.blanks import left_blank
from autograder.analysis.inventory import Inventory
from autograder.analysis.misconceptions import find_misconceptions
from autograder.gradebook.records import AssignmentRecord, CellKind, SubmissionRecord
from autograder.model import NotebookResult, Status
from autograder.pages.care import find_care
from autograder.pages.diagnoses import Explanations
from autograder.pages.mistakes import FindingsView, losses_of
from autograder.pages.outline import Outline, People, done_grades, outline_of
from autograder.pages.pairs import show_pairs
from autograder.pages.questions import show_gain, show_items
from autograder.pages.rendering import render
from autograder.pages.scores import (
    exercise_chart,
    exercise_rows,
    score_bins,
    score_chart,
    student_rows,
)
from autograder.pages.texts import SOURCE_LANGUAGE, Texts, known_language
from autograder.pages.ways import show_ways


def report_page(
    *,
    record: AssignmentRecord,
    results: Iterable[NotebookResult] = (),
    work: Classwork | None = None,
    inventory: Inventory | None = None,
    explanations: Explanations | None = None,
    language: str = SOURCE_LANGUAGE,
    title: str = "",
    zone: tzinfo = UTC,
) -> str:
    """Return the page about one assignment.

    Args:
        record: everything the gradebook knows of the assignment.
        results: what the grader said of each notebook; without them the page knows
            no failures, mistakes or times.
        work: what was asked and written; without it the page knows no alternatives
            and no pairs that are alike.
        inventory: the gain since an earlier assignment that asked the same questions.
        explanations: what the bank says of the mistakes, in the page's language.
        language: of the page.
        title: what people call the assignment; its name if empty.
        zone: in which times are told.
    """
    language = known_language(language)
    mine = [result for result in results if result.assignment == record.name]
    values = _values(
        record,
        mine,
        work or Classwork(),
        inventory,
        explanations or {},
        Texts(language),
    )
    return render(
        "report.html", language, title=title or record.name, zone=zone, **values
    )


def _values(
    record: AssignmentRecord,
    results: list[NotebookResult],
    work: Classwork,
    inventory: Inventory | None,
    explanations: Explanations,
    texts: Texts,
) -> dict[str, object]:
    """Return what the template shows."""
    failures = [r for r in results if r.status is Status.FAILED]
    failed = {result.student for result in failures}
    sound = [r for r in results if r.student not in failed]
    graded = [s for s in record.submissions if s.student.id not in failed]
    outline, people = outline_of(record, results), People.of(record)
    bins = score_bins([s.final_score for s in graded], record.max_score)
    exercises = exercise_rows(graded, outline)
    view = FindingsView(len(graded), outline, people, explanations, texts)
    return {
        "assignment": record,
        "submitted": len({s.student.id for s in record.submissions} | failed),
        "graded": len(graded),
        "failures": failures,
        "failed": len(failed),
        "waiting": sum(s.needs_manual for s in graded),
        "scores": [s.final_score for s in graded],
        "mean": mean,
        "median": median,
        "bins": bins,
        "exercises": exercises,
        "score_chart": score_chart(bins, texts),
        "exercise_chart": exercise_chart(exercises, texts),
        "findings": view.show(
            find_misconceptions(sound, _code_checks(graded), left_blank(work)),
            losses_of(graded, outline),
        ),
        "ways": show_ways(work, graded, outline=outline, people=people),
        "items": show_items(graded, outline, texts),
        "has_work": bool(work.answers),
        "pairs": show_pairs(work, outline=outline, people=people),
        "care": find_care(results, record.submissions, people),
        "gain": show_gain(inventory, texts),
        "names": _names(outline),
        "students": student_rows(record, failed, outline),
        "command": lambda student: _command(record.name, student),
    }


def _code_checks(graded: Iterable[SubmissionRecord]) -> set[tuple[str, str]]:
    return {key for _, key, g in done_grades(graded) if g.kind is CellKind.CODE}


def _names(outline: Outline) -> list[str]:
    return [outline.name(key) for key in outline.keys]


def _command(assignment: str, student: str) -> str:
    name = shlex.quote(assignment)
    return f"python -m autograder grade {name} --student {shlex.quote(student)}"
