"""Grades as CSV: nbgrader's numbers, quoted, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin

from autograder.exports import CsvExporter
from autograder.exports.nbgrader_csv import COLUMNS


def export(gradebook: Gradebook, path: Path, **traits: object) -> list[dict[str, str]]:
    CsvExporter(**traits).write(gradebook, path)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_columns_and_numbers_are_nbgraders(
    gradebook: Gradebook, tmp_path: Path
) -> None:
    choice = {"student": ["ada", "dora"], "assignment": ["ps1", "ps2"]}
    CsvExportPlugin(to=str(tmp_path / "stock.csv"), **choice).export(gradebook)
    CsvExporter(to=str(tmp_path / "ours.csv"), **choice).export(gradebook)
    stock = (tmp_path / "stock.csv").read_text(encoding="utf-8")
    assert ",".join(COLUMNS) == stock.splitlines()[0]
    assert (tmp_path / "ours.csv").read_text(encoding="utf-8") == stock
    assert stock.count("\n") == 5


def test_scores_are_after_the_late_penalty(
    gradebook: Gradebook, tmp_path: Path
) -> None:
    row, _ = export(gradebook, tmp_path / "g.csv", student=["boris"])
    assert row["raw_score"] == "4.0"
    assert (row["late_submission_penalty"], row["score"]) == ("1.5", "2.5")


def test_commas_are_quoted_and_formulas_defused(
    gradebook: Gradebook, tmp_path: Path
) -> None:
    rows = {row["student_id"]: row for row in export(gradebook, tmp_path / "g.csv")}
    assert rows["boris"]["last_name"] == "Ёлкин, мл."
    assert rows["boris"]["email"] == "'=cmd()@x.org"
    assert rows["cora"]["first_name"] == "'@Cora"
    assert rows["cora"]["last_name"] == 'O"Hara\nSmith'


def test_who_submitted_nothing_gets_zero(gradebook: Gradebook, tmp_path: Path) -> None:
    rows = export(gradebook, tmp_path / "g.csv", assignment=["ps2"])
    (boris,) = (row for row in rows if row["student_id"] == "boris")
    assert (boris["score"], boris["timestamp"]) == ("0.0", "")


def test_choice(gradebook: Gradebook, tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    rows = export(gradebook, path, student=["ada"])
    assert [row["student_id"] for row in rows] == ["ada", "ada"]
    assert export(gradebook, path, assignment=["nope"]) == []


def test_file_is_replaced_in_one_step(
    gradebook: Gradebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "grades.csv"
    path.write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        export(gradebook, path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["grades.csv"]
