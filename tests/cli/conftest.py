"""The small class of the tests of grading serves here, too."""

from tests.grading.conftest import course, graded, pretended, ungraded

__all__ = ["course", "graded", "pretended", "ungraded"]
