"""Tables of pandas, and its times, as plain columns; only where pandas is installed.

A table is an index, labels and columns, each of a kind that is listed here: numbers,
texts, times, categories. The reader's own pandas makes another of them, never of a
pickle, and does so only for who takes objects at all: a test and an answer. A table of
other kinds, a larger one, or one of a class of its own stays where it is.
"""

from __future__ import annotations

import importlib
import sys
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from autograder.wire.values import DTYPES, SCALARS, check

MAX_TABLE_BYTES = 32 * 2**20
"""Of all columns of numbers and times."""

MAX_CELLS = 200_000
"""Of all columns that go a value at a time."""

MAX_COLUMNS = 10_000

_CLASSES = frozenset(
    {"DataFrame", "Series", "Index", "RangeIndex", "MultiIndex", "Categorical"}
    | {"DatetimeIndex", "TimedeltaIndex", "Timestamp", "Timedelta"}
)
_UNITS = ("s", "ms", "us", "ns")
_TIMES = frozenset(f"<{kind}8[{unit}]" for kind in "Mm" for unit in _UNITS)
_NULLABLE = frozenset(
    {"str", "string", "boolean", "Float32", "Float64"}
    | {f"{sign}Int{bits}" for sign in ("", "U") for bits in (8, 16, 32, 64)}
)
"""Columns of pandas' own kinds, in which a value may be missing."""

_CELLS = frozenset(
    {str, bytes, bool, int, float, complex, type(None), date, datetime}
    | {Decimal, Fraction, *SCALARS}
)
_LABELS = frozenset({str, bool, int, float, type(None), date, *SCALARS})

Parts = tuple[Any, ...]


class _StaysError(Exception):
    """A table of a kind that does not cross."""


def is_table(value: object) -> bool:
    """Tell whether a value is a table or a column, of exactly pandas' classes."""
    pandas: Any = sys.modules.get("pandas")
    if pandas is None:
        return False
    kinds = [getattr(pandas, name, None) for name in ("DataFrame", "Series")]
    return type(value) in kinds


def become(mine: Any, theirs: Any) -> None:
    """Make a table another one, in place."""
    mine.__init__(theirs)


def parts(value: Any) -> Parts | None:
    """Return what a value of pandas' is made of; None of all others."""
    pandas: Any = sys.modules.get("pandas")
    kind = type(value)
    if pandas is None or not (kind.__module__.startswith("pandas") or kind is type):
        return None
    try:
        return _Writer(pandas).parts(value, kind)
    except _StaysError:
        return None
    except Exception:  # what is half made, or patched: it stays where it is
        return None


def read(body: list[Any]) -> object:
    """Make a value of its parts, whoever wrote them.

    Raises:
        CodecError, ImportError, ValueError and others of pandas': They are none.
    """
    return _Reader(importlib.import_module("pandas")).value(body)


class _Writer:
    """One value on its way out: counts what it holds."""

    def __init__(self, pandas: Any) -> None:
        self._pandas = pandas
        self._bytes = 0
        self._cells = 0

    def parts(self, value: Any, kind: type) -> Parts | None:
        pandas = self._pandas
        if kind is type:
            name = value.__name__
            known = name in _CLASSES and getattr(pandas, name, None) is value
            return ("class", name) if known else None
        if value is pandas.NaT or value is pandas.NA:
            return ("missing", str(value))
        if kind in (pandas.Timestamp, pandas.Timedelta):
            if getattr(value, "tz", None) is not None:
                return None
            array = np.asarray(value.asm8)
            return "time", array.dtype.str, int(array.view("i8"))
        if kind is pandas.DataFrame:
            if value.shape[1] > MAX_COLUMNS:
                return None
            columns = [self._column(value.iloc[:, i]) for i in range(value.shape[1])]
            return (
                "frame",
                self._index(value.index),
                self._index(value.columns),
                columns,
            )
        if kind is pandas.Series:
            column = self._column(value)
            return "series", self._index(value.index), _label(value.name), column
        if isinstance(value, pandas.Index):
            return "index", self._index(value)
        return None

    def _index(self, index: Any) -> Parts:
        pandas = self._pandas
        kind = type(index)
        names = tuple(map(_label, index.names))
        if kind is pandas.RangeIndex:
            return "range", names, index.start, index.stop, index.step
        if kind is pandas.MultiIndex:
            levels = [self._column(level) for level in index.levels]
            codes = [self._numbers(np.asarray(each, "i8")) for each in index.codes]
            return "multi", names, levels, codes
        if kind in (pandas.DatetimeIndex, pandas.TimedeltaIndex):
            return "times", names, self._column(index), self._rhythm(index)
        if kind in (pandas.Index, pandas.CategoricalIndex):
            return "plain", names, self._column(index)
        raise _StaysError

    def _rhythm(self, index: Any) -> str:
        """Return how far its times are apart, if pandas knows it by its name."""
        text = index.freqstr or ""
        offset = self._pandas.tseries.frequencies.to_offset(text) if text else None
        return str(text) if len(text) <= 20 and offset == index.freq else ""

    def _column(self, column: Any) -> Parts:
        """Return the values of a series or an index."""
        dtype = column.dtype
        if isinstance(dtype, np.dtype):
            if dtype.kind == "O":
                return "object", self._listed(column.tolist())
            array = column.to_numpy()
            if dtype.newbyteorder("<").str in _TIMES:
                return dtype.newbyteorder("<").str, self._numbers(array.view("i8"))
            return "array", self._numbers(array)
        if dtype == "category":
            whole = getattr(column, "cat", column)
            codes = self._numbers(np.asarray(whole.codes, "i8"))
            return (
                "category",
                self._column(dtype.categories),
                codes,
                bool(dtype.ordered),
            )
        if str(dtype) not in _NULLABLE:
            raise _StaysError
        values, gone = column.tolist(), column.isna().tolist()
        pairs = zip(values, gone, strict=True)
        return str(dtype), self._listed([None if no else each for each, no in pairs])

    def _numbers(self, array: Any) -> Any:
        self._bytes += array.nbytes
        is_plain = array.dtype.newbyteorder("<").str in DTYPES
        if (
            not is_plain
            or self._bytes > MAX_TABLE_BYTES
            or type(array) is not np.ndarray
        ):
            raise _StaysError
        return array

    def _listed(self, values: list[Any]) -> list[Any]:
        self._cells += len(values)
        if self._cells > MAX_CELLS or not {*map(type, values)} <= _CELLS:
            raise _StaysError
        return values


class _Reader:
    """One value on its way in."""

    def __init__(self, pandas: Any) -> None:
        self._pandas = pandas

    def value(self, body: list[Any]) -> Any:
        pandas = self._pandas
        kind, *rest = body
        match kind, rest:
            case "class", [name]:
                check(
                    type(name) is str and name in _CLASSES,
                    "a class that does not cross",
                )
                return getattr(pandas, name)
            case "missing", [name]:
                check(name in ("NaT", "<NA>"), "a bad missing value")
                return pandas.NaT if name == "NaT" else pandas.NA
            case "time", [dtype, int(number)]:
                check(dtype in _TIMES, "a bad time")
                time = np.array(number, "i8").view(dtype)[()]
                is_date = dtype.startswith("<M")
                return (pandas.Timestamp if is_date else pandas.Timedelta)(time)
            case "frame", [index, labels, columns]:
                check(type(columns) is list, "a bad table")
                index, labels = self._index(index), self._index(labels)
                read = [self._series(each, index) for each in columns]
                frame = pandas.DataFrame(dict(enumerate(read)), index=index)
                frame.columns = labels
                return frame
            case "series", [index, name, column]:
                series = self._series(column, self._index(index))
                series.name = _read_label(name)
                return series
            case "index", [index]:
                return self._index(index)
        raise ValueError("nothing of pandas'")

    def _series(self, column: Any, index: Any) -> Any:
        values = self._column(column)
        check(len(values) == len(index), "a column of another length")
        return self._pandas.Series(values, index=index, dtype=values.dtype)

    def _index(self, told: Any) -> Any:
        pandas = self._pandas
        kind, names, *rest = told
        check(type(names) is tuple, "bad names of an index")
        names = [*map(_read_label, names)]
        match kind, rest:
            case "range", [int(start), int(stop), int(step)]:
                index = pandas.RangeIndex(start, stop, step)
                check(len(index) <= MAX_TABLE_BYTES // 8, "too long an index")
            case "multi", [levels, codes]:
                levels = [pandas.Index(self._column(level)) for level in levels]
                check(all(map(_is_whole, codes)), "a bad index")
                return pandas.MultiIndex(levels, codes, names=names)
            case "times", [column, str(rhythm)]:
                check(len(rhythm) <= 20, "a bad index")
                values = self._column(column)
                is_date = values.dtype.kind == "M"
                make = pandas.DatetimeIndex if is_date else pandas.TimedeltaIndex
                index = make(values, freq=rhythm or None)
            case "plain", [column]:
                values = self._column(column)
                index = pandas.Index(values, dtype=values.dtype)
            case _:
                raise ValueError("no index")
        index.names = names
        return index

    def _column(self, told: Any) -> Any:
        pandas = self._pandas
        check(type(told) is tuple, "a bad column")
        kind, values, *rest = told
        if kind == "array":
            check(type(values) is np.ndarray and values.ndim == 1, "a bad column")
            return values
        if kind in _TIMES:
            check(_is_whole(values), "a bad column")
            return values.view(kind)
        if kind == "category":
            codes, ordered = rest
            check(_is_whole(codes) and type(ordered) is bool, "a bad column")
            categories = self._column(values)
            categories = pandas.Index(categories, dtype=categories.dtype)
            return pandas.Categorical.from_codes(codes, categories, ordered=ordered)
        check(type(values) is list and {*map(type, values)} <= _CELLS, "a bad column")
        if kind == "object":
            made = np.empty(len(values), object)
            made[:] = values
            return made
        check(kind in _NULLABLE, "a bad column")
        return pandas.array(values, dtype=kind)


def _label(value: Any) -> Any:
    """Return a label that may cross."""
    if type(value) is tuple and len(value) <= 100:
        return tuple(map(_label, value))
    if type(value) not in _LABELS:
        raise _StaysError
    return value


def _read_label(value: Any) -> Any:
    if type(value) is tuple:
        return tuple(map(_read_label, value))
    check(type(value) in _LABELS, "a bad label")
    return value


def _is_whole(value: Any) -> bool:
    return type(value) is np.ndarray and value.dtype.str == "<i8" and value.ndim == 1
