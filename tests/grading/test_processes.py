"""Real processes, quick ones. Nothing here is timed: each test ends when they do."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from autograder.grading.processes import Died, run_jobs

LONG = 60  # seconds; no test waits for them


@dataclass(frozen=True)
class Task:
    """What a process does, and the file in which it says who it is."""

    do: str
    log: Path

    @property
    def pids(self) -> list[int]:
        return [int(pid) for pid in self.log.read_text().split()]


def work(task: Task) -> str:
    """Do a task in another process."""
    pids = [os.getpid()]
    if task.do == "hang with a child":
        child = subprocess.Popen(
            [sys.executable, "-c", f"import time; time.sleep({LONG})"],
            start_new_session=True,
        )
        pids.append(child.pid)
    draft = task.log.with_suffix(".draft")
    draft.write_text(" ".join(map(str, pids)))
    draft.rename(task.log)
    match task.do:
        case "exit":
            os._exit(7)
        case "be killed":
            os.kill(os.getpid(), 9)
        case "raise":
            raise ValueError
        case "return much":
            return "much" * 1_000_000
    if task.do.startswith("hang"):
        time.sleep(LONG)
    return f"did {task.do}"


class Run:
    """A run of tasks, and what was abandoned in it."""

    def __init__(self, tasks: list[Task], workers: int, seconds: float) -> None:
        self.abandoned: list[str] = []
        self.outcomes: Any = run_jobs(
            work,
            tasks,
            workers=workers,
            seconds=seconds,
            preload="json",
            abandoned=lambda task: self.abandoned.append(task.do),
        )

    def all(self) -> dict[str, Any]:
        return {task.do: outcome for task, outcome in self.outcomes}


@pytest.fixture
def tasks(tmp_path: Path):
    def make(*what: str) -> list[Task]:
        return [Task(do, tmp_path / f"{number}.pid") for number, do in enumerate(what)]

    return make


def run(tasks: list[Task], workers: int = 2, seconds: float = LONG) -> Run:
    return Run(tasks, workers, seconds)


def alive(tasks: list[Task]) -> list[int]:
    """Processes of tasks that still run; a zombie does not."""
    pids = [pid for task in tasks if task.log.exists() for pid in task.pids]
    running = [psutil.Process(pid) for pid in pids if psutil.pid_exists(pid)]
    return [p.pid for p in running if p.status() != psutil.STATUS_ZOMBIE]


def wait_for(tasks: list[Task]) -> None:
    while not all(task.log.exists() for task in tasks):
        time.sleep(0.01)


def test_every_job_is_answered(tasks) -> None:
    jobs = tasks("a", "b", "c", "return much")
    assert run(jobs).all() == {
        "a": "did a",
        "b": "did b",
        "c": "did c",
        "return much": "much" * 1_000_000,
    }
    assert alive(jobs) == []


def test_one_worker_keeps_the_order(tasks) -> None:
    jobs = tasks("b", "exit", "a", "c")
    outcomes = [task.do for task, _ in run(jobs, workers=1).outcomes]
    assert outcomes == ["b", "exit", "a", "c"]


def test_a_quick_job_does_not_wait_for_a_slow_one(tasks) -> None:
    started = run(tasks("hang", "a"))
    task, outcome = next(started.outcomes)
    assert (task.do, outcome) == ("a", "did a")
    started.outcomes.close()


def test_no_more_processes_than_workers(tasks) -> None:
    jobs = tasks("hang", "a", "b", "hang too")
    started = run(jobs)
    assert [next(started.outcomes)[0].do for _ in range(2)] == ["a", "b"]
    assert not jobs[3].log.exists()
    started.outcomes.close()
    assert "hang too" not in started.abandoned


@pytest.mark.parametrize(
    ("do", "reason"),
    [
        ("exit", "its process ended with status 7"),
        ("be killed", "its process was killed by SIGKILL"),
        ("raise", "its process ended with status 1"),
    ],
)
def test_a_job_that_dies_is_told_and_the_others_go_on(
    do: str, reason: str, tasks
) -> None:
    jobs = tasks("a", do, "b")
    started = run(jobs)
    assert started.all() == {"a": "did a", do: Died(reason), "b": "did b"}
    assert started.abandoned == [do]
    assert alive(jobs) == []


def test_a_job_that_hangs_is_stopped_with_its_children(tasks) -> None:
    (job,) = jobs = tasks("hang with a child")
    started = run(jobs, seconds=3)
    assert started.all() == {job.do: Died("stopped after 3 s")}
    assert started.abandoned == [job.do]
    assert len(job.pids) == 2
    assert alive(jobs) == []


def test_nothing_survives_a_run_that_is_abandoned(tasks) -> None:
    jobs = tasks("hang", "a", "hang with a child", "b")
    started = run(jobs, workers=3)
    assert next(started.outcomes)[0].do == "a"
    wait_for([jobs[0], jobs[2]])
    started.outcomes.close()
    assert started.abandoned == ["hang", "hang with a child"]
    assert alive(jobs) == []


def test_an_error_of_the_caller_leaves_no_process(tasks) -> None:
    jobs = tasks("hang", "a")
    started = run(jobs)
    assert next(started.outcomes)[0].do == "a"
    wait_for(jobs)
    with pytest.raises(KeyboardInterrupt):
        started.outcomes.throw(KeyboardInterrupt)
    assert started.abandoned == ["hang"]
    assert alive(jobs) == []


def test_without_jobs_nothing_happens(tasks) -> None:
    assert run([]).all() == {}
