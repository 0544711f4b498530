"""Run jobs in processes of their own, a few at a time, each with a deadline.

A job that dies or hangs is reported like any other outcome. Nothing survives the
generator: closing it, as Ctrl-C does, kills what is running.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

import psutil

J = TypeVar("J")
R = TypeVar("R")


@dataclass(frozen=True)
class Died:
    """A job's process ended without an answer; ``reason`` says how."""

    reason: str

    def __str__(self) -> str:
        return self.reason


@dataclass
class _Running(Generic[J]):
    job: J
    process: BaseProcess
    deadline: float


def run_jobs(
    function: Callable[[J], R],
    jobs: Iterable[J],
    *,
    workers: int,
    seconds: float,
    preload: str,
    abandoned: Callable[[J], None],
) -> Iterator[tuple[J, R | Died]]:
    """Yield each job with what ``function`` returned for it, as they finish.

    Args:
        function: Called in another process: importable, and never raising.
        jobs: Its arguments, which must be picklable, as its results must be.
        workers: How many processes run at a time.
        seconds: After this time a job's process is killed.
        preload: A module that is imported once, where processes can then be forked.
        abandoned: Called with each job whose process was killed or died.
    """
    context = _context(preload)
    waiting = iter(jobs)
    running: dict[Connection, _Running[J]] = {}
    try:
        while True:
            while len(running) < workers and (job := next(waiting, None)) is not None:
                answer, theirs = context.Pipe(duplex=False)
                process = context.Process(target=_work, args=(function, job, theirs))
                process.start()
                theirs.close()
                running[answer] = _Running(job, process, time.monotonic() + seconds)
            if not running:
                return
            for job, outcome in _finished(running, seconds):
                if isinstance(outcome, Died):
                    abandoned(job)
                yield job, outcome
    finally:
        for unfinished in running.values():
            _kill_tree(unfinished.process)
            abandoned(unfinished.job)


def _context(preload: str) -> Any:
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([preload])
    return context


def _work(function: Callable[[J], R], job: J, answer: Connection) -> None:
    # Ctrl-C reaches the whole process group; only the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answer.send(function(job))


def _finished(
    running: dict[Connection, _Running[J]], seconds: float
) -> Iterator[tuple[J, Any]]:
    """Wait for the next event; yield and forget the jobs that have ended."""
    soonest = min(item.deadline for item in running.values())
    for answer in wait(list(running), timeout=max(0.0, soonest - time.monotonic())):
        assert isinstance(answer, Connection)
        item = running[answer]
        try:
            outcome: Any = answer.recv()
            item.process.join()
        except EOFError:
            item.process.join()
            outcome = Died(_how(item.process.exitcode))
        del running[answer]
        yield item.job, outcome
    for answer, item in list(running.items()):
        if time.monotonic() > item.deadline:
            _kill_tree(item.process)
            del running[answer]
            yield item.job, Died(f"stopped after {seconds:.0f} s")


def _how(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        return f"its process was killed by {signal.Signals(-exitcode).name}"
    return f"its process ended with status {exitcode}"


def _kill_tree(process: BaseProcess) -> None:
    """Kill a process and what it started, a notebook's kernel above all."""
    with contextlib.suppress(psutil.NoSuchProcess):
        family = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        for member in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                member.kill()
    process.join()
