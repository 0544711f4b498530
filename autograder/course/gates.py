"""All gates that a seminar goes through, several of them side by side."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import local
from types import TracebackType
from typing import TypeVar

from autograder.course.adversaries import Attempt, attack
from autograder.course.behind import Behind, look_behind
from autograder.course.causes import Sight, sightings
from autograder.course.gate import Judgement, gate
from autograder.course.standards import Figures, shortfalls
from autograder.engine.handle import ZygoteHandle
from autograder.model import Problem
from autograder.seminar.reader import Seminar

T = TypeVar("T")


@dataclass(frozen=True)
class Gated:
    """What the gates found.

    Attributes:
        verdicts: What the grader says of each known answer.
        attempts: What adversaries get.
        behind: What is said with each known mistake in place.
    """

    verdicts: list[Judgement]
    attempts: list[Attempt]
    behind: list[Behind]

    def problems(self, before: Figures) -> list[Problem]:
        """Return all that keeps the seminar from being built.

        Args:
            before: What it reached when it was built last.
        """
        judged = (
            *(verdict.problem for verdict in self.verdicts),
            *(attempt.problem for attempt in self.attempts),
            *shortfalls(self.behind, before),
        )
        return [problem for problem in judged if problem]


class _Own(local):
    """The zygotes of one thread, by the libraries that they have used."""

    def __init__(self) -> None:
        self.zygotes: dict[tuple[str, ...], ZygoteHandle] = {}


class Gates:
    """Processes in which seminars are gated; a context manager."""

    def __init__(self, most: int | None = None) -> None:
        """Take at most so many of them; by default one for each processor."""
        self._own = _Own()
        self._zygotes: list[ZygoteHandle] = []
        self._pool = ThreadPoolExecutor(most or len(os.sched_getaffinity(0)))

    def __enter__(self) -> Gates:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:  # nobody waits for the rest
            self._pool.shutdown(wait=False, cancel_futures=True)
            for zygote in self._zygotes:
                zygote.hang_up()
        self._pool.shutdown()
        for zygote in self._zygotes:
            zygote.close()

    def begin(
        self,
        seminar: Seminar,
        only_sights: bool = False,
        seed: int = 0,
        libraries: tuple[str, ...] = (),
    ) -> Callable[[], tuple[list[Sight], Gated | None]]:
        """Begin to gate a seminar, or only to see what its visible checks say.

        Known answers are judged by the numbers that follow from ``seed``, in processes
        that have used ``libraries``.

        Returns what waits for the end of it. That raises SourceError if a setup cell, a
        reference or a process fails.
        """

        def submit(run: Callable[[Seminar, ZygoteHandle], T]) -> Future[T]:
            return self._pool.submit(lambda: run(seminar, self._zygote(libraries)))

        sights = submit(sightings)
        if only_sights:
            return lambda: (sights.result(), None)
        verdicts = submit(partial(gate, seed=seed))
        behind = submit(look_behind)
        attempts = submit(attack)
        return lambda: (
            sights.result(),
            Gated(verdicts.result(), attempts.result(), behind.result()),
        )

    def _zygote(self, libraries: tuple[str, ...]) -> ZygoteHandle:
        """Return this thread's zygote that has used these libraries."""
        own = self._own.zygotes
        if libraries not in own:
            own[libraries] = ZygoteHandle(libraries=libraries)
            self._zygotes.append(own[libraries])
        return own[libraries]
