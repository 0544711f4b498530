"""What the pages read of a gradebook is what nbgrader says of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbgrader.api import Gradebook

from autograder.gradebook.records import read_assignment
from tests.exports.classes import make_gradebook

POINTS = st.none() | st.floats(-5, 10)


@pytest.fixture(scope="module")
def gradebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gradebook]:
    with Gradebook(make_gradebook(tmp_path_factory.mktemp("records") / "g.db")) as it:
        yield it


@settings(max_examples=60)
@given(auto=POINTS, manual=POINTS, extra=POINTS, penalty=POINTS)
def test_a_total_is_nbgraders(
    gradebook: Gradebook,
    auto: float | None,
    manual: float | None,
    extra: float | None,
    penalty: float | None,
) -> None:
    grade = gradebook.find_grade("sum", "book", "ps1", "ada")
    grade.auto_score, grade.manual_score, grade.extra_credit = auto, manual, extra
    gradebook.find_submission_notebook(
        "book", "ps1", "ada"
    ).late_submission_penalty = penalty
    gradebook.db.commit()
    (ours,) = read_assignment(gradebook, "ps1", ["ada"]).submissions
    theirs = gradebook.find_submission("ps1", "ada")
    assert ours.notebooks[0].grades[0].score == grade.score
    assert ours.notebooks[0].score == theirs.notebooks[0].score
    assert (ours.score, ours.max_score) == (theirs.score, theirs.max_score)
    assert ours.late_penalty == theirs.late_submission_penalty


def test_an_extension_moves_the_due_time(gradebook: Gradebook) -> None:
    gradebook.grant_extension("ps1", "boris", days=2)
    read = read_assignment(gradebook, "ps1", ["boris"])
    assert read.duedate is not None
    assert read.submissions[0].due == read.duedate + timedelta(days=2)
