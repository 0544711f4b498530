"""The instructor's page: how the class did with one assignment, and what needs doing.

Numbers come from the gradebook, reasons of failures, diagnoses and times from the
grader's results, code from the graded notebooks. A submission that could not be graded
is listed, and left out of every statistic. Each part of the page is a module of its
own; here they are put together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path
from statistics import mean, median

from autograder.analysis.answers import Classwork
from autograder.analysis.blanks import left_blank
from autograder.analysis.inventory import Inventory
from autograder.analysis.misconceptions import Findings, find_misconceptions
from autograder.common.telling import command
from autograder.gradebook.records import (
    AssignmentRecord,
    CellKind,
    GradeRecord,
    SubmissionRecord,
)
from autograder.model import NotebookResult, Status
from autograder.pages.care import find_care
from autograder.pages.diagnoses import Explanations
from autograder.pages.feedback_view import Titles
from autograder.pages.groups import GroupsView, ShownBlock, mistake_letters
from autograder.pages.heatmap import Heatmap, Link, heatmap, no_link
from autograder.pages.lessons import Lessons, losses_of, show_letters, show_topics
from autograder.pages.outline import People, done_grades, grades_of, outline_of
from autograder.pages.pairs import show_pairs
from autograder.pages.questions import show_gain, show_items
from autograder.pages.rendering import render
from autograder.pages.scores import (
    exercise_chart,
    exercise_rows,
    score_bins,
    score_chart,
)
from autograder.pages.texts import SOURCE_LANGUAGE, Texts, known_language
from autograder.pages.ways import show_ways


@dataclass(frozen=True)
class Surroundings:
    """What a report says of a class besides what it did.

    Attributes:
        explanations: what the bank says of the mistakes, in the page's language.
        exercises: what the exercises are called, in that language.
        language: of the page.
        title: what people call the assignment; its name if empty.
        zone: in which times are told.
        link: leads to a student's page.
        root: the course's folder, for commands; none if they need not name it.
        has_bank: whether the course has banks of mistakes and alternatives.
    """

    explanations: Explanations = field(default_factory=dict)
    exercises: Titles = field(default_factory=dict)
    language: str = SOURCE_LANGUAGE
    title: str = ""
    zone: tzinfo = UTC
    link: Link = no_link
    root: Path | None = None
    has_bank: bool = True


def report_page(
    *,
    record: AssignmentRecord,
    results: Iterable[NotebookResult] = (),
    work: Classwork | None = None,
    inventory: Inventory | None = None,
    about: Surroundings | None = None,
) -> str:
    """Return the page about one assignment.

    Args:
        record: everything the gradebook knows of the assignment.
        results: what the grader said of each notebook; without them the page knows
            no failures, mistakes or times.
        work: what was asked and written; without it the page knows no alternatives
            and no pairs that are alike.
        inventory: the gain since an earlier assignment that asked the same questions.
        about: what it says besides.
    """
    known = about or Surroundings()
    language = known_language(known.language)
    mine = [result for result in results if result.assignment == record.name]
    texts = Texts(language)
    values = _values(record, mine, work or Classwork(), inventory, known, texts)
    title = known.title or record.name
    return render("report.html", language, title=title, zone=known.zone, **values)


def _values(
    record: AssignmentRecord,
    results: list[NotebookResult],
    work: Classwork,
    inventory: Inventory | None,
    about: Surroundings,
    texts: Texts,
) -> dict[str, object]:
    """Return what the template shows."""
    failures = [r for r in results if r.status is Status.FAILED]
    failed = {result.student for result in failures}
    outline, people = outline_of(record, results), People.of(record)
    graded = _graded(record, results)
    bins = score_bins([s.final_score for s in graded], record.max_score)
    exercises = exercise_rows(graded, outline)
    map_ = class_map(record, results, work, link=about.link)
    blocks, lessons = _groups(record, results, work, about, map_)
    return {
        "assignment": record,
        "submitted": len({s.student.id for s in record.submissions} | failed),
        "graded": len(graded),
        "failures": failures,
        "people": people,
        "failed": len(failed),
        "nobodys": [r for r in failures if r.is_nobodys_fault],
        "waiting": sum(s.needs_manual for s in graded),
        "waiting_answers": sum(g.awaits_person for s in graded for g in _grades(s)),
        "scores": [s.final_score for s in graded],
        "mean": mean,
        "median": median,
        "bins": bins,
        "exercises": exercises,
        "score_chart": score_chart(bins, texts),
        "exercise_chart": exercise_chart(exercises, texts),
        "topics": lessons.topics,
        "letters": lessons.letters,
        "blocks": blocks,
        "map": map_,
        "has_bank": about.has_bank,
        "ways": show_ways(work, graded, outline=outline, people=people),
        "items": show_items(graded, outline, texts),
        "has_work": bool(work.answers),
        "pairs": show_pairs(work, outline=outline, people=people),
        "care": find_care(results, record.submissions, people, texts),
        "gain": show_gain(inventory, texts),
        "command": lambda student: command(
            "grade", record.name, "--student", student, root=about.root
        ),
    }


def class_lessons(
    record: AssignmentRecord,
    results: Iterable[NotebookResult],
    work: Classwork,
    about: Surroundings,
) -> Lessons:
    """Return what is worth coming back to in the next class, and what letters mean.

    The arguments are those of :func:`report_page`.
    """
    mine = [result for result in results if result.assignment == record.name]
    return _groups(record, mine, work, about, class_map(record, mine, work))[1]


def _groups(
    record: AssignmentRecord,
    results: list[NotebookResult],
    work: Classwork,
    about: Surroundings,
    map_: Heatmap,
) -> tuple[tuple[ShownBlock, ...], Lessons]:
    """Return the groups of each exercise, and what they teach."""
    outline = outline_of(record, results)
    view = GroupsView(
        outline,
        People.of(record),
        about.explanations,
        about.exercises,
        work.answers,
        Texts(known_language(about.language)),
        about.root,
        about.has_bank,
    )
    losses = losses_of(map_, outline)
    findings = _findings(record, results, work)
    blocks = view.show(map_, findings, {loss.key: loss.lost for loss in losses})
    topics = show_topics(losses, findings, blocks)
    return blocks, Lessons(topics, show_letters(map_, blocks))


def class_map(
    record: AssignmentRecord,
    results: Iterable[NotebookResult],
    work: Classwork,
    *,
    id_: str = "class",
    link: Link = no_link,
) -> Heatmap:
    """Return how each answer of a class stands.

    Args:
        record: as for :func:`report_page`, and so are the next two.
        results: the grader's.
        work: what was asked and written.
        id_: tells apart the heatmaps of a page.
        link: leads to a student's page.
    """
    mine = [result for result in results if result.assignment == record.name]
    failed = {result.student for result in mine if result.status is Status.FAILED}
    return heatmap(
        id_,
        record,
        [result for result in mine if result.student not in failed],
        outline=outline_of(record, mine),
        failed=failed,
        blank=left_blank(work),
        stopped=work.stopped,
        letters=mistake_letters(_findings(record, mine, work)),
        link=link,
    )


def _findings(
    record: AssignmentRecord, results: list[NotebookResult], work: Classwork
) -> Findings:
    failed = {result.student for result in results if result.status is Status.FAILED}
    sound = [result for result in results if result.student not in failed]
    checks = _code_checks(_graded(record, results))
    return find_misconceptions(sound, checks, left_blank(work))


def _graded(
    record: AssignmentRecord, results: Iterable[NotebookResult]
) -> list[SubmissionRecord]:
    failed = {result.student for result in results if result.status is Status.FAILED}
    return [s for s in record.submissions if s.student.id not in failed]


def _grades(submission: SubmissionRecord) -> Iterable[GradeRecord]:
    return grades_of(submission).values()


def _code_checks(graded: Iterable[SubmissionRecord]) -> set[tuple[str, str]]:
    return {key for _, key, g in done_grades(graded) if g.kind is CellKind.CODE}
