"""In which order a diagnosis is told, and what stands first."""

from __future__ import annotations

import pytest

from autograder.model import Counterexample, Diagnosis, Observation
from autograder.pages.diagnoses import ShownDiagnosis, show_diagnosis
from autograder.pages.texts import Texts

EXTENT = Observation("some", {"wrong": "3", "all": "5"})
EXAMPLE = Counterexample("f(-4)", "0.018", "0.0091")


def shown(
    *facts: Observation, example: Counterexample | None = EXAMPLE, language: str = "en"
) -> ShownDiagnosis:
    diagnosis = Diagnosis(counterexample=example, observations=facts)
    found = show_diagnosis(diagnosis, {}, Texts(language))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("example", "first"),
    [
        (EXAMPLE, "f(-4) should give 0.018; yours gave 0.0091."),
        (
            Counterexample("f(0)", "ValueError", "inf"),
            "f(0) should stop with ValueError; yours gave inf.",
        ),
        (
            Counterexample("f(0)", "1.0", "TypeError"),
            "f(0) should give 1.0; yours stopped: TypeError.",
        ),
    ],
)
def test_where_only_calls_were_counted_the_example_is_told_first(
    example: Counterexample, first: str
) -> None:
    found = shown(EXTENT, example=example)
    assert found.first.striptags() == first
    assert found.extent.striptags() == "It is wrong in 3 of 5 calls."
    assert not found.facts, "the example stands below them by itself"


def test_the_example_is_told_in_the_pages_language() -> None:
    first = shown(EXTENT, language="ru").first.striptags()
    assert first == "f(-4) должно давать 0.018, а у вас получилось 0.0091."


def test_how_many_calls_are_wrong_never_stands_first() -> None:
    found = shown(Observation("sign"), EXTENT)
    assert found.first.striptags() == "Every number has the opposite sign."


def test_without_an_example_the_count_is_all_there_is() -> None:
    found = shown(EXTENT, example=None)
    assert found.first.striptags() == "It is wrong in 3 of 5 calls."
    assert found.facts == (found.first,)
