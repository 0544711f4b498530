"""What a request may ask to have written: points, a comment, a name, a date.

nbgrader gives the database whatever it is sent, and what is no number where points
belong ends the session by which all requests are answered. So a body is read here:
of the fields that nbgrader knows, each has the type that it should have.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from typing import Any

from autograder.grading import timestamps

_DATE, _ZONE = "duedate_notimezone", "duedate_timezone"
_YEARS = range(1970, 3000)
"""Others are a slip, and shown in another zone some of them are no dates."""

_DECIMAL = re.compile(r" *[+-]?[0-9]{0,20}(\.[0-9]{0,20})?(e[+-]?[0-9]{1,3})? *", re.I)
"""What is typed on the page comes as a text."""

_UNKEPT = re.compile("[\0\ud800-\udfff]")
"""What no database keeps: half of a character, and the end of a string of C."""


def read(body: bytes) -> dict[str, Any]:
    """Return the fields of a request's body, and None for those that say nothing.

    A date comes without a zone, as nbgrader keeps it: in UTC.

    Raises:
        ValueError: It is no JSON object, or a field is of another type; the text, one
            line of ASCII, says which.
    """
    try:
        said = json.loads(body.decode())
    except (ValueError, RecursionError):
        raise ValueError("The body is not JSON") from None
    if not isinstance(said, dict):
        raise ValueError("The body is not a JSON object")
    found = {
        name: read(name, said[name]) if said[name] is not None else None
        for name, read in _FIELDS.items()
        if name in said
    }
    if _DATE in found:
        date, zone = found[_DATE], found.get(_ZONE) or ""
        found[_DATE] = _date(f"{date} {zone}".strip()) if date else None
        found[_ZONE] = None
    return found


def _number(name: str, value: object) -> float | None:
    if value == "":  # an empty field
        return None
    is_typed = isinstance(value, str) and _DECIMAL.fullmatch(value)
    if is_typed or (isinstance(value, int | float) and not isinstance(value, bool)):
        try:
            number = float(value)  # type: ignore[arg-type]
        except (OverflowError, ValueError):
            number = math.inf
        if math.isfinite(number):
            return number
    raise ValueError(f"{name} is not a number")


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{name} is not a text")
    return _UNKEPT.sub("\ufffd", value)


def _date(text: str) -> str:
    try:
        time = timestamps.parse(text)
    except ValueError:
        time = None
    if time is None or time.year not in _YEARS:
        example = timestamps.EXAMPLE
        raise ValueError(f"The due date is not understood; {example} would be")
    return time.isoformat(" ")


_FIELDS: dict[str, Callable[[str, object], Any]] = {
    "manual_score": _number,
    "extra_credit": _number,
    "manual_comment": _text,
    "first_name": _text,
    "last_name": _text,
    "email": _text,
    _DATE: _text,
    _ZONE: _text,
}
