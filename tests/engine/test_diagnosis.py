"""Diagnosis across the processes: what a wrong answer is called, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from autograder.engine.spec import SessionResult, TimeLimits
from autograder.model import Counterexample, Diagnosis, Observation
from autograder.notebook.key import AnswerKey, Exercise, KnownMistake
from tests.engine.notebooks import check, plain, setup, solution

DOUBLE = "def double(x):\n    return 2 * x"
QUAD = "def quad(x):\n    return double(double(x))"
DOUBLE_TEST = """\
assert double(2) == 4
### BEGIN HIDDEN TESTS
for number in (3, 5, -1.5):
    assert double(number) == 2 * number
### END HIDDEN TESTS"""
QUAD_TEST = "for number in (1, 3, -2):\n    assert quad(number) == 4 * number"
KEY = AnswerKey(
    (
        Exercise(
            "double",
            "test_double",
            DOUBLE,
            (
                KnownMistake("double.square", "def double(x):\n    return x * x"),
                KnownMistake("double.same", "def double(x):\n    return x"),
            ),
        ),
        Exercise(
            "quad",
            "test_quad",
            QUAD,
            (KnownMistake("quad.once", "def quad(x):\n    return double(x)"),),
        ),
    )
)

Graded = Callable[..., dict[str, Diagnosis | None]]


@pytest.fixture
def diagnose(grade) -> Graded:
    """Grade answers to both exercises; return the diagnoses by check."""

    def run(double: str = DOUBLE, quad: str = QUAD, **settings: Any):
        result: SessionResult = grade(
            setup(),
            solution(double, "double"), check(DOUBLE_TEST, "test_double"),
            solution(quad, "quad"), check(QUAD_TEST, "test_quad"),
            **{"key": KEY, **settings},
        )  # fmt: skip
        assert result.flags == ()
        return {cell.grade_id: cell.diagnosis for cell in result.cells}

    return run


def test_right_answers_are_not_diagnosed(diagnose: Graded) -> None:
    assert diagnose() == {"test_double": None, "test_quad": None}


def test_a_mistake_is_named_and_shown_by_the_smallest_call(diagnose: Graded) -> None:
    found = diagnose("def double(x):\n    return x ** 2")["test_double"]
    assert found is not None
    assert found.mistakes == (("double.square",),)
    assert found.counterexample == Counterexample("double(3)", "6", "9")


def test_what_the_known_mistakes_take_is_not_the_answers_time(diagnose: Graded) -> None:
    slow = """\
import time

def double(x):
    end = time.process_time() + 0.2
    while time.process_time() < end:
        pass
    return x + {}
"""
    known = KEY.exercises[0].mistakes
    known += tuple(KnownMistake(f"double.{k}", slow.format(k)) for k in range(1, 4))
    key = AnswerKey((replace(KEY.exercises[0], mistakes=known), KEY.exercises[1]))
    found = diagnose(
        "def double(x):\n    return x", key=key, times=TimeLimits(cell=1.0)
    )
    assert found["test_double"].mistakes == (("double.same",),)


def test_without_a_key_nothing_is_diagnosed(diagnose: Graded) -> None:
    found = diagnose("def double(x):\n    return x", key=None)
    assert found == {"test_double": None, "test_quad": None}


def test_an_answer_that_builds_on_a_wrong_one_is_right_in_itself(
    diagnose: Graded,
) -> None:
    found = diagnose("def double(x):\n    return x")
    assert found["test_double"].mistakes == (("double.same",),)
    assert found["test_quad"] == Diagnosis(builds_on=("double",))


def test_a_mistake_is_named_though_what_it_builds_on_is_wrong(diagnose: Graded) -> None:
    found = diagnose(
        "def double(x):\n    return x", "def quad(x):\n    return double(x)"
    )
    assert found["test_quad"].mistakes == (("quad.once",),)


def test_the_stand_in_comes_after_the_last_test(diagnose: Graded, grade) -> None:
    """A wrong answer fails what builds on it, although it would pass with the key's."""
    result = grade(
        setup(),
        solution("def double(x):\n    return x", "double"),
        check(DOUBLE_TEST, "test_double"),
        solution(QUAD, "quad"), check(QUAD_TEST, "test_quad"),
        check("assert double(2) == 2", "later"),
        key=KEY,
    )  # fmt: skip
    scores = {cell.grade_id: cell.auto_score for cell in result.cells}
    assert scores == {"test_double": 0, "test_quad": 0, "later": 1}


def test_an_exception_is_told_with_the_students_own_line(diagnose: Graded) -> None:
    found = diagnose("def double(x):\n    y = x + 'a'  # oh\n    return y")
    (seen,) = found["test_double"].observations
    assert seen.kind == "raises"
    assert seen.details["error"] == "TypeError"
    assert seen.details["line"] == "y = x + 'a'  # oh"


def test_an_endless_loop_is_told_and_costs_no_other_diagnosis(
    diagnose: Graded,
) -> None:
    limits = TimeLimits(cell=0.6, notebook=30, grace=0.3)
    found = diagnose(
        "def double(x):\n    while True: pass",
        "def quad(x):\n    return 2 * x",
        times=limits,
    )
    assert found["test_double"] == Diagnosis(
        observations=(Observation("time", {"seconds": "0.6"}),)
    )
    assert found["test_quad"].mistakes == (("quad.once",),)


def test_a_cell_that_never_ends_is_told_as_that_and_not_by_what_it_left(grade) -> None:
    result = grade(
        setup(),
        solution("pair = None\nwhile True: pass\npair = (0, 4)", "pair"),
        check(PAIR_TEST, "test_pair"),
        key=PAIR,
        times=TimeLimits(cell=0.6, notebook=30, grace=0.3),
    )
    assert result.cells[0].diagnosis == Diagnosis(
        observations=(Observation("time", {"seconds": "0.6"}),)
    )


def test_a_cell_that_stops_is_told_as_that_and_not_by_what_it_left(grade) -> None:
    result = grade(
        setup(),
        solution("pair = None\npair = (0, 1 / 0)", "pair"),
        check(PAIR_TEST, "test_pair"),
        key=PAIR,
    )
    assert result.cells[0].diagnosis == Diagnosis(
        observations=(Observation("unfinished", {"error": "ZeroDivisionError"}),)
    )


def test_a_line_of_another_answer_is_not_blamed(grade) -> None:
    """What ``double`` is called with is the fault of ``quad``."""
    result = grade(
        setup(),
        solution(DOUBLE.replace("2 * x", "2 * int(x)"), "double"),
        check("assert double(2) == 4", "other"),
        solution("def quad(x):\n    return double([x])  # here", "quad"),
        check(QUAD_TEST, "test_quad"),
        key=KEY,
    )
    (seen,) = result.cells[1].diagnosis.observations
    assert (seen.kind, seen.details["error"]) == ("raises", "TypeError")
    assert seen.details["line"] == "return double([x])  # here"


def test_the_line_is_known_after_a_replay(grade) -> None:
    result = grade(
        setup(),
        plain(""),
        plain("import os; os._exit(1)"),
        solution("def double(x):\n    return x + 'a'", "double"),
        check(DOUBLE_TEST, "test_double"),
        plain("import os; os._exit(1)"),
        key=KEY,
    )
    (seen,) = result.cells[0].diagnosis.observations
    assert seen.details["line"] == "return x + 'a'"


def test_a_failure_at_the_eighth_digit_is_told(diagnose: Graded) -> None:
    found = diagnose("def double(x):\n    return 2 * x * (1 + 1e-8)")["test_double"]
    (seen,) = found.observations
    assert (seen.kind, seen.details["relative"]) == ("close", "1e-08")
    assert found.counterexample == Counterexample("double(2)", "4", "4.00000004")


def test_a_warning_is_told_by_its_call_and_not_as_another_value(
    diagnose: Graded,
) -> None:
    answer = (
        "import warnings\n\n\ndef double(x):\n    warnings.warn('a')\n    return 2 * x"
    )
    found = diagnose(answer)["test_double"]
    assert found.counterexample is None
    assert [seen.kind for seen in found.observations] == ["warns"]


def test_a_process_that_dies_when_diagnosed_is_no_harm(diagnose: Graded) -> None:
    """The third call is the first of the tape."""
    answer = (
        "import os\ncalls = []\n\n\ndef double(x):\n    calls.append(x)\n"
        "    if len(calls) > 2:\n        os._exit(0)\n    return 2 * x if x == 2 else x"
    )
    found = diagnose(answer, "def quad(x):\n    return 2 * x")
    (seen,) = found["test_double"].observations
    assert (seen.kind, seen.details["call"]) == ("ends", "double(2)")
    assert found["test_quad"].mistakes == (("quad.once",),)


def test_plain_values_are_compared_name_by_name(grade) -> None:
    reference = 'first = "b"\nsecond = "c"'
    key = AnswerKey(
        (
            Exercise(
                "choice",
                "test_choice",
                reference,
                (
                    KnownMistake("choice.first_a", 'first = "a"\nsecond = "c"'),
                    KnownMistake("choice.second_a", 'first = "b"\nsecond = "a"'),
                ),
            ),
        )
    )
    result = grade(
        setup(),
        solution('first = " A)"\nsecond = "a"', "choice"),
        check('assert (first, second) == ("b", "c")', "test_choice"),
        key=key,
    )
    (cell,) = result.cells
    assert cell.diagnosis.mistakes == (("choice.first_a",), ("choice.second_a",))
    assert cell.diagnosis.counterexample == Counterexample("first", "", "' A)'")


def test_a_constructed_answer_is_named_by_the_line_of_the_check(grade) -> None:
    test = "low, high = pair\nassert low < high\nassert low > 0"
    key = AnswerKey(
        (
            Exercise(
                "pair",
                "test_pair",
                "pair = (1, 2)",
                (
                    KnownMistake("pair.reversed", "pair = (2, 1)", by_check=True),
                    KnownMistake("pair.negative", "pair = (-1, 1)", by_check=True),
                ),
            ),
        )
    )
    result = grade(
        setup(),
        solution("pair = (-77, 3.5)", "pair"),
        check(test, "test_pair"),
        key=key,
    )
    assert result.cells[0].diagnosis.mistakes == (("pair.negative",),)


def test_objects_with_methods_are_diagnosed_through_their_calls(grade) -> None:
    counter = (
        "class Counter:\n    def __init__(self, start):\n        self.n = start\n"
        "    def add(self, k):\n        self.n += {}\n        return self.n"
    )
    test = "c = Counter(10)\nassert c.add(2) == 12\nassert c.add(5) == 17 and c.n == 17"
    key = AnswerKey(
        (
            Exercise(
                "counter",
                "test_counter",
                counter.format("k"),
                (
                    KnownMistake("counter.one", counter.format("1")),
                    KnownMistake("counter.twice", counter.format("2 * k")),
                ),
            ),
        )
    )
    result = grade(
        setup(),
        solution(counter.format("k + k"), "counter"),
        check(test, "test_counter"),
        key=key,
    )
    diagnosis = result.cells[0].diagnosis
    assert diagnosis.mistakes == (("counter.twice",),)
    assert diagnosis.counterexample == Counterexample("Counter(10).add(2)", "12", "14")


def test_functions_are_passed_to_the_answer_when_it_is_diagnosed(grade) -> None:
    apply = "def apply(f, x):\n    return {}"
    key = AnswerKey(
        (
            Exercise(
                "apply",
                "test_apply",
                apply.format("f(x)"),
                (KnownMistake("apply.twice", apply.format("f(f(x))")),),
            ),
        )
    )
    result = grade(
        setup(),
        solution(apply.format("(lambda y: f(y))(f(x))"), "apply"),
        check("assert apply(lambda y: 3 * y, 2) == 6", "test_apply"),
        key=key,
    )
    diagnosis = result.cells[0].diagnosis
    assert diagnosis.mistakes == (("apply.twice",),)
    assert diagnosis.counterexample == Counterexample(
        "apply(lambda y: 3 * y, 2)", "6", "18"
    )


def test_tests_draw_the_numbers_of_the_submissions_seed(grade) -> None:
    test = "import os\nassert int(os.environ['AUTOGRADER_SEED']) == 17"
    seen = "import os\nassert 'AUTOGRADER_SEED' not in os.environ"
    result = grade(setup(), solution(seen), check(test), seed=17)
    assert result.cells[0].auto_score == 1
    assert "error" not in str(result.notebook["cells"][1]["outputs"])


def test_an_object_is_held_though_a_first_look_at_it_has_ended(grade) -> None:
    """The same function is looked up again while the first proxy dies."""
    test = (
        "import gc\nfor _ in range(50):\n    try:\n        f(0)\n"
        "    except ZeroDivisionError:\n        pass\n    gc.collect()\n    f(1)"
    )
    result = grade(setup(), solution("def f(x):\n    return 1 / x"), check(test))
    assert result.cells[0].auto_score == 1


def test_what_a_name_means_later_does_not_count(grade) -> None:
    """A later cell of the student's reuses the name."""
    result = grade(
        setup(),
        solution("def double(x):\n    return x", "double"),
        check(DOUBLE_TEST, "test_double"),
        plain("double = 'something else'"),
        key=KEY,
    )
    assert result.cells[0].diagnosis.mistakes == (("double.same",),)


PAIR = AnswerKey(
    (
        KEY.exercises[0],
        Exercise(
            "pair",
            "test_pair",
            "pair = (double(1), double(2))",
            (KnownMistake("pair.short", "pair = (2, 3)", by_check=True),),
        ),
    )
)
PAIR_TEST = "low, high = pair\nassert high - low == 2"


def test_a_value_computed_with_a_wrong_answer_is_told_so(grade) -> None:
    result = grade(
        setup(),
        solution("def double(x):\n    return x", "double"),
        check(DOUBLE_TEST, "test_double"),
        solution("pair = (double(1), double(2))", "pair"),
        check(PAIR_TEST, "test_pair"),
        key=PAIR,
    )
    assert result.cells[1].diagnosis == Diagnosis(
        observations=(Observation("computed", {"names": "double"}),)
    )


def test_a_blank_is_not_called_by_the_line_at_which_the_check_fails(grade) -> None:
    result = grade(
        setup(),
        solution(DOUBLE, "double"),
        check(DOUBLE_TEST, "test_double"),
        solution("raise NotImplementedError()", "pair"),
        check(PAIR_TEST, "test_pair"),
        key=PAIR,
    )
    (seen,) = result.cells[1].diagnosis.observations
    assert (result.cells[1].diagnosis.mistakes, seen.kind) == ((), "open")


NEGENTROPY = AnswerKey(
    (
        Exercise(
            "total",
            "test_total",
            "def total(p):\n    q = p[p > 0]\n    return np.sum(q * np.log(q)) ** 3",
            (),
        ),
    )
)
TOTAL_TEST = """\
import numpy as np
for p in ([0.5, 0.5], [1.0, 0.0], [0.2, 0.8, 0.0], [0.1, 0.9]):
    q = np.array([x for x in p if x > 0])
    assert abs(total(np.array(p)) - np.sum(q * np.log(q)) ** 3) < 1e-9"""


def test_the_line_in_which_a_number_is_lost_is_told(grade) -> None:
    answer = (
        "import numpy as np\n"
        "def total(p):\n"
        "    logs = np.log(p)  # here\n"
        "    terms = p * logs\n"
        "    return float(np.sum(terms)) ** 3 + p[0]"
    )
    result = grade(
        setup("import numpy as np"),
        solution(answer, "total"),
        check(TOTAL_TEST, "test_total"),
        key=NEGENTROPY,
    )
    seen = result.cells[0].diagnosis.observations[0]
    assert (seen.kind, seen.details["line"]) == ("nan", "logs = np.log(p)  # here")
