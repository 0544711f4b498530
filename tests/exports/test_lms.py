"""Moodle's and Canvas's files, by their importers' rules."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.api import Gradebook

from autograder.exports import canvas, moodle
from autograder.exports.cells import to_csv
from autograder.exports.table import Column, GradeTable, read_table
from autograder.gradebook.people import Person
from autograder.gradebook.records import (
    CellKind,
    GradeRecord,
    NotebookRecord,
    SubmissionRecord,
)
from autograder.plugins.exporters import CanvasExporter, MoodleExporter, TableExporter


@pytest.fixture
def table(gradebook: Gradebook) -> GradeTable:
    return read_table(gradebook, ["ps1", "ps2"])


def parsed(exporter: TableExporter, table: GradeTable) -> list[list[str]]:
    return list(csv.reader(io.StringIO(to_csv(exporter.rows(table)), newline="")))


def test_moodle(table: GradeTable) -> None:
    comment = 'sum: Well "done", but:\nsay why.'
    titles = {"ps2": "Second set"}
    assert parsed(MoodleExporter(titles=titles), table) == [
        [
            *("First name", "Last name", "ID number", "Email address", "Username"),
            *("ps1", "ps1 (Feedback)", "Second set", "Second set (Feedback)"),
        ],
        ["", "", "", "", "dora", "0", "", "", ""],
        [
            *("Ada", "Lovelace", "101", "ada@x.org", "ada"),
            *("3.5", comment, "0.33333", comment),
        ],
        ["'@Cora", 'O"Hara\nSmith', "b7-uuid", "cora@x.org", "cora", "", "", "", ""],
        ["Борис", "Ёлкин, мл.", "102", "'=cmd()@x.org", "boris", "2.5", "", "", ""],
    ]


def test_canvas(table: GradeTable) -> None:
    titles = {"ps2": "Second set (4711)"}
    assert parsed(CanvasExporter(titles=titles), table) == [
        [
            *("Student", "ID", "SIS User ID", "SIS Login ID", "Section"),
            *("ps1", "Second set (4711)"),
        ],
        ["    Points Possible", "", "", "", "", "5", "5"],
        ["dora", "", "", "dora", "", "0", ""],
        ["Lovelace, Ada", "101", "", "ada", "", "3.5", "0.33333"],
        ['O"Hara\nSmith, @Cora', "", "b7-uuid", "cora", "", "", ""],
        ["Ёлкин, мл., Борис", "102", "", "boris", "", "2.5", ""],
    ]


def test_moodle_is_not_to_identify_by_what_some_lack(table: GradeTable) -> None:
    waiting, number, address, formula = MoodleExporter().remarks(table)
    assert waiting.startswith("ps1: 1 submissions have answers that")
    assert waiting.endswith("not final: cora")
    assert number.startswith("ID number is empty for 1 of 4 students: do not")
    assert number.endswith(": dora")
    assert address.startswith("Email address is empty for 1 of 4 students: do not")
    assert formula.startswith("Email address looks like a formula for 1 student and")
    assert formula.endswith(": boris")


def test_moodle_is_not_to_identify_by_what_two_share() -> None:
    twins = tuple(Person(id, email="a@x.org") for id in ("a", "b"))
    (_, shared) = moodle.remarks(GradeTable(twins, ()))
    assert shared.startswith("Email address is not unique")
    assert shared.endswith(": a, b")


def test_moodle_may_refuse_what_is_over_100() -> None:
    ann = Person("ann", lms_user_id="1", email="ann@x.org")
    grade = GradeRecord("cell", CellKind.CODE, 150.0, auto_score=101.0)
    done = SubmissionRecord(ann, "ps1", (NotebookRecord("book", (grade,)),))
    column = Column("ps1", None, 150.0, {"ann": done})
    (remark,) = moodle.remarks(GradeTable((ann,), (column,)))
    assert remark.startswith("over 100: 1 grade. Moodle may refuse")
    assert remark.endswith(": ann (ps1)")


def test_canvas_is_told_who_has_no_id(table: GradeTable) -> None:
    (remark,) = canvas.remarks(table)
    assert remark.startswith("no lms_user_id: 1 of 4 students. ")
    assert remark.endswith(": dora")


WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8
)
STUDENTS = st.builds(Person, WORDS, WORDS, WORDS, WORDS, WORDS)
SCORES = st.none() | st.floats(0, 1000)


@st.composite
def tables(draw: st.DrawFn) -> GradeTable:
    students = draw(st.lists(STUDENTS, unique_by=lambda one: one.id, max_size=4))
    columns = []
    for name in draw(st.lists(WORDS, unique=True, max_size=3)):
        submissions = {}
        for student in students:
            score = draw(SCORES)
            grade = GradeRecord("cell", CellKind.CODE, 5.0, auto_score=score)
            book = NotebookRecord("book", (grade,), late_penalty=draw(st.floats(0, 9)))
            submissions[student.id] = SubmissionRecord(student, name, (book,))
        columns.append(Column(name, None, 5.0, submissions))
    return GradeTable(tuple(students), tuple(columns))


@given(tables())
@pytest.mark.parametrize(
    ("exporter", "above", "first", "step"),
    [(MoodleExporter, 1, 5, 2), (CanvasExporter, 2, 5, 1)],
)
def test_every_grade_is_read_back_where_it_belongs(
    exporter: type[TableExporter], above: int, first: int, step: int, table: GradeTable
) -> None:
    rows = parsed(exporter(), table)
    assert {len(row) for row in rows} == {first + step * len(table.columns)}
    assert len(rows) == above + len(table.students)
    for student, row in zip(table.students, rows[above:], strict=True):
        for column, cell in zip(table.columns, row[first::step], strict=True):
            grade = column.grade(student)
            read = float(cell) if cell else None
            assert read == (None if grade is None else pytest.approx(grade, abs=1e-5))


@given(tables())
@pytest.mark.parametrize("exporter", [MoodleExporter, CanvasExporter])
def test_no_cell_is_a_formula(exporter: type[TableExporter], table: GradeTable) -> None:
    for row in parsed(exporter(), table):
        for cell in row:
            assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("lms", ["12abc", "0x10", "²", "١٢", " 12", "-3"])
def test_what_is_no_canvas_id_is_not_written_as_one(lms: str) -> None:
    someone = Person("ann", lms_user_id=lms)
    *_, row = canvas.rows(GradeTable((someone,), ()), {})
    assert row[1] == ""
    assert row[2].endswith(lms)
