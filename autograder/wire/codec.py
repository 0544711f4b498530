"""Bytes ↔ plain values, for a channel whose other end may be hostile.

What crosses is data and nothing else: None, numbers, text, bytes, lists, tuples, dicts,
sets, ranges, slices, the standard library's exact numbers and times, NumPy scalars and
arrays of numeric dtype, and the state of a NumPy random generator. Only exact types: an
instance of a subclass can override every comparison a test makes, so it never crosses
as data. Who takes objects as well gets named tuples and pandas' tables made anew, of
classes of their own. Everything else becomes an :class:`Opaque`, a number that means
something to the side which issued it alone.

On the wire a value is one MessagePack item. Scalars that MessagePack knows are native;
whatever else there is is an extension whose body is one flat MessagePack array. So
nesting happens in extensions only, where it is counted.

Decoding builds values out of the bytes alone: no class is looked up, no code of the
other side runs. Any bytes give a value or :class:`CodecError`.
"""

from __future__ import annotations

from typing import Any

from autograder.wire.decoder import Decoder, FromOpaque, is_number, unpack
from autograder.wire.encoder import AS_THEY_ARE, Encoder, ToOpaque, pack
from autograder.wire.values import MAX_MESSAGE_BYTES, CodecError, Opaque, check

__all__ = [
    "MAX_MESSAGE_BYTES",
    "CodecError",
    "Opaque",
    "decode",
    "encode",
    "is_plain",
]


def encode(value: object, opaque: ToOpaque | None = None) -> bytes:
    """Turn a plain value into bytes.

    Args:
        value: what to send.
        opaque: called with each part that is not plain; it returns what crosses
            instead, or raises. Without it such a part is refused.

    Raises:
        CodecError: the value is not plain, is nested in itself, or exceeds a limit.
    """
    if type(value) in AS_THEY_ARE:
        return pack(value)
    try:
        data = pack(Encoder(opaque).convert(value, 0))
    except (ValueError, OverflowError, UnicodeError, RecursionError) as error:
        raise CodecError(str(error)) from None
    check(len(data) <= MAX_MESSAGE_BYTES, "the value is too large to be sent")
    return data


def decode(data: bytes, opaque: FromOpaque | None = None) -> Any:
    """Turn bytes into the value they describe.

    Args:
        data: what :func:`encode` returned, or anything at all.
        opaque: turns an :class:`Opaque` into the object it stands for; without it the
            :class:`Opaque` itself is in the result.

    Raises:
        CodecError: the bytes are no value or exceed a limit.
    """
    if is_number(data):
        return unpack(data)
    check(len(data) <= MAX_MESSAGE_BYTES, "the message is too large")
    return Decoder(opaque).value(data)


def is_plain(value: object) -> bool:
    """Tell whether a value crosses as data, wholly."""
    try:
        encode(value)
    except CodecError:
        return False
    return True
