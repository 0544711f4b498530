"""Grade a class: find the submissions, grade those that changed, remember the results.

Whatever happens to one submission stays with it. One in which a cell of the course's
own failed is graded once more, when nothing else runs. Workers grade; only this process
writes. A submission is complete in three steps: its folder under ``autograded`` is put
in place, its scores are committed in one transaction, its record is written. Killed in
between, the next run finds no record and grades it again.

Submissions are looked at while workers already grade: the first that has changed starts
the first worker, and a class in which nothing has changed starts none.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path

from nbgrader.api import Gradebook

from autograder.common.bytecode import compile_ahead
from autograder.common.printable import one_line
from autograder.common.telling import command
from autograder.config import CONFIG_FILE
from autograder.config.installed import lack
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.engine import phases
from autograder.gradebook.current import Say, catch_up, current_assignments
from autograder.gradebook.patience import patiently
from autograder.gradebook.results import Place, read_results, read_totals
from autograder.grading.cluster import connected
from autograder.grading.head_start import local_executor
from autograder.grading.job import Job, Outcome
from autograder.grading.keeping import Keeper, SubmissionKeeper
from autograder.grading.kernels import other_python
from autograder.grading.lock import only_run
from autograder.grading.machine import machine_errors
from autograder.grading.places import nearest, strays
from autograder.grading.pool import AHEAD, MakeExecutor, one, run_jobs
from autograder.grading.regrade import (
    ExerciseKeeper,
    assignments_with,
    graded_before,
)
from autograder.grading.settings import Settings, check_machine
from autograder.grading.sources import (
    course_files,
    identity,
    load_sources,
    sources_of,
)
from autograder.grading.submissions import (
    Submission,
    examine,
    find_submissions,
)
from autograder.grading.trial import tried
from autograder.model import NotebookResult, Status, SubmissionError, UsageError
from autograder.notebook.recognise import composed
from autograder.notebook.source import Editions


@dataclass(frozen=True)
class Progress:
    """Told after each submission, and before the first of what belongs to none.

    Also, with a note and no result, before something that takes a while.
    """

    done: int
    total: int
    results: Sequence[NotebookResult]
    note: str = ""


def grade_class(
    course: NbgraderCourse,
    settings: Settings,
    assignments: Collection[str] = (),
    students: Collection[str] = (),
    tell: Callable[[Progress], None] = lambda progress: None,
    make_executor: MakeExecutor | None = None,
    exercise: str = "",
    say: Say = lambda line: None,
) -> list[NotebookResult]:
    """Grade submissions; return one result a notebook, by assignment and student.

    Args:
        course: Where the submissions and the gradebook are.
        settings: How to grade.
        assignments: Which assignments; all that the gradebook knows if empty.
        students: Whose submissions; everybody's if empty.
        tell: Called with all results, after each submission.
        make_executor: Makes the pool of workers; if None, what the settings say.
        exercise: The one to grade again, of what was graded before; all if empty.
        say: Told what of ``course_config.py`` is new or does not fit.

    Raises:
        UsageError: An assignment or a student is not there, the course is being graded,
            or this machine lacks a layer of the sandbox; nothing has been graded.
        MachineError: The disk is full, the gradebook is locked; what was complete is
            kept.
    """
    if not course.has_gradebook(writing=True):
        raise UsageError(nothing_known(course.root))
    with (
        machine_errors(course.root),
        course.gradebook() as gradebook,
        _workers(settings, make_executor, say) as (make, ahead),
    ):
        known = sorted(current_assignments(course, gradebook))
        names = _known(course.root, assignments, known)
        if exercise:
            names = assignments_with(gradebook, exercise, names)
        submissions = _chosen(course, names, students)
        lost = [] if exercise else _astray(course, gradebook, assignments, students)
        if exercise:
            submissions = graded_before(course, submissions)
        submissions = _with_libraries(course, settings, submissions, assignments, say)
        with only_run(course.root):
            before = read_totals(gradebook, names)
            catch_up(course, gradebook, say)
            settings = tried(
                course,
                gradebook,
                settings,
                dict.fromkeys(each.assignment for each in submissions),
                make,
                ahead,
                say,
            )
            keeper = (
                ExerciseKeeper(course, gradebook, settings, exercise)
                if exercise
                else SubmissionKeeper(course, gradebook, settings)
            )
            if lost:
                tell(Progress(0, len(submissions), lost))
            run = _Run(course, gradebook, settings, submissions, keeper, before, tell)
            for jobs, most in ((run.pending(), ahead), (run.again(), one)):
                with closing(run_jobs(jobs, make, most)) as outcomes:
                    for job, outcome in outcomes:
                        run.keep(job, outcome)
    return sorted(
        [*run.results, *lost],
        key=lambda result: (result.assignment, result.student, result.notebook),
    )


class _Run:
    """One run over a class: what is under way, and what has come of it."""

    def __init__(
        self,
        course: NbgraderCourse,
        gradebook: Gradebook,
        settings: Settings,
        submissions: Sequence[Submission],
        keeper: Keeper,
        before: Mapping[Place, float],
        tell: Callable[[Progress], None],
    ) -> None:
        self._course = course
        self._gradebook = gradebook
        self._settings = settings
        self._submissions = submissions
        self._before = before
        self._tell = tell
        self._done = 0
        self._keeper = keeper
        self._keys: dict[tuple[str, str], str] = {}  # of what is under way
        self._again: list[Job] = []  # failed through nobody's fault
        self.results: list[NotebookResult] = []

    def keep(self, job: Job, outcome: Outcome | None) -> None:
        """Keep what a worker made of a job, or have it done again, alone."""
        if outcome and outcome.is_nobodys_fault and not job.is_alone:
            self._again.append(replace(job, is_alone=True))
            return
        key = self._keys.pop((job.assignment, job.student))
        self._finish(self._keeper.keep(job, outcome, key))

    def again(self) -> Iterator[Job]:
        """Yield the jobs that have to be done alone, when all others are done."""
        yield from self._again

    def pending(self) -> Iterator[Job]:
        """Yield the jobs of submissions that have to be graded; finish all others."""
        for name, group in groupby(self._submissions, key=lambda s: s.assignment):
            yield from self._pending_of(name, list(group))

    def _pending_of(
        self, name: str, submissions: Sequence[Submission]
    ) -> Iterator[Job]:
        read = partial(load_sources, self._course, self._gradebook, name)
        editions = patiently(self._gradebook, read)
        if not self._settings.any_kernel:
            _check_kernels(name, editions)
        files = course_files(self._course, name)
        basis = identity(editions, files)
        own = self._settings.identity(self._course, name)
        students = [submission.student for submission in submissions]
        ask = partial(read_results, self._gradebook, name, students)
        known = patiently(self._gradebook, ask)
        is_ready = False
        for submission in submissions:
            try:
                key = examine(submission, editions, basis, *own)
            except SubmissionError as error:
                reasons = dict.fromkeys(editions or [name], str(error))
                self._finish(self._keeper.refuse(submission, reasons))
                continue
            now = known.get(submission.student, ())
            old = (
                None
                if self._settings.force
                else self._keeper.recall(submission, key, now)
            )
            if old is not None:
                self._finish(old)
                continue
            if not is_ready:
                compile_ahead(sources_of(editions))
                self._tell_of_libraries(name)
                is_ready = True
            self._keys[name, submission.student] = key
            draft = submission.draft(self._course.root)
            job = self._settings.job(submission, editions, files, draft)
            tables = self._course.root / ".autograder" / "tables"
            yield replace(job, root=self._course.root, tables=tables)

    def _tell_of_libraries(self, assignment: str) -> None:
        """Say why the first submissions of an assignment take longer."""
        if named := self._settings.spec(assignment).libraries:
            note = (
                f"{assignment}: each worker first loads {' and '.join(named)}, once, "
                "which takes some seconds"
            )
            self._tell(Progress(self._done, len(self._submissions), (), note))

    def _finish(self, results: Sequence[NotebookResult]) -> None:
        """Note and tell that a submission is done."""
        self._done += 1
        told = [
            replace(
                found,
                previous_score=self._before.get(
                    (found.assignment, found.student, found.notebook)
                ),
            )
            for found in results
        ]
        self.results.extend(told)
        phases.write()
        self._tell(Progress(self._done, len(self._submissions), told))


def _check_kernels(assignment: str, notebooks: Mapping[str, Editions]) -> None:
    """Make sure that notebooks are meant to run by this Python.

    Raises:
        UsageError: One names a kernel of another.
    """
    for notebook, editions in notebooks.items():
        kernel = editions[""].kernel
        if python := other_python(kernel):
            raise UsageError(
                f"{assignment}/{notebook} runs by the kernel {kernel!r}, which is that "
                f"of {python}, and this is {sys.executable}; install the grader there "
                "and run it by that Python, or grade by this one: --any-kernel"
            )


@contextmanager
def _workers(
    settings: Settings, make: MakeExecutor | None, say: Say
) -> Iterator[tuple[MakeExecutor, Callable[[], int]]]:
    """Return what makes the pool of workers, and how many jobs it takes at a time."""
    if make is None and settings.cluster:
        with connected(settings.cluster, settings.workers, say) as cluster:
            yield cluster, lambda: AHEAD * cluster.size()
    else:
        here = partial(_local_workers, settings)
        yield make or here, lambda: AHEAD * settings.workers


def _local_workers(settings: Settings) -> Executor:
    check_machine(settings)
    return local_executor(settings.workers, settings.usual.world)


def _with_libraries(
    course: NbgraderCourse,
    settings: Settings,
    submissions: Sequence[Submission],
    named: Collection[str],
    say: Say,
) -> list[Submission]:
    """Leave out, and say so, the submissions of assignments whose libraries lack.

    Raises:
        UsageError: Such an assignment was asked for by name.
    """
    names = dict.fromkeys(each.assignment for each in submissions)
    lacks = {
        name: told
        for name in names
        if (told := lack(name, settings.spec(name).libraries, course.root))
    }
    for told in lacks.values():
        if named:
            raise UsageError(told)
        say(f"not graded: {told}")
    return [each for each in submissions if each.assignment not in lacks]


def nothing_known(root: Path) -> str:
    """Say what to do about a gradebook that is not there, or empty."""
    if (root / CONFIG_FILE).is_file():
        way = command("build", root=root)
    else:
        folders = sorted(p.name for p in root.glob("source/*") if p.is_dir())
        name = folders[0] if len(folders) == 1 else "ASSIGNMENT"
        way = f"nbgrader generate_assignment {name} --course={shlex.quote(str(root))}"
    return f"the gradebook knows no assignment yet; run: {way}"


def _known(root: Path, assignments: Collection[str], known: Sequence[str]) -> list[str]:
    if not known:
        raise UsageError(nothing_known(root))
    named = {composed(name) for name in assignments}
    for name in named - {composed(name) for name in known}:
        raise UsageError(
            f"there is no assignment '{name}'; the gradebook has {', '.join(known)}"
        )
    return [name for name in known if not named or composed(name) in named]


def _astray(
    course: NbgraderCourse,
    gradebook: Gradebook,
    assignments: Collection[str],
    students: Collection[str],
) -> list[NotebookResult]:
    """Return, as results, what was handed in for no assignment that there is.

    Args:
        course: Where to look.
        gradebook: What assignments there are.
        assignments: Which are graded; what may have meant none of them is left out.
        students: Whose submissions are graded; everybody's if empty.
    """
    known = [assignment.name for assignment in gradebook.assignments]
    results = []
    for place in strays(course, known):
        meant = nearest(place.assignment, known)
        if assignments and meant not in assignments:
            continue
        if students and place.student not in students:
            continue
        is_inside = place.path.is_relative_to(course.root)
        where = place.path.relative_to(course.root) if is_inside else place.path
        what = (
            "there is no such assignment"
            if place.path.is_dir()
            else "a folder named after the assignment is expected here"
        )
        hint = f"did you mean '{meant}'?" if meant else f"there are {', '.join(known)}"
        results.append(
            NotebookResult(
                place.student,
                place.assignment,
                "",
                Status.FAILED,
                f"{one_line(str(where))}: {what}; {hint}",
            )
        )
    return results


def _chosen(
    course: NbgraderCourse, assignments: Collection[str], students: Collection[str]
) -> list[Submission]:
    """Return the submissions to look at; every named student must have one."""
    found = [s for name in assignments for s in find_submissions(course, name)]
    named = set(map(composed, students))
    for student in named - {submission.student for submission in found}:
        folder = course.path("submitted", student)
        what = "nothing of these assignments" if folder.is_dir() else "nothing"
        where = f"see {folder}" if folder.is_dir() else f"no {folder}"
        raise UsageError(f"student '{student}' has handed in {what}: {where}")
    return [s for s in found if not named or s.student in named]
