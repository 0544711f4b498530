"""What a late submission costs: the rule, and the plugin by which nbgrader asks for it.

nbgrader calls the plugin for each notebook of a late submission, stores the penalty
beside the score and subtracts it in exports. ``nbgrader_settings`` sets the traits from
``late=LatePolicy(…)`` of ``course_config.py``.
"""

from __future__ import annotations

import math

from nbgrader.plugins import BasePlugin
from traitlets import Float

SECONDS_A_DAY = 24 * 60 * 60


def late_penalty(
    score: float,
    seconds_late: float,
    *,
    grace_minutes: float,
    per_day: float,
    at_most: float,
) -> float:
    """Return the points lost, from 0 to the score.

    Args:
        score: The points of the notebook.
        seconds_late: Time past the deadline, extensions included.
        grace_minutes: Lateness that is forgiven; days are counted from its end.
        per_day: Share of the score lost with each day that has begun.
        at_most: Share of the score that can be lost in all.
    """
    days = math.ceil(max(0.0, seconds_late - 60 * grace_minutes) / SECONDS_A_DAY)
    # Negative extra credit can leave a score below zero: there is nothing to lose then.
    return max(0.0, score) * min(at_most, per_day * days)


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
        penalty = late_penalty(
            score,
            total_seconds_late,
            grace_minutes=self.grace_minutes,
            per_day=self.per_day,
            at_most=self.at_most,
        )
        return penalty or None
