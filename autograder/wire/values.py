"""What may cross between processes, and within which limits.

The table of everything that :mod:`.encoder` writes and :mod:`.decoder` reads.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

import numpy as np

MAX_MESSAGE_BYTES = 64 * 2**20
"""One message. An array of eight million floats, far beyond a seminar's data, still
fits; the reader checks the claimed length against this before it reads."""

MAX_ARRAY_BYTES = 48 * 2**20
"""One array, by its claimed shape: a broadcast view claims gigabytes and owns eight
bytes."""

MAX_ITEMS = 1_000_000
"""Elements of all containers of a message together: a byte on the wire can become a
hundred bytes of Python objects."""

MAX_BODY_BYTES = 4 * MAX_MESSAGE_BYTES
"""Bodies of all extensions of a message together. Each level of nesting is a copy of
all that lies in it, so forty levels around one large string would be gigabytes."""

MAX_DEPTH = 40
"""Nesting. Deeper values are no answers, and recursion here must stay shallow."""

MAX_INT_BYTES = 8192
"""Big integers: room for 1000!, but not for a number that takes minutes to print."""

MAX_NDIM = 32
"""Axes of an array; NumPy 1 has the same limit."""

DTYPES = frozenset(
    f"{order}{kind}"
    for order, kinds in (("|", "b1 i1 u1"), ("<", "i2 u2 i4 u4 i8 u8 f2 f4 f8 c8 c16"))
    for kind in kinds.split()
)
SCALARS: dict[type, str] = {
    kind: np.dtype(kind).str
    for kind in (*(np.dtype(name).type for name in DTYPES), np.longlong, np.ulonglong)
}
TYPES: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        *(bool, int, float, complex, str, bytes, list, tuple, dict, set, object),
        *(Decimal, Fraction, timedelta, timezone, date, time, datetime),
    )
} | {f"numpy.{kind.__name__}": kind for kind in SCALARS}
TYPE_NAMES = {kind: name for name, kind in TYPES.items()}
DICT_LIKE = (dict, OrderedDict, defaultdict, Counter)


class CodecError(Exception):
    """A value that may not cross, or bytes that are no value."""


class Kind(IntEnum):
    """MessagePack extension codes."""

    INT = 1
    COMPLEX = 2
    LIST = 3
    TUPLE = 4
    DICT = 5
    SET = 6
    FROZENSET = 7
    SCALAR = 8
    ARRAY = 9
    RANGE = 10
    SLICE = 11
    ELLIPSIS = 12
    GENERATOR = 13
    TYPE = 14
    OPAQUE = 15
    STANDARD = 16
    NAMED = 17
    NAMED_CLASS = 18
    FRAME = 19
    AGAIN = 20


@dataclass(frozen=True)
class Opaque:
    """A value that stays where it is.

    ``side`` is ``"student"`` or ``"checker"``: who holds it. ``kind`` is ``"module"``
    for modules, ``"function"`` for what can be called, ``"object"`` otherwise. ``name``
    is what its holder says of its type, for messages to people only.
    """

    side: str
    number: int
    kind: str = "object"
    name: str = ""


def check(condition: bool, message: str) -> None:
    """Raise :class:`CodecError` with a message unless a condition holds."""
    if not condition:
        raise CodecError(message)
