"""Grade a class: find the submissions, grade those that changed, remember the results.

Whatever happens to one submission stays with it. Each is recorded when it is complete,
so a run that was stopped is continued by the next.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import groupby

from autograder.grading.gradebook import notebook_names, read_results, source_identity
from autograder.grading.processes import Died, run_jobs
from autograder.grading.results import ResultStore
from autograder.grading.stock import Job, discard, grade_submission
from autograder.grading.submissions import (
    Submission,
    content_key,
    defects,
    find_submissions,
)
from autograder.model import NotebookResult, Status, SubmissionError, UsageError
from autograder.nbgrader_course import NbgraderCourse

# An executed notebook depends on these as much as on its own cells.
_PACKAGES = ("ipykernel", "ipython", "matplotlib", "nbgrader", "numpy")


@dataclass(frozen=True)
class Progress:
    """Told after each submission."""

    done: int
    total: int
    results: Sequence[NotebookResult]


@dataclass(frozen=True)
class _Pending:
    submission: Submission
    key: str
    notebooks: tuple[str, ...]


def grade_class(
    course: NbgraderCourse,
    assignments: Collection[str] = (),
    students: Collection[str] = (),
    *,
    workers: int,
    seconds: float,
    force: bool = False,
    tell: Callable[[Progress], None] = lambda progress: None,
) -> list[NotebookResult]:
    """Grade submissions; return one result a notebook, by assignment and student.

    Args:
        course: Where the submissions and the gradebook are.
        assignments: Which assignments; all that the gradebook knows if empty.
        students: Whose submissions; everybody's if empty.
        workers: How many submissions are graded at a time.
        seconds: The most that one submission may take.
        force: Grade also what has not changed.
        tell: Called after each submission.

    Raises:
        UsageError: An assignment or a student is not there; nothing has been graded.
    """
    pending, results = _sort_out(course, assignments, students, force)
    total = len(pending) + len(results)
    for done, finished in enumerate(results, start=1):
        tell(Progress(done, total, finished))
    for graded in _grade_pending(course, pending, workers, seconds):
        results.append(graded)
        tell(Progress(len(results), total, graded))
    return sorted(
        (result for submission in results for result in submission),
        key=lambda result: (result.assignment, result.student, result.notebook),
    )


def _sort_out(
    course: NbgraderCourse,
    assignments: Collection[str],
    students: Collection[str],
    force: bool,
) -> tuple[list[_Pending], list[list[NotebookResult]]]:
    """Return what has to be graded, and the results that can be told at once."""
    submissions = _chosen(course, _known(assignments, course), students)
    store = ResultStore(course.root)
    environment = _environment(course)
    pending: list[_Pending] = []
    results: list[list[NotebookResult]] = []
    with course.gradebook() as gradebook:
        for assignment, group in groupby(submissions, key=lambda s: s.assignment):
            names = tuple(notebook_names(gradebook, assignment))
            basis = [*source_identity(gradebook, assignment), *environment]
            for submission in group:
                if reasons := list(defects(submission, names)):
                    failed = _failed(submission, names, "; ".join(reasons))
                    store.save(assignment, submission.student, store.FAILED, failed)
                    results.append(failed)
                    continue
                key = content_key(submission, *basis)
                record = None if force else store.load(assignment, submission.student)
                known = read_results(gradebook, assignment, submission.student)
                if (
                    record
                    and record.key == key
                    and known
                    and _is_complete(course, submission)
                ):
                    results.append(_unchanged(known, record.notebooks))
                else:
                    pending.append(_Pending(submission, key, names))
    return pending, results


def _grade_pending(
    course: NbgraderCourse, pending: Sequence[_Pending], workers: int, seconds: float
) -> Iterator[list[NotebookResult]]:
    store = ResultStore(course.root)
    jobs = {
        Job(course.root, item.submission.assignment, item.submission.student): item
        for item in pending
    }
    for job in jobs:
        store.forget(job.assignment, job.student)
    runs = run_jobs(
        grade_submission,
        jobs,
        workers=workers,
        seconds=seconds,
        preload=grade_submission.__module__,
        abandoned=lambda job: discard(course, job),
    )
    for job, outcome in runs:
        item = jobs[job]
        if isinstance(outcome, Died | SubmissionError):
            key = store.FAILED
            results = _failed(item.submission, item.notebooks, str(outcome))
        else:
            key, results = item.key, outcome
        store.save(job.assignment, job.student, key, results)
        yield results


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


def _is_complete(course: NbgraderCourse, submission: Submission) -> bool:
    """Whether what grading leaves behind is still there."""
    return course.path("autograded", submission.student, submission.assignment).is_dir()


def _environment(course: NbgraderCourse) -> list[str]:
    """Return what else a score depends on: versions, time limits, the late policy."""
    versions = [f"{package} {version(package)}" for package in _PACKAGES]
    settings = [
        repr(course.config.get(section))
        for section in ("Execute", "AssignLatePenalties", "LatePenaltyPlugin")
    ]
    return [platform.python_version(), *versions, *settings]


def _failed(
    submission: Submission, notebooks: Collection[str], reason: str
) -> list[NotebookResult]:
    return [
        NotebookResult(
            submission.student, submission.assignment, notebook, Status.FAILED, reason
        )
        for notebook in notebooks or [submission.assignment]
    ]


def _unchanged(
    known: Sequence[NotebookResult], recorded: Sequence[NotebookResult]
) -> list[NotebookResult]:
    """Return the gradebook's scores; people may have graded by hand since."""
    by_name = {result.notebook: result for result in recorded}
    return [
        replace(
            result,
            status=Status.UNCHANGED,
            language=by_name[result.notebook].language,
            seconds=by_name[result.notebook].seconds,
        )
        for result in known
    ]
