from __future__ import annotations

import collections
import contextlib
import datetime
import decimal
import enum
import fractions
import typing
import zoneinfo

import msgpack
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.wire import decoder, encoder, named, values
from autograder.wire.codec import CodecError, Opaque, decode, encode, is_plain

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(2**300), 2**300)
    | st.floats()
    | st.complex_numbers()
    | st.text()
    | st.binary()
)
ZONES = st.none() | st.timedeltas(
    datetime.timedelta(hours=-23), datetime.timedelta(hours=23)
).map(datetime.timezone)
STANDARD = (
    st.decimals(allow_nan=False, min_value=-(10**30), max_value=10**30)
    | st.fractions()
    | st.dates()
    | st.times(timezones=ZONES)
    | st.datetimes(timezones=ZONES)
    | st.timedeltas()
    | st.sampled_from([datetime.UTC, decimal.Decimal, datetime.datetime])
)
DTYPES = st.sampled_from(sorted(values.DTYPES)).map(np.dtype)
ARRAYS = DTYPES.flatmap(
    lambda dtype: npst.arrays(dtype, npst.array_shapes(min_dims=0, min_side=0))
)
KEYS = st.integers() | st.text() | st.booleans() | st.tuples(st.integers(), st.text())
VALUES = st.recursive(
    SCALARS
    | STANDARD
    | ARRAYS
    | ARRAYS.filter(lambda a: a.size).map(lambda a: a.flat[0]),
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(KEYS, inner)
        | st.sets(KEYS)
        | st.frozensets(KEYS)
    ),
    max_leaves=20,
)


def same(one: object, other: object) -> bool:
    """Equal in type and value, NaN and signed zeros included."""
    if type(one) is not type(other):
        return False
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return same(list(one.items()), list(other.items()))
    if isinstance(one, (np.ndarray, np.generic)):
        return (one.dtype, one.shape, one.tobytes()) == (
            other.dtype, other.shape, other.tobytes(),
        )  # fmt: skip
    if isinstance(one, (float, complex)):
        return repr(one) == repr(other)
    return one == other


@given(VALUES)
def test_round_trip(value: object) -> None:
    assert same(decode(encode(value)), value)


@given(st.sets(KEYS))
def test_equal_sets_have_equal_bytes(value: set) -> None:
    assert encode(value) == encode({*sorted(value, key=repr, reverse=True)})


@settings(max_examples=500)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_codec_error(data: bytes) -> None:
    with contextlib.suppress(CodecError):
        decode(data)


@settings(max_examples=500)
@given(VALUES, st.data())
def test_damaged_bytes_give_a_value_or_codec_error(value: object, data) -> None:
    raw = bytearray(encode(value))
    for _ in range(data.draw(st.integers(1, 3))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(CodecError):
        decode(bytes(raw))


@settings(max_examples=500)
@given(
    st.sampled_from(list(values.Kind)),
    st.lists(SCALARS | st.lists(st.integers(-1, 9)) | st.sampled_from(["<f8", "|O8"])),
)
def test_forged_extensions_give_a_value_or_codec_error(kind, body: list) -> None:
    try:
        inner = msgpack.packb(body)
    except (OverflowError, TypeError, UnicodeError):
        return
    with contextlib.suppress(CodecError):
        decode(msgpack.packb(msgpack.ExtType(kind, inner)), lambda opaque: opaque)


FORGED = {
    "pickled time": ["datetime", b"\x07\xe4\x01\x01\x00\x00\x00\x00\x00\x00"],
    "far decimal": ["Decimal", "1e999999999"],
    "no decimal": ["Decimal", "x"],
    "number as decimal": ["Decimal", 1.5],
    "nothing below": ["Fraction", 1, 0],
    "float as fraction": ["Fraction", 0.5, 1],
    "flag as day": ["date", 2020, True, 1],
    "far date": ["date", 10**9, 1, 1],
    "zone of text": ["time", 1, 1, 1, 1, "UTC", 0],
    "zone of a number": ["timezone", 3],
    "another class": ["os.system", "true"],
}


@pytest.mark.parametrize("name", FORGED)
def test_forged_numbers_and_times_are_refused(name: str) -> None:
    inner = msgpack.packb(FORGED[name])
    with pytest.raises(CodecError):
        decode(msgpack.packb(msgpack.ExtType(values.Kind.STANDARD, inner)))


class Point(typing.NamedTuple):
    x: typing.Any
    y: typing.Any = 0


def no_handle(value: object) -> typing.NoReturn:
    raise CodecError(f"{type(value).__name__} stays where it is")


def elsewhere(value: object) -> typing.Any:
    """Encode a value; decode it as another process does, which knows no class."""
    data = encode(value, no_handle)
    named._known.clear()
    return decode(data, no_handle)


def test_a_named_tuple_is_of_a_class_of_the_readers() -> None:
    first, second = elsewhere([Point([1], 2), Point(1.5)])
    assert (first.x, first.y, second) == ([1], 2, (1.5, 0))
    assert repr(second) == "Point(x=1.5, y=0)" and second._asdict() == {
        "x": 1.5,
        "y": 0,
    }
    assert type(first) is type(second) is not Point and isinstance(first, tuple)


def test_a_named_tuple_comes_back_as_it_left() -> None:
    data = encode(Point(1), no_handle)
    assert type(decode(data, no_handle)) is Point
    with pytest.raises(CodecError, match="data alone"):
        decode(data)
    assert not is_plain(Point(1))


def test_a_class_of_named_tuples_makes_them() -> None:
    kind, value = elsewhere([Point, Point(1)])
    assert kind(1) == value and kind(x=1, y=2) == (1, 2) and isinstance(value, kind)
    with pytest.raises(TypeError):
        kind()


FORGED_NAMES = {
    "no name": [1, 1, "x", 1],
    "code for a name": ["x, y=print(1)", 1, "x", 1],
    "code for a field": ["P", 1, "x: print(1)", 1],
    "keyword": ["P", 1, "class", 1],
    "hidden field": ["P", 1, "__eq__", 1],
    "field twice": ["P", 2, "x", "x", 1, 2],
    "too few fields": ["P", 3, "x"],
    "many fields": ["P", 10**6, "x"],
    "too few items": ["P", 2, "x", "y", 1],
    "too many items": ["P", 1, "x", 1, 2],
    "long name": ["P" * 10_000, 1, "x", 1],
}


@pytest.mark.parametrize("name", FORGED_NAMES)
def test_forged_named_tuples_are_refused(name: str) -> None:
    inner = msgpack.packb(FORGED_NAMES[name])
    with pytest.raises(CodecError):
        decode(msgpack.packb(msgpack.ExtType(values.Kind.NAMED, inner)), no_handle)


def test_classes_of_named_tuples_are_counted(monkeypatch) -> None:
    monkeypatch.setattr(named, "MOST_CLASSES", 2)
    monkeypatch.setattr(named, "_known", {})
    kinds = [collections.namedtuple(name, "x") for name in "ABC"]
    encode([kind(1) for kind in kinds[:2]], no_handle)
    with pytest.raises(CodecError, match="stays"):
        encode(kinds[2](1), no_handle)
    inner = msgpack.packb(["C", 1, "x", 1])
    with pytest.raises(CodecError, match="too many"):
        decode(msgpack.packb(msgpack.ExtType(values.Kind.NAMED, inner)), no_handle)


class Sub(np.ndarray):
    pass


class Number(enum.IntEnum):
    ONE = 1


class Busy(typing.NamedTuple):
    x: int

    def double(self) -> int:
        return 2 * self.x


class Shown(typing.NamedTuple):
    x: int

    def __repr__(self) -> str:
        return "right"


class Equal(typing.NamedTuple):
    x: int

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = tuple.__hash__


REFUSED = {
    "tuple subclass": type("T", (tuple,), {})(),
    "named tuple with a method": Busy(1),
    "named tuple shown otherwise": Shown(1),
    "named tuple equal to all": Equal(1),
    "named tuple's subclass": type("P", (Point,), {})(1),
    "decimal subclass": type("D", (decimal.Decimal,), {})(1),
    "time subclass": type("T", (datetime.datetime,), {})(2020, 1, 1),
    "zone with rules": datetime.datetime(2020, 1, 1, tzinfo=zoneinfo.ZoneInfo("UTC")),
    "far decimal": decimal.Decimal("1e999999"),
    "near decimal": decimal.Decimal("0e-999999"),
    "long decimal": decimal.Decimal("1" * 10_000),
    "signalling": decimal.Decimal("sNaN"),
    "long fraction": fractions.Fraction(1, 1 << 10_000),
    "int subclass": Number.ONE,
    "float subclass": type("F", (float,), {})(1.0),
    "str subclass": type("S", (str,), {})("x"),
    "list subclass": type("L", (list,), {})(),
    "array subclass": np.zeros(2).view(Sub),
    "matrix": np.matrix([[1.0]]),
    "masked": np.ma.array([1.0]),
    "object array": np.array([None]),
    "text array": np.array(["x"]),
    "structured": np.zeros(1, [("a", float)]),
    "time": np.array(["2020-01-01"], "M8[D]"),
    "function": len,
    "instance": object(),
    "huge int": 1 << (8 * values.MAX_INT_BYTES + 8),
    "broadcast": np.broadcast_to(0.0, (10**9,)),
    "generator kind": np.random.Generator(np.random.MT19937(0)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_plain_value_is_refused(name: str) -> None:
    with pytest.raises(CodecError):
        encode(REFUSED[name])
    with pytest.raises(CodecError):
        encode([REFUSED[name]], no_handle)
    assert not is_plain(REFUSED[name])


def test_cycles_and_depth_are_refused() -> None:
    cycle: list = []
    cycle.append(cycle)
    table: dict = {}
    table["self"] = [table]
    deep: list = []
    for _ in range(values.MAX_DEPTH + 1):
        deep = [deep]
    for value in (cycle, table, deep):
        with pytest.raises(CodecError):
            encode(value)


def test_a_value_twice_is_no_cycle() -> None:
    shared = [1]
    assert decode(encode([shared, shared])) == [[1], [1]]


def test_too_many_items_are_refused_both_ways(monkeypatch) -> None:
    data = encode([[1, 2], [3, 4]])
    for side in (encoder, decoder):
        monkeypatch.setattr(side, "MAX_ITEMS", 5)
    with pytest.raises(CodecError):
        encode([[1, 2], [3, 4]])
    with pytest.raises(CodecError):
        decode(data)


def test_depth_is_counted_when_reading() -> None:
    data = msgpack.packb(None)
    for _ in range(values.MAX_DEPTH + 2):
        inner = b"\x91" + data
        data = msgpack.packb(msgpack.ExtType(values.Kind.LIST, inner))
    with pytest.raises(CodecError, match="deep"):
        decode(data)


def test_claimed_shape_has_to_match_the_bytes() -> None:
    for shape in ([2], [10**9], [2**62, 4], [-1], [1.0], "1"):
        body = msgpack.packb(["<f8", shape, bytes(8)])
        with pytest.raises(CodecError):
            decode(msgpack.packb(msgpack.ExtType(values.Kind.ARRAY, body)))


def test_arrays_arrive_writable_and_contiguous() -> None:
    array = decode(encode(np.arange(12.0).reshape(3, 4).T))
    array[0, 0] = 5
    assert array.flags.c_contiguous and array.shape == (4, 3)


def test_big_endian_arrays_arrive_equal() -> None:
    assert np.array_equal(decode(encode(np.arange(3, dtype=">i4"))), [0, 1, 2])


def test_dict_like_standard_types_arrive_as_dicts() -> None:
    for value in (collections.Counter("aab"), collections.OrderedDict(a=2, b=1)):
        assert decode(encode(value)) == {"a": 2, "b": 1}
        assert type(decode(encode(value))) is dict


def test_generator_goes_on_where_it_stood() -> None:
    generator = np.random.default_rng(7)
    generator.normal(size=3)
    copy = decode(encode(generator))
    assert np.array_equal(copy.normal(size=5), generator.normal(size=5))


def test_opaque_values_go_through_the_mappers() -> None:
    held = object()
    data = encode([1, held], lambda value: Opaque("student", 7, "object", "thing"))
    assert decode(data) == [1, Opaque("student", 7, "object", "thing")]
    assert decode(data, lambda opaque: held)[1] is held


def test_what_stands_twice_is_one_object_for_who_takes_objects() -> None:
    row, array = [1], np.zeros(2)
    value = [row, {"row": row}, (array, [array]), {"row": row}, {3}, set()]
    one, named_one, (a, (b,)), other, *_ = again = decode(
        encode(value, _refuse), _refuse
    )
    assert same(again, value)
    assert one is named_one["row"] is other["row"]
    assert a is b
    first, second = decode(encode([row, row]))
    assert first is not second


def _refuse(value: object) -> typing.Any:
    raise CodecError("no objects here")


def _again(levels: int, times: int) -> bytes:
    """A short message of lists, each of which has the one before it so many times."""
    parts = [msgpack.ExtType(values.Kind.LIST, msgpack.packb([0, 0]))]
    for number in range(levels):
        again = msgpack.ExtType(values.Kind.AGAIN, msgpack.packb([number]))
        body = msgpack.packb([again] * times)
        parts.append(msgpack.ExtType(values.Kind.LIST, body))
    return msgpack.packb(msgpack.ExtType(values.Kind.TUPLE, msgpack.packb(parts)))


def test_what_stands_twice_counts_twice() -> None:
    assert len(decode(_again(9, 2), _refuse)) == 10
    with pytest.raises(CodecError, match="too many items"):
        decode(_again(25, 2), _refuse)
    with pytest.raises(CodecError, match="nested too deep"):
        decode(_again(60, 1), _refuse)
    shared = [0]
    for _ in range(25):
        shared = [shared, shared]
    with pytest.raises(CodecError, match="more than 1000000 items"):
        encode(shared, _refuse)
    large = np.zeros(values.MAX_ARRAY_BYTES // 8)
    with pytest.raises(CodecError, match="too large"):
        encode([large, large], _refuse)


def test_what_has_not_come_cannot_come_again() -> None:
    for number in (0, -1, 1.0, True):
        again = msgpack.ExtType(values.Kind.AGAIN, msgpack.packb([number]))
        body = msgpack.packb([again, again])
        data = msgpack.packb(msgpack.ExtType(values.Kind.LIST, body))
        with pytest.raises(CodecError):
            decode(data, _refuse)
    body = msgpack.packb([[], msgpack.ExtType(values.Kind.AGAIN, msgpack.packb([0]))])
    with pytest.raises(CodecError):
        decode(msgpack.packb(msgpack.ExtType(values.Kind.LIST, body)))
