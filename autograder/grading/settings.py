"""How a class is graded: what the command line and the course's configuration say."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute, IgnorePattern, LimitOutput
from sqlalchemy.engine import make_url

from autograder import sandbox
from autograder.config import Limits, find_course
from autograder.config.database import sqlite_file
from autograder.config.nbgrader_course import CONFIG_FILE, NbgraderCourse
from autograder.config.wishes import (
    FOREIGN,
    NO_WISHES,
    SECTION,
    Wishes,
    from_config,
)
from autograder.engine import libraries
from autograder.engine.outputs import Trimming
from autograder.engine.spec import CONFINED, Permissions, RunSpec, TimeLimits
from autograder.grading.job import Job
from autograder.grading.options import check_options
from autograder.grading.secret import course_secret
from autograder.grading.sources import is_built
from autograder.grading.submissions import Submission
from autograder.grading.versions import versions
from autograder.model import ConfigError, UsageError
from autograder.notebook.source import Editions

MEBI = 1 << 20
MEGA = 1_000_000
SEPARATE, SHARED, AUTO = ISOLATIONS = ("separate", "shared", "auto")

UNTOUCHED = 4
"""How many times its memory a process of another's course may reserve: an array of
zeros takes none before it is written to."""


@dataclass(frozen=True)
class Settings:
    """How a class is graded.

    Attributes:
        workers: How many submissions are graded at a time.
        cluster: Where its scheduler is, see :mod:`.cluster`; empty for this machine.
        usual: How notebooks are run.
        own: How those of some assignments are, by assignment.
        force: Whether to grade also what has not changed.
        any_kernel: Whether notebooks run by this Python whatever kernel they name.
        place: Name of the working directory, by student and assignment.
        ignored: Patterns of names that are not taken along with a submission.
        is_auto: Whether tests run apart only where that costs no points, see
            :mod:`.trial`; until that is known they run shared.
        tries_sources: Whether the sources' own solutions are graded first.
        built: Assignments of which that is not done: ``build`` has tried them.
        remarks: What results are told of how their assignment was graded.
        secret: Of the course, see :mod:`.seeds`.
    """

    workers: int
    usual: RunSpec
    cluster: str = ""
    own: Mapping[str, RunSpec] = field(default_factory=dict)
    force: bool = False
    any_kernel: bool = True
    place: str = "autograded/{student_id}/{assignment_id}"
    ignored: tuple[str, ...] = ()
    is_auto: bool = False
    tries_sources: bool = False
    built: Collection[str] = ()
    remarks: Mapping[str, str] = field(default_factory=dict)
    secret: str = field(default="", repr=False)

    def spec(self, assignment: str) -> RunSpec:
        """Return how the notebooks of an assignment are run."""
        return self.own.get(assignment, self.usual)

    def apart(self, assignment: str) -> RunSpec:
        """Return how they are run where its tests run apart."""
        return _isolated(self.spec(assignment), SEPARATE)

    def together(self, assignment: str) -> RunSpec:
        """Return how they are run where its tests run as under nbgrader."""
        return _isolated(self.spec(assignment), SHARED)

    def told(self, assignment: str) -> tuple[str, ...]:
        """Return what results are told of how their assignment was graded."""
        return tuple(filter(None, [self.remarks.get(assignment)]))

    def is_on_trial(self, assignment: str) -> bool:
        """Tell whether the source's own solution is graded first."""
        return self.tries_sources and assignment not in self.built

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
            spec=self.spec(name),
            secret=self.secret,
        )

    def identity(self, course: NbgraderCourse, assignment: str) -> list[str]:
        """Return what a score depends on besides the submission and the tests.

        Dates and what lateness costs are not among it: nothing runs again for them.
        """
        job = self.job(Submission("", assignment, Path()), {}, {}, Path())
        return [
            *versions(),
            *libraries.versions(self.spec(assignment).libraries),
            repr(job).replace(str(course.root), "."),  # a course may be moved
        ]


def settings_for(
    course: NbgraderCourse,
    *,
    workers: int,
    cluster: str | None = None,
    isolation: str | None = None,
    figures: bool = True,
    force: bool = False,
    allow_missing: Collection[str] = (),
    inside_nbgrader: bool = False,
    wishes: Wishes = NO_WISHES,
) -> Settings:
    """Return the settings of a course: its own configuration, or nbgrader's.

    A course without a ``course_config.py`` is another's: tests run as nbgrader runs
    them, in the student's process, with nbgrader's time limit.

    Raises:
        ConfigError: The course asks for what cannot be done.
    """
    check_options(course, inside_nbgrader=inside_nbgrader)
    own = find_course(course.root)
    if own is None:
        wishes = asked(course) | wishes
    isolation = isolation or (own.isolation if own else wishes.isolation or SHARED)
    if isolation not in ISOLATIONS:
        raise UsageError(f"isolation is one of {', '.join(ISOLATIONS)}")
    is_auto = isolation == AUTO
    place = _place(course)
    hidden = [course.root] if own else secrets_of(course)
    for path in wishes.readable:
        if any(secret.is_relative_to(path) for secret in map(Path, hidden)):
            raise UsageError(
                f"{path} cannot be made readable: it holds the course's own solutions, "
                "grades or submissions; name a folder or a file inside it"
            )
    base = RunSpec(
        world=CONFINED,
        figures=figures,
        trimming=_trimming(course),
        permissions=Permissions(
            hidden=tuple(map(str, hidden)),
            required=_required(allow_missing),
            readable=tuple(map(str, wishes.readable)),
            variables={**_import_path(), **wishes.variables},
            beside=tuple(_beside(wishes.readable, course.root, place)),
        ),
    )
    base = _isolated(base, SHARED if is_auto else isolation)
    untouched = 1 if own else UNTOUCHED
    assignments = own.assignments if own else ()
    tries_sources = isolation != SHARED
    mine = assignments if tries_sources else ()
    built = [each.id for each in mine if is_built(course, each.id)]
    return Settings(
        workers=workers,
        cluster=cluster if cluster is not None else own.cluster if own else "",
        usual=_within(
            base, wishes.over(own.limits if own else _limits(course)), untouched
        ),
        own={
            each.id: replace(
                _within(
                    _isolated(base, SEPARATE) if each.id in built else base,
                    wishes.over(own.limits_for(each.id)),
                    untouched,
                ),
                libraries=each.libraries,
            )
            for each in assignments
            if own
        },
        force=force or Autograde(config=course.config).force,
        place=place,
        any_kernel=bool(own) or wishes.any_kernel,
        ignored=tuple(course.directory().ignore),
        is_auto=is_auto,
        tries_sources=tries_sources,
        built=built,
        secret=course_secret(course),
    )


def check_machine(settings: Settings) -> None:
    """Make sure that this machine has every layer of the sandbox that is required.

    Raises:
        UsageError: It has not; the lines say which, why, and how to go on.
    """
    required = settings.usual.permissions.required
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


def _isolated(spec: RunSpec, isolation: str) -> RunSpec:
    """Return how notebooks are run with an isolation, and what it allows them.

    Where tests run as under nbgrader, other people's cells may be such as ``!ls``.
    """
    is_shared = isolation == SHARED
    allowed = replace(spec.permissions, allow_exec=is_shared, allow_sockets=is_shared)
    return replace(spec, isolation=isolation, permissions=allowed)


def _within(spec: RunSpec, limits: Limits, untouched: int) -> RunSpec:
    """Return how notebooks are run within a course's limits.

    Args:
        spec: How they are run otherwise.
        limits: The limits.
        untouched: How many times its memory a process may reserve.
    """
    times = TimeLimits(
        cell=float(limits.cell_seconds), notebook=float(limits.notebook_seconds)
    )
    permissions = replace(
        spec.permissions,
        memory=limits.memory_mb * MEBI,
        reserved=limits.memory_mb * MEBI * untouched,
        processes=limits.processes,
        open_files=limits.open_files,
        disk=limits.disk_mb * MEBI,
        cpu_seconds=times.process,
    )
    output = limits.output_mb * MEGA
    return replace(spec, times=times, permissions=permissions, output_chars=output)


def _limits(course: NbgraderCourse) -> Limits:
    """Return the limits of another's course: nbgrader limits the time of a cell."""
    whole = FOREIGN.notebook_seconds
    seconds = Execute(config=course.config).timeout
    if not seconds or seconds < 0:  # nbgrader's words for no limit
        return FOREIGN.model_copy(update={"cell_seconds": whole})
    times = {"cell_seconds": seconds, "notebook_seconds": max(whole, seconds)}
    return FOREIGN.model_copy(update=times)


def asked(course: NbgraderCourse) -> Wishes:
    """Return what the section ``c.Autograder`` of another's course asks.

    Raises:
        ConfigError: It makes no sense.
    """
    try:
        return from_config(course.root, course.config.get(SECTION, {}))
    except ConfigError as error:
        lines = str(error).splitlines()
        told = (f"{course.root / CONFIG_FILE}: {line}" for line in lines)
        raise ConfigError("\n".join(told)) from None


def secrets_of(course: NbgraderCourse) -> list[Path]:
    """Return what of another's course no notebook may read; the rest is helpers, data.

    What lies around one of these is not readable either.
    """
    directory = course.directory()
    steps = ("source", "release", "submitted", "autograded", "feedback")
    names = [getattr(directory, f"{step}_directory") for step in steps]
    names += [CONFIG_FILE, "notebooks", "reports", ".autograder", ".git"]
    file = sqlite_file(make_url(directory.db_url))
    return [course.root / name for name in (*names, *([file] if file else []))]


def _import_path() -> dict[str, str]:
    """Return the variable by which programs of a notebook import what we can."""
    path = os.environ.get("PYTHONPATH", "")
    return {"PYTHONPATH": path} if path else {}


def _beside(
    readable: Iterable[Path], root: Path, place: str
) -> Iterator[tuple[str, str]]:
    """Yield where readable paths lie as seen from a notebook, and what they are.

    A notebook that asks for ``../../../data`` finds it, as in nbgrader's own folder.
    """
    for path in readable:
        way = os.path.relpath(path, root / place)
        # Further up is no folder of the notebook's own.
        if way.count("..") <= len(Path(place).parts):
            yield way, str(path)


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


def _place(course: NbgraderCourse) -> str:
    """Return a pattern of the working directory's name, as nbgrader would have it."""
    directory = course.directory()
    path = Path(
        directory.directory_structure.format(
            nbgrader_step=directory.autograded_directory,
            student_id="{student_id}",
            assignment_id="{assignment_id}",
        )
    )
    # It may lead anywhere there; here it is below some folder.
    return str(Path(*(part for part in path.parts if part not in (path.anchor, ".."))))


def _required(allow_missing: Collection[str]) -> tuple[str, ...]:
    known = {str(layer): layer for layer in sandbox.Layer}
    for name in allow_missing:
        if name not in known:
            raise UsageError(f"'{name}' is no layer; layers: {', '.join(known)}")
    return tuple(sorted(sandbox.USUAL - {known[name] for name in allow_missing}))
