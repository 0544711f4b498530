"""Real processes, quick ones: a job's student says what its worker does."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from pathlib import Path

import pytest

from autograder.grading.job import Job, Outcome
from autograder.grading.pool import AHEAD, run_jobs

LONG = 600  # seconds; no test waits for them


def act(job: Job) -> Outcome:
    """Do in a worker what a job says."""
    match job.student:
        case "be killed":
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        case "exit":
            os._exit(7)
        case "hang":
            time.sleep(LONG)
        case "find the disk full":
            raise OSError(28, "No space left on device")
    return Outcome({}, 1.0)


class Pool(ProcessPoolExecutor):
    """Workers that act."""

    def __init__(self) -> None:
        super().__init__(2, mp_context=multiprocessing.get_context("spawn"))

    def submit(self, function: object, job: Job, /) -> Future[Outcome]:  # type: ignore[override]
        return super().submit(act, job)


def jobs(*what: str) -> list[Job]:
    return [Job(do, str(number), Path(), Path(), {}) for number, do in enumerate(what)]


def run(*what: str) -> list[tuple[str, bool]]:
    """Run jobs; return, in their order, what each was and whether it has an outcome."""
    made = {job.assignment: job for job in jobs(*what)}
    answered = {
        job.assignment: outcome is not None
        for job, outcome in run_jobs(made.values(), Pool, lambda: 2 * AHEAD)
    }
    return [(job.student, answered[number]) for number, job in made.items()]


def alive() -> list[object]:
    # A daemon is not a worker: it lays out pages.
    return [each for each in multiprocessing.active_children() if not each.daemon]


@pytest.mark.parametrize("death", ["be killed", "exit"])
def test_a_worker_that_dies_costs_only_its_own_job(death: str) -> None:
    others = [("a", True), ("b", True), ("c", True)]
    assert run("a", death, "b", "c") == [others[0], (death, False), *others[1:]]
    assert alive() == []


def test_several_workers_may_die() -> None:
    assert run("exit", "a", "exit", "b") == [
        ("exit", False),
        ("a", True),
        ("exit", False),
        ("b", True),
    ]


def test_a_full_disk_stops_all_and_leaves_no_worker() -> None:
    with pytest.raises(OSError, match="No space left"):
        run("find the disk full", "hang")
    assert alive() == []


def test_nobody_survives_a_run_that_is_abandoned() -> None:
    with closing(
        run_jobs(jobs("a", "hang", "hang"), Pool, lambda: 2 * AHEAD)
    ) as outcomes:
        assert next(outcomes)[0].student == "a"
        assert len(alive()) == 2
    assert alive() == []


def test_without_a_job_there_is_no_pool() -> None:
    def must_not_be_made() -> Executor:
        raise AssertionError

    assert list(run_jobs([], must_not_be_made, lambda: 2 * AHEAD)) == []


class Inline(Executor):
    """Does each job at once; breaks when told to."""

    def __init__(self, breaks: set[str]) -> None:
        self._breaks = breaks

    def submit(self, function: object, job: Job, /) -> Future[Outcome]:  # type: ignore[override]
        if job.assignment in self._breaks:
            self._breaks.remove(job.assignment)
            raise BrokenProcessPool
        future: Future[Outcome] = Future()
        future.set_result(Outcome({}, 0.0))
        return future


def test_a_pool_that_breaks_while_it_is_fed_loses_nothing() -> None:
    breaks = {"0", "3"}
    outcomes = list(
        run_jobs(jobs(*"abcdef"), lambda: Inline(breaks), lambda: 2 * AHEAD)
    )
    assert sorted(job.student for job, outcome in outcomes if outcome) == [*"abcdef"]


def test_jobs_are_asked_for_as_they_are_needed() -> None:
    asked: list[str] = []

    def make() -> Iterator[Job]:
        for job in jobs(*"abcdefghij"):
            asked.append(job.student)
            yield job

    outcomes = run_jobs(make(), lambda: Inline(set()), lambda: 2 * AHEAD)
    next(outcomes)
    assert len(asked) <= AHEAD * 2
    assert len(list(outcomes)) == 9
