"""Rules of a quiet notebook: written once, one blank a task, nothing told in the clear.

As those of ``lint``, each is a function from a seminar to the problems it finds.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from autograder.course.generated import TIME, heads, points_of_head, seals
from autograder.course.hours import SITTING_MINUTES, Hour
from autograder.model import Problem
from autograder.notebook.marks import (
    BEGIN_HIDDEN,
    BEGIN_SOLUTION,
    END_HIDDEN,
    END_SOLUTION,
)
from autograder.seminar.master import Cell, Purpose, regions
from autograder.seminar.reader import Seminar

_WRITTEN_POINTS = re.compile(r"\*\*[^*]*\(\d+ points?\b")
_PLOTTING = {"show", "animate"}
_TOLD = (
    'an answer is told in the clear: compare digests, sealed("exercise", answer), '
    "or put it into the hidden tests"
)
_LONG = 3  # a list of so many parts is an answer wherever it stands
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def points_are_written_once(seminar: Seminar) -> Iterator[Problem]:
    """They stand in the header of the check; texts say ``{points}``."""
    for place, cell in enumerate(seminar.cells):
        if cell.is_code:
            continue
        for match in _WRITTEN_POINTS.finditer(cell.source):
            line = cell.source.count("\n", 0, match.start()) + 1
            yield cell.problem("write ({points}): the build puts them there", line)
        for head in heads(cell):
            try:
                points_of_head(head, seminar, place)
            except ValueError as error:
                yield cell.problem(str(error))


def progress_is_shown(seminar: Seminar) -> Iterator[Problem]:
    """One cell calls ``progress()``, alone in its line; the build fills it in."""
    for cell in seminar.of(Purpose.CODE):
        for node in cell.parse().body:
            match node:
                case ast.Expr(ast.Call(func=ast.Name(id="progress"), args=[])) as call:
                    if call.value.keywords:  # type: ignore[attr-defined]
                        message = "write progress(): the build puts the points there"
                        yield cell.problem(message, call.lineno)
                    return
    path = seminar.folder / "master.py"
    yield Problem(path, None, None, "no cell calls progress() of the shared tools")


def blanks_stand_alone(seminar: Seminar) -> Iterator[Problem]:
    """One task, one blank."""
    for cell in seminar.of(Purpose.SOLUTION):
        for blank in regions(cell, BEGIN_SOLUTION, END_SOLUTION)[1:]:
            message = "a second blank in one cell: give it an exercise of its own"
            yield cell.problem(message, blank.start - 1)


def guesses_stand_alone(seminar: Seminar) -> Iterator[Problem]:
    """What a student writes in stands in a small cell, apart from plotting code."""
    for cell in seminar.of(Purpose.CODE):
        tree = cell.parse()
        plots = any(
            isinstance(node, ast.Name) and node.id in _PLOTTING
            for node in ast.walk(tree)
        )
        for node in tree.body if plots else []:
            match node:
                case ast.Assign(targets=[ast.Name(id=name)]) if name.startswith("my_"):
                    message = f"'{name}' is the student's: give it a cell of its own"
                    yield cell.problem(message, node.lineno)


def answers_are_not_told(seminar: Seminar) -> Iterator[Problem]:
    """No answer to be chosen or ordered stands in the release in the clear."""
    solutions = {cell.name: _chosen(cell) for cell in seminar.of(Purpose.SOLUTION)}
    long = [one for answers in solutions.values() for one in answers if _is_long(one)]
    for cell in seminar.cells:
        if cell.purpose in (Purpose.CHECK, Purpose.CODE, Purpose.SETUP):
            own = solutions.get(cell.name, []) if cell.purpose is Purpose.CHECK else []
            yield from _told(cell, own, long)


RULES = (
    points_are_written_once,
    progress_is_shown,
    blanks_stand_alone,
    guesses_stand_alone,
    answers_are_not_told,
)


def hours_are_kept(seminar: Seminar, hours: Sequence[Hour]) -> Iterator[Problem]:
    """A seminar that states its ``{time}`` has no sitting longer than an hour."""
    first = seminar.cells[0]
    if TIME not in first.source:
        return
    for number, hour in enumerate(hours, start=1):
        if hour.minutes > SITTING_MINUTES:
            yield first.problem(
                f"sitting {number} takes {hour}, more than {SITTING_MINUTES}: cut, "
                "fold into <details>, or begin another by '[markdown] sitting=2'"
            )


def _chosen(cell: Cell) -> list[object]:
    """Return the answers of an exercise that are written down, not computed."""
    blanks = regions(cell, BEGIN_SOLUTION, END_SOLUTION)
    found = []
    for node in cell.parse().body:
        if isinstance(node, ast.Assign) and any(node.lineno in b for b in blanks):
            try:
                found.append(ast.literal_eval(node.value))
            except ValueError:
                continue  # computed
    return found


def _told(
    cell: Cell, own: Sequence[object], long: Sequence[object]
) -> Iterator[Problem]:
    """Yield where the released part of a cell tells an answer, once a line."""
    tree = cell.parse()
    in_seals = {id(node) for call in seals(tree) for node in ast.walk(call)}
    hidden = regions(cell, BEGIN_HIDDEN, END_HIDDEN)
    letters = [answer for answer in own if isinstance(answer, str)]
    ordered = [one for answer in own if _is_order(answer) for one in str(answer)]

    def tells(node: ast.AST) -> bool:
        if isinstance(node, ast.Constant | ast.List | ast.Tuple | ast.Dict):
            return _literal(node) in long
        sides = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
        parts = [part for side in sides for part in ast.walk(side)]
        return any(_literal(side) in letters for side in sides) or any(
            isinstance(part, ast.Subscript) and _literal(part.slice) in ordered
            for part in parts
        )

    lines = {
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.expr) and id(node) not in in_seals and tells(node)
    }
    for line in sorted(lines):
        if not any(line in region for region in hidden):
            yield cell.problem(_TOLD, line)


def _is_long(answer: object) -> bool:
    if isinstance(answer, list | tuple | dict):
        return len(answer) >= _LONG
    return _is_order(answer)


def _is_order(answer: object) -> bool:
    """Whether it puts the letters a, b, c … into an order."""
    if not isinstance(answer, str) or len(answer) < _LONG:
        return False
    return "".join(sorted(answer)) == _ALPHABET[: len(answer)]


def _literal(node: ast.expr) -> object:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError):
        return ast  # equal to no answer
