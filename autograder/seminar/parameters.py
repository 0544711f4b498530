"""Mistakes with a free constant: one entry, whatever number a student took.

A line of an entry's code may declare that its constant varies, and how::

    digits = 4  # varies: 1 to 8              every whole number
    bound = 30.0  # varies: 5.0 to 800.0      any number between
    axis = 1  # varies: 0, None               these values

The entry stands for its own constant first. An answer that no mistake explains is
compared with it at the others; the value that fits best has to explain every call.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import CodeType
from typing import Any, Protocol

_LINE = re.compile(
    r"^(?P<name>[ \t]*\w+) = (?P<value>[^#\n]+?)  # varies: (?P<range>.+?)$",
    re.MULTILINE,
)
_MARK = re.compile(r"#\s*varies\b")
_BETWEEN = re.compile(r"(?P<low>\S+) to (?P<high>\S+)")

FREE = "__varied__"
"""The global name that stands for the constant while values are tried."""

MOST_VALUES = 100
"""Of a list or a range of whole numbers: each is played to every unknown answer."""

STEPS = 40
"""Of the search between two values of the grid: to a millionth of their distance."""

GLANCE, HOPE = 12, 0.5
"""After so many steps a 300th of the distance is left, and so should be of the loss. If
it is still more than this share of what it was, no value there explains all."""


class Loss(Protocol):
    """How far the mistake with a value is from what an answer computes."""

    def __call__(self, value: Any, most: float = ...) -> float:
        """Return how far; what is more than the most need not be known exactly."""


@dataclass(frozen=True)
class Parameter:
    """A constant that may be another than an entry's.

    Attributes:
        code: the entry's code, with :data:`FREE` in the place of the constant.
        values: what is tried; of a range, a grid.
        is_range: whether any number between the values may be meant.
    """

    code: CodeType
    values: tuple[Any, ...]
    is_range: bool = False

    def candidates(self, loss: Loss) -> Iterator[Any]:
        """Yield the values that may explain an answer, likely ones first."""
        if not self.is_range:
            yield from self.values
            return
        losses: list[float] = []
        for value in self.values:
            losses.append(loss(value, min(losses, default=math.inf)))
        best = min(range(len(losses)), key=losses.__getitem__)
        if math.isinf(losses[best]):
            return
        # A threshold does the same in a whole range: further calls tell which it is.
        least = losses[best]
        yield from (
            v for v, off in zip(self.values, losses, strict=True) if off == least
        )
        if losses.count(least) == len(losses):
            return  # it makes no difference in what an answer is compared by
        low = self.values[max(best - 1, 0)]
        high = self.values[min(best + 1, len(losses) - 1)]
        value = _search(low, high, loss)
        # People write round numbers.
        yield from dict.fromkeys(float(f"{value:.{n}g}") for n in (1, 2, 3, 4))
        yield value


def read_parameter(code: str) -> Parameter | None:
    """Return the constant of an entry that varies; None if none does.

    Raises:
        ValueError: what is declared is not understood; the message says why.
    """
    declared = len(_MARK.findall(code))
    if not declared:
        return None
    match = _LINE.search(code)
    if declared > 1 or match is None:
        raise ValueError(
            "one line may declare a constant that varies, as in "
            "'digits = 4  # varies: 1 to 8'"
        )
    start, end = match.span("value")
    compiled = compile(code[:start] + FREE + code[end:], "<mistake>", "exec")
    values, is_range = _values(match["range"])
    return Parameter(compiled, values, is_range)


def digits_of(value: Any) -> int:
    """Return how many digits a constant is written with; 1 of what is no number."""
    if type(value) is not float:
        return 1
    mantissa, _, _ = repr(value).partition("e")
    return len(mantissa.replace(".", "").replace("-", "").strip("0")) or 1


def _values(text: str) -> tuple[tuple[Any, ...], bool]:
    """Return the values that a declaration lists, and whether others may lie between.

    Raises:
        ValueError: it is neither a list of constants nor a range.
    """
    try:
        if between := _BETWEEN.fullmatch(text.strip()):
            low, high = map(ast.literal_eval, between.group("low", "high"))
            if type(low) is int and type(high) is int and low < high:
                return _few(tuple(range(low, min(high, low + MOST_VALUES) + 1))), False
            if type(low) is float and type(high) is float and low < high:
                return _grid(low, high), True
        else:
            listed = ast.literal_eval(f"({text},)")
            return _few(listed), False
    except (SyntaxError, ValueError, TypeError):
        pass
    raise ValueError(
        f"'varies: {text}' is neither a list of constants ('0, 1, None') nor a range "
        "of two whole numbers ('1 to 8') or two others ('1e-12 to 0.1')"
    )


def _few(values: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(values) > MOST_VALUES:
        raise ValueError
    return values


def _grid(low: float, high: float) -> tuple[float, ...]:
    """Return values to begin with: even steps, or 1, 2 and 5 of each power of ten.

    Of very many powers some are left out: what lies between is searched.
    """
    if low <= 0 or high / low < 100:
        steps = 40
        return tuple(low + (high - low) * k / steps for k in range(steps + 1))
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    digits: Sequence[int] = (1, 2, 5)
    if len(digits) * len(powers) > MOST_VALUES:
        powers, digits = powers[:: math.ceil(len(powers) / MOST_VALUES)], (1,)
    round_ones = [float(f"{m}e{power}") for power in powers for m in digits]
    return (low, *(value for value in round_ones if low < value < high), high)


def _search(low: float, high: float, loss: Loss) -> float:
    """Return where the loss is least between two values: a golden-section search."""
    is_wide = low > 0 and high > 1.5 * low
    there, back = (math.log, math.exp) if is_wide else (float, float)
    ratio = (math.sqrt(5) - 1) / 2
    a, b = there(low), there(high)
    left, right = b - ratio * (b - a), a + ratio * (b - a)
    lower, upper = loss(back(left)), loss(back(right))
    first = max(lower, upper)
    for step in range(STEPS):
        if step == GLANCE and min(lower, upper) > HOPE * first:
            break
        if lower <= upper:
            b, right, upper = right, left, lower
            left = b - ratio * (b - a)
            lower = loss(back(left))
        else:
            a, left, lower = left, right, upper
            right = a + ratio * (b - a)
            upper = loss(back(right))
    return float(back((a + b) / 2))
