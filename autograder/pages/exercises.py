"""A notebook's cells, grouped into exercises.

The exercise of a check ``test_<name>`` is the solution cell ``<name>``. Other people's
courses name cells as they like; there a check belongs to the solution before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from nbformat import NotebookNode

from autograder.gradebook.records import GradeRecord, NotebookRecord
from autograder.notebook.marks import answer_of, exercise_of
from autograder.pages.safe_html import last_heading


class ExerciseStatus(StrEnum):
    """How an exercise stands."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    MANUAL = "manual"  # a person has to grade it
    UNANSWERED = "unanswered"


@dataclass
class Exercise:
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


def grade_id(cell: NotebookNode) -> str:
    """Return a cell's grade id, or nothing."""
    return str(_marks(cell).get("grade_id") or "")


def has_mark(cell: NotebookNode, name: str) -> bool:
    """Whether nbgrader's metadata set a flag: grade, solution, task, locked."""
    return bool(_marks(cell).get(name))


def _marks(cell: NotebookNode) -> Mapping[str, object]:
    marks = cell.metadata.get("nbgrader")
    return marks if isinstance(marks, dict) else {}


def is_students(cell: NotebookNode) -> bool:
    """Whether the student may have written the cell: it is not locked, nor a check."""
    if has_mark(cell, "solution"):
        return True
    return not (has_mark(cell, "locked") or has_mark(cell, "grade"))


def is_check(cell: NotebookNode) -> bool:
    """Whether the cell is a check: graded, and not written by the student."""
    return has_mark(cell, "grade") and not has_mark(cell, "solution")


def find_exercises(
    cells: Sequence[NotebookNode], record: NotebookRecord
) -> tuple[Exercise, ...]:
    """Return the exercises that give points, in the notebook's order."""
    grades = {grade.cell: grade for grade in record.grades}
    found: dict[str, Exercise] = {}
    title = previous = ""
    for position, cell in enumerate(cells):
        name = grade_id(cell)
        if cell.cell_type == "markdown" and not has_mark(cell, "grade"):
            title = last_heading(cell.source) or title
        if not name:
            continue
        if is_check(cell) and not has_mark(cell, "task"):
            owner = answer_of(name, found, previous) or exercise_of(name)
            exercise = found.setdefault(
                owner, Exercise(owner, title or owner, position)
            )
            if name in grades:
                exercise.checks.append((cell, grades[name]))
        elif has_mark(cell, "solution") or has_mark(cell, "task"):
            found[name] = Exercise(
                name, title or name, position, answer=cell, grade=grades.get(name)
            )
            previous = "" if has_mark(cell, "task") else name
    return tuple(exercise for exercise in found.values() if exercise.grades)


def status_of(exercise: Exercise, record: NotebookRecord) -> ExerciseStatus:
    """Say how an exercise stands, from its grades and whether it was answered."""
    unanswered = record.comment(exercise.name).no_response
    if any(grade.awaits_person for grade in exercise.grades):
        return ExerciseStatus.MANUAL
    if exercise.score >= exercise.max_score:
        return ExerciseStatus.FULL
    if exercise.score > 0:
        return ExerciseStatus.PARTIAL
    return ExerciseStatus.UNANSWERED if unanswered else ExerciseStatus.NONE
