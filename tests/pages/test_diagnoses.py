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


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        (
            {"level": "when", "if": "not columns", "a": "P", "value": "2"},
            "Of the calls tried, only those are right in which the number of columns "
            "of P is 2.",
        ),
        (
            {"level": "where", "if": "not whole", "a": "x"},
            "Its numbers are right only where x is a whole number.",
        ),
        (
            {"level": "only when", "if": "not value", "a": "c", "value": "1"},
            "It goes wrong only when c is not 1.",
        ),
    ],
)
def test_a_condition_is_told_without_a_double_negation(
    details: dict[str, str], sentence: str
) -> None:
    assert shown(Observation("except", details)).first.striptags() == sentence


def test_numbers_wrong_beside_zero_are_told_by_where_they_lie() -> None:
    bound = {"level": "where", "if": "little above", "a": "x"}
    found = shown(Observation("bound", {**bound, "right": "3", "wrong": "2"}))
    assert found.first.striptags() == (
        "Its numbers are wrong where x lies between 0 and 2; from 3 upwards they are "
        "right."
    )
