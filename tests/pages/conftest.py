"""Fixtures of the pages' tests: one graded course for all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from nbgrader.api import Gradebook
from tiny_course import Course, make_course


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return the course, graded once a session."""
    return make_course(tmp_path_factory.mktemp("course"))


@pytest.fixture
def gradebook(course: Course) -> Iterator[Gradebook]:
    """Return the course's gradebook, open."""
    with Gradebook(course.database) as opened:
        yield opened
