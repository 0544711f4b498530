"""Grades as CSV: nbgrader's numbers, quoted, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin

from autograder.pages.export import COLUMNS, export_csv


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_columns_and_numbers_are_nbgraders(
    gradebook: Gradebook, tmp_path: Path
) -> None:
    plugin = CsvExportPlugin()
    plugin.to = str(tmp_path / "stock.csv")
    plugin.export(gradebook)
    stock = (tmp_path / "stock.csv").read_text(encoding="utf-8").splitlines()
    ours = _rows(export_csv(gradebook, tmp_path / "grades.csv"))
    assert ",".join(COLUMNS) == stock[0]
    numbers = slice(-4, None)
    assert [list(row.values())[numbers] for row in ours] == [
        line.split(",")[numbers] for line in stock[1:]
    ]
    plain = [line for line in stock[1:] if "boris" not in line]
    assert [",".join(r.values()) for r in ours if r["student_id"] != "boris"] == plain


def test_commas_are_quoted_and_formulas_defused(
    gradebook: Gradebook, tmp_path: Path
) -> None:
    rows = {
        r["student_id"]: r for r in _rows(export_csv(gradebook, tmp_path / "g.csv"))
    }
    assert rows["boris"]["last_name"] == "Ёлкин, мл."
    assert rows["boris"]["email"] == "'=cmd()@x.org"


def test_who_submitted_nothing_gets_zero(gradebook: Gradebook, tmp_path: Path) -> None:
    rows = {
        r["student_id"]: r for r in _rows(export_csv(gradebook, tmp_path / "g.csv"))
    }
    assert rows["dora"]["score"] == "0.0" and rows["dora"]["timestamp"] == ""


def test_choice(gradebook: Gradebook, tmp_path: Path) -> None:
    path = export_csv(gradebook, tmp_path / "g.csv", students=["ada"])
    assert [row["student_id"] for row in _rows(path)] == ["ada"]
    assert _rows(export_csv(gradebook, path, assignments=["nope"])) == []


def test_file_is_replaced_in_one_step(
    gradebook: Gradebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "grades.csv"
    path.write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        export_csv(gradebook, path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["grades.csv"]
