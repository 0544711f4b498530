"""What pages say of a course besides grades: its language, titles and clocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo

from nbgrader.preprocessors import ClearHiddenTests

from autograder.config import Assignment, Course, find_course
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.gradebook.lateness import LateRule
from autograder.pages.hidden import Marks
from autograder.pages.texts import SOURCE_LANGUAGE


@dataclass(frozen=True)
class CourseFacts:
    """What course_config.py says; a course of nbgrader alone does not say any of it."""

    course: Course | None = None

    @classmethod
    def of(cls, course: NbgraderCourse) -> CourseFacts:
        """Read the facts of a course; raises ConfigError."""
        return cls(find_course(course.root))

    @property
    def language(self) -> str:
        """Of the pages, where a notebook does not say another."""
        return self.course.default_language if self.course else SOURCE_LANGUAGE

    def course_title(self, language: str = "") -> str:
        """Return what people call the course; empty if it does not say."""
        return self._in(language, self.course.title) if self.course else ""

    def title(self, assignment: str, language: str = "") -> str:
        """Return what people call an assignment, or nothing."""
        titles = {a.id: a.title for a in self._assignments()}
        return self._in(language, titles.get(assignment, {}))

    def _in(self, language: str, said: Mapping[str, str]) -> str:
        """Return what is said in a language, or else in that of the pages."""
        return said.get(language) or said.get(self.language, "")

    def zone(self, assignment: str) -> tzinfo:
        """Return the zone of an assignment's due date, or of another's, else UTC."""
        zones = {a.id: a.due.tzinfo for a in self._assignments() if a.due}
        return zones.get(assignment) or next(iter(zones.values()), None) or UTC

    @property
    def late(self) -> LateRule | None:
        """What being late costs; None if the course has no rule, or another."""
        rule = self.course.late if self.course else None
        if rule is None or not rule.per_day:
            return None
        return LateRule(rule.grace_minutes, rule.per_day, rule.at_most)

    def _assignments(self) -> tuple[Assignment, ...]:
        return self.course.assignments if self.course else ()


def hidden_marks(course: NbgraderCourse) -> Marks:
    """Return what a course has around its hidden tests, as nbgrader is told."""
    step = ClearHiddenTests(config=course.config)
    return step.begin_test_delimeter, step.end_test_delimeter
