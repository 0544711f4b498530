"""Pairs of students who wrote the same where hardly anybody else did.

A reason to look, not a verdict: people who learned together write alike.

In exercises of a line or two most right answers are the same, so likeness alone says
nothing. What counts is how rare it is. Exercise by exercise:

* An answer like the template or like the reference is left out of everything.
* Two answers are one if their normal forms are alike (``syntax``): other names, layout
  or comments make no difference.
* An answer that c of n students gave surprises by log2(n / c) bits: the fewer wrote it,
  the more it says that two did.

A pair is listed if it wrote at least :data:`FEWEST` unusual answers alike; if these are
at least :data:`SHARE` of the exercises in which either wrote something unusual; and if
their surprise exceeds log2 of the number of pairs in the class (some pair has to be the
most alike) by :data:`MARGIN` bits.

The bounds were measured with 630 made-up classes of 12 to 200, whose honest students
draw all answers from the same banks, word for word, which is the worst case: none of
their pairs was listed. A copy was found in about half of the cases if it had six
unusual answers, nearly always from eight on. ``tests/analysis/test_copies.py`` repeats
some of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from autograder.analysis.answers import Blank, Classwork, Key
from autograder.analysis.syntax import (
    ALIKE,
    Form,
    asked_names,
    code_form,
    likeness,
    text_form,
)

FEWEST = 3
SHARE = 2 / 3
ROWS = 256
MARGIN = 7.0  # bits: once in 128 classes, if answers were independent


@dataclass(frozen=True)
class Pair:
    """Two students with answers that are alike.

    Attributes:
        students: the two, by id.
        alike: the exercises that they answered alike and unusually.
        unusual: in how many exercises either answered unusually.
        others: by exercise of ``alike``, how many more students wrote the same.
        surprise: in bits.
    """

    students: tuple[str, str]
    alike: tuple[Key, ...]
    unusual: int
    others: tuple[int, ...]
    surprise: float


def find_pairs(work: Classwork) -> tuple[Pair, ...]:
    """Return the pairs of a class to look at, the most surprising first."""
    students = sorted(work.answers)
    compared = [_compare(exercise, work, students) for exercise in work.exercises]
    pairs = []
    for i, j, surprise in _listed(compared, len(students)):
        alike = [one for one in compared if one.is_alike[one.form[i], one.form[j]]]
        pairs.append(
            Pair(
                students=(students[i], students[j]),
                alike=tuple(one.key for one in alike),
                unusual=sum(bool(o.is_unusual[[i, j]].any()) for o in compared),
                others=tuple(max(int(one.writers[i]) - 2, 0) for one in alike),
                surprise=surprise,
            )
        )
    return tuple(sorted(pairs, key=lambda pair: (-pair.surprise, pair.students)))


def _listed(
    compared: Sequence[_Compared], size: int
) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs to list, by their places, and their surprise.

    A few students at a time are held against all: what all pairs of a class of
    thousands take is gigabytes.
    """
    least = math.log2(max(size * (size - 1) / 2, 1)) + MARGIN
    for start in range(0, size, ROWS):
        rows = slice(start, min(start + ROWS, size))
        shape = rows.stop - start, size
        same, either, surprise = (
            np.zeros(shape, int),
            np.zeros(shape, int),
            np.zeros(shape),
        )
        for one in compared:
            alike = one.is_alike[np.ix_(one.form[rows], one.form)]
            same += alike
            either += np.logical_or.outer(one.is_unusual[rows], one.is_unusual)
            surprise += np.where(alike, np.minimum.outer(one.bits[rows], one.bits), 0)
        listed = (same >= FEWEST) & (same >= SHARE * either) & (surprise >= least)
        for i, j in np.argwhere(np.triu(listed, start + 1)).tolist():
            yield start + i, j, float(surprise[i, j])


@dataclass(frozen=True)
class _Compared:
    """One exercise, by the places of students.

    ``form`` is which of the different answers each gave; ``is_alike`` holds for two
    of these that are unusual and one. ``writers`` counts for each student how many
    wrote the same, ``bits`` is the surprise of it.
    """

    key: Key
    form: NDArray[np.int_]
    is_alike: NDArray[np.bool_]
    is_unusual: NDArray[np.bool_]
    writers: NDArray[np.int_]
    bits: NDArray[np.float64]


def _compare(exercise: Blank, work: Classwork, students: Sequence[str]) -> _Compared:
    asked = asked_names(exercise.reference)

    def form_of(source: str) -> Form:
        return code_form(source, asked) if exercise.is_code else text_form(source)

    answers = work.to(exercise)
    written = [form_of(answers.get(student, "")) for student in students]
    nothing, reference, handed_out = map(
        form_of, ("", exercise.reference, exercise.template)
    )
    number = {form: n for n, form in enumerate(dict.fromkeys([nothing, *written]))}
    forms = list(number)
    of = np.array([number[form] for form in written], int)
    counts = np.bincount(of, minlength=len(forms))
    same = likeness(forms, forms) >= ALIKE
    known = likeness(forms, [nothing, reference, handed_out])
    usual: NDArray[np.bool_] = known.max(axis=1) >= ALIKE
    writers = same @ counts
    # At least one, so that the logarithm exists where nobody wrote anything.
    answered = max(len(students) - int(counts[0]), 1)
    bits = np.log2(answered / np.maximum(writers, 1))
    return _Compared(
        key=exercise.key,
        form=of,
        is_alike=same & ~usual & ~usual[:, None],
        is_unusual=~usual[of],
        writers=writers[of],
        bits=bits[of],
    )
