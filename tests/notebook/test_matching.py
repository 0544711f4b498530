"""Metadata may be lost, as editors lose them: no points are, unless a person looks."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.notebook import rules
from autograder.notebook.intake import parse
from autograder.notebook.mending import CleanNotebook, mend
from autograder.notebook.source import HandedOut, Role, SourceCell, SourceNotebook

Json = dict[str, Any]

KNOWN = (
    SourceCell("setup", "code", "import math", locked=True, setup=True),
    SourceCell("f", "code", "def f():\n    ...", solution=True),
    SourceCell("test_f", "code", "assert f()", grade=True, locked=True, points=2),
    SourceCell("g", "code", "def g():\n    ...", solution=True),
    SourceCell("test_g", "code", "assert g()", grade=True, locked=True, points=2),
    SourceCell("why", "markdown", "YOUR ANSWER", True, True, points=1, checksum="w"),
    SourceCell("how", "markdown", "YOUR ANSWER", True, True, points=1, checksum="h"),
    SourceCell("plot", "code", "# YOUR CODE", True, True, points=3, checksum="p"),
    SourceCell("task", "markdown", "Draw.", task=True, locked=True, points=3),
)
BY_ID = {cell.grade_id: cell for cell in KNOWN}
FRAME = [
    "# A seminar", "setup", "## f", "f", "test_f", "print(f())", "## g", "g", "test_g",
    "## why", "why", "## how", "how", "plot", "task",
]  # fmt: skip
ANSWERS = {
    "f": "def f():\n    return True",
    "g": "def helper(): return 1\ndef g():\n    return helper()",
    "why": "Since it is.",
    "how": "Like this.",
    "plot": "x = 1",
}


def handed_out(name: str) -> HandedOut:
    known = BY_ID.get(name)
    if known is None:
        kind = "markdown" if name.startswith("#") else "code"
        return HandedOut(name, kind, "", f"id{FRAME.index(name)}")
    return HandedOut(known.source, known.cell_type, name, f"id-{name}")


SOURCE = SourceNotebook(KNOWN, release=tuple(map(handed_out, FRAME)))


def submission(*answered: str) -> list[Json]:
    """Return a notebook with some answers."""
    cells = []
    for one in SOURCE.handed_out:
        text = ANSWERS[one.grade_id] if one.grade_id in answered else one.source
        known = BY_ID.get(one.grade_id)
        meta = {"nbgrader": known.metadata()} if known else {}
        kind = {"cell_type": one.cell_type, "source": text, "id": one.cell_id}
        cells.append({**kind, "metadata": meta})
    return cells


def scratch(text: str, kind: str = "code") -> Json:
    return {"cell_type": kind, "source": text, "metadata": {}, "id": f"own{len(text)}"}


def strip(cells: list[Json], lost: set[int], *, ids: bool = False) -> list[Json]:
    """Return the cells without the metadata of some, and without the ids of all."""
    made = copy.deepcopy(cells)
    for place, cell in enumerate(made):
        if place in lost:
            cell["metadata"] = {}
        if ids:
            cell.pop("id", None)
    return made


def take(cells: list[Json]) -> CleanNotebook:
    document = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    notebook, notes = parse(json.dumps(document).encode())
    return mend(notebook, SOURCE, notes)


def outline(clean: CleanNotebook) -> list[tuple[str, str]]:
    """Return what is run and scored, in order."""
    return [
        (cell["metadata"].get("nbgrader", {}).get("grade_id", ""), cell["source"])
        for cell in clean.json["cells"]
    ]


answered = st.sets(st.sampled_from(sorted(ANSWERS)))
losses = st.sets(st.integers(0, len(FRAME) + 3))
insertions = st.lists(
    st.tuples(
        st.integers(0, len(FRAME)),
        st.sampled_from(
            [scratch("y = 2"), scratch("A note.", "markdown"), scratch("")]
        ),
    ),
    max_size=3,
)


@given(answered, losses, insertions)
def test_with_its_ids_a_notebook_needs_no_metadata(
    names: set[str], lost: set[int], more: list[tuple[int, Json]]
) -> None:
    cells = submission(*names)
    for place, cell in more:
        cells.insert(place, dict(cell))
    clean = take(strip(cells, lost))
    assert outline(clean) == outline(take(cells))
    assert clean.roles == take(cells).roles
    assert not clean.unsure


@given(answered, losses)
def test_without_ids_texts_and_places_tell(names: set[str], lost: set[int]) -> None:
    cells = submission(*names)
    clean = take(strip(cells, lost, ids=True))
    assert outline(clean) == outline(take(cells))
    assert not clean.unsure


@given(answered, losses, insertions)
def test_no_answer_is_passed_over_in_silence(
    names: set[str], lost: set[int], more: list[tuple[int, Json]]
) -> None:
    """Whatever is lost: all tests stand where they stood, answers count or wait."""
    cells = submission(*names)
    for place, cell in more:
        cells.insert(place, dict(cell))
    whole, clean = outline(take(cells)), take(strip(cells, lost, ids=True))
    found = outline(clean)
    tests = [name for name, cell in BY_ID.items() if cell.role is Role.TEST]
    for name in tests:
        before = [text for _, text in whole[: index(whole, name)] if text]
        now = [text for _, text in found[: index(found, name)] if text]
        assert before == now or name in clean.unsure
    for name in names & {"why", "how", "plot"}:
        assert (name, ANSWERS[name]) in found or name in clean.unsure


def index(cells: list[tuple[str, str]], name: str) -> int:
    return [grade_id for grade_id, _ in cells].index(name)


@pytest.mark.parametrize("ids", [True, False])
def test_all_metadata_are_lost(ids: bool) -> None:
    cells = submission(*ANSWERS)
    clean = take(strip(cells, set(range(len(cells))), ids=ids))
    assert outline(clean) == outline(take(cells))
    assert clean.notes == (
        "cells without nbgrader's marks were recognised: "
        "setup, f, test_f, g, test_g, why, how, plot, task",
    )


def test_an_answer_among_others_waits_for_a_person() -> None:
    """Where an essay is one of two cells, it is not "no response"."""
    cells = submission(*ANSWERS)
    at = [cell["source"] for cell in cells].index(ANSWERS["why"])
    cells.insert(at, scratch("Another thought.", "markdown"))
    clean = take(strip(cells, {at + 1}, ids=True))
    assert clean.unsure == {"why"}
    (why,) = (cell for cell in clean.json["cells"] if cell["source"] == "YOUR ANSWER")
    assert "checksum" not in why["metadata"]["nbgrader"]


def test_an_answer_that_is_gone_is_gone() -> None:
    cells = [c for c in submission("f") if c["id"] not in {"id-why", "id-plot"}]
    clean = take(cells)
    assert not clean.unsure
    assert ("why", "YOUR ANSWER") in outline(clean)


def test_a_restored_test_stands_after_what_it_needs() -> None:
    cells = [cell for cell in submission(*ANSWERS) if cell["id"] != "id-test_g"]
    at = [cell["id"] for cell in cells].index("id-g")
    cells.insert(at + 1, scratch("def helper(): return 2"))
    for lost in (set(), {at}):
        found = outline(take(strip(cells, lost, ids=bool(lost))))
        assert found[at + 1 : at + 3] == [
            ("", "def helper(): return 2"),
            ("test_g", "assert g()"),
        ]


def test_a_test_whose_answer_is_not_known_waits_unless_it_passes() -> None:
    cells = [cell for cell in submission(*ANSWERS) if cell["id"] != "id-test_g"]
    at = [cell["id"] for cell in cells].index("id-g")
    cells[at] |= {"source": "g = lambda: 1", "metadata": {}}
    cells.insert(at, scratch("g = None"))
    clean = take(strip(cells, set(), ids=True))
    assert clean.unsure == {"test_g"}
    found = outline(clean)
    assert index(found, "test_g") > [text for _, text in found].index("g = lambda: 1")


# What is told of changes


CHECKSUM = {"checksum": "0" * 32}


def notes_of(text: str, source: SourceCell, handed: str, **meta: Any) -> list[str]:
    """Return what is said of one cell."""
    notebook = SourceNotebook(
        (source,), release=(HandedOut(handed, source.cell_type, source.grade_id),)
    )
    marks = {"nbgrader": {**source.metadata(), **CHECKSUM, **meta}}
    cell = {"cell_type": source.cell_type, "source": text, "metadata": marks}
    document = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    parsed, notes = parse(json.dumps(document).encode())
    return list(mend(parsed, notebook, notes).notes)


TEST = SourceCell("t", "code", "assert x\n# HIDE\nassert y\n# SHOW", True, locked=True)
TASK = SourceCell("t", "markdown", "Draw.\n=== scheme ===\nOne.", task=True)


def test_what_was_left_alone_is_not_called_changed() -> None:
    assert notes_of("assert x", TEST, "assert x") == []
    assert notes_of("Draw.", TASK, "Draw.") == []


def test_what_was_mended_since_is_not_called_changed() -> None:
    """A checksum of the release says that the student left the cell alone."""
    meta = {"nbgrader": {**TEST.metadata(), "cell_type": "code"}}
    old = {"source": "assert X", "cell_type": "code", "metadata": meta}
    checksum = rules.compute_checksum(old)
    assert notes_of("assert X", TEST, "assert x", checksum=checksum) == []


def test_what_was_changed_is_called_so() -> None:
    told = ["cell 't' was changed; the course's text is back"]
    assert notes_of("assert True", TEST, "assert x") == told
    assert notes_of("Done.", TASK, "Draw.") == told


@given(
    st.dictionaries(st.sampled_from(["points", "checksum"]), st.integers() | st.text())
)
def test_marks_of_any_value_are_read(meta: dict[str, Any]) -> None:
    assert notes_of("assert x", TEST, "assert x", **meta) == []
