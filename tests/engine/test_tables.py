"""What was computed for one answer is found by other processes, and by nobody else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.engine.tables import Tables, tables_in
from autograder.notebook.key import Exercise

HALF = Exercise("half", "test_half", "def half(x): return x / 2")
TEST = "assert half(2) == 1"
TABLE = {"reference": b"\0" * 40, "pairs": b""}


def test_what_one_process_keeps_another_finds(tmp_path: Path) -> None:
    Tables(tmp_path / "tables").keep(HALF, TEST, TABLE)
    assert Tables(tmp_path / "tables").of(HALF, TEST) == TABLE
    assert Tables(tmp_path / "other").of(HALF, TEST) == {}
    assert Tables().of(HALF, TEST) == {}


def test_another_check_or_bank_has_another_table(tmp_path: Path) -> None:
    Tables(tmp_path).keep(HALF, TEST, TABLE)
    again = Tables(tmp_path)
    assert again.of(HALF, TEST + "\n") == {}
    assert again.of(replace(HALF, alternatives=("def half(x): ...",)), TEST) == {}


def test_a_table_that_has_grown_is_written_again_and_no_other(tmp_path: Path) -> None:
    own = Tables(tmp_path)
    own.keep(HALF, TEST, TABLE)
    (file,) = tmp_path.iterdir()
    file.unlink()
    own.keep(HALF, TEST, TABLE)
    assert list(tmp_path.iterdir()) == []
    own.keep(HALF, TEST, {**TABLE, "pairs": b"\1"})
    assert Tables(tmp_path).of(HALF, TEST)["pairs"] == b"\1"


@pytest.mark.parametrize("data", [b"", b"nonsense", b"\xc0", b"\x93\1\2\3"])
def test_a_file_of_something_else_is_none(tmp_path: Path, data: bytes) -> None:
    Tables(tmp_path).keep(HALF, TEST, TABLE)
    (file,) = tmp_path.iterdir()
    file.write_bytes(data)
    assert Tables(tmp_path).of(HALF, TEST) == {}


def test_where_nothing_can_be_written_it_only_takes_longer(tmp_path: Path) -> None:
    (tmp_path / "tables").write_text("a file")
    own = Tables(tmp_path / "tables")
    own.keep(HALF, TEST, TABLE)
    assert own.of(HALF, TEST) == TABLE


def test_a_folder_is_read_once_in_a_process(tmp_path: Path) -> None:
    assert tables_in(tmp_path) is tables_in(tmp_path)
    assert tables_in(tmp_path) is not tables_in(None)
