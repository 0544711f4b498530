"""A course of one seminar of this project, handed in, graded and told of in pages."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from autograder.config import Assignment, Course, load_course
from autograder.config.nbgrader_course import open_course
from autograder.course.release import release
from autograder.demo.classroom import Member, hand_in
from autograder.grading.batch import grade_class
from autograder.grading.settings import settings_for
from autograder.publishing.feedback import publish_feedback
from autograder.publishing.reports import publish_reports
from autograder.seminar.reader import Seminar, load_seminar
from tests import one_assignment
from tests.browser.conftest import ROOT

SEMINAR = "l1_2_sigmoid"


@dataclass(frozen=True)
class OneSeminar:
    """A course directory with a release, and nothing handed in yet."""

    folder: Path
    course: Course
    assignment: Assignment
    seminar: Seminar

    @classmethod
    def lay_out(cls, folder: Path) -> OneSeminar:
        for name in ("notebooks", "source", "release"):
            shutil.copytree(ROOT / name, folder / name)
        shutil.copy(ROOT / "nbgrader_config.py", folder)
        config = one_assignment.config(ROOT, SEMINAR, cell_seconds=5)
        (folder / "course_config.py").write_text(config, "utf-8")
        course = load_course(folder)
        (assignment,) = course.assignments
        release(course, folder, assignment, course.default_language)
        seminar = load_seminar(folder / "notebooks" / SEMINAR)
        return cls(folder, course, assignment, seminar)

    def hand_in(self, member: Member, seminar: Seminar | None = None) -> None:
        """Hand in what a member answers, by the seminar's banks or by another's."""
        hand_in(member, seminar or self.seminar, self.assignment, self.folder)

    def grade(self) -> dict[str, Path]:
        """Grade what was handed in; return each student's page."""
        opened = open_course(self.folder)
        grade_class(opened, settings_for(opened, workers=2))
        return {page.parents[1].name: page for page in publish_feedback(opened)}

    def report(self) -> Path:
        """Write the class report; return it."""
        (report,) = publish_reports(open_course(self.folder))
        return report
