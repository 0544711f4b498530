"""What stands in a cell of a CSV file, and how rows become the file's text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# What a spreadsheet may take for the beginning of a formula; some also take the wide
# forms of East Asian keyboards.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_DECIMALS = 5
"""Moodle keeps five, Canvas shows two; more is the noise of binary fractions."""


def text(value: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe goes first.

    Names and addresses are often the students' own words, and the file is opened by
    their instructor.
    """
    return f"'{value}" if value.lstrip(" ").startswith(_FORMULA_STARTS) else value


def number(value: float | None) -> str:
    """Return a number without exponent or needless zeros; nothing for None."""
    if value is None:
        return ""
    digits = f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def to_csv(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV (RFC 4180, but for the ends of rows, which are Unix's)."""
    return "".join(_line(row) for row in rows)


def _line(row: Sequence[object]) -> str:
    # Before Python 3.13 a cell with a lone \r is quoted only if rows end in it, too.
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(row)
    return line.getvalue().removesuffix("\r\n") + "\n"
