"""Small classes, written into a gradebook by nbgrader's own methods."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook


@dataclass(frozen=True)
class Member:
    """A student; ``scores`` by assignment, None for an answer nobody has graded."""

    id: str
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    lms_user_id: str | None = None
    scores: dict[str, float | None] | None = None
    submitted: datetime = datetime(2030, 1, 1, 8)
    penalty: float | None = None
    comment: str | None = None


CLASS = (
    Member(
        id="ada",
        first_name="Ada",
        last_name="Lovelace",
        email="ada@x.org",
        lms_user_id="101",
        scores={"ps1": 3.5, "ps2": 1 / 3},
        comment='Well "done", but:\nsay why.',
    ),
    Member(
        id="boris",
        first_name="Борис",
        last_name="Ёлкин, мл.",
        email="=cmd()@x.org",
        lms_user_id="102",
        scores={"ps1": 4.0},
        submitted=datetime(2030, 1, 2, 10),
        penalty=1.5,
    ),
    Member(
        id="cora",
        first_name="@Cora",
        last_name='O"Hara\nSmith',
        email="cora@x.org",
        lms_user_id="b7-uuid",
        scores={"ps1": None},
    ),
    Member(id="dora", scores={"ps1": 0.0}),
)


LATE = {
    "AssignLatePenalties": {
        "plugin_class": "autograder.gradebook.lateness.LatePenaltyPlugin"
    },
    "LatePenaltyPlugin": {"per_day": 0.375},
}
"""nbgrader's settings by which the penalties above are right."""


def make_gradebook(path: Path, members: tuple[Member, ...] = CLASS) -> str:
    """Write the gradebook of two assignments; return its address."""
    url = f"sqlite:///{path}"
    with pytest.MonkeyPatch.context() as patch:
        # nbgrader calls alembic by name, also when no virtual environment is active.
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
        gradebook = Gradebook(url)
    with gradebook:
        for name, due in (("ps1", 2), ("ps2", 9)):
            gradebook.add_assignment(name, duedate=datetime(2030, 1, due, 9))
            gradebook.add_notebook("book", name)
            gradebook.add_grade_cell("sum", "book", name, max_score=5, cell_type="code")
            gradebook.add_solution_cell("sum", "book", name)
        for member in members:
            _add(gradebook, member)
        gradebook.db.commit()
    return url


def _add(gradebook: Gradebook, member: Member) -> None:
    gradebook.add_student(
        member.id,
        first_name=member.first_name,
        last_name=member.last_name,
        email=member.email,
        lms_user_id=member.lms_user_id,
    )
    for assignment, score in (member.scores or {}).items():
        done = gradebook.add_submission(
            assignment, member.id, timestamp=member.submitted
        )
        (book,) = done.notebooks
        book.late_submission_penalty = member.penalty
        (grade,) = book.grades
        grade.auto_score, grade.needs_manual_grade = score, score is None
        book.comments[0].manual_comment = member.comment
