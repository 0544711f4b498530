"""Bytes ↔ plain values, for a channel whose other end may be hostile.

What crosses is data and nothing else: None, numbers, text, bytes, lists, tuples, dicts,
sets, ranges, slices, NumPy scalars and arrays of numeric dtype, and the state of a
NumPy random generator. Only exact types: an instance of a subclass can override every
comparison a test makes, so it never crosses as data. Everything else becomes an
:class:`Opaque`, a number that means something to the side which issued it alone.

On the wire a value is one MessagePack item. Scalars that MessagePack knows are native;
whatever else there is is an extension whose body is one flat MessagePack array. So
nesting happens in extensions only, where it is counted.

Decoding builds values out of the bytes alone: no class is looked up, no code of the
other side runs. Any bytes give a value or :class:`CodecError`.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import msgpack  # type: ignore[import-untyped]
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

_DTYPES = frozenset(
    f"{order}{kind}"
    for order, kinds in (("|", "b1 i1 u1"), ("<", "i2 u2 i4 u4 i8 u8 f2 f4 f8 c8 c16"))
    for kind in kinds.split()
)
_SCALARS = {np.dtype(name).type for name in _DTYPES} | {np.longlong, np.ulonglong}
_TYPES: dict[str, type] = {
    kind.__name__: kind
    for kind in (bool, int, float, complex, str, bytes, list, tuple, dict, set, object)
} | {f"numpy.{kind.__name__}": kind for kind in _SCALARS}
_TYPE_NAMES = {kind: name for name, kind in _TYPES.items()}
_DICT_LIKE = (dict, OrderedDict, defaultdict, Counter)


class CodecError(Exception):
    """A value that may not cross, or bytes that are no value."""


class _Kind(IntEnum):
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


ToOpaque = Callable[[object], Opaque]
FromOpaque = Callable[[Opaque], object]


def encode(value: object, opaque: ToOpaque | None = None) -> bytes:
    """Turn a plain value into bytes.

    Args:
        value: what to send.
        opaque: called with each part that is not plain; it returns what crosses
            instead, or raises. Without it such a part is refused.

    Raises:
        CodecError: the value is not plain, is nested in itself, or exceeds a limit.
    """
    try:
        data = _pack(_Encoder(opaque).convert(value, 0))
    except (ValueError, OverflowError, UnicodeError, RecursionError) as error:
        raise CodecError(str(error)) from None
    _check(len(data) <= MAX_MESSAGE_BYTES, "the value is too large to be sent")
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
    _check(len(data) <= MAX_MESSAGE_BYTES, "the message is too large")
    return _Decoder(opaque).value(data)


def is_plain(value: object) -> bool:
    """Tell whether a value crosses as data, wholly."""
    try:
        encode(value)
    except CodecError:
        return False
    return True


def _check(condition: bool, message: str) -> None:
    if not condition:
        raise CodecError(message)


def _pack(item: object) -> bytes:
    return msgpack.packb(item, use_bin_type=True, strict_types=True)  # type: ignore[no-any-return]


def _extension(kind: _Kind, *body: object) -> msgpack.ExtType:
    return msgpack.ExtType(int(kind), _pack(list(body)))


class _Encoder:
    """One value on its way out: counts what it holds and remembers where it is."""

    def __init__(self, opaque: ToOpaque | None) -> None:
        self._opaque = opaque
        self._items = 0
        self._bytes = 0
        self._open: set[int] = set()

    def convert(self, value: Any, depth: int) -> object:
        """Return what MessagePack packs for a value."""
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int:
            return _integer(value)
        if kind is str or kind is bytes:
            self._spend(len(value))
            return value
        if kind in _CONTAINERS:
            return self._container(value, depth)
        if kind is np.ndarray and value.dtype.newbyteorder("<").str in _DTYPES:
            return self._array(value)
        if kind in _SCALARS:
            return _extension(_Kind.SCALAR, value.dtype.str, value.tobytes())
        if kind is Opaque:
            return _opaque_extension(value)
        return self._rare(value, kind, depth)

    def _rare(self, value: Any, kind: type, depth: int) -> object:
        if kind is complex:
            return _extension(_Kind.COMPLEX, value.real, value.imag)
        if kind is range:
            return self._parts(
                _Kind.RANGE, (value.start, value.stop, value.step), depth
            )
        if kind is slice:
            return self._parts(
                _Kind.SLICE, (value.start, value.stop, value.step), depth
            )
        if value is Ellipsis:
            return _extension(_Kind.ELLIPSIS)
        if kind is type and value in _TYPE_NAMES:
            return _extension(_Kind.TYPE, _TYPE_NAMES[value])
        if kind is np.random.Generator:
            state = _generator_state(value)
            if state is not None:
                return self._parts(_Kind.GENERATOR, state, depth)
        _check(self._opaque is not None, f"{kind.__name__} is no plain value")
        assert self._opaque is not None
        return _opaque_extension(self._opaque(value))

    def _container(self, value: Any, depth: int) -> object:
        _check(id(value) not in self._open, "the value contains itself")
        self._open.add(id(value))
        try:
            if type(value) in _DICT_LIKE:
                parts = [part for pair in dict.items(value) for part in pair]
                return self._parts(_Kind.DICT, parts, depth)
            return self._parts(_CONTAINERS[type(value)], value, depth)
        finally:
            self._open.discard(id(value))

    def _parts(self, kind: _Kind, parts: Any, depth: int) -> msgpack.ExtType:
        _check(depth < MAX_DEPTH, f"the value is nested deeper than {MAX_DEPTH}")
        self._items += len(parts)
        _check(self._items <= MAX_ITEMS, f"the value has more than {MAX_ITEMS} items")
        items = [self.convert(part, depth + 1) for part in parts]
        if kind in (_Kind.SET, _Kind.FROZENSET):
            # Equal sets iterate in different orders; equal bytes are what tells whether
            # a call changed its argument.
            items.sort(key=_pack)
        return _extension(kind, *items)

    def _array(self, value: np.ndarray[Any, Any]) -> msgpack.ExtType:
        _check(value.nbytes <= MAX_ARRAY_BYTES, "the array is too large to be sent")
        self._spend(value.nbytes)
        little = value.astype(value.dtype.newbyteorder("<"), copy=False)
        return _extension(
            _Kind.ARRAY, little.dtype.str, list(value.shape), little.tobytes()
        )

    def _spend(self, size: int) -> None:
        self._bytes += size
        _check(self._bytes <= MAX_MESSAGE_BYTES, "the value is too large to be sent")


_CONTAINERS: dict[type, _Kind] = {
    list: _Kind.LIST,
    tuple: _Kind.TUPLE,
    set: _Kind.SET,
    frozenset: _Kind.FROZENSET,
    **dict.fromkeys(_DICT_LIKE, _Kind.DICT),
}


def _integer(value: int) -> object:
    if -(2**63) <= value < 2**64:
        return value
    size = value.bit_length() // 8 + 1
    _check(size <= MAX_INT_BYTES, "the integer is too long to be sent")
    return _extension(_Kind.INT, value.to_bytes(size, "little", signed=True))


def _opaque_extension(value: Opaque) -> msgpack.ExtType:
    return _extension(
        _Kind.OPAQUE, value.side, value.number, value.kind, value.name[:200]
    )


def _generator_state(value: np.random.Generator) -> tuple[int, int, int, int] | None:
    """The state of ``default_rng(...)``; other bit generators do not cross."""
    source = value.bit_generator
    if type(source) is not np.random.PCG64:
        return None
    state: Any = source.state
    inner = state["state"]
    return inner["state"], inner["inc"], state["has_uint32"], state["uinteger"]


class _Bare(list[Any]):
    """A MessagePack array as it lies on the wire: the body of an extension."""


class _Decoder:
    """One message on its way in."""

    def __init__(self, opaque: FromOpaque | None) -> None:
        self._opaque = opaque
        self._items = 0
        self._bodies = 0
        self._depth = 0

    def value(self, data: bytes) -> Any:
        """Read the one item that a message is."""
        value = self._raw(data)
        _check_native((value,))
        return value

    def _raw(self, data: bytes) -> Any:
        try:
            return msgpack.unpackb(
                data,
                ext_hook=self._extension,
                list_hook=self._flat,
                object_pairs_hook=_refuse_map,
                max_array_len=MAX_ITEMS,
                max_bin_len=MAX_MESSAGE_BYTES,
                max_str_len=MAX_MESSAGE_BYTES,
                max_ext_len=MAX_MESSAGE_BYTES,
            )
        except CodecError:
            raise
        except Exception as error:  # msgpack has a dozen ways to say that bytes are bad
            raise CodecError(f"not a value: {error}") from None

    def _flat(self, items: list[Any]) -> _Bare:
        self._items += len(items)
        _check(self._items <= MAX_ITEMS, "the message has too many items")
        return _Bare(items)

    def _extension(self, code: int, data: bytes) -> Any:
        _check(self._depth <= MAX_DEPTH, "the message is nested too deep")
        self._bodies += len(data)
        _check(self._bodies <= MAX_BODY_BYTES, "the message holds too many copies")
        self._depth += 1
        try:
            return self._build(_Kind(code), self._raw(data))
        except CodecError:
            raise
        except Exception as error:  # parts of the wrong type or number, unhashable keys
            raise CodecError(f"not a value: {error}") from None
        finally:
            self._depth -= 1

    def _build(self, kind: _Kind, body: Any) -> Any:
        _check(type(body) is _Bare, "an extension without its parts")
        if kind is _Kind.ARRAY:
            return _read_array(*body)
        _check_native(body)
        if kind is not _Kind.OPAQUE:
            return _READERS[kind](body)
        value = _read_opaque(*body)
        return value if self._opaque is None else self._opaque(value)


def _check_native(items: Iterable[object]) -> None:
    """Refuse what only a hand-made message has: bare arrays, time stamps."""
    kinds = set(map(type, items))
    _check(_Bare not in kinds, "a container outside an extension")
    _check(msgpack.Timestamp not in kinds, "a time stamp")


def _refuse_map(pairs: object) -> None:
    raise CodecError("a container outside an extension")


def _read_int(raw: bytes) -> int:
    _check(type(raw) is bytes and len(raw) <= MAX_INT_BYTES, "a bad integer")
    return int.from_bytes(raw, "little", signed=True)


def _read_complex(real: float, imag: float) -> complex:
    _check(type(real) is float and type(imag) is float, "a bad complex number")
    return complex(real, imag)


def _read_dict(parts: list[Any]) -> dict[Any, Any]:
    _check(len(parts) % 2 == 0, "a key without a value")
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _read_dtype(name: str) -> np.dtype[Any]:
    _check(type(name) is str and name in _DTYPES, "a dtype that is not numeric")
    return np.dtype(name)


def _read_scalar(name: str, raw: bytes) -> Any:
    dtype = _read_dtype(name)
    _check(type(raw) is bytes and len(raw) == dtype.itemsize, "a bad scalar")
    return np.frombuffer(raw, dtype)[0]


def _read_array(name: str, shape: list[int], raw: bytes) -> np.ndarray[Any, Any]:
    dtype = _read_dtype(name)
    _check(type(shape) is _Bare and len(shape) <= MAX_NDIM, "a bad shape")
    _check(type(raw) is bytes and len(raw) <= MAX_ARRAY_BYTES, "a bad array")
    size = dtype.itemsize
    for length in shape:
        _check(type(length) is int and 0 <= length <= MAX_ARRAY_BYTES, "a bad shape")
        size *= length
    _check(size == len(raw), "a shape that its bytes do not fill")
    return np.frombuffer(raw, dtype).reshape(shape).copy()


def _read_generator(state: int, inc: int, has_uint32: int, uinteger: int) -> object:
    for number, bits in ((state, 128), (inc, 128), (has_uint32, 1), (uinteger, 32)):
        _check(type(number) is int and 0 <= number < 2**bits, "a bad generator state")
    source = np.random.PCG64(0)
    source.state = {
        "bit_generator": "PCG64",
        "state": {"state": state, "inc": inc},
        "has_uint32": has_uint32,
        "uinteger": uinteger,
    }
    return np.random.Generator(source)


def _read_opaque(side: str, number: int, kind: str, name: str) -> Opaque:
    _check(side in ("student", "checker"), "an opaque value of nobody")
    _check(type(number) is int and 0 <= number < 2**63, "a bad handle")
    _check(type(kind) is str and type(name) is str, "a bad handle")
    return Opaque(side, number, kind, name)


_READERS: dict[_Kind, Callable[[list[Any]], Any]] = {
    _Kind.INT: lambda body: _read_int(*body),
    _Kind.COMPLEX: lambda body: _read_complex(*body),
    _Kind.LIST: list,
    _Kind.TUPLE: tuple,
    _Kind.DICT: _read_dict,
    _Kind.SET: set,
    _Kind.FROZENSET: frozenset,
    _Kind.SCALAR: lambda body: _read_scalar(*body),
    _Kind.RANGE: lambda body: range(*body),
    _Kind.SLICE: lambda body: slice(*body),
    _Kind.ELLIPSIS: lambda body: Ellipsis,
    _Kind.GENERATOR: lambda body: _read_generator(*body),
    _Kind.TYPE: lambda body: _TYPES[body[0]],
}
