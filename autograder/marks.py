"""The marks in a course's notebooks: regions of cells, and the ids of checks."""

from __future__ import annotations

HIDDEN_TESTS = ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS")
"""What nbgrader looks for in the lines around a hidden region."""

BEGIN_HIDDEN, END_HIDDEN = (f"### {mark}" for mark in HIDDEN_TESTS)
BEGIN_SOLUTION, END_SOLUTION = "### BEGIN SOLUTION", "### END SOLUTION"

_CHECK = "test_"


def check_of(exercise: str) -> str:
    """Return the grade id of an exercise's check."""
    return f"{_CHECK}{exercise}"


def exercise_of(grade_id: str) -> str:
    """Return the exercise to which a cell belongs, be it its check or its answer."""
    return grade_id.removeprefix(_CHECK)
