"""Bytes → plain values, whoever wrote the bytes; see :mod:`.codec`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgpack  # type: ignore[import-untyped]
import numpy as np

from autograder.wire import aliases, frames, named, standard
from autograder.wire.values import (
    DTYPES,
    MAX_ARRAY_BYTES,
    MAX_BODY_BYTES,
    MAX_DEPTH,
    MAX_INT_BYTES,
    MAX_ITEMS,
    MAX_MESSAGE_BYTES,
    MAX_NDIM,
    TYPES,
    CodecError,
    Kind,
    Opaque,
    check,
)

FromOpaque = Callable[[Opaque], object]


_NUMBERS = frozenset(
    {*range(0x80), 0xC0, 0xC2, 0xC3, *range(0xCA, 0xD4), *range(0xE0, 256)}
)
"""With which byte a number begins, true, false or None."""

_NUMBER_BYTES = 9
"""The longest of these."""


def is_number(data: bytes) -> bool:
    """Tell whether bytes begin as those of a number, and are not too many."""
    return 0 < len(data) <= _NUMBER_BYTES and data[0] in _NUMBERS


def unpack(data: bytes, **options: Any) -> Any:
    """Read one item of MessagePack.

    Raises:
        CodecError: It is none.
    """
    try:
        return msgpack.unpackb(data, **options)
    except CodecError:
        raise
    except Exception as error:  # msgpack has a dozen ways to say that bytes are bad
        raise CodecError(f"not a value: {error}") from None


class _Bare(list[Any]):
    """A MessagePack array as it lies on the wire: the body of an extension."""


class Decoder:
    """One message on its way in."""

    def __init__(self, opaque: FromOpaque | None) -> None:
        self._opaque = opaque
        self._items = 0
        self._bodies = 0
        self._depth = 0
        self._deepest = 0
        self._whole: list[aliases.Whole] = []

    def value(self, data: bytes) -> Any:
        """Read the one item that a message is."""
        value = self._raw(data)
        _check_native((value,))
        return value

    def _raw(self, data: bytes) -> Any:
        return unpack(
            data,
            ext_hook=self._extension,
            list_hook=self._flat,
            object_pairs_hook=_refuse_map,
            max_array_len=MAX_ITEMS,
            max_bin_len=MAX_MESSAGE_BYTES,
            max_str_len=MAX_MESSAGE_BYTES,
            max_ext_len=MAX_MESSAGE_BYTES,
        )

    def _flat(self, items: list[Any]) -> _Bare:
        self._items += len(items)
        check(self._items <= MAX_ITEMS, "the message has too many items")
        return _Bare(items)

    def _extension(self, code: int, data: bytes) -> Any:
        items, size, deepest = self._items, self._bodies, self._deepest
        self._deepest = self._depth
        self._reach(self._depth)
        self._spend(len(data))
        self._depth += 1
        try:
            if code == Kind.AGAIN:
                return self._again(*self._raw(data))
            value = self._build(code, self._raw(data))
        except CodecError:
            raise
        except Exception as error:  # parts of the wrong type or number, unhashable keys
            raise CodecError(f"not a value: {error}") from None
        finally:
            self._depth -= 1
            height = self._deepest - self._depth
            self._deepest = max(self._deepest, deepest)
        if self._opaque is not None and code in aliases.KINDS:
            items, size = self._items - items, self._bodies - size
            number = len(self._whole)
            self._whole.append(aliases.Whole(value, number, items, size, height))
        return value

    def _again(self, number: int) -> object:
        """Return what was read before, and count it once more."""
        check(type(number) is int and 0 <= number < len(self._whole), "nothing before")
        whole = self._whole[number]
        self._reach(self._depth - 1 + whole.height)
        self._items += whole.items
        check(self._items <= MAX_ITEMS, "the message has too many items")
        self._spend(whole.size)
        return whole.value

    def _reach(self, depth: int) -> None:
        check(depth <= MAX_DEPTH, "the message is nested too deep")
        self._deepest = max(self._deepest, depth)

    def _spend(self, size: int) -> None:
        self._bodies += size
        check(self._bodies <= MAX_BODY_BYTES, "the message holds too many copies")

    def _build(self, kind: int, body: Any) -> Any:
        check(type(body) is _Bare, "an extension without its parts")
        if kind == Kind.ARRAY:
            return _read_array(*body)
        _check_native(body)
        if kind in _MADE_ANEW:
            check(self._opaque is not None, "nothing that is data alone")
        if kind != Kind.OPAQUE:
            return _READERS[kind](body)
        value = _read_opaque(*body)
        return value if self._opaque is None else self._opaque(value)


_HAND_MADE = (_Bare, msgpack.Timestamp)


def _check_native(items: Iterable[object]) -> None:
    """Refuse what only a hand-made message has: bare arrays, time stamps."""
    kinds = set(map(type, items))
    if not kinds.isdisjoint(_HAND_MADE):
        check(_Bare not in kinds, "a container outside an extension")
        raise CodecError("a time stamp")


def _refuse_map(pairs: object) -> None:
    raise CodecError("a container outside an extension")


def _read_int(raw: bytes) -> int:
    check(type(raw) is bytes and len(raw) <= MAX_INT_BYTES, "a bad integer")
    return int.from_bytes(raw, "little", signed=True)


def _read_complex(real: float, imag: float) -> complex:
    check(type(real) is float and type(imag) is float, "a bad complex number")
    return complex(real, imag)


def _read_dict(parts: list[Any]) -> dict[Any, Any]:
    check(len(parts) % 2 == 0, "a key without a value")
    return dict(zip(parts[::2], parts[1::2], strict=True))


_DTYPES = {name: np.dtype(name) for name in DTYPES}


def _read_dtype(name: str) -> np.dtype[Any]:
    dtype = _DTYPES.get(name) if type(name) is str else None
    check(dtype is not None, "a dtype that is not numeric")
    assert dtype is not None
    return dtype


def _read_scalar(name: str, raw: bytes) -> Any:
    dtype = _read_dtype(name)
    check(type(raw) is bytes and len(raw) == dtype.itemsize, "a bad scalar")
    return np.frombuffer(raw, dtype)[0]


def _read_array(name: str, shape: list[int], raw: bytes) -> np.ndarray[Any, Any]:
    dtype = _read_dtype(name)
    check(type(shape) is _Bare and len(shape) <= MAX_NDIM, "a bad shape")
    check(type(raw) is bytes and len(raw) <= MAX_ARRAY_BYTES, "a bad array")
    size = dtype.itemsize
    for length in shape:
        check(type(length) is int and 0 <= length <= MAX_ARRAY_BYTES, "a bad shape")
        size *= length
    check(size == len(raw), "a shape that its bytes do not fill")
    return np.frombuffer(raw, dtype).reshape(shape).copy()


def _read_generator(state: int, inc: int, has_uint32: int, uinteger: int) -> object:
    for number, bits in ((state, 128), (inc, 128), (has_uint32, 1), (uinteger, 32)):
        check(type(number) is int and 0 <= number < 2**bits, "a bad generator state")
    source = np.random.PCG64(0)
    source.state = {
        "bit_generator": "PCG64",
        "state": {"state": state, "inc": inc},
        "has_uint32": has_uint32,
        "uinteger": uinteger,
    }
    return np.random.Generator(source)


def _read_opaque(side: str, number: int, kind: str, name: str) -> Opaque:
    check(side in ("student", "checker"), "an opaque value of nobody")
    check(type(number) is int and 0 <= number < 2**63, "a bad handle")
    check(type(kind) is str and type(name) is str, "a bad handle")
    return Opaque(side, number, kind, name)


_MADE_ANEW = (Kind.NAMED, Kind.NAMED_CLASS, Kind.FRAME)
"""What has a class to be made or imported: only for who takes objects at all."""

_READERS: dict[int, Callable[[list[Any]], Any]] = {
    Kind.INT: lambda body: _read_int(*body),
    Kind.COMPLEX: lambda body: _read_complex(*body),
    Kind.LIST: list,
    Kind.TUPLE: tuple,
    Kind.DICT: _read_dict,
    Kind.SET: set,
    Kind.FROZENSET: frozenset,
    Kind.SCALAR: lambda body: _read_scalar(*body),
    Kind.RANGE: lambda body: range(*body),
    Kind.SLICE: lambda body: slice(*body),
    Kind.ELLIPSIS: lambda body: Ellipsis,
    Kind.GENERATOR: lambda body: _read_generator(*body),
    Kind.TYPE: lambda body: TYPES[body[0]],
    Kind.STANDARD: standard.read,
    Kind.NAMED: named.read,
    Kind.NAMED_CLASS: named.read_class,
    Kind.FRAME: frames.read,
}
