"""What is told of a factor, or of a minus, holds of the whole formula."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from autograder.diagnosis.near_misses.edit_kinds import Edit
from autograder.diagnosis.near_misses.edits import NearMiss, near_misses

NAMES = ("x", "y", "z", "w")
SCALE = 1.001

FRACTIONS = st.recursive(
    st.sampled_from(NAMES),
    lambda part: st.one_of(
        st.builds("({} * {})".format, part, part),
        st.builds("({} / {})".format, part, part),
        st.builds("({}) ** {}".format, part, st.sampled_from((-1, -0.5, -2, 2))),
        st.builds("np.sqrt({})".format, part),
        st.builds("np.sum([{}])".format, part),
    ),
    max_leaves=4,
)
AROUND = (
    "whole = term = {}",
    "part = {}\nwhole = 1 / part",
    "whole = -2 / np.sqrt({})",
    "term = {}\nwhole = 1 / (1 + term)",
    "term = {}\nwhole = np.exp(-term)",
)
"""Where a fraction may stand. Inside of another operation it is a whole of its own."""


def value(code: NearMiss | str, numbers: dict[str, float]) -> float:
    """Return the fraction that a piece of code computes; NaN if that fails."""
    names = {"np": np, **numbers}
    made = code if isinstance(code, str) else code.compiled()
    try:
        exec(made, names)
        return float(names["term"] if "term" in names else names["whole"])
    except (ArithmeticError, TypeError):
        return math.nan


def power(code: NearMiss | str, name: str, numbers: dict[str, float]) -> float:
    """Measure with which power a result goes with a number."""
    once = value(code, numbers)
    more = value(code, {**numbers, name: numbers[name] * SCALE})
    return round(math.log(more / once) / math.log(SCALE), 6)


def told(source: str, kinds: tuple[str, ...]) -> Iterator[tuple[Edit, NearMiss]]:
    for miss in near_misses(source, frozenset(NAMES)):
        (edit,) = miss.edits
        if edit.kind in kinds and edit.what in NAMES:
            yield edit, miss


@given(
    FRACTIONS,
    st.sampled_from(AROUND),
    st.tuples(*[st.floats(0.3, 3.0)] * 4),
)
def test_what_is_told_of_a_factor_holds_of_the_whole(
    fraction: str, around: str, drawn: tuple[float, ...]
) -> None:
    """What should multiply makes a right result larger, what should divide smaller."""
    numbers = dict(zip(NAMES, drawn, strict=True))
    assume(all(fraction.count(name) <= 1 for name in NAMES))
    source = around.format(fraction)
    for edit, miss in told(source, ("factor", "divisor", "divides", "multiplies")):
        right = power(source, edit.what, numbers)
        wrong = power(miss, edit.what, numbers)
        match edit.kind:
            case "factor":
                assert (right > 0, wrong) == (True, 0)
            case "divisor":
                assert (right < 0, wrong) == (True, 0)
            case "divides":
                assert right > 0 > wrong
            case "multiplies":
                assert right < 0 < wrong


SUMS = st.recursive(
    st.sampled_from(NAMES),
    lambda part: st.one_of(
        st.builds("({} + {})".format, part, part),
        st.builds("({} - {})".format, part, part),
        st.builds("(-{})".format, part),
        st.builds("np.mean({})".format, part),
        st.builds("(-2 * {})".format, part),
    ),
    max_leaves=4,
)


@given(
    SUMS,
    st.sampled_from(("whole = {}", "part = {}\nwhole = 1 - part")),
    st.tuples(*[st.floats(0.3, 3.0)] * 4),
)
def test_what_is_told_of_a_sign_holds_of_the_whole(
    total: str, around: str, drawn: tuple[float, ...]
) -> None:
    """A minus is left out where a right result goes down, and is too many elsewhere."""
    numbers = dict(zip(NAMES, drawn, strict=True))
    assume(all(total.count(name) <= 1 for name in NAMES))
    source = around.format(total)
    for edit, miss in told(source, ("minus", "minus_added", "sign", "term")):
        more = {**numbers, edit.what: numbers[edit.what] + 1}
        right, wrong = (
            round(value(code, more) - value(code, numbers), 6)
            for code in (source, miss)
        )
        match edit.kind:
            case "minus":
                assert right < 0 < wrong
            case "minus_added":
                assert wrong < 0 < right
            case "sign":
                assert wrong == -right
            case "term":
                assert (right != 0, wrong) == (True, 0)


@pytest.mark.parametrize(
    ("source", "edit", "never"),
    [
        ("s = x * y\nwhole = z * s + w / s", Edit("divides"), Edit("divides", "y")),
        ("s = -x\nwhole = z * s - w * s", Edit("sign", "x"), Edit("minus", "x")),
    ],
)
def test_what_bears_on_the_whole_both_ways_is_told_so(
    source: str, edit: Edit, never: Edit
) -> None:
    made = {one for miss in near_misses(source, frozenset("xy")) for one in miss.edits}
    assert edit in made
    assert never not in made
