"""The gate: tests are tested against every answer in the banks.

The reference and every alternative must get full points, every mistake must lose points
of its exercise. Only marked cells run: the lint sees to it that checks depend on no
others. The banks are the authors' own code, so they run here, in this process, each in
a namespace of its own; submissions never do.
"""

from __future__ import annotations

import ast
import contextlib
import io
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from autograder.course.banks import Alternative
from autograder.course.master import Cell, Role
from autograder.course.seminar import Seminar
from autograder.model import Problem


@dataclass(frozen=True)
class CheckOutcome:
    """What one check said of one answer: points, and why they were lost."""

    cell: Cell
    score: float
    reason: str = ""

    @property
    def passed(self) -> bool:
        """Whether the answer got all points."""
        return self.score >= self.cell.points


def gate(seminar: Seminar) -> list[Problem]:
    """Return what the tests of a seminar judge wrongly."""
    problems = [
        outcome.cell.problem(f"the reference fails its own check: {outcome.reason}")
        for outcome in run_checks(seminar)
        if not outcome.passed
    ]
    if problems:
        return problems
    for mistake in seminar.mistakes:
        own = next(
            o for o in run_checks(seminar, mistake) if o.cell.name == mistake.exercise
        )
        if own.passed:
            problems.append(mistake.problem("the tests let this mistake through"))
    for alternative in seminar.alternatives:
        for outcome in run_checks(seminar, alternative):
            if not outcome.passed:
                verdict = f"{outcome.cell.grade_id} rejects this right answer"
                problems.append(alternative.problem(f"{verdict}: {outcome.reason}"))
    return problems


def run_checks(
    seminar: Seminar, answer: Alternative | None = None
) -> list[CheckOutcome]:
    """Run a seminar's checks, with one exercise answered as in the bank."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    outcomes = []
    with _warnings_of_a_notebook():
        for cell in seminar.cells:
            if cell.role not in (Role.SETUP, Role.SOLUTION, Role.CHECK):
                continue
            source = cell.source
            if answer is not None and cell.role is Role.SOLUTION:
                source = answer.code if cell.name == answer.exercise else source
            result, trouble = _run(source, f"<{cell.grade_id}>", namespace)
            if cell.role is Role.CHECK:
                score = _score(cell, result, trouble)
                outcomes.append(CheckOutcome(cell, score, trouble))
    return outcomes


@contextlib.contextmanager
def _warnings_of_a_notebook() -> Iterator[None]:
    """Show warnings on stderr by Python's own rules, whoever calls the gate.

    pytest, for one, collects them and has rules of its own.
    """
    silent = (
        DeprecationWarning,
        PendingDeprecationWarning,
        ImportWarning,
        ResourceWarning,
    )
    with warnings.catch_warnings():
        warnings.resetwarnings()
        for category in silent:
            warnings.simplefilter("ignore", category)
        warnings.filterwarnings("default", "", DeprecationWarning, "__main__")
        warnings.showwarning = lambda message, category, filename, line, *_: print(
            warnings.formatwarning(message, category, filename, line),
            end="",
            file=sys.stderr,
        )
        yield


def _run(source: str, name: str, namespace: dict[str, Any]) -> tuple[Any, str]:
    """Run a cell as a notebook does: return its last value and its trouble.

    Trouble is what nbgrader holds against a test: an exception, or anything on stderr.
    """
    tree = ast.parse(source)
    last = (
        tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    )
    stdout, stderr = io.StringIO(), io.StringIO()
    result = None
    with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
        try:
            exec(compile(tree, name, "exec"), namespace)
            if isinstance(last, ast.Expr):
                result = eval(
                    compile(ast.Expression(last.value), name, "eval"), namespace
                )
        except (Exception, SystemExit) as error:
            return None, f"{type(error).__name__}: {error}"
    return result, stderr.getvalue()


def _score(cell: Cell, result: Any, trouble: str) -> float:
    if trouble:
        return 0.0
    partial = isinstance(result, int | float) and not isinstance(result, bool)
    return float(result) if partial else cell.points
