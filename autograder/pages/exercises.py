"""A notebook's cells, grouped into exercises.

The exercise of a check ``test_<name>`` is the solution cell ``<name>``. Other people's
courses name cells as they like; there a check belongs to the solution before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from nbformat import NotebookNode

from autograder.gradebook.records import GradeRecord, NotebookRecord
from autograder.notebook.cells import (
    answers_checked,
    grade_id,
    is_answer,
    is_check,
    is_grade,
)
from autograder.notebook.marks import exercise_of
from autograder.pages.safe_html import last_heading


class ExerciseStatus(StrEnum):
    """How an exercise stands."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    MANUAL = "manual"  # a person has to grade it
    UNANSWERED = "unanswered"


@dataclass
class Card:
    """An answer and what gives points for it.

    Attributes:
        name: the grade id that names the exercise.
        title: Markdown of the heading above it; the name if there is none.
        position: index of its first cell in the notebook.
        answer: the student's cell; a task has its text here; None for a lone check.
        checks: check cells with their grades.
        grade: the grade of the answer itself, where a person grades it.
    """

    name: str
    title: str
    position: int
    answer: NotebookNode | None = None
    checks: list[tuple[NotebookNode, GradeRecord]] = field(default_factory=list)
    grade: GradeRecord | None = None

    @property
    def grades(self) -> list[GradeRecord]:
        """All grades of the exercise."""
        own = [self.grade] if self.grade else []
        return own + [grade for _, grade in self.checks]

    @property
    def score(self) -> float:
        """Points got."""
        return sum(grade.score for grade in self.grades)

    @property
    def max_score(self) -> float:
        """Points that could be had."""
        return sum(grade.max_score for grade in self.grades)


def find_exercises(
    cells: Sequence[NotebookNode], record: NotebookRecord
) -> tuple[Card, ...]:
    """Return the exercises that give points, in the notebook's order."""
    grades = {grade.cell: grade for grade in record.grades}
    owners = answers_checked(cells)
    found: dict[str, Card] = {}
    title = ""
    for position, cell in enumerate(cells):
        if cell.cell_type == "markdown" and not is_grade(cell):
            title = last_heading(cell.source) or title
        name = grade_id(cell)
        owner = owners.get(name, name) or exercise_of(name)
        if not name or not (is_check(cell) or is_answer(cell)):
            continue
        exercise = found.setdefault(owner, Card(owner, title or owner, position))
        if is_answer(cell):
            exercise.answer, exercise.grade = cell, grades.get(name)
        elif name in grades:
            exercise.checks.append((cell, grades[name]))
    return tuple(exercise for exercise in found.values() if exercise.grades)


def status_of(exercise: Card, record: NotebookRecord) -> ExerciseStatus:
    """Say how an exercise stands, from its grades and whether it was answered."""
    unanswered = record.comment(exercise.name).no_response
    if any(grade.awaits_person for grade in exercise.grades):
        return ExerciseStatus.MANUAL
    if exercise.score >= exercise.max_score:
        return ExerciseStatus.FULL
    if exercise.score > 0:
        return ExerciseStatus.PARTIAL
    return ExerciseStatus.UNANSWERED if unanswered else ExerciseStatus.NONE
