"""The marks in a course's notebooks: regions of cells, and the ids of checks."""

from __future__ import annotations

from collections.abc import Container

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


def answer_of(check: str, answers: Container[str], previous: str) -> str:
    """Return the answer to which a check belongs.

    Other people's courses name cells as they like; there a check belongs to the answer
    before it.

    Args:
        check: The check's grade id.
        answers: The grade ids of the notebook's answers.
        previous: The answer before the check, or nothing.
    """
    named = exercise_of(check)
    return named if named in answers else previous
