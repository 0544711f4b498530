"""Grade a class: find the submissions, grade those that changed, remember the results.

Whatever happens to one submission stays with it. Workers grade; only this process
writes. A submission is complete in three steps: its folder under ``autograded`` is put
in place, its scores are committed in one transaction, its record is written. Killed in
between, the next run finds no record and grades it again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from nbgrader.api import Gradebook

from autograder.grading.gradebook import read_results, source_identity
from autograder.grading.keeping import Keeper, failed, unchanged
from autograder.grading.pool import MakeExecutor, local_executor, run_jobs
from autograder.grading.settings import Settings
from autograder.grading.sources import course_files, load_sources
from autograder.grading.submissions import (
    Submission,
    content_key,
    defects,
    find_submissions,
)
from autograder.grading.worker import Job
from autograder.model import NotebookResult, UsageError
from autograder.nbgrader_course import NbgraderCourse


@dataclass(frozen=True)
class Progress:
    """Told after each submission."""

    done: int
    total: int
    results: Sequence[NotebookResult]


@dataclass(frozen=True)
class _Pending:
    """A submission to grade, and the key under which its results will be kept."""

    job: Job
    key: str


def grade_class(
    course: NbgraderCourse,
    settings: Settings,
    assignments: Collection[str] = (),
    students: Collection[str] = (),
    tell: Callable[[Progress], None] = lambda progress: None,
    make_executor: MakeExecutor | None = None,
) -> list[NotebookResult]:
    """Grade submissions; return one result a notebook, by assignment and student.

    Args:
        course: Where the submissions and the gradebook are.
        settings: How to grade.
        assignments: Which assignments; all that the gradebook knows if empty.
        students: Whose submissions; everybody's if empty.
        tell: Called after each submission.
        make_executor: Makes the pool of workers; local processes if None.

    Raises:
        UsageError: An assignment or a student is not there; nothing has been graded.
        MachineError: The disk is full, the gradebook is locked; what was complete is
            kept.
    """
    submissions = _chosen(course, _known(assignments, course), students)
    make = make_executor or partial(
        local_executor, min(settings.workers, len(submissions) or 1), settings.confine
    )
    with course.gradebook() as gradebook:
        keeper = Keeper(course, gradebook, settings)
        pending, results = _sort_out(course, gradebook, keeper, settings, submissions)
        for done, finished in enumerate(results, start=1):
            tell(Progress(done, len(submissions), finished))
        for graded in _grade(pending, keeper, make, settings.workers):
            results.append(graded)
            tell(Progress(len(results), len(submissions), graded))
    return sorted(
        (result for group in results for result in group),
        key=lambda result: (result.assignment, result.student, result.notebook),
    )


def _sort_out(
    course: NbgraderCourse,
    gradebook: Gradebook,
    keeper: Keeper,
    settings: Settings,
    submissions: Sequence[Submission],
) -> tuple[list[_Pending], list[list[NotebookResult]]]:
    """Return what has to be graded, and the results that can be told at once."""
    pending: list[_Pending] = []
    results: list[list[NotebookResult]] = []
    for assignment, group in groupby(submissions, key=lambda s: s.assignment):
        editions = load_sources(course, gradebook, assignment)
        files = course_files(course, assignment)
        basis = [*source_identity(gradebook, assignment), *settings.identity(course)]
        for submission in group:
            if reasons := list(defects(submission, editions)):
                bad = failed(submission, editions, "; ".join(reasons))
                keeper.keep_failure(bad)
                results.append(bad)
                continue
            key = content_key(submission, *basis)
            record = None if settings.force else keeper.recall(submission, key)
            known = record and read_results(gradebook, assignment, submission.student)
            if record and known:
                results.append(unchanged(known, record))
                continue
            job = settings.job(submission, editions, files, keeper.draft(submission))
            pending.append(_Pending(job, key))
    return pending, results


def _grade(
    pending: Sequence[_Pending], keeper: Keeper, make: MakeExecutor, workers: int
) -> Iterator[list[NotebookResult]]:
    keys = {(item.job.assignment, item.job.student): item.key for item in pending}
    jobs = (item.job for item in pending)
    for job, outcome in run_jobs(jobs, make, workers) if pending else ():
        yield keeper.keep(job, outcome, keys[job.assignment, job.student])


def _known(assignments: Collection[str], course: NbgraderCourse) -> list[str]:
    known = course.assignments()
    if not known:
        raise UsageError(
            "the gradebook knows no assignment yet; run 'python -m autograder build'"
        )
    for assignment in assignments:
        if assignment not in known:
            raise UsageError(
                f"there is no assignment '{assignment}'; the gradebook has "
                f"{', '.join(known)}"
            )
    return [
        assignment
        for assignment in known
        if not assignments or assignment in assignments
    ]


def _chosen(
    course: NbgraderCourse, assignments: Collection[str], students: Collection[str]
) -> list[Submission]:
    """Return the submissions to look at; every named student must have one."""
    found = [s for name in assignments for s in find_submissions(course, name)]
    for student in students:
        if not any(submission.student == student for submission in found):
            folder = course.path("submitted", student)
            raise UsageError(f"student '{student}' has handed in nothing: no {folder}")
    return [s for s in found if not students or s.student in students]
