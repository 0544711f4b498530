from __future__ import annotations

from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader import utils

from autograder.notebook import cells

FLAGS = st.fixed_dictionaries(
    {"grade": st.booleans(), "solution": st.booleans(), "locked": st.booleans()},
    optional={"task": st.booleans()},
)


def cell(name: str = "", kind: str = "code", **marks: Any) -> dict[str, Any]:
    """Return a cell of which nbgrader's metadata says this."""
    return {
        "cell_type": kind,
        "source": "",
        "metadata": {"nbgrader": {"grade_id": name, **marks}},
    }


def answer(name: str) -> dict[str, Any]:
    return cell(name, solution=True)


def check(name: str) -> dict[str, Any]:
    return cell(name, grade=True, locked=True)


def task(name: str) -> dict[str, Any]:
    return cell(name, kind="markdown", task=True, locked=True)


@given(FLAGS)
def test_a_cells_marks_are_read_as_nbgrader_reads_them(marks: dict[str, bool]) -> None:
    ours = cell("a", **marks)
    theirs = nbformat.from_dict(ours)
    assert cells.is_grade(ours) == bool(utils.is_grade(theirs))
    assert cells.is_solution(ours) == bool(utils.is_solution(theirs))
    assert cells.is_task(ours) == bool(utils.is_task(theirs))
    assert cells.is_locked(ours) == bool(utils.is_locked(theirs))


@given(FLAGS)
def test_a_cell_is_an_answer_or_a_check_or_neither(marks: dict[str, bool]) -> None:
    assert not (cells.is_answer(cell(**marks)) and cells.is_check(cell(**marks)))


@pytest.mark.parametrize("metadata", [{}, {"nbgrader": None}, {"nbgrader": "grade"}])
def test_what_is_no_metadata_of_nbgraders_marks_nothing(metadata: object) -> None:
    odd = {"cell_type": "code", "source": "", "metadata": metadata}
    assert cells.grade_id(odd) == ""
    assert not cells.is_answer(odd)
    assert not cells.is_check(odd)
    assert not cells.is_locked(odd)


@pytest.mark.parametrize(
    ("notebook", "owners"),
    [
        ([answer("f"), check("test_f")], {"test_f": "f"}),
        ([answer("f"), answer("g"), check("test_f")], {"test_f": "f"}),
        ([answer("f"), check("test_g"), answer("g")], {"test_g": "g"}),
        ([answer("f"), check("points"), check("more")], {"points": "f", "more": "f"}),
        ([check("points"), answer("f")], {"points": ""}),
        ([answer("f"), task("why"), check("points")], {"points": ""}),
        ([answer("f"), cell(), check("points")], {"points": "f"}),
    ],
)
def test_a_check_belongs_to_the_answer_of_its_name_or_the_one_before(
    notebook: list[dict[str, Any]], owners: dict[str, str]
) -> None:
    assert cells.answers_checked(notebook) == owners
