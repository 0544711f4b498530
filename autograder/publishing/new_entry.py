"""Make a student's wrong answer an entry of the bank, for its author to fill in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.config.nbgrader_course import NbgraderCourse
from autograder.gradebook.current import open_gradebook
from autograder.gradebook.people import find_person
from autograder.model import SubmissionError, UsageError
from autograder.notebook import untrusted
from autograder.notebook.cells import grade_id, is_solution
from autograder.seminar.banks import HINTS, read_mistakes

BANK = "mistakes.py"
CELL = "# %%"
_NAME = re.compile(r"([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)")


def add_entry(course: NbgraderCourse, name: str, student: str) -> Path:
    """Append an entry with a student's answer, and with texts to be filled in.

    Until they are, ``build`` says that they are missing and runs nothing of the bank:
    its code is the course's own, and whoever adds to it has to read it.

    Args:
        course: with the graded notebooks.
        name: ``EXERCISE.MISTAKE``, as the bank is to call it.
        student: whose answer it is; nothing of the student's name is written.

    Returns:
        The bank.

    Raises:
        UsageError: the name is none or is taken, or the student has no such answer, or
            one that cannot stand in a bank.
        SourceError: the bank has defects.
    """
    found = _NAME.fullmatch(name)
    if found is None:
        raise UsageError(
            f"'{name}' is no name of an entry: it reads EXERCISE.MISTAKE, in small "
            "letters, digits and underscores"
        )
    with open_gradebook(course) as gradebook:
        find_person(gradebook, student)
    for bank, code in _answers(course, found[1], student):
        if any(line.lstrip().startswith(CELL) for line in code.splitlines()):
            raise UsageError(
                f"the answer of '{student}' has a line '{CELL} …', which would begin a "
                "cell of the bank; copy what you need of it by hand"
            )
        if any(mistake.id == name for mistake in read_mistakes(bank)):
            raise UsageError(f"{bank} has an entry '{name}' already")
        text = bank.read_text(encoding="utf-8").rstrip("\n")
        bank.write_text(f"{text}\n{_entry(name, code)}", encoding="utf-8")
        return bank
    raise UsageError(
        f"no graded notebook of '{student}' has an answer to '{found[1]}' and a bank "
        f"notebooks/…/{BANK} to put it in"
    )


def _entry(name: str, code: str) -> str:
    hints = "".join(f"# {number}.\n" for number in range(1, HINTS + 1))
    return f"\n\n# %% mistake {name} [markdown]\n#\n#\n{hints}\n# %%\n{code.strip()}\n"


def _answers(
    course: NbgraderCourse, exercise: str, student: str
) -> Iterator[tuple[Path, str]]:
    """Yield a student's answers to an exercise, each with the bank it belongs to."""
    for assignment in course.assignments():
        folder = course.path("autograded", student, assignment)
        for path in sorted(folder.glob("*.ipynb")):
            bank = course.root / "notebooks" / path.stem / BANK
            if bank.is_file():
                for cell in _cells(path):
                    if is_solution(cell) and grade_id(cell) == exercise:
                        yield bank, "".join(cell["source"])


def _cells(path: Path) -> list[dict[str, Any]]:
    try:
        cells = json.loads(untrusted.read(path, untrusted.MAX_BYTES))["cells"]
    except (SubmissionError, ValueError, KeyError, TypeError, RecursionError):
        return []
    return [cell for cell in cells if cell.get("cell_type") == "code"]
