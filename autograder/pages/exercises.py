"""A notebook's cells, grouped into exercises, and how each of these stands.

The exercise of a check ``test_<name>`` is the solution cell ``<name>``. Other people's
courses name cells as they like; there a check belongs to the solution before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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
from autograder.pages.diagnoses import read_diagnosis
from autograder.pages.safe_html import last_heading
from autograder.pages.stops import find_stop

_BOX_END = "</div>"
# "**Question (3 points, read by a person).**"
_POINTS = re.compile(r"^(?:- )?\*\*[^*(\n]*\(\d[^)\n]*\)\.?\*\*", re.MULTILINE)


class ExerciseStatus(StrEnum):
    """How an exercise stands."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    FOLLOWS = "follows"  # right in itself; it calls an answer that is not
    STOPPED = "stopped"  # the grader ended the answer, or what the check asked of it
    MANUAL = "manual"  # a person has to grade it
    UNANSWERED = "unanswered"


@dataclass
class Card:
    """An answer and what gives points for it.

    Attributes:
        name: the grade id that names the exercise.
        title: Markdown of the heading above it; the name if there is none.
        position: index of its first cell in the notebook.
        task: Markdown of what is asked.
        answer: the student's cell; a task has its text here; None for a lone check.
        checks: check cells with their grades.
        grade: the grade of the answer itself, where a person grades it.
    """

    name: str
    title: str
    position: int
    task: str = ""
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

    @property
    def waiting(self) -> float:
        """Points that a person has yet to give, or not."""
        return sum(grade.max_score for grade in self.grades if grade.awaits_person)

    @property
    def missing(self) -> float:
        """Points that are lost; none of those that wait."""
        return max(0.0, self.max_score - self.waiting - self.score)


def find_exercises(
    cells: Sequence[NotebookNode], record: NotebookRecord
) -> tuple[Card, ...]:
    """Return the exercises that give points, in the notebook's order."""
    grades = {grade.cell: grade for grade in record.grades}
    owners = answers_checked(cells)
    found: dict[str, Card] = {}
    title = text = ""
    for position, cell in enumerate(cells):
        if cell.cell_type == "markdown" and not is_grade(cell):
            title, text = last_heading(cell.source) or title, cell.source
        name = grade_id(cell)
        owner = owners.get(name, name) or exercise_of(name)
        if not name or not (is_check(cell) or is_answer(cell)):
            continue
        exercise = found.setdefault(
            owner, Card(owner, title or owner, position, _statement(text, owner))
        )
        if is_answer(cell):
            exercise.answer, exercise.grade = cell, grades.get(name)
        elif name in grades:
            exercise.checks.append((cell, grades[name]))
    return tuple(exercise for exercise in found.values() if exercise.grades)


def _statement(text: str, exercise: str) -> str:
    """Return what a text asks in an exercise: from where it names it, if it does.

    Our own notebooks have a statement in a box, whose end is cut with its beginning.
    """
    named = rf"^(?:- )?\*\*[^*\n]*`{re.escape(exercise)}`"
    found = re.search(named, text, re.MULTILINE) or _POINTS.search(text)
    if found is None:
        return text
    return text[found.start() :].removesuffix(_BOX_END).partition(f"\n{_BOX_END}\n")[0]


def status_of(exercise: Card, record: NotebookRecord) -> ExerciseStatus:
    """Say how an exercise stands, from its grades and what came of its cells."""
    if any(grade.awaits_person for grade in exercise.grades):
        return ExerciseStatus.MANUAL
    if exercise.score >= exercise.max_score:
        return ExerciseStatus.FULL
    if record.comment(exercise.name).no_response and exercise.score <= 0:
        return ExerciseStatus.UNANSWERED
    cells = [exercise.answer, *(cell for cell, _ in exercise.checks)]
    if any(find_stop(cell) for cell in cells if cell and cell.cell_type == "code"):
        return ExerciseStatus.STOPPED
    if _follows(exercise):
        return ExerciseStatus.FOLLOWS
    return ExerciseStatus.PARTIAL if exercise.score > 0 else ExerciseStatus.NONE


def built_on(exercise: Card) -> tuple[str, ...]:
    """Return the answers that an exercise calls and that are to be mended."""
    known = [read_diagnosis(cell) for cell, _ in exercise.checks]
    names = (name for found in known if found for name in found.builds_on)
    return tuple(dict.fromkeys(names))


def roots(names: Iterable[str], waiting: Mapping[str, Iterable[str]]) -> list[str]:
    """Return what is wrong itself among exercises, and behind them.

    Args:
        names: some exercises, that another calls.
        waiting: of those that are right but for others, by name: these others.
    """
    ahead = list(dict.fromkeys(names))
    for name in ahead:  # it grows
        ahead += [one for one in waiting.get(name, ()) if one not in ahead]
    return [name for name in ahead if name not in waiting] or list(names)


def _follows(exercise: Card) -> bool:
    """Tell whether all that is short is right but for the answers that it calls."""
    short = [cell for cell, grade in exercise.checks if grade.score < grade.max_score]
    known = [read_diagnosis(cell) for cell in short]
    return bool(known) and all(
        found and found.builds_on and not found.mistakes for found in known
    )
