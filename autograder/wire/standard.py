"""Exact numbers and times of the standard library, as what they are made of.

Python compares them itself: of exactly these types, and made anew from numbers and
text, they have no method of anybody else's. A zone of the year, with its rules, stays
where it is, and so does what has one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

from autograder.wire.values import check

MAX_DIGITS = 4096
"""Of a decimal number. Its power of ten is no larger: ``int(Decimal("1e999999999"))``
is a gigabyte."""

MAX_BITS = 8192
"""Of a fraction's two numbers, which are divided by what they have in common."""

_CLOCK = ("hour", "minute", "second", "microsecond", "tzinfo", "fold")


def name_and_parts(value: Any) -> tuple[Any, ...] | None:
    """Return the name of a value's type, and what it is made of; None of all others.

    Raises:
        CodecError: It is too long.
    """
    kind = type(value)
    if kind is Decimal:
        text = str(value)
        check(_is_short(value, text), "the decimal number is too long to be sent")
        return "Decimal", text
    if kind is Fraction:
        above, below = int(value.numerator), int(value.denominator)
        check(_are_short(above, below), "the fraction is too long to be sent")
        return "Fraction", above, below
    if kind is timedelta:
        return "timedelta", value.days, value.seconds, value.microseconds
    if kind is timezone:
        return "timezone", *value.__getinitargs__()
    if kind is date:
        return "date", value.year, value.month, value.day
    if kind not in (time, datetime) or type(value.tzinfo) not in (
        timezone,
        type(None),
    ):
        return None
    clock = [getattr(value, name) for name in _CLOCK]
    if kind is time:
        return "time", *clock
    return "datetime", value.year, value.month, value.day, *clock


def read(body: list[Any]) -> object:
    """Make a value of its type's name and its parts, whoever wrote them.

    Raises:
        CodecError, TypeError, ValueError, LookupError, ArithmeticError: They are none.
    """
    name, *parts = body
    return _READERS[name](*parts)


def _decimal(text: Any) -> Decimal:
    check(type(text) is str and len(text) <= 2 * MAX_DIGITS, "a bad decimal number")
    value = Decimal(text)
    check(_is_short(value, text), "a bad decimal number")
    return value


def _is_short(value: Decimal, text: str) -> bool:
    if value.is_snan():  # to compare it is an error
        return False
    exponent = value.as_tuple().exponent
    is_near = not isinstance(exponent, int) or abs(exponent) <= MAX_DIGITS
    return is_near and len(text) <= 2 * MAX_DIGITS


def _fraction(above: Any, below: Any) -> Fraction:
    _whole(above, below)
    check(_are_short(above, below), "a bad fraction")
    return Fraction(above, below)


def _are_short(*numbers: int) -> bool:
    return all(number.bit_length() <= MAX_BITS for number in numbers)


def _time(*parts: Any) -> time:
    hour, minute, second, micro, zone, fold = parts
    _whole(hour, minute, second, micro, fold)
    return time(hour, minute, second, micro, _zone(zone), fold=fold)


def _datetime(*parts: Any) -> datetime:
    year, month, day, *clock = parts
    at = _time(*clock)
    return datetime.combine(date(*_whole(year, month, day)), at)


def _timezone(offset: Any, *names: Any) -> timezone:
    check(type(offset) is timedelta, "a bad time zone")
    check(all(type(name) is str for name in names), "a bad time zone")
    return timezone(offset, *names)


def _zone(value: Any) -> timezone | None:
    check(value is None or type(value) is timezone, "a bad time zone")
    return value  # type: ignore[no-any-return]


def _whole(*numbers: Any) -> tuple[Any, ...]:
    check(all(type(number) is int for number in numbers), "no whole number")
    return numbers


_READERS: dict[str, Callable[..., object]] = {
    "Decimal": _decimal,
    "Fraction": _fraction,
    "timedelta": lambda *parts: timedelta(*_whole(*parts)),
    "timezone": _timezone,
    "date": lambda *parts: date(*_whole(*parts)),
    "time": _time,
    "datetime": _datetime,
}
