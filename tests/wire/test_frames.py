"""Tables of pandas cross as plain columns, or not at all."""

from __future__ import annotations

import msgpack
import numpy as np
import pytest

from autograder.engine.write_back import write_back
from autograder.wire import frames, values
from autograder.wire.codec import CodecError, decode, encode, is_plain
from tests.wire.test_codec import no_handle

pd = pytest.importorskip("pandas")

TABLES = {
    "kinds": pd.DataFrame(
        {
            "a": [1, 2],
            "b": [0.5, np.nan],
            "c": ["x", None],
            "d": [True, False],
            "e": pd.to_datetime(["2020-01-01", None]),
            "f": pd.to_timedelta([1, 2], "h"),
            "g": pd.Categorical(["u", "v"], ["v", "u"], ordered=True),
            "h": pd.array([1, None], dtype="Int64"),
            "i": pd.array(["y", None], dtype="string"),
            "j": pd.Series([1, "mixed"], dtype=object),
            "k": np.array([1, 2], ">i2"),
        }
    ),
    "empty": pd.DataFrame(),
    "no rows": pd.DataFrame({"a": np.array([], float)}),
    "labels": pd.DataFrame([[1, 2]], index=["r"], columns=[1, "b"]),
    "twice": pd.DataFrame([[1, 2.5]], columns=["a", "a"]),
    "groups": pd.DataFrame({"a": [1, 1], "b": [2, 3], "c": [4, 5]})
    .groupby(["a", "b"])
    .agg({"c": ["min", "max"]}),
    "days": pd.Series(range(3), pd.date_range("2020", periods=3), name="n"),
    "texts": pd.Series(["a", "b"], name=("x", 1)),
    "index": pd.Index(["a", "b"], name="k"),
    "range": pd.RangeIndex(2, 8, 3, name="r"),
    "categories": pd.CategoricalIndex(["a", "b", "a"]),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_arrives_as_it_was(name: str) -> None:
    table = TABLES[name]
    arrived = decode(encode(table, no_handle), no_handle)
    assert type(arrived) is type(table)
    if name == "kinds":
        table = table.astype({"k": "int16"})
    same = {
        pd.DataFrame: pd.testing.assert_frame_equal,
        pd.Series: pd.testing.assert_series_equal,
    }.get(type(table), pd.testing.assert_index_equal)
    same(arrived, table)


def test_times_and_classes_arrive() -> None:
    told = [pd.Timestamp("2020-01-01 10:00"), pd.Timedelta("1h"), pd.NaT, pd.NA]
    arrived = decode(encode([*told, pd.DataFrame], no_handle), no_handle)
    assert arrived[:2] == told[:2] and arrived[2] is pd.NaT and arrived[3] is pd.NA
    assert arrived[4] is pd.DataFrame


class Own(pd.DataFrame):
    pass


STAYS = {
    "subclass": Own({"a": [1]}),
    "object in a cell": pd.Series([object()]),
    "list in a cell": pd.Series([[1]]),
    "own text": pd.Series([type("S", (str,), {})("x")], dtype=object),
    "complex label": pd.DataFrame({object(): [1]}),
    "period": pd.Series(pd.period_range("2020", periods=2)),
    "interval": pd.cut(pd.Series([1, 2]), 2),
    "zone": pd.Series(pd.to_datetime(["2020"]).tz_localize("Europe/Paris")),
    "large": pd.Series(np.zeros(frames.MAX_TABLE_BYTES // 8 + 1)),
    "many texts": pd.Series(["x"] * (frames.MAX_CELLS + 1)),
    "object of pandas": pd.Series([1]).groupby([1]),
}


@pytest.mark.parametrize("name", STAYS)
def test_other_tables_stay(name: str) -> None:
    with pytest.raises(CodecError, match="stays"):
        encode(STAYS[name], no_handle)


def test_data_alone_holds_no_table() -> None:
    with pytest.raises(CodecError, match="data alone"):
        decode(encode(TABLES["texts"], no_handle))
    assert not is_plain(TABLES["texts"])


def test_a_table_is_changed_in_place() -> None:
    table, series = pd.DataFrame({"a": [1]}), pd.Series([1])
    same, held = table, [series]
    write_back(table, pd.DataFrame({"b": ["x", "y"]}))
    write_back(held, [pd.Series([2.5], name="s")])
    pd.testing.assert_frame_equal(same, pd.DataFrame({"b": ["x", "y"]}))
    assert held[0] is series and series.name == "s" and series[0] == 2.5


RANGE = ("range", (None,), 0, 1, 1)
ONE = ("array", np.zeros(1))
FORGED = {
    "another class": ["class", "read_pickle"],
    "no class": ["class", []],
    "unknown": ["pickle", b"cos\nsystem\n"],
    "endless index": ["frame", ("range", (None,), 0, 10**15, 1), RANGE, []],
    "code for a rhythm": [
        "index",
        ("times", (None,), ("<M8[ns]", np.zeros(2, "i8")), "__import__('os')"),
    ],
    "bad dtype": ["series", RANGE, None, ("<M8[Y]", np.zeros(1, "i8"))],
    "eval of a dtype": ["series", RANGE, None, ("period[D]", [1])],
    "too short": ["series", RANGE, None, ("array", np.zeros(0))],
    "two axes": ["series", RANGE, None, ("array", np.zeros((1, 1)))],
    "list for a label": ["series", RANGE, [1], ONE],
    "labels missing": ["frame", RANGE, ("range", (None,), 0, 5, 1), [ONE]],
    "codes too high": ["index", ("multi", (None,), [ONE], [np.array([7])])],
    "category too high": [
        "series",
        RANGE,
        None,
        ("category", ("object", ["a"]), np.array([5]), False),
    ],
    "object in a cell": ["series", RANGE, None, ("object", [[1]])],
    "no parts": [],
}


@pytest.mark.parametrize("name", FORGED)
def test_forged_tables_are_refused(name: str) -> None:
    inner = msgpack.unpackb(encode(FORGED[name]), ext_hook=lambda code, data: data)
    with pytest.raises(CodecError):
        decode(msgpack.packb(msgpack.ExtType(values.Kind.FRAME, inner)), no_handle)
