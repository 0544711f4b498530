"""Grades as CSV: nbgrader's numbers, quoted, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin
from traitlets.config import Config

from autograder.exports.nbgrader_csv import COLUMNS
from autograder.grading.results import ResultStore
from autograder.model import NotebookResult, Status
from autograder.plugins.exporters import CsvExporter

from .classes import LATE, make_gradebook


def exporter(path: Path, **traits: object) -> CsvExporter:
    """The exporter of a course in the folder of a path."""
    config = Config({"CourseDirectory": {"root": str(path.parent)}, **LATE})
    return CsvExporter(config=config, **traits)


def export(gradebook: Gradebook, path: Path, **traits: object) -> list[dict[str, str]]:
    exporter(path, **traits).write(gradebook, path)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_columns_and_numbers_are_nbgraders(
    gradebook: Gradebook, tmp_path: Path
) -> None:
    choice = {"student": ["ada", "dora"], "assignment": ["ps1", "ps2"]}
    CsvExportPlugin(to=str(tmp_path / "stock.csv"), **choice).export(gradebook)
    ours = tmp_path / "ours.csv"
    exporter(ours, to=str(ours), **choice).export(gradebook)
    stock = (tmp_path / "stock.csv").read_text(encoding="utf-8")
    assert ",".join(COLUMNS) == stock.splitlines()[0]
    assert ours.read_text(encoding="utf-8") == stock
    assert stock.count("\n") == 5


def test_what_could_not_be_graded_has_no_score(
    gradebook: Gradebook, tmp_path: Path
) -> None:
    store = ResultStore(tmp_path)
    for student in ("ada", "dora"):
        failed = NotebookResult(student, "ps2", "book", Status.FAILED, "cut off")
        store.save("ps2", student, store.FAILED, [failed])
    rows = export(gradebook, tmp_path / "grades.csv", assignment=["ps2"])
    scores = {row["student_id"]: row["score"] for row in rows}
    assert scores["dora"] == ""
    assert scores["ada"] != "", "what it had before stays"
    assert scores["boris"] == "0.0", "nothing was handed in"


POINTS = st.none() | st.floats(-2, 10).map(lambda points: round(points, 2))


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gradebook]:
    """A gradebook of its own, to write into."""
    database = make_gradebook(tmp_path_factory.mktemp("csv") / "gradebook.db")
    with Gradebook(database) as opened:
        yield opened


@settings(max_examples=40)
@given(
    graded=st.lists(st.tuples(POINTS, POINTS, POINTS, st.integers(-2, 4)), min_size=4),
    extension=st.integers(0, 3),
)
def test_every_number_is_nbgraders(
    changing: Gradebook,
    tmp_path_factory: pytest.TempPathFactory,
    graded: list[tuple[float | None, float | None, float | None, int]],
    extension: int,
) -> None:
    """Whatever the grader, a person and extra credit say, and however late it came."""
    due = changing.find_assignment("ps1").duedate
    done = changing.assignment_submissions("ps1")
    for submission, (auto, manual, extra, days) in zip(done, graded, strict=False):
        submission.timestamp = due + timedelta(days=days)
        submission.extension = timedelta(days=extension) if extension else None
        (grade,) = submission.notebooks[0].grades
        grade.auto_score, grade.manual_score, grade.extra_credit = auto, manual, extra
    changing.db.commit()
    folder = tmp_path_factory.mktemp("csv")
    rows = export(changing, folder / "ours.csv", assignment=["ps1"])
    CsvExportPlugin(to=str(folder / "stock.csv"), assignment=["ps1"]).export(changing)
    # nbgrader does not quote: of names and addresses it has other columns.
    numbers = [line.split(",")[-4:] for line in read_stock(folder / "stock.csv")]
    assert [[row[name] for name in COLUMNS[-4:]] for row in rows] == numbers
    for submission in done:
        row = next(row for row in rows if row["student_id"] == submission.student_id)
        days = max(0, (submission.timestamp - due).days - extension)
        share = min(1, 0.375 * days)
        lost = share * max(0.0, submission.score)
        assert float(row["late_submission_penalty"]) == pytest.approx(lost)
        assert float(row["score"]) == pytest.approx(max(0, submission.score - lost))


def read_stock(path: Path) -> list[str]:
    """The rows of nbgrader's file; a name may hold a line break."""
    text = path.read_text(encoding="utf-8").replace('O"Hara\nSmith', "Smith")
    return text.splitlines()[1:]


def test_extra_credit_without_a_score_is_nothing_yet(
    changing: Gradebook, tmp_path: Path
) -> None:
    grade = changing.find_grade("sum", "book", "ps1", "cora")
    grade.auto_score, grade.manual_score, grade.extra_credit = None, None, 0.5
    changing.db.commit()
    row, _ = export(changing, tmp_path / "g.csv", student=["cora"])
    assert (row["raw_score"], row["score"]) == ("0.0", "0.0")


def test_a_penalty_follows_the_points_that_a_person_gave(
    changing: Gradebook, tmp_path: Path
) -> None:
    """It is three eighths of what counts: of the grader's 2 points, then of 4."""
    due = changing.find_assignment("ps1").duedate
    submission = changing.find_submission("ps1", "boris")
    submission.timestamp, submission.extension = due + timedelta(days=1), None
    (grade,) = submission.notebooks[0].grades
    grade.auto_score, grade.manual_score, grade.extra_credit = 2, None, None
    changing.db.commit()
    row, _ = export(changing, tmp_path / "g.csv", student=["boris"])
    assert (row["late_submission_penalty"], row["score"]) == ("0.75", "1.25")
    grade.manual_score = 4  # as the formgrader stores it
    changing.db.commit()
    stock = CsvExportPlugin(to=str(tmp_path / "stock.csv"), student=["boris"])
    stock.export(changing)
    numbers = read_stock(tmp_path / "stock.csv")[0].split(",")[-4:]
    assert numbers == ["4.0", "0.75", "3.25", "5.0"]
    row, _ = export(changing, tmp_path / "g.csv", student=["boris"])
    assert (row["late_submission_penalty"], row["score"]) == ("1.5", "2.5")


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
