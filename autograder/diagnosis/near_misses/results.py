"""What was done to right results: rounded, cut off, averaged, squared, ...

Nothing is computed anew for it: what a call should give is known, and what would have
become of it is compared with what the answer gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.diagnosis.calls.outcome import (
    NOISE,
    VALUES,
    Outcome,
    alike,
    close_numbers,
)
from autograder.diagnosis.calls.showing import show
from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.near_misses.edit_kinds import Edit

FEWEST_PROOFS = 3
"""Numbers that a deed has to explain which are not as they should be."""

MOST_DIGITS = 12
"""Decimals; to more of them, nobody rounds."""

Deed = Callable[[np.ndarray], Any]

_OF_MANY = {"result_normed", "result_flat", "result_listed"}
"""Deeds that say nothing where every result is a single number."""

_DEEDS: dict[str, Deed] = {
    "result_squared": np.square,
    "result_rooted": np.sqrt,
    "result_absolute": np.abs,
    "result_inverse": lambda x: 1 / x,
    "result_log": np.log,
    "result_exp": np.exp,
    "result_complement": lambda x: 1 - x,
    "result_whole": np.trunc,
    "result_sum": np.sum,
    "result_mean": np.mean,
    "result_max": np.max,
    "result_decided": lambda x: (x >= 0.5) * 1,
    "result_normed": lambda x: x / np.sum(x),
    "result_wrapped": lambda x: x[None],
    "result_column": lambda x: x[..., None],
    "result_listed": np.atleast_1d,
    "result_flat": np.ravel,
    "result_reversed": np.flip,
    "result_cumulated": np.cumsum,
    "result_first": lambda x: x.flat[0],
}


def done_to(
    calls: Sequence[Call], reference: Sequence[Outcome], answer: Sequence[Outcome]
) -> Iterator[Edit]:
    """Yield what, done to every right result, gives an answer's results."""
    pairs = list(zip(reference, answer, strict=True))
    is_one = len({call.root for call in calls}) == 1
    if not is_one or any(wanted.error != got.error for wanted, got in pairs):
        return
    numbers = [pair for pair in pairs if not pair[0].error]
    if any(wanted.numbers is None for wanted, _ in numbers):
        return
    is_single = all(np.size(wanted.value) == 1 for wanted, _ in numbers)
    for kind, deed in _DEEDS.items():
        if not (is_single and kind in _OF_MANY) and _explains(deed, numbers):
            yield Edit(kind)
    digits = [d for d in range(MOST_DIGITS) if _explains(_rounding(d), numbers)]
    if len(digits) == 1:
        yield Edit("result_rounded", str(digits[0]))
    yield from _cut_off(numbers)


def _rounding(digits: int) -> Deed:
    return lambda x: np.round(x, digits)


def _explains(deed: Deed, pairs: Sequence[tuple[Outcome, Outcome]]) -> bool:
    proofs = 0
    for wanted, got in pairs:
        right = np.asarray(wanted.numbers) * 1.0
        try:
            with np.errstate(all="ignore"):
                value = deed(right)
        except ValueError:  # the greatest of nothing
            return False
        if not alike(replace(wanted, value=value, warned=""), got, VALUES):
            return False
        made = np.asarray(value) * 1.0
        if made.shape != right.shape:
            proofs += max(made.size, right.size)
        else:
            proofs += int((~close_numbers(made, right, NOISE)).sum())
    return proofs >= FEWEST_PROOFS


def _cut_off(pairs: Sequence[tuple[Outcome, Outcome]]) -> Iterator[Edit]:
    """Yield the bounds beyond which all results are cut off."""
    right, became = [], []
    for wanted, got in pairs:
        first, second = wanted.numbers, got.numbers
        if first is None or second is None or first.shape != second.shape:
            return
        if np.iscomplexobj(second) or np.iscomplexobj(first):
            return
        right.append(first.ravel() * 1.0)
        became.append(second.ravel() * 1.0)
    wanted_all, got_all = np.concatenate(right), np.concatenate(became)
    off = ~close_numbers(wanted_all, got_all)
    if (~off).sum() < FEWEST_PROOFS:
        return  # nothing is left as it should be: it is another number, not a bound
    above = off & (got_all < wanted_all)
    below = off & (got_all > wanted_all)
    most = got_all[above].max() if above.any() else np.inf
    least = got_all[below].min() if below.any() else -np.inf
    if np.isinf([most, least]).all() or least >= most:
        return
    if _explains(lambda x: np.clip(x, least, most), pairs):
        if np.isinf(least):
            yield Edit("result_at_most", show(float(most)))
        elif np.isinf(most):
            yield Edit("result_at_least", show(float(least)))
        else:
            yield Edit("result_between", show(float(least)), show(float(most)))
