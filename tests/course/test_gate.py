"""The gate judges the tests, by every answer in the banks."""

import pytest

from autograder.course.gate import gate, run_checks

HIDDEN = """\
assert square(-3) == 9  # the sign is lost
assert square(4711) == 22193521
"""
DOUBLED = "def square(x):\n    return x + x"
POWER = "def square(x):\n    return x**2"


def messages(seminar) -> list[str]:
    return [f"{problem.cell}: {problem.message}" for problem in gate(seminar)]


def test_good_tests_pass(tiny) -> None:
    assert gate(tiny.seminar) == []


def test_a_mistake_that_is_let_through_is_named(tiny, make_seminar) -> None:
    master = tiny.master.replace(HIDDEN, "assert square(0) == 0\n")
    seminar = make_seminar(master=master)
    assert messages(seminar) == ["square.doubled: the tests let this mistake through"]
    (problem,) = gate(seminar)
    assert problem.path.name == "mistakes.py"


def test_a_reference_that_fails_is_named_first_and_alone(tiny, make_seminar) -> None:
    master = tiny.master.replace(HIDDEN, "assert square(2) == 5, 'not five'\n")
    assert messages(make_seminar(master=master)) == [
        "test_square: the reference fails its own check: AssertionError: not five"
    ]


def test_a_right_answer_that_is_rejected_is_named(tiny, make_seminar) -> None:
    answer = POWER.replace("x**2", "float(x) ** 2")
    seminar = make_seminar(
        master=tiny.master.replace(HIDDEN, f"{HIDDEN}assert type(square(2)) is int\n"),
        alternatives=tiny.alternatives.replace(POWER, answer),
    )
    assert messages(seminar) == [
        "square.power: test_square rejects this right answer: AssertionError: "
    ]


def test_a_right_answer_must_satisfy_later_exercises_too(tiny, make_seminar) -> None:
    """A later check may call an earlier exercise."""
    master = tiny.master.replace(
        "assert total([]) == 0", "assert square(total([9])) == 81"
    )
    answer = POWER.replace("x**2", "x**2 if x != 9 else 0")
    seminar = make_seminar(
        master=master, alternatives=tiny.alternatives.replace(POWER, answer)
    )
    assert messages(seminar) == [
        "square.power: test_total rejects this right answer: AssertionError: "
    ]


def test_a_mistake_must_lose_points_of_its_own_exercise(tiny, make_seminar) -> None:
    """That a later exercise fails too does not count."""
    master = tiny.master.replace(HIDDEN, "").replace(
        "assert total([]) == 0", "assert total([square(3)]) == 9"
    )
    assert messages(make_seminar(master=master)) == [
        "square.doubled: the tests let this mistake through"
    ]


@pytest.mark.parametrize(
    "noise",
    [
        "import warnings\n    warnings.warn('Overflow')",
        "print('Overflow', file=sys.stderr)",
    ],
)
def test_a_warning_on_stderr_costs_the_points(noise: str, tiny, make_seminar) -> None:
    answer = POWER.replace("return", f"{noise}\n    return")
    seminar = make_seminar(alternatives=tiny.alternatives.replace(POWER, answer))
    (alternative,) = seminar.alternatives
    outcomes = {o.cell.name: o for o in run_checks(seminar, alternative)}
    assert outcomes["square"].score == 0
    assert "Overflow" in outcomes["square"].reason
    assert outcomes["total"].passed


def test_what_a_check_prints_costs_nothing(tiny, make_seminar) -> None:
    seminar = make_seminar(master=tiny.master.replace(HIDDEN, f"{HIDDEN}print('✓')\n"))
    assert all(outcome.passed for outcome in run_checks(seminar))


def test_a_number_at_the_end_of_a_check_is_partial_credit(tiny, make_seminar) -> None:
    partial = f"{HIDDEN}1.5 if square(2) == 4 else 0\n"
    seminar = make_seminar(master=tiny.master.replace(HIDDEN, partial))
    assert [outcome.score for outcome in run_checks(seminar)] == [1.5, 2]


def test_cells_that_students_may_change_are_not_run(tiny, make_seminar) -> None:
    master = tiny.master.replace("print(square(5)", "raise ValueError\nprint(square(5)")
    assert gate(make_seminar(master=master)) == []


def test_answers_do_not_see_each_other(tiny, make_seminar) -> None:
    mistakes = tiny.mistakes.replace(DOUBLED, f"left_behind = True\n\n\n{DOUBLED}")
    answer = f"assert 'left_behind' not in globals()\n\n\n{POWER}"
    seminar = make_seminar(
        mistakes=mistakes, alternatives=tiny.alternatives.replace(POWER, answer)
    )
    assert gate(seminar) == []


def test_a_mistake_that_exits_ends_its_own_run_only(tiny, make_seminar) -> None:
    mistakes = tiny.mistakes.replace(DOUBLED, DOUBLED.replace("return x + x", "exit()"))
    assert gate(make_seminar(mistakes=mistakes)) == []
