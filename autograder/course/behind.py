"""What a notebook says with a known mistake in it, and all that follows right.

Each mistake of the banks stands in its exercise's place, as it would with a student who
has everything else right. The visible parts of its check and of all later checks that
have to do with it run as they do in the student's kernel; then these later checks run
whole, as when a class is graded. Three gates are read off:

- *visible*: the visible part of its own check alone refuses the mistake.
- *innocent*: no later check blames an exercise that is right, and a cause that is named
  is the mistake's own.
- *behind*: no later exercise loses points.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from autograder.course.gate import KEEP, RESTORE, TrialNotebook, stopped_here
from autograder.engine.given import GivenCellError
from autograder.engine.handle import ZygoteHandle
from autograder.model import CellResult, Problem
from autograder.notebook.names import (
    bound_names,
    defined_names,
    function_names,
    used_names,
)
from autograder.notebook.rules import Json
from autograder.notebook.source import Role
from autograder.seminar.banks import Mistake
from autograder.seminar.master import Cell, Purpose, visible
from autograder.seminar.reader import Seminar

# The whole checks run in the answers' process, too: what follows a wrong answer calls
# it so often that going between processes would take minutes. As by the grader,
# they are told what has lost points before them.
TELL_FIRST = "import os; os.environ['AUTOGRADER_LOST'] = '{}'"
TELL_MORE = (
    "if not get_ipython().last_execution_succeeded: "
    "os.environ['AUTOGRADER_LOST'] += ' {}'"
)
FORGET = "__import__('os').environ.pop('AUTOGRADER_LOST', None)"

_COLOUR = re.compile(r"\x1b\[[\d;]*m")
_YOURS = re.compile(r"\b(?:[Yy]our|[Mm]end) `(\w+)`")
_NOT_RIGHT = re.compile(r"`?\b(\w+)`? is (?:open or )?not right")


@dataclass(frozen=True)
class Said:
    """What the visible part of a check said.

    Attributes:
        check: The check.
        printed: Its text output.
        error: The last words of the exception that stopped it; empty if none did.
    """

    check: Cell
    printed: str
    error: str

    @property
    def ticks(self) -> bool:
        """Whether it ends in a tick: where nothing ever ticks, in no exception."""
        if self.error:
            return False
        if "tick" not in used_names(self.check.source):
            return True
        return f"✓ {self.check.name}" in self.printed.splitlines()

    def blamed(self, exercises: Sequence[str]) -> set[str]:
        """Return the exercises that a student will take for wrong, reading this.

        They are called "your `name`", are to be mended ("mend `name`"), or are said to
        be not right. What stops and names none blames its own exercise.
        """
        text = f"{self.printed}\n{self.error}"
        yours = set(_YOURS.findall(text)).intersection(exercises)
        named = yours | set(_NOT_RIGHT.findall(text)).intersection(exercises)
        return named or ({self.check.name} if self.error else set())


@dataclass(frozen=True)
class Behind:
    """What was said with one mistake in place.

    Attributes:
        mistake: The mistake.
        exercises: The names of all exercises.
        own: What the visible part of its own check said.
        later: What those of later checks said, whose answers are right.
        graded: The whole later checks, with their results.
    """

    mistake: Mistake
    exercises: tuple[str, ...]
    own: Said
    later: tuple[Said, ...]
    graded: tuple[tuple[Cell, CellResult], ...]

    @property
    def is_refused(self) -> bool:
        """Whether the visible part of its own check alone refuses it."""
        return not self.own.ticks

    @property
    def late(self) -> str:
        """Why it need not be refused before it is handed in; empty if it must be."""
        if "note" in used_names(visible(self.own.check)):
            return "the answer is recorded, and judged after handing in"
        return self.mistake.late

    def innocent(self) -> Iterator[Problem]:
        """Yield where a later check blames an exercise that is right."""
        for said in self.later:
            for name in sorted(said.blamed(self.exercises) - {self.mistake.exercise}):
                words = said.error or said.printed
                yield self.mistake.problem(
                    f"the check of {said.check.name} blames {name}, which is right: "
                    + " ".join(words.split())
                )

    def lost(self) -> Iterator[Problem]:
        """Yield the later exercises that lose points though they are right."""
        for check, result in self.graded:
            if result.is_short and self.mistake.exercise not in check.needs:
                points = f"{result.auto_score or 0:g} of {check.points:g} points"
                yield self.mistake.problem(
                    f"behind it {check.name}, which is right, has {points}: "
                    f"{result.message}"
                )


def look_behind(seminar: Seminar, zygote: ZygoteHandle, seed: int = 0) -> list[Behind]:
    """Put every mistake in its place, one at a time; tell what was said of the rest.

    Raises:
        SourceError: A setup cell, a reference or the visible part of a check with the
            reference fails, or a process ends: which, how.
    """
    notebook = TrialNotebook()
    for cell in seminar.cells:
        notebook.add_right(cell)
    checks = seminar.of(Purpose.CHECK)
    for check in checks:
        notebook.add(visible(check), Role.STUDENT, check)
    found = []
    for check in checks:
        later = _later(seminar, check)
        mistakes = [m for m in seminar.mistakes if m.exercise == check.name]
        found += [_add_mistake(notebook, seminar, check, later, m) for m in mistakes]
        # With the reference again, nothing stays unticked.
        _add_visible(notebook, seminar, [check, *later], check)
    try:
        run = notebook.run(zygote, seed=seed, stop_at_failure=True, isolation="shared")
    except GivenCellError as error:
        raise stopped_here(notebook, error) from None
    exercises = tuple(check.name for check in checks)
    results = dict(zip(notebook.graded, run.cells, strict=True))
    cells = run.notebook["cells"]
    return [_read(places, exercises, cells, results) for places in found]


@dataclass(frozen=True)
class _Places:
    """Where in the notebook stands what was said with one mistake."""

    mistake: Mistake
    seen: dict[int, Cell]
    graded: dict[int, Cell]


def _add_mistake(
    notebook: TrialNotebook,
    seminar: Seminar,
    check: Cell,
    later: Sequence[Cell],
    mistake: Mistake,
) -> _Places:
    """Append a mistake, its check and later ones; clean up behind them."""
    notebook.add(KEEP, Role.STUDENT, mistake)
    notebook.add(mistake.code, Role.STUDENT, mistake)
    seen = _add_visible(notebook, seminar, [check, *later], mistake)
    graded = {}
    for before, each in pairwise([check, *later]):
        told = TELL_FIRST if before is check else TELL_MORE
        source = f"{told.format(before.grade_id)}\n{each.source}"
        graded[notebook.add(source, Role.TEST, mistake)] = each
        notebook.mark_last(each)
    notebook.add(f"{FORGET}\n{RESTORE}", Role.STUDENT, mistake)
    return _Places(mistake, seen, graded)


def _add_visible(
    notebook: TrialNotebook,
    seminar: Seminar,
    checks: Sequence[Cell],
    origin: Cell | Mistake,
) -> dict[int, Cell]:
    """Append the visible parts of checks; return their places."""
    answers = {cell.name: cell.source for cell in seminar.of(Purpose.SOLUTION)}
    seen: dict[int, Cell] = {}
    for check in checks:
        answer = answers[check.name]
        if seen and set(defined_names(answer)) - {*function_names(answer)}:
            notebook.add(answer, Role.STUDENT, origin)  # a value, computed anew
        seen[notebook.add(visible(check), Role.STUDENT, origin)] = check
    return seen


def _later(seminar: Seminar, check: Cell) -> list[Cell]:
    """Return the later checks that have to do with an exercise, directly or not."""
    answers = {cell.name: cell.source for cell in seminar.of(Purpose.SOLUTION)}
    checks = seminar.of(Purpose.CHECK)
    touched = set(defined_names(answers[check.name]))
    later = []
    for each in checks[checks.index(check) + 1 :]:
        answer = answers[each.name]
        used = used_names(answer) | bound_names(answer)
        if touched & used:
            touched |= set(defined_names(answer))
        if touched & (used | used_names(each.source)) or _names(each, check.name):
            later.append(each)
    return later


def _names(check: Cell, exercise: str) -> bool:
    """Whether a check names an exercise, as in `own("exercise", …)`."""
    return any(
        isinstance(node, ast.Constant) and node.value == exercise
        for node in ast.walk(check.parse())
    )


def _read(
    places: _Places,
    exercises: tuple[str, ...],
    cells: Sequence[Json],
    results: Mapping[int, CellResult],
) -> Behind:
    """Read what was said off executed cells, and results by the cells' places."""
    own, *later = (_said(check, cells[n]) for n, check in places.seen.items())
    graded = [(check, results[n]) for n, check in places.graded.items()]
    return Behind(places.mistake, exercises, own, tuple(later), tuple(graded))


def _said(check: Cell, cell: Json) -> Said:
    printed, error = "", ""
    for output in cell["outputs"]:
        if output["output_type"] == "error":
            error = f"{output['ename']}: {output['evalue']}"
        printed += output.get("text", "")
    return Said(check, _COLOUR.sub("", printed), error)
