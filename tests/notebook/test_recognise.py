"""Which notebook a file is, by all that students and their programs make of a name."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.notebook.recognise import (
    Marks,
    fold,
    marks_of,
    may_be_notebook,
    recognise,
)


def cell(source: str, grade_id: str = "", key: str = "") -> dict[str, Any]:
    marks = {"grade_id": grade_id, "grade": True, "locked": True, "schema_version": 3}
    return {
        "cell_type": "code",
        "id": key or grade_id,
        "metadata": {"nbgrader": marks} if grade_id else {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def notebook(*cells: dict[str, Any]) -> bytes:
    return json.dumps(
        {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    ).encode()


ONE = notebook(cell("a = 1", "a"), cell("b = 2", "b"), cell("# one", key="free"))
TWO = notebook(cell("a = 1", "a"), cell("c = 3", "c"), cell("# two", key="other"))
KNOWN = {"p": marks_of(ONE), "p_2": marks_of(TWO)}


def stripped(data: bytes, *, ids: bool = False) -> bytes:
    content = json.loads(data)
    for one in content["cells"]:
        one["metadata"] = {}
        if ids:
            del one["id"]
    return json.dumps(content).encode()


def found(name: str, data: bytes, known: dict[str, Marks] = KNOWN) -> str | None:
    return recognise(name, known, lambda: marks_of(data))


NAMES = [
    "Copy of p.ipynb", "Copy_of_p.ipynb", "p.ipynb.json", "p.ipynb.txt", "P.IPYNB",
    "p_final.ipynb", "p (1).ipynb", "p(1).ipynb", "p-Copy1.ipynb", "p copy 2.ipynb",
    "Копия p.ipynb", "p — копия.ipynb", "p.ipynb (2).txt", "Ann Lee p.ipynb", "p.json",
]  # fmt: skip


@pytest.mark.parametrize("name", [*NAMES, "my homework.ipynb", "p_2.json"])
@pytest.mark.parametrize("ids", [True, False])
def test_the_cells_say_what_it_is(name: str, ids: bool) -> None:
    assert may_be_notebook(name)
    assert found(name, ONE) == "p"
    assert found(name, stripped(ONE, ids=ids)) == "p"


@pytest.mark.parametrize("name", NAMES)
def test_of_a_notebook_whose_cells_say_nothing_the_name_tells(name: str) -> None:
    assert found(name, notebook(cell("new", key="new"))) == "p"


def test_a_name_that_is_right_needs_no_look() -> None:
    def look() -> Marks:
        raise AssertionError("the file was read")

    assert recognise("p.ipynb", KNOWN, look) == "p"
    assert recognise("folder/P.ipynb", KNOWN, look) == "p"


def test_a_name_in_either_form_of_unicode() -> None:
    name = "Задание й"
    known = {unicodedata.normalize("NFC", name): KNOWN["p"]}
    for form in ("NFC", "NFD"):
        spelt = unicodedata.normalize(form, f"{name}.ipynb")
        assert recognise(spelt, known, Marks) == next(iter(known))


def test_the_longest_name_is_meant() -> None:
    new = notebook(cell("new", key="new"))
    assert found("Copy of p_2.ipynb", new) == "p_2"
    assert found("p-2 (1).ipynb", new) == "p_2"


def test_where_cells_are_alike_the_name_decides() -> None:
    known = {"one": marks_of(ONE), "two": marks_of(ONE)}
    assert found("Copy of two.ipynb", ONE, known) == "two"
    assert found("homework.ipynb", ONE, known) is None


@pytest.mark.parametrize("name", ["Copy of p.ipynb", "homework.ipynb"])
@pytest.mark.parametrize(
    "data", [notebook(cell("x", "another")), b"", b"[]", b"{}", b"\xff"]
)
def test_what_is_no_notebook_of_it_is_none(name: str, data: bytes) -> None:
    assert found(name, data) is None


def test_a_name_may_be_two_that_differ_in_capitals() -> None:
    known = {"P": marks_of(ONE), "p": marks_of(TWO)}
    assert found("p.ipynb", TWO, known) == "p"
    assert found("P.ipynb", TWO, known) == "p"


def test_ids_that_were_counted_say_nothing() -> None:
    old = notebook(*({**cell("x"), "id": None} for _ in range(3)))
    assert marks_of(old).cell_ids == frozenset()
    assert found("homework.ipynb", old, {"p": marks_of(old)}) == "p"  # by its texts


@given(st.text())
def test_folding_again_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert fold(unicodedata.normalize("NFD", name)) == fold(name)


@given(st.text(), st.binary() | st.sampled_from([ONE, TWO]))
def test_any_name_and_any_bytes_are_looked_at(name: str, data: bytes) -> None:
    assert found(name, data) in {None, *KNOWN}
