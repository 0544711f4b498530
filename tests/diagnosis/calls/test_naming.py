"""Which mistakes explain an answer."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.diagnosis.calls import naming
from autograder.diagnosis.calls.outcome import Outcome
from autograder.diagnosis.calls.tape import Call
from autograder.wire.operations import Op

CALLS = [Call("f", "f", Op.CALL, (n,)) for n in range(4)]
RIGHT = [Outcome(v) for v in (0.0, 1.0, 2.0, 3.0)]


def explain(calls, right, mistakes, answer) -> tuple[tuple[str, ...], ...]:
    """What explains an answer, of the mistakes that differ from what is right."""
    known = [naming.signature(m, calls, right, wrong) for m, wrong in mistakes.items()]
    return naming.explain([s for s in known if s], answer)


def outcomes(*values: object) -> list[Outcome]:
    return [v if isinstance(v, Outcome) else Outcome(v) for v in values]


def test_the_mistake_that_computes_the_same_is_named() -> None:
    mistakes = {
        "double": outcomes(0.0, 2.0, 4.0, 6.0),
        "plus": outcomes(1.0, 2.0, 3.0, 4.0),
    }
    assert explain(CALLS, RIGHT, mistakes, mistakes["plus"]) == (("plus",),)


def test_what_agrees_with_none_has_no_name() -> None:
    mistakes = {"double": outcomes(0.0, 2.0, 4.0, 6.0)}
    assert explain(CALLS, RIGHT, mistakes, outcomes(0.0, 2.0, 4.0, 7.0)) == ()


def test_a_mistake_that_is_right_everywhere_names_nobody() -> None:
    assert explain(CALLS, RIGHT, {"none": RIGHT}, RIGHT) == ()


def test_two_that_compute_the_same_are_a_tie() -> None:
    wrong = outcomes(0.0, 2.0, 4.0, 6.0)
    found = explain(CALLS, RIGHT, {"a": wrong, "b": wrong}, wrong)
    assert found == (("a", "b"),)


def test_an_edge_may_come_out_otherwise() -> None:
    """The same formula, written so that it overflows at the last call."""
    mistake = outcomes(0.0, 2.0, 4.0, np.inf)
    answer = outcomes(0.0, 2.0, 4.0, Outcome(error="OverflowError"))
    assert explain(CALLS, RIGHT, {"double": mistake}, answer) == (("double",),)


def test_a_mistake_of_edges_alone_has_to_be_met_exactly() -> None:
    mistake = outcomes(0.0, 1.0, 2.0, np.nan)
    near = outcomes(0.0, 1.0, 2.0, np.inf)
    assert explain(CALLS, RIGHT, {"nan": mistake}, mistake) == (("nan",),)
    assert explain(CALLS, RIGHT, {"nan": mistake}, near) == ()


def test_the_exact_one_goes_before_the_one_with_other_edges() -> None:
    exact = outcomes(0.0, 2.0, 4.0, np.inf)
    other = outcomes(0.0, 2.0, 4.0, np.nan)
    assert explain(CALLS, RIGHT, {"o": other, "e": exact}, exact) == (("e",),)


def test_names_are_explained_side_by_side() -> None:
    calls = [Call("x", "x", None), Call("y", "y", None)]
    right = outcomes("b", "c")
    mistakes = {"xa": outcomes("a", "c"), "yd": outcomes("b", "d")}
    found = explain(calls, right, mistakes, outcomes("a", "d"))
    assert set(found) == {("xa",), ("yd",)}


def test_one_mistake_of_two_names_goes_before_two_of_one() -> None:
    calls = [Call("x", "x", None), Call("y", "y", None)]
    right = outcomes("b", "c")
    mistakes = {
        "xa": outcomes("a", "c"),
        "yd": outcomes("b", "d"),
        "both": outcomes("a", "d"),
    }
    assert explain(calls, right, mistakes, outcomes("a", "d")) == (("both",),)


numbers = st.lists(st.floats(-10, 10), min_size=4, max_size=4)


@given(st.dictionaries(st.sampled_from("abcdef"), numbers, min_size=1), numbers)
def test_whatever_is_named_computes_what_was_computed(bank, answer) -> None:
    mistakes = {name: outcomes(*values) for name, values in bank.items()}
    for tie in explain(CALLS, RIGHT, mistakes, outcomes(*answer)):
        for name in tie:
            np.testing.assert_allclose(bank[name], answer, rtol=1.1e-4, atol=1e-14)


@given(st.dictionaries(st.sampled_from("abcdef"), numbers, min_size=1))
def test_a_mistake_is_among_its_own_names(bank) -> None:
    mistakes = {name: outcomes(*values) for name, values in bank.items()}
    for name, wrong in mistakes.items():
        found = explain(CALLS, RIGHT, mistakes, wrong)
        differs = not np.allclose(bank[name], [0, 1, 2, 3], rtol=1e-6, atol=0)
        assert any(name in tie for tie in found) == differs


def test_a_warning_more_or_less_makes_no_other_mistake() -> None:
    mistake = outcomes(0.0, 2.0, 4.0, Outcome(6.0, warned="RuntimeWarning"))
    answer = outcomes(0.0, 2.0, Outcome(4.0, warned="RuntimeWarning"), 6.0)
    assert explain(CALLS, RIGHT, {"double": mistake}, answer) == (("double",),)


def test_a_mistake_that_only_warns_needs_its_warnings() -> None:
    mistake = [*RIGHT[:3], Outcome(3.0, warned="RuntimeWarning")]
    answer = [*RIGHT[:2], Outcome(2.0, warned="RuntimeWarning"), RIGHT[3]]
    assert explain(CALLS, RIGHT, {"loud": mistake}, mistake) == (("loud",),)
    assert explain(CALLS, RIGHT, {"loud": mistake}, answer) == ()


def test_the_rounding_of_a_mistake_is_no_other_mistake() -> None:
    """A derivative by differences comes out a little otherwise with another step."""
    mistake = outcomes(0.0, 2.0, 4.0, np.inf)
    answer = outcomes(0.0, 2.0 + 1e-5, 4.0 - 2e-5, np.inf)
    assert explain(CALLS, RIGHT, {"double": mistake}, answer) == (("double",),)


def test_a_mistake_as_small_as_rounding_has_to_be_met_closely() -> None:
    mistake = outcomes(0.0, 1.0 + 1e-5, 2.0, 3.0)
    answer = outcomes(0.0, 1.0 + 5e-5, 2.0, 3.0)
    assert explain(CALLS, RIGHT, {"small": mistake}, answer) == ()
