"""What a course says of itself, in the language of who reads it."""

from __future__ import annotations

from pathlib import Path

from autograder.config import load_course
from autograder.publishing.facts import CourseFacts

ROOT = Path(__file__).parents[2]


def test_titles_are_told_in_a_language_or_in_the_courses_own() -> None:
    course = load_course(ROOT)
    facts, first = CourseFacts(course), course.assignments[0]
    assert facts.language == "en"
    assert facts.title(first.id, "ru") == first.title["ru"] != first.title["en"]
    assert facts.title(first.id) == facts.title(first.id, "xx") == first.title["en"]
    assert facts.course_title("ru") == course.title["ru"]
    assert facts.title("another", "ru") == CourseFacts().course_title("ru") == ""
