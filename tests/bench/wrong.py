"""Notebooks in which some exercises are answered wrongly, as nobody foresaw.

What a wrong answer costs is its diagnosis; an answer that a bank knows is told soon,
one that nothing explains is asked longest. So the wrong ones are of this sort: what the
reference gives, with something added that no edit of a formula adds, in one of three
ways, everywhere or for some arguments alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from autograder.seminar.master import Purpose
from autograder.seminar.reader import Seminar

WAYS = (
    "np.sin(9 * number) / 7",
    "np.where(number > 0.5, number**2 / 9, 0)",
    "np.where(number < 0.5, 0.01 + np.cos(number) / 8, 0)",
)

_WRONG = """

import functools as _functools
import numpy as np


def _off(result):
    if isinstance(result, tuple | list):
        return type(result)(map(_off, result))
    if isinstance(result, bool | str | dict) or callable(result) or result is None:
        return result
    number = np.asarray(result, dtype=float)
    made = number + {way}
    return made if made.ndim else float(made)


def _wrong(right):
    @_functools.wraps(right)
    def answer(*args, **kwargs):
        return _off(right(*args, **kwargs))

    return answer


"""


def wrong_answers(
    seminar: Seminar, references: Mapping[str, str], number: int, *, are_all: bool
) -> dict[str, str]:
    """Return answers to the exercises of a seminar, one wrong or all, in one way.

    Args:
        seminar: the seminar.
        references: right answers, by exercise.
        number: which way, and which exercise if it is one.
        are_all: whether all that are functions are wrong.
    """
    added = _WRONG.format(way=WAYS[number % len(WAYS)])
    found: dict[str, str] = {}
    for cell in seminar.of(Purpose.SOLUTION):
        source = references.get(cell.name, "")
        if f"def {cell.name}(" in source:
            found[cell.name] = f"{source}{added}{cell.name} = _wrong({cell.name})\n"
    if not are_all:
        chosen = list(found)[number % len(found)]
        found = {chosen: found[chosen]}
    return {**references, **found}
