"""What is asked of a seminar, and of one that has never reached it."""

from dataclasses import replace

import pytest

from autograder.course.behind import Behind, Said
from autograder.course.standards import Figures, shortfalls
from autograder.model import CellResult
from autograder.seminar.master import Purpose

NEW = Figures()


@pytest.fixture
def found(tiny):
    """Return a function that makes 20 mistakes, of which some are as asked for."""
    first, later = tiny.seminar.of(Purpose.CHECK)
    mistake = replace(tiny.seminar.mistakes[0], late="")
    refused, ticked = Said(first, "", "AssertionError"), Said(first, "", "")
    blaming, silent = Said(later, "", "AssertionError"), Said(later, "", "")
    lost = CellResult("test_total", 0.0, 2.0, "no")
    full = CellResult("test_total", 2.0, 2.0, "")

    def make(
        passed: int = 0, blamed: int = 0, short: int = 0, late: int = 0
    ) -> list[Behind]:
        return [
            Behind(
                replace(mistake, late="later" if number < late else ""),
                ("square", "total"),
                ticked if number < passed else refused,
                (blaming if number < blamed else silent,),
                ((later, lost if number < short else full),),
            )
            for number in range(20)
        ]

    return make


def test_one_in_twenty_may_pass_the_visible_check(found) -> None:
    assert list(shortfalls(found(passed=1), NEW)) == []
    problems = list(shortfalls(found(passed=2), NEW))
    assert len(problems) == 2
    assert "90% are refused, 95% must be" in problems[0].message


def test_what_is_late_does_not_count(found) -> None:
    assert list(shortfalls(found(passed=2, late=2), NEW)) == []
    assert Figures.of(found(passed=2, late=2)).open == 18
    assert len(list(shortfalls(found(passed=3, late=1), NEW))) == 2


@pytest.mark.parametrize("what", ["blamed", "short"])
def test_nobody_may_be_blamed_or_lose_points(found, what: str) -> None:
    (problem,) = shortfalls(found(**{what: 1}), NEW)
    assert "total, which is right" in problem.message


def test_nothing_may_be_worse_than_before(found) -> None:
    before = Figures.of(found(passed=4, blamed=3, short=2))
    assert list(shortfalls(found(passed=4, blamed=3, short=2), before)) == []
    assert len(list(shortfalls(found(passed=5), before))) == 5
    assert len(list(shortfalls(found(blamed=4), before))) == 4
    assert len(list(shortfalls(found(short=3), before))) == 3


def test_more_than_is_asked_is_not_held_against_it(found) -> None:
    before = Figures.of(found())
    assert list(shortfalls(found(passed=1), before)) == []


def test_figures_are_read_as_they_are_written(found) -> None:
    figures = Figures.of(found(passed=4, blamed=3, short=2))
    assert Figures.read(f"Before.\n\n{figures}. After.\n") == figures
    assert Figures.read("Nothing.") == NEW
