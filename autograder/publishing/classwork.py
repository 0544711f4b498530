"""Bring what a class was asked and what it wrote, as data to analyse.

Questions come from the instructor's notebook, the released one and the bank of
alternatives; answers from the folder ``autograded``. Notebooks are read as JSON: of a
class of 200 they are some hundred megabytes, of which only a few cells are wanted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.analysis.answers import Classwork, Exercise, Key
from autograder.analysis.inventory import Inventory, asked_ideas, measure, read_ideas
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.model import SubmissionError
from autograder.notebook import untrusted
from autograder.notebook.marks import answer_of
from autograder.seminar.banks import read_alternatives


@dataclass(frozen=True)
class _Cell:
    """A cell of a notebook and what nbgrader's marks say of it."""

    name: str
    source: str
    is_code: bool
    is_solution: bool = False
    is_grade: bool = False
    is_locked: bool = False

    @property
    def is_students(self) -> bool:
        """Whether the student may have written it."""
        return self.is_solution or not (self.is_locked or self.is_grade)


def read_classwork(
    course: NbgraderCourse, assignment: str, students: Iterable[str]
) -> Classwork:
    """Return the exercises of an assignment and the answers of these students.

    Raises:
        SourceError: The bank of alternatives has defects.
    """
    asked = _notebooks(course.path("source", ".", assignment))
    released = _notebooks(course.path("release", ".", assignment))
    bank = course.root / "notebooks" / assignment / "alternatives.py"
    alternatives: dict[str, dict[str, str]] = {}
    for entry in read_alternatives(bank) if bank.is_file() else ():
        alternatives.setdefault(entry.exercise, {})[entry.name] = entry.code
    exercises: list[Exercise] = []
    for notebook, path in asked.items():
        templates = {cell.name: cell.source for cell in _read(released.get(notebook))}
        exercises += _exercises(notebook, _read(path), templates, alternatives)
    keys = {exercise.key for exercise in exercises}
    answers = {}
    for student in students:
        written = dict(_answers(course, assignment, student, keys))
        if written:
            answers[student] = written
    return Classwork(tuple(exercises), answers)


def read_inventory(
    course: NbgraderCourse,
    assignment: str,
    others: Iterable[str],
    students: Collection[str],
) -> Inventory | None:
    """Return what students gained since a poll that asked the same questions.

    Args:
        course: the course.
        assignment: the later assignment, in which the questions are graded.
        others: the assignments before it; the last that asks the questions counts.
        students: whose answers are compared.

    Returns:
        The gain; None if the assignment grades no such question, or no other asked it.
    """
    cells = [
        cell
        for path in _notebooks(course.path("source", ".", assignment)).values()
        for cell in _read(path)
    ]
    graded = {cell.name for cell in cells if cell.is_solution and cell.is_code}
    key = read_ideas(cell.source for cell in cells if cell.name in graded)
    earlier = [name for name in others if key.keys() & _polled(course, name)]
    if not earlier:
        return None
    before = {
        student: read_ideas(_own_code(course, earlier[-1], student))
        for student in students
    }
    after = {
        student: read_ideas(_own_code(course, assignment, student, graded))
        for student in students
    }
    prose = "\n\n".join(cell.source for cell in cells if not cell.is_code)
    texts = {name: _question(name, prose) for name in key}
    return measure(key, before, after, earlier[-1], texts)


def _polled(course: NbgraderCourse, assignment: str) -> set[str]:
    """Return the questions that an assignment asks without grading them."""
    return asked_ideas(
        cell.source
        for path in _notebooks(course.path("source", ".", assignment)).values()
        for cell in _read(path)
        if cell.is_code and cell.is_students and not cell.is_solution
    )


def _own_code(
    course: NbgraderCourse,
    assignment: str,
    student: str,
    only: Collection[str] | None = None,
) -> list[str]:
    """Return a student's code, of the cells of these names or of all."""
    folder = course.path("autograded", student, assignment)
    return [
        cell.source
        for path in _notebooks(folder).values()
        for cell in _read(path)
        if cell.is_code
        and cell.is_students
        and (only is None or (cell.is_solution and cell.name in only))
    ]


def _question(name: str, prose: str) -> str:
    """Return what a question asks: the sentence after its name, up to the choices."""
    pattern = rf"`{re.escape(name)}`\**\s+(.+?)(?=\n\s*(?:\n|[-(*])|$)"
    found = re.search(pattern, prose, re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def _exercises(
    notebook: str,
    cells: Sequence[_Cell],
    templates: dict[str, str],
    alternatives: dict[str, dict[str, str]],
) -> Iterator[Exercise]:
    """Yield the cells that students fill in, with the checks that belong to each."""
    answers = {cell.name: cell for cell in cells if cell.is_solution and cell.name}
    checks: dict[str, list[str]] = {
        name: [name] if cell.is_grade else [] for name, cell in answers.items()
    }
    previous = ""
    for cell in cells:
        if cell.name in answers:
            previous = cell.name
        elif cell.is_grade and (owner := answer_of(cell.name, answers, previous)):
            checks[owner].append(cell.name)
    for name, cell in answers.items():
        yield Exercise(
            key=(notebook, name),
            reference=cell.source,
            template=templates.get(name, ""),
            is_code=cell.is_code,
            checks=tuple(checks[name]),
            alternatives=alternatives.get(name, {}),
        )


def _answers(
    course: NbgraderCourse, assignment: str, student: str, keys: Collection[Key]
) -> Iterator[tuple[Key, str]]:
    folder = course.path("autograded", student, assignment)
    for notebook, path in _notebooks(folder).items():
        for cell in _read(path):
            if cell.is_solution and (notebook, cell.name) in keys:
                yield (notebook, cell.name), cell.source


def _notebooks(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.glob("*.ipynb"))}


def _read(path: Path | None) -> list[_Cell]:
    """Return the cells of a notebook; none where the file cannot be read."""
    try:
        data = json.loads(untrusted.read(path, untrusted.MAX_BYTES)) if path else {}
        return [_cell(cell) for cell in data["cells"]]
    except (SubmissionError, ValueError, KeyError, TypeError, AttributeError):
        return []
    except RecursionError:
        return []


def _cell(data: dict[str, Any]) -> _Cell:
    marks = data["metadata"].get("nbgrader") or {}
    source = data["source"]
    return _Cell(
        name=str(marks.get("grade_id") or ""),
        source=source if isinstance(source, str) else "".join(source),
        is_code=data["cell_type"] == "code",
        is_solution=bool(marks.get("solution")) and not marks.get("task"),
        is_grade=bool(marks.get("grade")),
        is_locked=bool(marks.get("locked")),
    )
