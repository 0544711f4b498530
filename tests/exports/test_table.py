"""The table: a grade is what somebody gave; where nobody has, there is none."""

from __future__ import annotations

import pytest
from nbgrader.api import Gradebook

from autograder.exports.table import GradeTable, read_table


@pytest.fixture
def table(gradebook: Gradebook) -> GradeTable:
    return read_table(gradebook, ["ps1", "ps2"])


def grades(table: GradeTable) -> dict[str, list[float | None]]:
    return {
        student.id: [column.grade(student) for column in table.columns]
        for student in table.students
    }


def test_what_is_missing_is_not_zero(table: GradeTable) -> None:
    assert grades(table) == {
        "dora": [0.0, None],
        "ada": [3.5, pytest.approx(1 / 3)],
        "cora": [None, None],
        "boris": [2.5, None],
    }


def test_who_waits_for_a_person_is_counted(table: GradeTable) -> None:
    assert table.awaiting() == 1


def test_a_choice(gradebook: Gradebook) -> None:
    chosen = read_table(gradebook, ["ps2"], students=["ada", "nobody"])
    assert grades(chosen) == {"ada": [pytest.approx(1 / 3)]}


def test_comments_are_feedback(table: GradeTable) -> None:
    ps1 = table.columns[0]
    said = {student.id: ps1.feedback(student) for student in table.students}
    assert said.pop("ada") == 'sum: Well "done", but:\nsay why.'
    assert set(said.values()) == {""}
