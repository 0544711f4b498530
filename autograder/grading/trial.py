"""Grade a course's own solutions first: what fails where tests run apart.

Another's course was written for tests that share a process with the answers. What its
own solution loses apart, every student would lose. So each assignment's source is
graded once as if handed in, apart and, if that costs points, ``shared``; what came of
it is kept as long as the source, the tests and the grader are the same.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from nbgrader.api import Gradebook

from autograder.common.printable import one_line
from autograder.common.writing import write_atomically
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.gradebook.current import Say
from autograder.gradebook.patience import patiently
from autograder.grading.job import Job, NotebookOutcome, Outcome
from autograder.grading.keeping import DIED
from autograder.grading.pool import MakeExecutor, one, run_jobs
from autograder.grading.settings import Settings
from autograder.grading.sources import course_files, identity, load_sources
from autograder.grading.submissions import Submission, examine
from autograder.grading.summary import SHARED_FOR
from autograder.model import SubmissionError
from autograder.notebook.source import Editions

STUDENT = "solution"
"""Whose submission a source is while it is tried."""

MOST_NAMED = 8
"""Tests of an assignment that are named in a result's note."""

MOST_SAID = 300
"""Characters of a reason."""

Run = Callable[[Iterable[Job]], dict[str, Outcome | None]]


class Fault(StrEnum):
    """Why a source's own solution has no full marks."""

    APART = "apart"  # only where tests run apart
    OWN = "own"  # as under nbgrader, too
    UNTRIED = "untried"  # nobody knows: it could not be graded


@dataclass(frozen=True)
class Loss:
    """A test that a source's own solution fails; without a name, a whole notebook."""

    notebook: str
    test: str
    reason: str
    fault: Fault

    def __str__(self) -> str:
        """Name the test and the reason."""
        return f"{'/'.join(filter(None, (self.notebook, self.test)))} ({self.reason})"


@dataclass(frozen=True)
class Trial:
    """What came of an assignment's own solution where tests run apart."""

    losses: tuple[Loss, ...] = ()

    @property
    def is_safe_apart(self) -> bool:
        """Whether tests may run apart: that costs nobody points."""
        return all(loss.fault is Fault.OWN for loss in self.losses)

    def of(self, *faults: Fault) -> list[Loss]:
        """Return the losses of some kinds."""
        return [loss for loss in self.losses if loss.fault in faults]


def tried(
    course: NbgraderCourse,
    gradebook: Gradebook,
    settings: Settings,
    assignments: Iterable[str],
    make: MakeExecutor,
    ahead: Callable[[], int],
    say: Say,
) -> Settings:
    """Return the settings with each assignment's isolation decided.

    Args:
        course: Whose sources are tried.
        gradebook: The course's.
        settings: How the class is graded; they say which assignments are tried.
        assignments: Those that are graded.
        make: Makes the pool of workers.
        ahead: How many submissions it takes at a time.
        say: Told of each test that fails, and of what could not be tried.
    """
    names = [name for name in assignments if settings.is_on_trial(name)]
    if not names:
        return settings
    run = partial(_run, make=make, ahead=ahead)
    trials = _trials(course, gradebook, settings, names, run)
    for name in names:
        for line in _lines(name, trials[name], is_auto=settings.is_auto):
            say(line)
    if not settings.is_auto:
        return settings
    remarks = {n: _remark(t) for n, t in trials.items() if not t.is_safe_apart}
    apart = {
        name: settings.apart(name)
        for name, trial in trials.items()
        if trial.is_safe_apart
    }
    return replace(settings, own={**settings.own, **apart}, remarks=remarks)


def _trials(
    course: NbgraderCourse,
    gradebook: Gradebook,
    settings: Settings,
    names: Sequence[str],
    run: Run,
) -> dict[str, Trial]:
    """Return what came of each assignment; what has changed is graded."""
    store = _Store(course.root)
    done: dict[str, Trial] = {}
    jobs: dict[str, Job] = {}
    keys: dict[str, str] = {}
    for name in names:
        read = partial(load_sources, course, gradebook, name)
        editions = patiently(gradebook, read)
        files = course_files(course, name)
        folder = course.path("source", ".", name).resolve()
        source = Submission(STUDENT, name, folder)
        basis = identity(editions, files)
        own = replace(settings, own={name: settings.apart(name)}).identity(course, name)
        try:
            if not folder.exists():
                raise SubmissionError("there is no such folder")
            keys[name] = examine(source, editions, basis, *own)
        except SubmissionError as error:
            reason = f"source/{name} could not be tried: {error}"[:MOST_SAID]
            done[name] = Trial((Loss("", "", reason, Fault.UNTRIED),))
            continue
        if known := store.load(name, keys[name]):
            done[name] = known
            continue
        job = settings.job(source, editions, files, store.draft(name))
        jobs[name] = replace(job, spec=settings.apart(name), root=course.root)
    apart = run(jobs.values())
    lost = {n: list(_losses(jobs[n].editions, apart[n])) for n in jobs}
    again = {
        name: replace(jobs[name], spec=settings.together(name))
        for name, losses in lost.items()
        if any(loss.fault is not Fault.UNTRIED for loss, _ in losses)
    }
    together = run(again.values())
    for name, losses in lost.items():
        found = (_compared(loss, got, together.get(name)) for loss, got in losses)
        done[name] = Trial(tuple(found))
        store.save(name, keys[name], done[name])
    return done


def _run(
    jobs: Iterable[Job], *, make: MakeExecutor, ahead: Callable[[], int]
) -> dict[str, Outcome | None]:
    """Have sources graded; one in which a given cell failed once more, alone."""
    found: dict[str, Outcome | None] = {}
    again: list[Job] = []
    for these, most in ((jobs, ahead), (again, one)):
        with closing(run_jobs(these, make, most)) as outcomes:
            for job, outcome in outcomes:
                shutil.rmtree(job.draft, ignore_errors=True)
                if outcome and outcome.is_nobodys_fault and not job.is_alone:
                    again.append(replace(job, is_alone=True))
                else:
                    found[job.assignment] = outcome
    return found


def _losses(
    editions: Mapping[str, Editions], outcome: Outcome | None
) -> Iterator[tuple[Loss, float]]:
    """Yield what a source has lost apart, and the points that it has there."""
    for name in editions:
        found = outcome.notebooks.get(name) if outcome else None
        if found is None:
            reason = f"{name}.ipynb: {outcome.unfound}" if outcome else DIED
            yield Loss(name, "", _short(reason), Fault.UNTRIED), 0.0
        elif found.reason:
            # What cannot be read was not tried; what runs may fail by the course.
            fault = Fault.APART if found.is_nobodys_fault else Fault.UNTRIED
            yield Loss(name, "", _short(found.reason), fault), 0.0
        else:
            yield from _lost_tests(name, found)


def _lost_tests(name: str, found: NotebookOutcome) -> Iterator[tuple[Loss, float]]:
    for cell in found.cells:
        score, most = cell.auto_score, cell.max_score
        if score is not None and score < most:
            reason = cell.message or f"{score:g} of {most:g} points"
            yield Loss(name, cell.grade_id, _short(reason), Fault.APART), score


def _compared(loss: Loss, got: float, together: Outcome | None) -> Loss:
    """Return a loss as the course's own fault if running shared does not help."""
    found = together.notebooks.get(loss.notebook) if together else None
    if loss.fault is Fault.UNTRIED or found is None:
        return loss
    scores = {cell.grade_id: cell.auto_score for cell in found.cells}
    helped = not found.reason
    if loss.test:
        score = scores.get(loss.test)
        helped = score is not None and score > got
    return loss if helped else replace(loss, fault=Fault.OWN)


def _lines(name: str, trial: Trial, *, is_auto: bool) -> Iterator[str]:
    """Say what a source has lost; with ``auto`` a note of each result says the rest."""
    for loss in trial.of(Fault.OWN):
        yield (
            f"{name}: the course's own solution fails {loss}, also where its tests "
            "run shared, as under nbgrader"
        )
    if is_auto:
        return
    for loss in trial.of(Fault.APART):
        yield f"{name}: run apart, the course's own solution fails {loss}"
    for loss in trial.of(Fault.UNTRIED):
        yield f"{name}: its own solution was not tried: {_where(loss)}"
    if not trial.is_safe_apart:
        yield f"{name}: to run the tests of such assignments shared: --isolation auto"


def _remark(trial: Trial) -> str:
    """Return why an assignment's tests run shared."""
    losses = trial.of(Fault.APART)
    if not losses:
        told = "; ".join(map(_where, trial.of(Fault.UNTRIED)))
        return f"{SHARED_FOR}its own solution was not tried: {told}"
    named = ", ".join(map(str, losses[:MOST_NAMED]))
    more = f" and {len(losses) - MOST_NAMED} more" if losses[MOST_NAMED:] else ""
    return f"{SHARED_FOR}run apart, the course's own solution fails {named}{more}"


def _where(loss: Loss) -> str:
    return str(loss) if loss.notebook else loss.reason


def _short(reason: str) -> str:
    return one_line(reason)[:MOST_SAID]


class _Store:
    """What came of trials, in ``.autograder/trials/<assignment>.json`` of a course."""

    def __init__(self, root: Path) -> None:
        self._folder = root / ".autograder" / "trials"

    def draft(self, assignment: str) -> Path:
        """Return where a worker lays out a graded source, which nobody keeps."""
        return self._folder / "drafts" / assignment

    def load(self, assignment: str, key: str) -> Trial | None:
        """Return what came of a source of this content; None if it is not known."""
        try:
            data = json.loads(self._path(assignment).read_text(encoding="utf-8"))
            if data["key"] != key:
                return None
            return Trial(
                tuple(
                    Loss(**{**loss, "fault": Fault(loss["fault"])})
                    for loss in data["losses"]
                )
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None  # as if never tried: trying again is safe

    def save(self, assignment: str, key: str, trial: Trial) -> None:
        """Keep what came of a source, in one step; not where nobody knows."""
        if trial.of(Fault.UNTRIED):
            return
        data = {"key": key, "losses": [asdict(loss) for loss in trial.losses]}
        write_atomically(self._path(assignment), json.dumps(data, indent=1))

    def _path(self, assignment: str) -> Path:
        return self._folder / f"{assignment}.json"
