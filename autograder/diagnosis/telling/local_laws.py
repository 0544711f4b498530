"""Laws in which every number has its own share: an argument, a size, lost digits.

As in :mod:`.laws`, one is told only if every number of every call obeys, and if those
that are off are enough, and differ enough, to be no chance.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from autograder.diagnosis.calls.outcome import NOISE, RTOL, close_numbers
from autograder.diagnosis.calls.sorts import Place
from autograder.diagnosis.conditions.call_conditions import SIZES
from autograder.diagnosis.telling.laws import (
    ENOUGH,
    FEWEST_CALLS,
    FEWEST_VALUES,
    Pair,
    apart,
    finite_only,
    number_pairs,
)
from autograder.diagnosis.telling.seen import Seen
from autograder.model import Observation
from autograder.wire.operations import Op

LAST_PLACE = 4e-16
"""How far two roundings of a number near 1 may lie apart."""

FEWEST_SIZES = 2
"""Different sizes that a law about a size has to be seen with; 1 is none."""

_Law = Callable[[np.ndarray, np.ndarray], np.ndarray]

_BY_ARGUMENT: Mapping[str, _Law] = {
    "times": lambda wanted, own: wanted * own,
    "over": lambda wanted, own: wanted / own,
    "plus": lambda wanted, own: wanted + own,
    "less": lambda wanted, own: wanted - own,
}
_BY_SIZE: Mapping[str, Callable[[float], float]] = {
    "N": lambda n: n,
    "√N": np.sqrt,
    "1/N": lambda n: 1 / n,
    "1/√N": lambda n: 1 / np.sqrt(n),
    "1/log N": lambda n: 1 / np.log(n),
    "N/(N − 1)": lambda n: n / (n - 1),
    "(N − 1)/N": lambda n: (n - 1) / n,
}
"""By which of a size a result may be off; what has no value for a size of 1 says
nothing of it."""


def observe(seen: Seen) -> Iterator[Observation]:
    """Yield the law that all numbers of an answer obey, if there is one."""
    pairs = number_pairs(seen.calls, seen.reference, seen.answer)
    if not pairs:
        return
    if _is_cancelled(pairs):
        yield Observation("cancelled")
        return
    off = [pair for pair in pairs if pair.is_off]
    if len(off) < FEWEST_CALLS or sum(int(p.finite.sum()) for p in off) < ENOUGH:
        return
    roots = {pair.call.target for pair in pairs if pair.call.op is Op.CALL}
    root = roots.pop() if len(roots) == 1 else None
    if not isinstance(root, str) or any(pair.call.op is not Op.CALL for pair in pairs):
        return
    names = seen.names(root)
    has_others = not all(pair.finite.all() for pair in pairs)
    is_told = has_others and bool(finite_only(pairs))
    found = itertools.chain(
        _by_argument(pairs, names, _obeys),
        _by_size(pairs, names, _obeys),
        map(apart, _by_argument(pairs, names, _obeys_where_finite) if is_told else ()),
        map(apart, _by_size(pairs, names, _obeys_where_finite) if is_told else ()),
    )
    yield from itertools.islice(found, 1)


_Obeys = Callable[[Pair, np.ndarray], bool]
"""Tells whether an answer's numbers are what a law makes of those that are wanted."""


def _obeys(pair: Pair, should: np.ndarray) -> bool:
    return bool(close_numbers(should, pair.got, NOISE).all())


def _obeys_where_finite(pair: Pair, should: np.ndarray) -> bool:
    return bool((close_numbers(should, pair.got, NOISE) | ~pair.finite).all())


def _is_cancelled(pairs: Sequence[Pair]) -> bool:
    """Tell whether nothing but the digits of small numbers is lost."""
    wanted = np.concatenate([pair.wanted for pair in pairs])
    got = np.concatenate([pair.got for pair in pairs])
    lost = ~close_numbers(wanted, got, 0.0, RTOL)
    with np.errstate(all="ignore"):
        near = (np.abs(got - wanted) <= LAST_PLACE) | (got == wanted)
        near |= np.isnan(got) & np.isnan(wanted)
    is_enough = len(np.unique(wanted[lost])) >= FEWEST_VALUES
    return bool(is_enough and near.all())


def _by_argument(
    pairs: Sequence[Pair], names: Mapping[Place, str], obeys: _Obeys
) -> Iterator[Observation]:
    for place, name in names.items():
        own = [pair.call.arrays.get(place) for pair in pairs]
        shares = [
            np.broadcast_to(array.ravel() * 1.0, pair.wanted.shape)
            for array, pair in zip(own, pairs, strict=True)
            if array is not None and array.size in (1, len(pair.wanted))
        ]
        if len(shares) < len(pairs) or any(map(np.iscomplexobj, shares)):
            continue
        seen = [s[p.finite] for s, p in zip(shares, pairs, strict=True) if p.is_off]
        if len(np.unique(np.concatenate(seen))) < FEWEST_VALUES:
            continue
        for kind, law in _BY_ARGUMENT.items():
            with np.errstate(all="ignore"):
                should = [
                    law(pair.wanted, share)
                    for pair, share in zip(pairs, shares, strict=True)
                ]
            if all(map(obeys, pairs, should)):
                yield Observation(kind, {"a": name})


def _by_size(
    pairs: Sequence[Pair], names: Mapping[Place, str], obeys: _Obeys
) -> Iterator[Observation]:
    for place, name in names.items():
        own = [pair.call.arrays.get(place) for pair in pairs]
        shapes = [() if array is None else array.shape for array in own]
        for size, sizes in _sizes(shapes):
            seen = {n for pair, n in zip(pairs, sizes, strict=True) if pair.is_off}
            if len(seen - {0, 1}) < FEWEST_SIZES or 0 in sizes:
                continue
            for factor, of in _BY_SIZE.items():
                if _goes_by(of, pairs, sizes, obeys):
                    yield Observation("by size", {"a": name, "of": size, "by": factor})


def _sizes(shapes: Sequence[tuple[int, ...]]) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield the sizes that arguments of these shapes have, by name."""
    dimensions = {len(shape) for shape in shapes}
    if len(dimensions) == 1 and max(dimensions) < len(SIZES):
        for axis, size in enumerate(SIZES[max(dimensions)]):
            yield size, [shape[axis] for shape in shapes]
    if max(dimensions, default=0) > 1:
        yield "entries", [math.prod(shape) for shape in shapes]


def _goes_by(
    of: Callable[[float], float],
    pairs: Sequence[Pair],
    sizes: Sequence[int],
    obeys: _Obeys,
) -> bool:
    """Tell whether every number is the right one times something of a size."""
    for pair, n in zip(pairs, sizes, strict=True):
        with np.errstate(all="ignore"):
            factor = float(of(np.float64(n)))
        if np.isfinite(factor) and not obeys(pair, pair.wanted * factor):
            return False
    return True
