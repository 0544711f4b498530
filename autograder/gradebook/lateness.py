"""How late a submission is, and what that costs: decided here and nowhere else.

nbgrader asks a plugin for each notebook of a late submission, stores the penalty beside
the score and subtracts it in exports. A stored penalty is only as good as the score it
was computed from, and people change scores and dates: so penalties are settled anew,
which is no more than arithmetic, before anybody is told a number.

``plugins.settings`` sets the plugin's traits from ``late=LatePolicy(…)`` of
``course_config.py``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from nbgrader.api import Assignment, Grade, SubmittedAssignment, SubmittedNotebook
from nbgrader.plugins import BasePlugin
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import bindparam, event, func, select, update
from sqlalchemy.orm import Session
from traitlets import Float
from traitlets.config import Config

from autograder.gradebook.rows import (
    ASSIGNMENT,
    CELL,
    GRADE,
    OF_GRADE,
    OF_NOTEBOOK,
    PART,
    PARTS,
    SCORE,
    SUBMISSION,
)

SECONDS_A_DAY = 24 * 60 * 60

_LATENESS = (
    select(
        PART.c.id,
        func.coalesce(func.sum(SCORE), 0.0).label("score"),
        PART.c.late_submission_penalty.label("penalty"),
        SUBMISSION.c.student_id,
        SUBMISSION.c.timestamp,
        SUBMISSION.c.extension,
        ASSIGNMENT.c.duedate,
    )
    .select_from(PARTS.outerjoin(CELL, OF_NOTEBOOK).outerjoin(GRADE, OF_GRADE))
    .group_by(PART.c.id, SUBMISSION.c.id, ASSIGNMENT.c.id)
)
_SET_PENALTY = (
    update(PART)
    .where(PART.c.id == bindparam("part"))
    .values(late_submission_penalty=bindparam("now"))
)

LatePenalty = Callable[[str, float, float], float | None]
"""From student, score and seconds late to the points lost; None for no penalty.

Nobody is asked about what came in time.
"""


def time_late(
    submitted: datetime | None, due: datetime | None, extension: timedelta | None = None
) -> timedelta:
    """Return how late a submission is; zero where either time is unknown."""
    if submitted is None or due is None:
        return timedelta()
    return max(timedelta(), submitted - due - (extension or timedelta()))


def points_told(final_score: float, max_score: float, penalty: float) -> str:
    """Return what counts, after the penalty, and that there is one."""
    off = f", {penalty:g} off: late" if penalty else ""
    return f"{final_score:g} of {max_score:g}{off}"


def penalty_of(config: Config) -> LatePenalty:
    """Return what a course takes off: its plugin's word, within 0 and the score."""
    step = AssignLatePenalties(config=config)
    step.init_plugin()
    plugin: LatePenalty = step.plugin_inst.late_submission_penalty

    def late_penalty(student: str, score: float, seconds_late: float) -> float | None:
        penalty = plugin(student, score, seconds_late)
        return None if penalty is None else min(max(0.0, penalty), max(0.0, score))

    return late_penalty


def settle(
    session: Session,
    late_penalty: LatePenalty,
    assignments: Collection[str],
    students: Collection[str] = (),
) -> None:
    """Store with each notebook what being late costs it as scores and dates are now.

    Nothing is committed.

    Args:
        session: Of the gradebook; what it has not flushed is not seen.
        late_penalty: Of the course.
        assignments: Names.
        students: Ids; everybody if there are none.
    """
    asked = _LATENESS.where(ASSIGNMENT.c.name.in_(assignments))
    if students:
        asked = asked.where(SUBMISSION.c.student_id.in_(students))
    changed = []
    for row in session.execute(asked):
        if row.id is None:
            continue
        late = time_late(row.timestamp, row.duedate, row.extension).total_seconds()
        penalty = late_penalty(row.student_id, row.score, late) if late else None
        if penalty != row.penalty:
            changed.append({"part": row.id, "now": penalty})
    if changed:
        session.execute(_SET_PENALTY, changed)


def follow(late_penalty: LatePenalty) -> Callable[[Session, object], None]:
    """Settle penalties whenever this process stores points, be it nbgrader that does.

    For the formgrader's server: a person's points go straight to the database there.
    Returns the listener to ``after_flush`` of SQLAlchemy's sessions.
    """

    def settle_changed(session: Session, _: object) -> None:
        notebooks = {g.notebook_id for g in session.dirty if isinstance(g, Grade)}
        asked = (
            select(Assignment.name, SubmittedAssignment.student_id)
            .join(Assignment.submissions)
            .join(SubmittedAssignment.notebooks)
            .where(SubmittedNotebook.id.in_(notebooks))
        )
        for assignment, student in session.execute(asked).all() if notebooks else ():
            settle(session, late_penalty, [assignment], [student])

    event.listen(Session, "after_flush", settle_changed)
    return settle_changed


@dataclass(frozen=True)
class LateRule:
    """A course's own rule for what being late costs.

    Attributes:
        grace_minutes: Lateness that is forgiven; days are counted from its end.
        per_day: Share of the score lost with each day that has begun.
        at_most: Share of the score that can be lost in all.
    """

    grace_minutes: float = 0.0
    per_day: float = 0.0
    at_most: float = 1.0

    def days(self, seconds_late: float) -> int:
        """Return how many days have begun that count."""
        counted = max(0.0, seconds_late - 60 * self.grace_minutes)
        return math.ceil(counted / SECONDS_A_DAY)

    def penalty(self, score: float, seconds_late: float) -> float:
        """Return the points lost, from 0 to the score.

        Args:
            score: The points of the notebook.
            seconds_late: Time past the deadline, extensions included.
        """
        share = min(self.at_most, self.per_day * self.days(seconds_late))
        # Negative extra credit can leave a score below zero: nothing to lose then.
        return max(0.0, score) * share


class LatePenaltyPlugin(BasePlugin):  # type: ignore[misc]  # nbgrader has no types
    """Answers nbgrader's ``AssignLatePenalties``."""

    grace_minutes = Float(0, min=0, help="Lateness that is forgiven.").tag(config=True)
    per_day = Float(
        0, min=0, max=1, help="Share of the score lost with each day that has begun."
    ).tag(config=True)
    at_most = Float(
        1, min=0, max=1, help="Share of the score that can be lost in all."
    ).tag(config=True)

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """Return the points lost; None, nbgrader's word for no penalty, if none are."""
        rule = LateRule(self.grace_minutes, self.per_day, self.at_most)
        return rule.penalty(score, total_seconds_late) or None
