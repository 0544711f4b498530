"""The gate: tests are tested against every answer in the banks, by the real grader.

The reference and every alternative must get full points and no diagnosis; every mistake
must lose points of its exercise and be diagnosed by its own name. All answers of a
seminar are put into one notebook, each followed by its check, and graded in one
session: what holds here holds when a class is graded. The first cell of the course's
own that fails, and the first process that ends by itself, stop it: what comes after
would be told of right tests and answers.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.common.bytecode import compile_ahead, imported
from autograder.diagnosis.answer_key import make_key
from autograder.engine import libraries
from autograder.engine.given import GivenCellError
from autograder.engine.handle import ZygoteHandle
from autograder.engine.session import Session
from autograder.engine.spec import (
    RunSpec,
    SessionResult,
    SessionSettings,
    TimeLimits,
)
from autograder.model import CellResult, Problem, SourceError
from autograder.notebook.key import AnswerKey
from autograder.notebook.mending import CleanNotebook
from autograder.notebook.names import bound_names, defined_names, used_names
from autograder.notebook.source import Role
from autograder.seminar.banks import Entry, Mistake
from autograder.seminar.master import Cell, Purpose
from autograder.seminar.reader import Seminar

LIMITS = TimeLimits(cell=5.0, notebook=600.0)
"""An answer of a bank takes milliseconds; a mistake may be an endless loop."""


KEEP = "__kept = dict(globals())"
RESTORE = "(lambda g, k: (g.clear(), g.update(k, __kept=k)))(globals(), __kept);"
"""Cells before and after a trial: no answer sees what another has left behind."""


@dataclass(frozen=True)
class Trial:
    """One answer before one check; None stands for the reference."""

    check: Cell
    answer: Entry | None = None


@dataclass(frozen=True)
class Judgement:
    """What the grader said of a trial."""

    trial: Trial
    result: CellResult
    reason: str = ""

    @property
    def passed(self) -> bool:
        """Whether the answer got all points."""
        return not self.result.is_short

    @property
    def named(self) -> bool:
        """Whether the answer is a mistake and is called by its own name alone."""
        answer = self.trial.answer
        return isinstance(answer, Mistake) and self.result.mistakes == (answer.id,)

    @property
    def problem(self) -> Problem | None:
        """What is wrong with the tests or with the bank, if anything."""
        answer, check = self.trial.answer, self.trial.check
        found = ", ".join(self.result.mistakes)
        if isinstance(answer, Mistake):
            if self.passed:
                return answer.problem("the tests let this mistake through")
            if not self.named:
                return answer.problem(f"it is called {found or 'no known mistake'}")
            return None
        if self.passed and not found:
            return None
        told = f"called {found}" if self.passed else f"rejected: {self.reason}"
        if answer is None:
            return check.problem(f"the reference is {told}")
        return answer.problem(f"this right answer is, by {check.grade_id}, {told}")


def gate(seminar: Seminar, zygote: ZygoteHandle, seed: int = 0) -> list[Judgement]:
    """Grade all that is in a seminar's banks; what is wrong is in the verdicts.

    Args:
        seminar: a seminar.
        zygote: where it is graded.
        seed: of the hidden tests' numbers, which differ between submissions.

    Raises:
        SourceError: A setup cell or a reference fails, or a process ends: which, how.
    """
    compile_ahead(cell.source for cell in seminar.cells if cell.is_code)
    notebook = TrialNotebook()
    for cell in seminar.cells:
        notebook.add_right(cell)
        if cell.purpose is Purpose.CHECK:
            notebook.add_trials(_trials(seminar, cell))
    notebook.add_trials(_later_trials(seminar))
    try:
        run = notebook.run(
            zygote,
            seed=seed,
            key=answer_key(seminar),
            stop_at_failure=True,
            diagnose_at_once=True,
        )
    except GivenCellError as error:
        raise stopped_here(notebook, error) from None
    cells = run.notebook["cells"]
    reasons = (_reason(cells[place]) for place in notebook.graded)
    found = zip(notebook.trials, run.cells, reasons, strict=True)
    return [Judgement(*parts) for parts in found]


def stopped_here(
    notebook: TrialNotebook, error: GivenCellError, who: str = "the gate"
) -> SourceError:
    """Return the defect at which a notebook of trials has stopped."""
    told = f"{who} stopped here: {error.what}"
    return SourceError([notebook.origins[error.place].problem(told)])


def _reason(check: dict[str, Any]) -> str:
    """Return what an executed check has against an answer."""
    for output in check["outputs"]:
        if output["output_type"] == "error":
            return f"{output['ename']}: {output['evalue']}"
        if output.get("name") == "stderr":
            return f"on stderr: {output['text']}"
    return ""


def answer_key(seminar: Seminar) -> AnswerKey:
    """Return what the grader compares answers of this seminar with."""
    references = {cell.name: cell.source for cell in seminar.of(Purpose.SOLUTION)}
    return make_key(references, seminar.mistakes, seminar.alternatives)


def _trials(seminar: Seminar, check: Cell) -> Iterator[Trial]:
    """Yield the trials of an exercise, the reference first."""
    yield Trial(check)
    bank: Iterable[Entry] = (*seminar.mistakes, *seminar.alternatives)
    for answer in bank:
        if answer.exercise == check.name:
            yield Trial(check, answer)


def _later_trials(seminar: Seminar) -> Iterator[Trial]:
    """Yield the trials of right answers before the checks of what builds on them."""
    checks = seminar.of(Purpose.CHECK)
    answers = {cell.name: cell.source for cell in seminar.of(Purpose.SOLUTION)}
    for answer in seminar.alternatives:
        given = set(defined_names(answer.code))
        order = [check.name for check in checks]
        for check in checks[order.index(answer.exercise) + 1 :]:
            if given & (_names(answers[check.name]) | _names(check.source)):
                yield Trial(check, answer)


def _names(source: str) -> set[str]:
    return bound_names(source) | used_names(source)


class TrialNotebook:
    """A notebook in the making, and the trials in it."""

    def __init__(self) -> None:
        self.trials: list[Trial] = []
        self.origins: list[Cell | Entry] = []  # by the cells' places
        self.graded: list[int] = []  # the places of the checks that give points
        self._cells: list[dict[str, Any]] = []
        self._roles: list[Role] = []

    def add_right(self, cell: Cell) -> None:
        """Append a setup cell or a reference; no other cell."""
        if cell.purpose is Purpose.SETUP:
            self.add(cell.source, Role.SETUP, cell)
        elif cell.purpose is Purpose.SOLUTION:
            self.add(cell.source, Role.STUDENT, cell)

    def add_trials(self, trials: Iterable[Trial]) -> None:
        """Append checks, each after its answer, and clean up behind both.

        The reference stands there already.
        """
        for trial in trials:
            self.trials.append(trial)
            if trial.answer is not None:
                for code in (KEEP, trial.answer.code):
                    self.add(code, Role.STUDENT, trial.answer)
            self.add(trial.check.source, Role.TEST, trial.answer or trial.check)
            self.mark_last(trial.check)
            if trial.answer is not None:
                self.add(RESTORE, Role.STUDENT, trial.answer)

    def add(self, source: str, role: Role, origin: Cell | Entry) -> int:
        """Append a cell and return its place; all but banks' answers are given ones."""
        is_answer = isinstance(origin, Entry) and role is not Role.TEST
        marks: dict[str, Any] = {
            "grade_id": f"cell-{len(self._cells)}",
            "schema_version": 3,
            "grade": False,
            "solution": is_answer,
            "locked": not is_answer,
            "task": False,
        }
        self._cells.append(
            {
                "cell_type": "code",
                "id": f"cell-{len(self._cells)}",
                "source": source,
                "metadata": {"nbgrader": marks},
                "outputs": [],
                "execution_count": None,
            }
        )
        self._roles.append(role)
        self.origins.append(origin)
        return len(self._cells) - 1

    def mark_last(self, check: Cell) -> None:
        """Have the last cell give a check's points."""
        marks = self._cells[-1]["metadata"]["nbgrader"]
        marks |= {"grade_id": check.grade_id, "grade": True, "points": check.points}
        self.graded.append(len(self._cells) - 1)

    def run(
        self, zygote: ZygoteHandle, isolation: str = "separate", **options: Any
    ) -> SessionResult:
        """Grade the notebook, in a folder that is gone afterwards."""
        head = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}}
        document = CleanNotebook({**head, "cells": self._cells}, tuple(self._roles))
        setup = [
            cell["source"]
            for cell, role in zip(self._cells, self._roles, strict=True)
            if role is Role.SETUP
        ]
        zygote.warm(libraries.worth_warming(imported(setup), zygote.libraries))
        with tempfile.TemporaryDirectory(prefix="autograder-") as name:
            place = Path(name)
            spec = RunSpec(
                isolation=isolation,
                figures=False,
                times=LIMITS,
                libraries=zygote.libraries,
            )
            settings = SessionSettings(place, place, spec, **options)
            return Session(zygote, document, settings).run()
