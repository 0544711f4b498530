"""Plain values → bytes; see :mod:`.codec`."""

from __future__ import annotations

from abc import ABCMeta
from collections.abc import Callable
from typing import Any

import msgpack  # type: ignore[import-untyped]
import numpy as np

from autograder.wire import aliases, frames, named, standard
from autograder.wire.values import (
    DICT_LIKE,
    DTYPES,
    MAX_ARRAY_BYTES,
    MAX_DEPTH,
    MAX_INT_BYTES,
    MAX_ITEMS,
    MAX_MESSAGE_BYTES,
    SCALARS,
    TYPE_NAMES,
    Kind,
    Opaque,
    check,
)

ToOpaque = Callable[[object], Opaque]


def pack(item: object) -> bytes:
    """Return the bytes of what :meth:`Encoder.convert` made."""
    return msgpack.Packer(strict_types=True).pack(item)  # type: ignore[no-any-return]


def _extension(kind: Kind, *body: object) -> msgpack.ExtType:
    return _of_parts(kind, list(body))


def _of_parts(kind: Kind, body: list[object]) -> msgpack.ExtType:
    # As ExtType's own constructor makes it, which looks first whether it may.
    return tuple.__new__(msgpack.ExtType, (kind, pack(body)))


class Encoder:
    """One value on its way out: counts what it holds and remembers where it is."""

    def __init__(self, opaque: ToOpaque | None) -> None:
        self._opaque = opaque
        self._items = 0
        self._bytes = 0
        self._deepest = 0
        self._open: set[int] = set()
        self._whole: dict[int, aliases.Whole] = {}

    def convert(self, value: Any, depth: int) -> object:
        """Return what MessagePack packs for a value."""
        kind = type(value)
        if kind in AS_THEY_ARE:
            return value
        if kind is int:
            return _integer(value)
        if kind is str or kind is bytes:
            self._spend(len(value))
            return value
        if self._whole and id(value) in self._whole:
            return self._again(self._whole[id(value)], depth)
        if kind in _CONTAINERS:
            return self._container(value, depth)
        if kind is np.ndarray and (name := _name_of(value.dtype)):
            return self._array(value, name)
        if kind in SCALARS:
            return _extension(Kind.SCALAR, SCALARS[kind], value.tobytes())
        if kind is Opaque:
            return _opaque_extension(value)
        return self._rare(value, kind, depth)

    def _rare(self, value: Any, kind: type, depth: int) -> object:
        if kind is complex:
            return _extension(Kind.COMPLEX, value.real, value.imag)
        if kind is range:
            return self._parts(Kind.RANGE, (value.start, value.stop, value.step), depth)
        if kind is slice:
            return self._parts(Kind.SLICE, (value.start, value.stop, value.step), depth)
        if value is Ellipsis:
            return _extension(Kind.ELLIPSIS)
        if (kind is type or kind is ABCMeta) and value in TYPE_NAMES:
            return _extension(Kind.TYPE, TYPE_NAMES[value])
        if (parts := standard.name_and_parts(value)) is not None:
            return self._parts(Kind.STANDARD, parts, depth)
        if kind is np.random.Generator:
            state = _generator_state(value)
            if state is not None:
                return self._parts(Kind.GENERATOR, state, depth)
        check(self._opaque is not None, f"{kind.__name__} is no plain value")
        assert self._opaque is not None
        return self._made_anew(value, kind, depth) or _opaque_extension(
            self._opaque(value)
        )

    def _made_anew(self, value: Any, kind: type, depth: int) -> object:
        """Return what is of a class that the reader makes or has; None otherwise."""
        if named.is_class(kind):
            return self._parts(Kind.NAMED, named.parts(value), depth)
        if kind is type and named.is_class(value):
            return self._parts(Kind.NAMED_CLASS, named.class_parts(value), depth)
        if (parts := frames.parts(value)) is not None:
            return self._parts(Kind.FRAME, parts, depth)
        return None

    def _container(self, value: Any, depth: int) -> object:
        check(id(value) not in self._open, "the value contains itself")
        self._open.add(id(value))
        items, size, deepest = self._items, self._bytes, self._deepest
        self._deepest = depth
        try:
            if type(value) in DICT_LIKE:
                parts = [part for pair in dict.items(value) for part in pair]
                made = self._parts(Kind.DICT, parts, depth)
            else:
                made = self._parts(_CONTAINERS[type(value)], value, depth)
        finally:
            self._open.discard(id(value))
        self._remember(value, items, size, self._deepest - depth)
        self._deepest = max(self._deepest, deepest)
        return made

    def _remember(self, value: object, items: int, size: int, height: int) -> None:
        """Take note of what is whole now, given what counted before it."""
        if self._opaque is not None and type(value) in aliases.CLASSES:
            items, size = self._items - items, self._bytes - size
            whole = aliases.Whole(value, len(self._whole), items, size, height)
            self._whole[id(value)] = whole

    def _again(self, whole: aliases.Whole, depth: int) -> msgpack.ExtType:
        self._reach(depth + whole.height)
        self._add(whole.items)
        self._spend(whole.size)
        return _extension(Kind.AGAIN, whole.number)

    def _parts(self, kind: Kind, parts: Any, depth: int) -> msgpack.ExtType:
        self._reach(depth)
        self._add(len(parts))
        items = [
            part if type(part) in AS_THEY_ARE else self.convert(part, depth + 1)
            for part in parts
        ]
        if kind in (Kind.SET, Kind.FROZENSET):
            # Equal sets iterate in different orders; equal bytes are what tells whether
            # a call changed its argument.
            items.sort(key=pack)
        return _of_parts(kind, items)

    def _array(self, value: np.ndarray[Any, Any], name: str) -> msgpack.ExtType:
        check(value.nbytes <= MAX_ARRAY_BYTES, "the array is too large to be sent")
        self._spend(value.nbytes)
        self._remember(value, self._items, self._bytes - value.nbytes, aliases.LEAF)
        if value.dtype not in _NAMES:
            value = value.astype(name)
        return _extension(Kind.ARRAY, name, list(value.shape), value.tobytes())

    def _reach(self, depth: int) -> None:
        check(depth < MAX_DEPTH, f"the value is nested deeper than {MAX_DEPTH}")
        self._deepest = max(self._deepest, depth)

    def _add(self, items: int) -> None:
        self._items += items
        check(self._items <= MAX_ITEMS, f"the value has more than {MAX_ITEMS} items")

    def _spend(self, size: int) -> None:
        self._bytes += size
        check(self._bytes <= MAX_MESSAGE_BYTES, "the value is too large to be sent")


AS_THEY_ARE = frozenset({float, bool, type(None)})
"""What MessagePack packs, whatever the value."""

_CONTAINERS: dict[type, Kind] = {
    list: Kind.LIST,
    tuple: Kind.TUPLE,
    set: Kind.SET,
    frozenset: Kind.FROZENSET,
    **dict.fromkeys(DICT_LIKE, Kind.DICT),
}


_NAMES = {np.dtype(name): name for name in DTYPES}


def _name_of(dtype: np.dtype[Any]) -> str:
    """Return what a dtype is called on the wire, in whichever order of bytes it is."""
    return _NAMES.get(dtype) or _NAMES.get(dtype.newbyteorder("<"), "")


def _integer(value: int) -> object:
    if -(2**63) <= value < 2**64:
        return value
    size = value.bit_length() // 8 + 1
    check(size <= MAX_INT_BYTES, "the integer is too long to be sent")
    return _extension(Kind.INT, value.to_bytes(size, "little", signed=True))


def _opaque_extension(value: Opaque) -> msgpack.ExtType:
    return _extension(
        Kind.OPAQUE, value.side, value.number, value.kind, value.name[:200]
    )


def _generator_state(value: np.random.Generator) -> tuple[int, int, int, int] | None:
    """Return the state of ``default_rng(…)``; other bit generators do not cross."""
    source = value.bit_generator
    if type(source) is not np.random.PCG64:
        return None
    state: Any = source.state
    inner = state["state"]
    return inner["state"], inner["inc"], state["has_uint32"], state["uinteger"]
