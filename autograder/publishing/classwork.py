"""Bring what a class was asked and what it wrote, as data to analyse.

Questions come from the instructor's notebook, the released one and the bank of
alternatives; answers from the folder ``autograded``. Notebooks are read as JSON: of a
class of 200 they are some hundred megabytes, of which only a few cells are wanted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from autograder.analysis.answers import Blank, Classwork, Key
from autograder.analysis.inventory import Inventory, asked_ideas, measure, read_ideas
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.model import SubmissionError
from autograder.notebook import untrusted
from autograder.notebook.cells import (
    answers_checked,
    grade_id,
    is_grade,
    is_locked,
    is_solution,
    is_task,
)
from autograder.notebook.said import GRADERS_OWN
from autograder.seminar.banks import read_alternatives

Json = dict[str, Any]


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
    exercises: list[Blank] = []
    for notebook, path in asked.items():
        templates = {
            grade_id(cell): cell["source"] for cell in _read(released.get(notebook))
        }
        exercises += _exercises(notebook, _read(path), templates, alternatives)
    keys = {exercise.key for exercise in exercises}
    answers, stopped = {}, {}
    for student in students:
        written = dict(_answers(course, assignment, student, keys))
        if written:
            answers[student] = {key: cell["source"] for key, cell in written.items()}
        if ended := {key for key, cell in written.items() if cell["is_stopped"]}:
            stopped[student] = ended
    return Classwork(tuple(exercises), answers, stopped)


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
    graded = {grade_id(cell) for cell in cells if _is_written(cell) and _is_code(cell)}
    key = read_ideas(cell["source"] for cell in cells if grade_id(cell) in graded)
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
    prose = "\n\n".join(cell["source"] for cell in cells if not _is_code(cell))
    texts = {name: _question(name, prose) for name in key}
    return measure(key, before, after, earlier[-1], texts)


def _polled(course: NbgraderCourse, assignment: str) -> set[str]:
    """Return the questions that an assignment asks without grading them."""
    return asked_ideas(
        cell["source"]
        for path in _notebooks(course.path("source", ".", assignment)).values()
        for cell in _read(path)
        if _is_code(cell) and not is_locked(cell) and not _is_written(cell)
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
        cell["source"]
        for path in _notebooks(folder).values()
        for cell in _read(path)
        if _is_code(cell)
        and not is_locked(cell)
        and (only is None or (_is_written(cell) and grade_id(cell) in only))
    ]


def _question(name: str, prose: str) -> str:
    """Return what a question asks: the sentence after its name, up to the choices."""
    pattern = rf"`{re.escape(name)}`\**\s+(.+?)(?=\n\s*(?:\n|[-(*])|$)"
    found = re.search(pattern, prose, re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def _exercises(
    notebook: str,
    cells: Sequence[Json],
    templates: dict[str, str],
    alternatives: dict[str, dict[str, str]],
) -> Iterator[Blank]:
    """Yield the cells that students fill in, with the checks that belong to each."""
    answers = {grade_id(cell): cell for cell in cells if _is_written(cell)}
    answers.pop("", None)
    checks: dict[str, list[str]] = {
        name: [name] if is_grade(cell) else [] for name, cell in answers.items()
    }
    for check, owner in answers_checked(cells).items():
        if owner in checks:
            checks[owner].append(check)
    for name, cell in answers.items():
        yield Blank(
            key=(notebook, name),
            reference=cell["source"],
            template=templates.get(name, ""),
            is_code=_is_code(cell),
            checks=tuple(checks[name]),
            alternatives=alternatives.get(name, {}),
        )


def _answers(
    course: NbgraderCourse, assignment: str, student: str, keys: Collection[Key]
) -> Iterator[tuple[Key, Json]]:
    folder = course.path("autograded", student, assignment)
    for notebook, path in _notebooks(folder).items():
        for cell in _read(path):
            key = (notebook, grade_id(cell))
            if _is_written(cell) and key in keys:
                yield key, cell


def _notebooks(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.glob("*.ipynb"))}


def _read(path: Path | None) -> list[Json]:
    """Return the cells of a notebook; none where the file cannot be read."""
    try:
        data = json.loads(untrusted.read(path, untrusted.MAX_BYTES)) if path else {}
        return [_wanted(cell) for cell in data["cells"]]
    except (SubmissionError, ValueError, KeyError, TypeError, AttributeError):
        return []
    except RecursionError:
        return []


def _wanted(cell: Json) -> Json:
    """Return a cell without its outputs, which may be megabytes."""
    source = cell["source"]
    outputs = [each for each in cell.get("outputs", ()) if isinstance(each, dict)]
    errors = {str(output.get("ename")) for output in outputs}
    return {
        "is_stopped": not errors.isdisjoint(GRADERS_OWN),
        "cell_type": cell["cell_type"],
        "metadata": {"nbgrader": cell["metadata"].get("nbgrader")},
        "source": source if isinstance(source, str) else "".join(source),
    }


def _is_code(cell: Json) -> bool:
    return bool(cell["cell_type"] == "code")


def _is_written(cell: Json) -> bool:
    """Tell whether the student's answer stands in the cell; a task has none to read."""
    return is_solution(cell) and not is_task(cell)
