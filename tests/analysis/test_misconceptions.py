"""Who made which mistake, and what became of all other wrong answers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from autograder.analysis.misconceptions import Findings, find_misconceptions
from autograder.model import (
    CellResult,
    Counterexample,
    Diagnosis,
    NotebookResult,
    Observation,
    Status,
)

LONG, SHORT = Counterexample("f(1000)", "0", "1"), Counterexample("f(1)", "0", "1")


def cell(name: str, diagnosis: Diagnosis | None = None, lost: float = 2) -> CellResult:
    return CellResult(f"test_{name}", 2 - lost, 2, diagnosis=diagnosis)


def result(student: str, *cells: CellResult) -> NotebookResult:
    return NotebookResult(student, "a", "nb", Status.GRADED, cells=cells)


def known(*ties: tuple[str, ...], example: Counterexample | None = None) -> Diagnosis:
    return Diagnosis(ties, example)


def seen(kind: str) -> Diagnosis:
    return Diagnosis(observations=(Observation(kind),))


CLASS = (
    result("ada", cell("f", known(("f.sign",), example=LONG)), cell("g", seen("open"))),
    result("bob", cell("f", known(("f.sign",), example=SHORT), lost=1)),
    result("cid", cell("f", known(("f.b", "f.a"))), cell("g", seen("nan"))),
    result("dan", cell("f", known(("f.sign",), ("f.half",))), cell("g", seen("nan"))),
    result("eve", cell("f", Diagnosis(builds_on=("e",))), cell("g")),
    result("fay", cell("f", lost=0), CellResult("text", 0, 3)),
)
F, G = ("nb", "test_f"), ("nb", "test_g")
FOUND = find_misconceptions(CLASS, {F, G})


def test_mistakes_are_counted_and_ranked() -> None:
    sign, half = FOUND.mistakes
    assert (sign.names, sign.students, sign.key) == (
        ("f.sign",),
        ("ada", "bob", "dan"),
        F,
    )
    assert (half.names, half.students) == (("f.half",), ("dan",))


def test_an_answer_with_two_mistakes_shares_its_loss() -> None:
    sign, half = FOUND.mistakes
    assert (sign.lost, half.lost) == (2 + 1 + 1, 1)


def test_the_shortest_counterexample_is_shown() -> None:
    assert FOUND.mistakes[0].example == SHORT


def test_ties_are_apart_whatever_their_order() -> None:
    more = result("gus", cell("f", known(("f.a", "f.b"))))
    (tie,) = find_misconceptions((*CLASS, more)).ties
    assert tie.is_tie
    assert (tie.names, tie.students) == (("f.a", "f.b"), ("cid", "gus"))


def test_the_rest_is_told_by_what_was_seen() -> None:
    kinds = [(u.seen and u.seen.kind, u.students) for u in FOUND.unexplained]
    assert kinds == [("nan", ("cid", "dan")), (None, ("eve",))]
    assert FOUND.blank == {G: ("ada",)}
    assert [(x.key, x.students, x.builds_on) for x in FOUND.following] == [
        (F, ("eve",), ("e",))
    ]


def test_what_was_left_as_it_was_is_blank_whatever_was_seen() -> None:
    found = find_misconceptions(CLASS, {F, G}, {G: {"cid", "eve"}, F: {"ada"}})
    assert found.blank == {F: ("ada",), G: ("ada", "cid", "eve")}
    assert [(u.key, u.students) for u in found.unexplained] == [(G, ("dan",))]
    assert found.mistakes[0].students == ("bob", "dan")


def test_without_a_bank_there_is_nothing_to_say() -> None:
    assert find_misconceptions([result("ada", cell("f"))]) == Findings()


TIES = st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True)
DIAGNOSES = st.builds(
    Diagnosis,
    st.lists(
        TIES.map(tuple),
        max_size=2,
        unique_by=lambda tie: tuple(sorted(tie)),
    ).map(tuple),
)


@given(st.lists(st.lists(st.tuples(DIAGNOSES, st.floats(0.5, 2)), max_size=3)))
def test_no_point_is_lost_twice(answers: list[list[tuple[Diagnosis, float]]]) -> None:
    results = [
        result(str(n), *(cell(str(k), d, lost) for k, (d, lost) in enumerate(each)))
        for n, each in enumerate(answers)
    ]
    found = find_misconceptions(results)
    explained = sum(lost for each in answers for d, lost in each if d.mistakes)
    counted = sum(m.lost for m in (*found.mistakes, *found.ties))
    assert abs(counted - explained) < 1e-9


def computing(mark: str, kind: str = "some", **details: str) -> Diagnosis:
    return Diagnosis(observations=(Observation(kind, details),), computes=mark)


def test_unforeseen_answers_are_grouped_by_what_they_compute() -> None:
    class_ = [
        result(student, cell("f", computing(mark)))
        for student, mark in zip("abcdef", "xyxzxy", strict=True)
    ]
    found = find_misconceptions(class_).unexplained
    assert [(group.students, group.is_one) for group in found] == [
        (("a", "c", "e"), True),
        (("b", "f"), True),
        (("d",), False),
    ]


def test_answers_that_are_told_the_same_edit_are_one_group() -> None:
    halved = [computing(mark, "edit", edit="factor", what="2") for mark in "xy"]
    other = computing("z", "edit", edit="factor", what="q")
    class_ = [
        result(student, cell("f", diagnosis))
        for student, diagnosis in zip("abc", [*halved, other], strict=True)
    ]
    found = find_misconceptions(class_).unexplained
    assert [group.students for group in found] == [("a", "b"), ("c",)]
