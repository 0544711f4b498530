"""The seminars' answers, diagnosed in this process."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from autograder.course.gate import answer_key
from autograder.diagnosis.calls.outcome import Outcome
from autograder.diagnosis.calls.running import quiet, record
from autograder.diagnosis.calls.tape import Call, play
from autograder.diagnosis.check_tape import CheckTape
from autograder.diagnosis.diagnose import Diagnostician
from autograder.diagnosis.question import Question
from autograder.model import Diagnosis
from autograder.seminar.master import Purpose
from autograder.seminar.reader import Seminar, load_seminar

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


class LocalAnswer:
    """An answer in this process, behind right answers to all exercises."""

    def __init__(self, world: dict[str, Any], code: str) -> None:
        self.world = dict(world)
        exec(compile(code, "<answer>", "exec"), self.world)

    def lookup(self, name: str) -> Any:
        return self.world[name]

    def assign(self, name: str, value: Any) -> None:
        self.world[name] = value


class Lesson:
    """One seminar with its answer key, its tests and a diagnostician."""

    def __init__(self, name: str) -> None:
        seminar = seminar_of(name)
        self.trusted: dict[str, Any] = {"__name__": "__main__"}
        with quiet():
            for cell in seminar.of(Purpose.SETUP):
                exec(cell.source, self.trusted)
        key = answer_key(seminar)
        self.exercises = {exercise.name: exercise for exercise in key.exercises}
        self.tests = {cell.name: cell.source for cell in seminar.of(Purpose.CHECK)}
        self.right = dict(self.trusted)
        with quiet():
            for exercise in key.exercises:
                exec(exercise.reference, self.right)
        self._diagnostician = Diagnostician(self.trusted, key)

    def diagnose(
        self,
        exercise: str,
        code: str,
        reads: Sequence[str] = (),
        seconds: float = 60.0,
    ) -> Diagnosis:
        """Return what is known of an answer that fails its check."""
        question = Question(
            exercise, self.tests[exercise], reads=tuple(reads), seconds=seconds
        )
        with quiet():
            return self._diagnostician.diagnose(question, LocalAnswer(self.right, code))

    def tape(self, exercise: str) -> CheckTape:
        """Return a tape of the check, with the numbers that are drawn now."""
        return CheckTape(self.exercises[exercise], self.tests[exercise], self.right, {})

    def calls(self, exercise: str) -> list[Call]:
        """Return the calls that the check makes now."""
        return record(self.exercises[exercise], self.tests[exercise], self.right)[0]

    def played(self, calls: list[Call], code: str) -> list[Outcome]:
        """Return what an answer gives on some calls."""
        return list(self.playing(calls, code))

    def playing(self, calls: list[Call], code: str) -> Iterator[Outcome]:
        """Yield what an answer gives, a call after the other."""
        with quiet():
            yield from play(calls, LocalAnswer(self.right, code).lookup)


@functools.cache
def seminar_of(name: str) -> Seminar:
    """Return what an author wrote, read once."""
    return load_seminar(NOTEBOOKS / name)


@functools.cache
def lesson(name: str) -> Lesson:
    """Return a seminar, read once."""
    return Lesson(name)
