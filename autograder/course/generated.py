"""What the build writes into cells, so that an author writes it once or not at all.

Points and time into texts, the call of ``progress``, and the digests that stand in the
place of answers.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from autograder.common.trees import parse
from autograder.course.hours import Hour
from autograder.pages.texts import Texts
from autograder.seminar.master import Cell, Purpose
from autograder.seminar.reader import Seminar

POINTS, TIME = "{points}", "{time}"

_HEAD = re.compile(r"\*\*[^*]*\{points\}[^*]*\*\*")
_NAME = re.compile(r"`(\w+)`")
_PROGRESS = re.compile(r"^progress\(\)$", re.MULTILINE)
_SEAL = "sealed"


def with_figures(
    source: str, seminar: Seminar, place: int, hours: Sequence[Hour], texts: Texts
) -> str:
    """Put points and minutes into a text cell.

    In what an exercise asks, ``{points}`` are those of the exercise that its head
    names, or of the next cell that a person reads; elsewhere, of the whole seminar.
    ``{time}`` are the minutes of each sitting.
    """

    def in_head(match: re.Match[str]) -> str:
        worth = points_of_head(match[0], seminar, place)
        return match[0].replace(POINTS, texts.points(worth))

    source = _HEAD.sub(in_head, source).replace(POINTS, texts.points(seminar.points))
    minutes = [hour.minutes for hour in hours]
    form = texts.ngettext("%(num)s minute", "%(num)s minutes", (minutes or [0])[-1])
    told = form % {"num": " + ".join(map(str, minutes))}
    return source.replace(TIME, told)


def heads(cell: Cell) -> Iterator[str]:
    """Yield what in a text cell begins an exercise: bold, with its points."""
    if not cell.is_code:
        yield from _HEAD.findall(cell.source)


def points_of_head(head: str, seminar: Seminar, place: int) -> float:
    """Return the points of the exercise that begins so in the cell at ``place``.

    Raises ValueError where there is no such exercise.
    """
    by_hand = (Purpose.MANUAL, Purpose.TASK)
    worth = {
        cell.name: cell.points
        for cell in seminar.cells
        if cell.purpose in (Purpose.CHECK, *by_hand)
    }
    if name := _NAME.search(head):
        exercise = name[1].lower()  # of a function `dY_dr`
        if exercise not in worth:
            raise ValueError(f"{head}: there is no exercise '{exercise}'")
        return worth[exercise]
    for cell in seminar.cells[place:]:
        if cell.purpose in by_hand:
            return cell.points
    raise ValueError(f"{head}: it names no exercise, and no person reads one after it")


def with_progress(source: str, seminar: Seminar) -> str:
    """Write the points of all exercises into the call ``progress()``."""
    given = {
        cell.name: cell.points for cell in seminar.of(Purpose.CHECK) if cell.points
    }
    by_hand = [*seminar.of(Purpose.MANUAL), *seminar.of(Purpose.TASK)]
    if worth := sum(cell.points for cell in by_hand):
        given["by_hand"] = worth
    lines = "".join(f"    {name}={worth:g},\n" for name, worth in given.items())
    return _PROGRESS.sub(f"progress(\n{lines})", source)


def with_seals(source: str, seminar: Seminar) -> str:
    """Put its digest in the place of each ``sealed("exercise", answer)``.

    An answer that is computed, as that of a student, stays what it is. Raises what the
    seminar's own ``sealed`` raises.
    """
    calls = list(seals(parse(source)))
    if not calls:
        return source
    seal = _sealed_of(seminar)
    lines = source.encode().splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    made = source.encode()
    for call in sorted(calls, key=lambda c: (c.lineno, c.col_offset), reverse=True):
        digest = seal(*(ast.literal_eval(given) for given in call.args))
        begin = starts[call.lineno - 1] + call.col_offset
        end = starts[(call.end_lineno or 0) - 1] + (call.end_col_offset or 0)
        made = made[:begin] + f'"{digest}"'.encode() + made[end:]
    return made.decode()


def seals(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls ``sealed("exercise", answer)`` whose answer is in the clear."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[_, _]) if name == _SEAL:
                try:
                    for given in node.args:
                        ast.literal_eval(given)
                except ValueError:
                    continue
                yield node


def _sealed_of(seminar: Seminar) -> Callable[..., str]:
    """Return the function ``sealed`` of a setup cell: it is the one that compares."""
    for cell in seminar.of(Purpose.SETUP):
        for node in cell.parse().body:
            if isinstance(node, ast.FunctionDef) and node.name == _SEAL:
                scope: dict[str, Any] = {"hashlib": hashlib}
                exec(compile(ast.Module([node], []), str(cell.path), "exec"), scope)
                seal: Callable[..., str] = scope[_SEAL]
                return seal
    raise ValueError("no setup cell defines `sealed`")
