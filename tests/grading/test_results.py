import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.results import Record, ResultStore
from autograder.model import (
    CellResult,
    Counterexample,
    Diagnosis,
    NotebookResult,
    Observation,
    Status,
)
from tests.texts import Text

DIAGNOSIS = Diagnosis(
    (("square.doubled", "square.added"),),
    Counterexample("square(3)", "9", "6"),
    (Observation("some", {"wrong": "1", "all": "2"}),),
    ("total",),
)

RESULT = NotebookResult(
    student="ada",
    assignment="tiny",
    notebook="tiny",
    status=Status.GRADED,
    score=3.5,
    max_score=8,
    needs_manual=True,
    language="ru",
    layers=("namespaces",),
    cells=(
        CellResult("test_square", 3.5, 5, "Это удвоение.", DIAGNOSIS),
        CellResult("why", None, 3),
    ),
)

points = st.floats(0, 100)
cells = st.builds(
    CellResult,
    grade_id=st.text(),
    auto_score=st.none() | points,
    max_score=points,
    message=st.text(),
    diagnosis=st.none()
    | st.builds(
        Diagnosis,
        mistakes=st.lists(st.lists(st.text()).map(tuple)).map(tuple),
        counterexample=st.none()
        | st.builds(Counterexample, st.text(), st.text(), st.text()),
        observations=st.lists(
            st.builds(Observation, st.text(), st.dictionaries(st.text(), st.text()))
        ).map(tuple),
        builds_on=st.lists(st.text()).map(tuple),
    ),
)
results = st.builds(
    NotebookResult,
    student=st.text(),
    assignment=st.text(),
    notebook=st.text(),
    status=st.sampled_from(Status),
    reason=st.text(),
    score=points,
    max_score=points,
    needs_manual=st.booleans(),
    layers=st.lists(st.text()).map(tuple),
    cells=st.lists(cells, max_size=3).map(tuple),
)


@pytest.fixture
def store(tmp_path: Path) -> ResultStore:
    return ResultStore(tmp_path)


def only_file(folder: Path) -> Path:
    (path,) = (path for path in folder.rglob("*") if path.is_file())
    return path


def test_what_was_saved_is_loaded(store: ResultStore, tmp_path: Path) -> None:
    store.save("tiny", "ada", "key", [RESULT])
    assert ResultStore(tmp_path).load("tiny", "ada") == Record("key", (RESULT,))


@given(results)
def test_a_result_survives_json(result: NotebookResult) -> None:
    assert NotebookResult.from_json(json.loads(json.dumps(result.to_json()))) == result


def test_records_are_apart_by_assignment_and_student(store: ResultStore) -> None:
    store.save("tiny", "ada", "one", [])
    store.save("tiny", "ada.b", "two", [])
    store.save("other", "ada", "three", [])
    records = [
        store.load(*place)
        for place in [("tiny", "ada"), ("tiny", "ada.b"), ("other", "ada")]
    ]
    assert [record and record.key for record in records] == ["one", "two", "three"]
    assert store.students("tiny") == ["ada", "ada.b"]


def test_a_later_record_replaces_and_nothing_else_is_left(
    store: ResultStore, tmp_path: Path
) -> None:
    store.save("tiny", "ada", "one", [RESULT])
    store.save("tiny", "ada", "two", [])
    assert store.load("tiny", "ada") == Record("two", ())
    assert only_file(tmp_path).suffix == ".json"


def test_a_forgotten_record_is_gone(store: ResultStore) -> None:
    store.save("tiny", "ada", "one", [])
    store.forget("tiny", "ada")
    store.forget("tiny", "ada")
    assert store.load("tiny", "ada") is None
    assert store.students("tiny") == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"key": "one", "noteb',
        b"\xff",
        b"[]",
        b"null",
        b'{"key": "one"}',
        b'{"key": "one", "notebooks": [1]}',
        b'{"key": "one", "notebooks": [{"cells": []}]}',
        b'{"key": "one", "notebooks": [{"cells": [1], "layers": []}]}',
    ],
)
def test_a_record_that_cannot_be_read_is_none(
    content: bytes, store: ResultStore, tmp_path: Path
) -> None:
    store.save("tiny", "ada", "one", [RESULT])
    only_file(tmp_path).write_bytes(content)
    assert store.load("tiny", "ada") is None


def test_a_record_of_another_version_is_none(
    store: ResultStore, tmp_path: Path
) -> None:
    store.save("tiny", "ada", "one", [RESULT])
    path = only_file(tmp_path)
    path.write_text(Text.of(path).replace('"graded"', '"excellent"'))
    assert store.load("tiny", "ada") is None
