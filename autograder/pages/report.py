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
from functools import cached_property
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


class Report:
    """How a class did with one assignment; what several parts tell is found once.

    Args:
        record: everything the gradebook knows of the assignment.
        results: what the grader said of each notebook; without them nothing is known of
            failures, mistakes or times.
        work: what was asked and written; without it nothing is known of alternatives
            and of pairs that are alike.
        about: what the page says besides.
    """

    def __init__(
        self,
        record: AssignmentRecord,
        results: Iterable[NotebookResult] = (),
        work: Classwork | None = None,
        about: Surroundings | None = None,
    ) -> None:
        self._record = record
        self._results = [r for r in results if r.assignment == record.name]
        self._work = work or Classwork()
        self._about = about or Surroundings()
        self._language = known_language(self._about.language)
        self._texts = Texts(self._language)
        self._failures = [r for r in self._results if r.status is Status.FAILED]
        self._failed = {result.student for result in self._failures}
        self._graded = [
            s for s in record.submissions if s.student.id not in self._failed
        ]
        self._sound = [r for r in self._results if r.student not in self._failed]
        self._outline = outline_of(record, self._results)
        self._people = People.of(record)
        self._blank = left_blank(self._work)

    def page(self, inventory: Inventory | None = None) -> str:
        """Return the page.

        Args:
            inventory: the gain since an earlier assignment that asked the same.
        """
        return render(
            "report.html",
            self._language,
            title=self._about.title or self._record.name,
            zone=self._about.zone,
            **self._values(inventory),
        )

    @cached_property
    def map(self) -> Heatmap:
        """How each answer of the class stands."""
        return heatmap(
            "class",
            self._record,
            self._sound,
            outline=self._outline,
            failed=self._failed,
            blank=self._blank,
            stopped=self._work.stopped,
            letters=mistake_letters(self._findings),
            link=self._about.link,
        )

    @property
    def lessons(self) -> Lessons:
        """What is worth coming back to in the next class, and what letters mean."""
        return self._groups[1]

    @cached_property
    def _groups(self) -> tuple[tuple[ShownBlock, ...], Lessons]:
        """The groups of each exercise, and what they teach."""
        view = GroupsView(
            self._outline,
            self._people,
            self._about.explanations,
            self._about.exercises,
            self._work.answers,
            self._texts,
            self._about.root,
            self._about.has_bank,
        )
        losses = losses_of(self.map, self._outline)
        lost = {loss.key: loss.lost for loss in losses}
        blocks = view.show(self.map, self._findings, lost)
        topics = show_topics(losses, self._findings, blocks)
        return blocks, Lessons(topics, show_letters(self.map, blocks))

    @cached_property
    def _findings(self) -> Findings:
        checks = {
            key for _, key, g in done_grades(self._graded) if g.kind is CellKind.CODE
        }
        return find_misconceptions(self._sound, checks, self._blank)

    def _values(self, inventory: Inventory | None) -> dict[str, object]:
        """Return what the template shows."""
        record, work, graded = self._record, self._work, self._graded
        outline, people, texts = self._outline, self._people, self._texts
        bins = score_bins([s.final_score for s in graded], record.max_score)
        exercises = exercise_rows(graded, outline)
        blocks, lessons = self._groups
        return {
            "assignment": record,
            "submitted": len({s.student.id for s in record.submissions} | self._failed),
            "graded": len(graded),
            "failures": self._failures,
            "people": people,
            "failed": len(self._failed),
            "nobodys": [r for r in self._failures if r.is_nobodys_fault],
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
            "map": self.map,
            "has_bank": self._about.has_bank,
            "ways": show_ways(work, graded, outline=outline, people=people),
            "items": show_items(graded, outline, texts),
            "has_work": bool(work.answers),
            "pairs": show_pairs(work, outline=outline, people=people),
            "care": find_care(self._results, record.submissions, people, texts),
            "gain": show_gain(inventory, texts),
            "command": lambda student: command(
                "grade", record.name, "--student", student, root=self._about.root
            ),
        }


def _grades(submission: SubmissionRecord) -> Iterable[GradeRecord]:
    return grades_of(submission).values()
