"""How a class is graded: what the command line and the course's configuration say."""

from __future__ import annotations

import platform
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute, IgnorePattern, LimitOutput

from autograder import sandbox
from autograder.config import Limits as Resources
from autograder.config import find_course
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.engine.confinement import CONFINED, plan
from autograder.engine.outputs import Trimming
from autograder.engine.plan import Limits
from autograder.grading.options import check_options
from autograder.grading.seeds import course_secret
from autograder.grading.submissions import Submission
from autograder.grading.worker import Job
from autograder.model import ConfigError, UsageError
from autograder.notebook.source import Editions

# An executed notebook depends on these as much as on its own cells.
_PACKAGES = (
    "autograder",
    "ipython",
    "ipywidgets",
    "matplotlib",
    "nbgrader",
    "numpy",
    "scikit-learn",
)


MEBI = 1 << 20
ISOLATIONS = ("separate", "shared")


@dataclass(frozen=True)
class Settings:
    """How a class is graded.

    Attributes:
        workers: How many submissions are graded at a time.
        confine: How processes are confined, as ``module:function``.
        isolation: ``separate`` or ``shared``.
        figures: Whether figures are drawn.
        force: Whether to grade also what has not changed.
        place: Name of the working directory, by student and assignment.
        ignored: Patterns of names that are not taken along with a submission.
        limits: Times a notebook may take, by assignment; "" for all others.
        trimming: What of the outputs is left out.
        confinement: What the sandbox is told, by assignment; "" for all others.
        secret: Of the course, see :mod:`.seeds`.
    """

    workers: int
    confine: str
    isolation: str = "separate"
    figures: bool = True
    force: bool = False
    place: str = "autograded/{student_id}/{assignment_id}"
    ignored: tuple[str, ...] = ()
    limits: Mapping[str, Limits] = field(default_factory=lambda: {"": Limits()})
    trimming: Trimming = field(default_factory=Trimming)
    confinement: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    secret: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.isolation not in ISOLATIONS:
            raise UsageError(f"isolation is one of {', '.join(ISOLATIONS)}")

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
            place=self.place.format(student_id=submission.student, assignment_id=name),
            ignored=self.ignored,
            isolation=self.isolation,
            figures=self.figures,
            limits=self.limits.get(name, self.limits[""]),
            trimming=self.trimming,
            confine=self.confine,
            confinement=self.confinement.get(name, self.confinement.get("", {})),
            secret=self.secret,
        )

    def identity(self, course: NbgraderCourse, assignment: str) -> list[str]:
        """Return what a score depends on besides the submission and the tests.

        Dates and what lateness costs are not among it: nothing runs again for them.
        """
        job = self.job(Submission("", assignment, Path()), {}, {}, Path())
        return [
            platform.python_version(),
            *(f"{package} {version(package)}" for package in _PACKAGES),
            repr(job).replace(str(course.root), "."),  # a course may be moved
        ]


def settings_for(
    course: NbgraderCourse,
    *,
    workers: int,
    isolation: str | None = None,
    figures: bool = True,
    force: bool = False,
    allow_missing: Collection[str] = (),
    inside_nbgrader: bool = False,
) -> Settings:
    """Return the settings of a course: its own configuration, or nbgrader's.

    A course without a ``course_config.py`` is another's: tests run as nbgrader runs
    them, in the student's process, with nbgrader's time limit.

    Raises:
        ConfigError: The course asks for what cannot be done.
    """
    check_options(course, inside_nbgrader=inside_nbgrader)
    if own := find_course(course.root):
        by_name = {a.id: own.limits_for(a.id) for a in own.assignments}
        resources = {"": own.limits, **by_name}
        isolation = isolation or own.isolation
    else:
        resources = {"": _limits(course)}
        isolation = isolation or "shared"
    required = _required(allow_missing)
    directory = course.directory()
    names = {name: f"{{{name}}}" for name in ("student_id", "assignment_id")}
    return Settings(
        place=_inside(
            directory.directory_structure.format(
                nbgrader_step=directory.autograded_directory, **names
            )
        ),
        ignored=tuple(directory.ignore),
        workers=workers,
        confine=CONFINED,
        isolation=isolation,
        figures=figures,
        force=force or Autograde(config=course.config).force,
        limits={name: _times(found) for name, found in resources.items()},
        trimming=_trimming(course),
        confinement={
            name: plan(
                memory=found.memory_mb * MEBI,
                processes=found.processes,
                open_files=found.open_files,
                disk=found.disk_mb * MEBI,
                cpu_seconds=_times(found).process,
                hidden=[course.root],
                required=required,
                # Other people's notebooks may have cells such as !ls.
                allow_exec=isolation == "shared",
            )
            for name, found in resources.items()
        },
        secret=course_secret(course),
    )


def check_machine(settings: Settings) -> None:
    """Make sure that this machine has every layer of the sandbox that is required.

    Raises:
        UsageError: It has not; the lines say which, why, and how to go on.
    """
    plans = settings.confinement.values()
    required = {name for each in plans for name in each["required"]}
    missing = [r for r in sandbox.probe() if r.layer in required and not r.holds]
    if missing:
        raise UsageError(
            "\n".join(
                f"this machine lacks the sandbox's layer {report.layer}: "
                f"{report.reason}. {report.remedy} "
                f"To grade without it: --allow-missing {report.layer}"
                for report in missing
            )
        )


def _times(resources: Resources) -> Limits:
    """Return the times that a course's limits allow."""
    return Limits(
        cell=float(resources.cell_seconds), notebook=float(resources.notebook_seconds)
    )


def _limits(course: NbgraderCourse) -> Resources:
    """Return the limits of another's course: nbgrader limits the time of a cell."""
    usual = Resources()
    seconds = Execute(config=course.config).timeout
    if not seconds or seconds < 0:  # nbgrader's words for no limit
        return Resources(cell_seconds=usual.notebook_seconds)
    return Resources(
        cell_seconds=seconds, notebook_seconds=max(usual.notebook_seconds, seconds)
    )


def _trimming(course: NbgraderCourse) -> Trimming:
    """Return what of the outputs the course leaves out."""
    ignore = IgnorePattern(config=course.config)
    limit = LimitOutput(config=course.config)
    try:
        re.compile(ignore.pattern)
    except re.error as error:
        raise ConfigError(f"IgnorePattern.pattern: {error}") from error
    return Trimming(
        ignored=ignore.pattern if ignore.enabled else "",
        lines=limit.max_lines if limit.enabled else -1,
        traceback_lines=limit.max_traceback if limit.enabled else -1,
    )


def _inside(path: str) -> str:
    """Return a path that may lead anywhere as one below some folder."""
    parts = Path(path).parts
    return str(Path(*(part for part in parts if part not in (Path(path).anchor, ".."))))


def _required(allow_missing: Collection[str]) -> frozenset[sandbox.Layer]:
    known = {str(layer): layer for layer in sandbox.Layer}
    for name in allow_missing:
        if name not in known:
            raise UsageError(f"'{name}' is no layer; layers: {', '.join(known)}")
    return sandbox.USUAL - {known[name] for name in allow_missing}
