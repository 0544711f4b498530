"""Which part of an answer is wrong that is no function: a choice, its reason, an order.

What would be right is never told, and nothing where all is wrong. There may be several
right orders, so it is not said of an entry that it is wrong: the fault lies among those
which are not as in the one right answer that is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from autograder.diagnosis.calls.outcome import Outcome, same_value
from autograder.diagnosis.calls.showing import SMALL, show
from autograder.diagnosis.calls.tape import Call
from autograder.model import Observation

FEWEST = 3
"""Letters in a row that are an order, and no single choice."""


def observe(
    calls: Sequence[Call], reference: Sequence[Outcome], answer: Sequence[Outcome]
) -> Iterator[Observation]:
    """Yield which of several values, or which entries of one, are wrong."""
    if not calls or any(call.op is not None for call in calls):
        return
    if any(outcome.error for outcome in (*reference, *answer)):
        return
    pairs = {
        call.root: (wanted.value, got.value)
        for call, wanted, got in zip(calls, reference, answer, strict=True)
    }
    right = [name for name, pair in pairs.items() if same_value(*pair)]
    wrong = [name for name in pairs if name not in right]
    if right and wrong:
        names = {"right": ", ".join(right), "wrong": ", ".join(wrong)}
        yield Observation("answers", names)
    for name in wrong:
        yield from _entries(name, *pairs[name])


def _entries(name: str, wanted: Any, got: Any) -> Iterator[Observation]:
    """Yield which entries of a list or a table are missing, or wrong."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        if missing := [key for key in wanted if key not in got]:
            yield Observation("lacks", {"name": name, "entries": _listed(missing)})
        else:
            yield from _compared(name, wanted, got)
    elif _is_listed(wanted) and _is_listed(got):
        if len(wanted) != len(got):
            counts = {"got": str(len(got)), "expected": str(len(wanted))}
            yield Observation("count", {"name": name, **counts})
        else:
            yield from _compared(name, dict(enumerate(wanted)), dict(enumerate(got)))


def _is_listed(value: Any) -> bool:
    """Tell whether it is a list, or an order written as letters in a row."""
    is_order = isinstance(value, str) and value.isalpha() and len(value) >= FEWEST
    return is_order or isinstance(value, list | tuple)


def _compared(
    name: str, wanted: Mapping[Any, Any], got: Mapping[Any, Any]
) -> Iterator[Observation]:
    wrong = [key for key in wanted if not same_value(wanted[key], got[key])]
    if 0 < len(wrong) < len(wanted):
        yield Observation("entries", {"name": name, "entries": _listed(wrong)})


def _listed(keys: Sequence[Any]) -> str:
    return ", ".join(f"[{show(key)}]" for key in keys[:SMALL])
