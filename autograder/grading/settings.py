"""How a class is graded: what the command line and the course's configuration say."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from autograder.engine.session import Limits
from autograder.grading.submissions import Submission
from autograder.grading.worker import Job
from autograder.nbgrader_course import NbgraderCourse
from autograder.notebook.source import Editions

# An executed notebook depends on these as much as on its own cells.
_PACKAGES = ("ipython", "ipywidgets", "matplotlib", "nbgrader", "numpy", "scikit-learn")


@dataclass(frozen=True)
class Settings:
    """How a class is graded.

    Attributes:
        workers: How many submissions are graded at a time.
        confine: How processes are confined, as ``module:function``.
        isolation: ``separate`` or ``shared``.
        figures: Whether figures are drawn.
        force: Whether to grade also what has not changed.
        limits: Times a notebook may take, by assignment; "" for all others.
        confinement: What the sandbox is told, by assignment; "" for all others.
    """

    workers: int
    confine: str
    isolation: str = "separate"
    figures: bool = True
    force: bool = False
    limits: Mapping[str, Limits] = field(default_factory=lambda: {"": Limits()})
    confinement: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def job(
        self,
        submission: Submission,
        editions: Mapping[str, Editions],
        files: Mapping[str, Path],
        draft: Path,
    ) -> Job:
        """Return the job of grading one submission."""
        name = submission.assignment
        return Job(
            student=submission.student,
            assignment=name,
            folder=submission.folder,
            draft=draft,
            editions=editions,
            course_files=files,
            isolation=self.isolation,
            figures=self.figures,
            limits=self.limits.get(name, self.limits[""]),
            confine=self.confine,
            confinement=self.confinement.get(name, self.confinement.get("", {})),
        )

    def identity(self, course: NbgraderCourse) -> list[str]:
        """Return what a score depends on besides the submission and the tests."""
        own = (self.isolation, self.figures, self.limits, self.confinement)
        late = ("AssignLatePenalties", "LatePenaltyPlugin")
        return [
            platform.python_version(),
            *(f"{package} {version(package)}" for package in _PACKAGES),
            *(repr(value) for value in own),
            *(repr(course.config.get(section)) for section in late),
        ]
