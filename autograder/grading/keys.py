"""Load what the answers of a notebook are compared with, where the course has a bank.

References are the solutions of the instructor's notebook; the mistakes are those of the
bank of the same name in ``notebooks/``. Other people's courses have none: there, wrong
answers are graded and not named.
"""

from __future__ import annotations

import functools
from pathlib import Path

from autograder.config.nbgrader_course import NbgraderCourse
from autograder.diagnosis.answer_key import make_key
from autograder.notebook.key import AnswerKey
from autograder.notebook.marks import check_of
from autograder.notebook.source import SourceNotebook
from autograder.seminar.banks import (
    Alternative,
    Mistake,
    read_alternatives,
    read_mistakes,
)

BANK = "mistakes.py"
RIGHT = "alternatives.py"


def load_key(
    course: NbgraderCourse, name: str, original: SourceNotebook | None
) -> AnswerKey | None:
    """Return the key of a notebook; None where there is no bank of mistakes.

    Raises:
        SourceError: The bank has defects.
    """
    bank = course.root / "notebooks" / name / BANK
    if original is None or not bank.is_file():
        return None
    cells = original.by_id()
    references = {
        cell.grade_id: cell.source
        for cell in original.cells
        if check_of(cell.grade_id) in cells and cell.solution
    }
    state = bank.stat()
    mistakes = _mistakes(bank, state.st_mtime_ns, state.st_size)
    right = bank.with_name(RIGHT)
    if not right.is_file():
        return make_key(references, mistakes)
    state = right.stat()
    others = _alternatives(right, state.st_mtime_ns, state.st_size)
    return make_key(references, mistakes, others)


@functools.lru_cache(maxsize=64)
def _mistakes(bank: Path, changed: int, size: int) -> tuple[Mistake, ...]:
    """Read a bank once, as long as it stays as it is: many notebooks ask for it."""
    return read_mistakes(bank)


@functools.lru_cache(maxsize=64)
def _alternatives(bank: Path, changed: int, size: int) -> tuple[Alternative, ...]:
    return read_alternatives(bank)
