from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.model import SubmissionError
from autograder.notebook.intake import parse
from autograder.notebook.mending import mend
from autograder.notebook.source import Role
from tests.notebook.notebooks import SOURCE, cell, document, good, ids, take
from tests.pathological import assert_work_grows_with_length, runs


def test_a_sound_notebook_is_left_alone() -> None:
    clean = take(good())
    assert clean.notes == ()
    assert ids(clean) == ["setup", "f", "test_f", "why", "task", "test_g"]
    assert clean.roles == (
        Role.SETUP, Role.STUDENT, Role.TEST, Role.TEXT, Role.TEXT, Role.TEST,
    )  # fmt: skip
    assert clean.json["cells"][1]["source"] == "def f(): return 1"
    assert clean.json["metadata"] == SOURCE.metadata


def test_a_notebook_from_colab_is_left_alone() -> None:
    """Colab saves format 4.0, without ids of cells but with marks of its own."""
    cells = good()
    for number, one in enumerate(cells):
        one["metadata"] |= {"id": f"x{number}Ab_-", "outputId": f"y{number}"}
    colab = {"colab": {"provenance": []}, "language_info": {"name": "python"}}
    clean = take(cells, nbformat_minor=0, metadata=colab)
    assert clean.notes == ()
    assert ids(clean) == ["setup", "f", "test_f", "why", "task", "test_g"]
    assert [one["source"] for one in clean.json["cells"]] == [
        one["source"] for one in good()
    ]


def test_missing_cells_come_back_at_their_places() -> None:
    clean = take([cell("x"), good()[1], cell("y")])
    assert ids(clean) == ["setup", "-", "f", "-", "test_f", "why", "task", "test_g"]
    assert len(clean.notes) == 5
    assert clean.json["cells"][4]["source"] == "assert f() == 1"


def test_an_empty_notebook_gets_all_graded_cells() -> None:
    assert ids(take([])) == ["setup", "test_f", "why", "task", "test_g"]


def test_last_of_duplicate_cells_counts() -> None:
    clean = take([*good(), cell("def f(): return 2", grade_id="f", solution=True)])
    assert ids(clean) == ["setup", "-", "test_f", "why", "task", "test_g", "f"]
    assert any("twice" in note for note in clean.notes)


def test_unknown_ids_lose_their_metadata() -> None:
    clean = take([*good(), cell("1", grade_id="mine", grade=True, points=100)])
    assert ids(clean)[-1] == "-" and clean.roles[-1] is Role.STUDENT
    assert any("mine" in note for note in clean.notes)


@pytest.mark.parametrize("change", [
    {"points": 99}, {"grade": False}, {"locked": False}, {"solution": True},
    {"checksum": "x"}, {"task": True}, {"points": "many"},
])  # fmt: skip
def test_flags_and_points_are_the_courses(change: dict) -> None:
    cells = good()
    cells[2]["metadata"]["nbgrader"] |= change
    clean = take(cells)
    assert clean.json["cells"][2]["metadata"]["nbgrader"] == SOURCE.cells[2].metadata()
    assert clean.roles[2] is Role.TEST


def test_locked_text_and_types_are_the_courses() -> None:
    cells = good()
    cells[2]["source"] = "pass"
    cells[5]["cell_type"] = "markdown"
    cells[4]["source"] = "Nothing to do."
    clean = take(cells)
    assert [clean.json["cells"][k]["source"] for k in (2, 4, 5)] == [
        "assert f() == 1", "Draw.", "assert g()",
    ]  # fmt: skip
    assert clean.roles[5] is Role.TEST and len(clean.notes) == 3


def test_a_student_cannot_declare_a_cell_trusted() -> None:
    mine = cell("evil")
    mine["metadata"]["autograder"] = {"role": "setup"}
    clean = take([mine, *good()])
    assert clean.roles[0] is Role.STUDENT
    assert "autograder" not in clean.json["cells"][0]["metadata"]


@pytest.mark.parametrize("version", [None, 0, 1, 2, 4, "3", -1])
def test_any_schema_version_is_read(version: object) -> None:
    cells = good()
    for one in cells:
        one["metadata"]["nbgrader"]["schema_version"] = version
        one["metadata"]["nbgrader"]["surplus"] = [1]
    assert take(cells).notes == ()


def test_nbformat_3_and_5_are_read() -> None:
    meta = {"nbgrader": {"grade_id": "f", "solution": True}}
    lines = ["def f():\n", "    return 1"]
    cells = [
        {"cell_type": "heading", "level": 2, "source": ["Title"]},
        {"cell_type": "code", "input": lines, "outputs": [], "metadata": meta},
    ]
    old = {"nbformat": 3, "metadata": {}, "worksheets": [{"cells": cells}]}
    clean = mend(*_swap(parse(json.dumps(old).encode())))
    assert clean.json["cells"][1]["source"] == "## Title"
    assert clean.json["cells"][2]["source"] == "def f():\n    return 1"
    assert any("nbformat 3" in note for note in clean.notes)
    assert any("nbformat 5" in note for note in take(good(), nbformat=5).notes)


def _swap(parsed: tuple) -> tuple:
    return parsed[0], SOURCE, parsed[1]


def test_ids_are_made_where_they_lack_or_repeat() -> None:
    cells = [{**cell("1"), "id": name} for name in ("a", "a", "b c", 7, None)]
    found = [one["id"] for one in take(cells).json["cells"]]
    assert len(set(found)) == len(found) and "a" in found


def test_odd_cells_become_harmless() -> None:
    clean = take(
        [None, 7, {}, {"cell_type": "code"}, cell(3), cell(["a", 1]), cell("\ud800")]
    )
    assert all(isinstance(one["source"], str) for one in clean.json["cells"])


def test_every_fixture_of_nbgrader_is_read() -> None:
    import nbgrader.tests

    for path in Path(nbgrader.tests.__file__).parent.rglob("*.ipynb"):
        notebook, notes = parse(path.read_bytes())
        nbformat.validate(nbformat.from_dict(mend(notebook, SOURCE, notes).json))


NAMES = ["cells", "cell_type", "source", "metadata", "nbgrader", "grade_id", "grade"]
NAMES += ["id", "worksheets", "attachments", "points", "input", "level"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6)
    ),
    max_leaves=30,
)
GRADE_IDS = st.sampled_from(["f", "test_f", "why", "?"])
META = JSON | st.fixed_dictionaries({"grade_id": GRADE_IDS, "grade": JSON})
ODD_CELL = {
    "cell_type": st.sampled_from(["code", "markdown", "heading", "raw", 1]),
    "source": JSON,
    "metadata": st.fixed_dictionaries({}, optional={"nbgrader": META}),
    "id": JSON,
}
ODD_CELLS = st.lists(st.fixed_dictionaries({}, optional=ODD_CELL))


@given(JSON | st.builds(document, ODD_CELLS))
def test_any_json_is_mended_or_refused(data: object) -> None:
    try:
        notebook, notes = parse(json.dumps(data).encode())
    except SubmissionError:
        return
    clean = mend(notebook, SOURCE, notes)
    assert len(clean.roles) == len(clean.json["cells"])
    graded = [i for i in ids(clean) if i != "-"]
    assert set(graded) >= {"setup", "test_f", "why", "task", "test_g"}
    assert len(graded) == len(set(graded))


def test_time_grows_with_the_length_of_texts() -> None:
    """Wherever they stand: in sources, ids and metadata."""

    def prepare(length: int) -> Callable[[], object]:
        cells = good()
        for text in runs(length):
            odd = cell(text)
            odd["id"] = text
            odd["metadata"] = {"nbgrader": {"grade_id": text}, text: text}
            cells.append(odd)
        return lambda: take(cells)

    assert_work_grows_with_length(prepare)
