"""Load what the answers of a notebook are compared with, where the course has a bank.

References are the solutions of the instructor's notebook; the mistakes are those of the
bank of the same name in ``notebooks/``. Other people's courses have none: there, wrong
answers are graded and not named.
"""

from __future__ import annotations

from collections import defaultdict

from autograder.diagnosis.banks import read_mistakes
from autograder.nbgrader_course import NbgraderCourse
from autograder.notebook.key import AnswerKey, Exercise, KnownMistake
from autograder.notebook.source import SourceNotebook

BANK = "mistakes.py"


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
    mistakes: dict[str, list[KnownMistake]] = defaultdict(list)
    for mistake in read_mistakes(bank):
        known = KnownMistake(mistake.id, mistake.code, mistake.by_check)
        mistakes[mistake.exercise].append(known)
    cells = original.by_id()
    return AnswerKey(
        tuple(
            Exercise(
                cell.grade_id,
                f"test_{cell.grade_id}",
                cell.source,
                tuple(mistakes[cell.grade_id]),
            )
            for cell in original.cells
            if f"test_{cell.grade_id}" in cells and cell.solution
        )
    )
