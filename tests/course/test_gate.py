"""The gate judges the tests, by every answer in the banks."""

import pytest

from autograder.course.gate import Judgement, gate
from autograder.engine.spec import TimeLimits
from autograder.model import SourceError

HIDDEN = """\
assert square(-3) == 9  # the sign is lost
assert square(4711) == 22193521
"""
DOUBLED = "def square(x):\n    return x + x"
POWER = "def square(x):\n    return x**2"
MISTAKE = """\
# %% mistake square.doubled [markdown]
# This is the double.
#
# 1. One.
# 2. Two.
# 3. Three.

# %%
def square(x):
    return x + x
"""


@pytest.fixture
def verdicts(zygote):
    def judge(seminar) -> list[Judgement]:
        return gate(seminar, zygote)

    return judge


@pytest.fixture
def messages(verdicts):
    def complain(seminar) -> list[str]:
        problems = [verdict.problem for verdict in verdicts(seminar)]
        return [f"{p.cell}: {p.message}" for p in problems if p]

    return complain


@pytest.fixture
def gated(verdicts):
    def stop(seminar) -> list[str]:
        with pytest.raises(SourceError) as error:
            verdicts(seminar)
        return list(map(str, error.value.problems))

    return stop


def test_good_tests_pass(tiny, messages) -> None:
    assert messages(tiny.seminar) == []


def test_a_mistake_that_is_let_through_is_named(tiny, make_seminar, messages) -> None:
    master = tiny.master.replace(HIDDEN, "assert square(0) == 0\n")
    assert messages(make_seminar(master=master)) == [
        "square.doubled: the tests let this mistake through"
    ]


def test_a_problem_points_to_the_bank(tiny, make_seminar, verdicts) -> None:
    master = tiny.master.replace(HIDDEN, "assert square(0) == 0\n")
    found = [v.problem for v in verdicts(make_seminar(master=master)) if v.problem]
    assert [problem.path.name for problem in found] == ["mistakes.py"]


def test_two_mistakes_that_compute_the_same_are_a_gap(
    tiny, make_seminar, messages
) -> None:
    twin = MISTAKE.replace("doubled", "twice").replace("x + x", "2 * x")
    assert messages(make_seminar(mistakes=f"{tiny.mistakes}\n\n{twin}")) == [
        "square.doubled: it is called square.doubled, square.twice",
        "square.twice: it is called square.doubled, square.twice",
    ]


def test_a_mistake_that_the_reference_does_not_differ_from_has_no_name(
    tiny, make_seminar, messages
) -> None:
    """The check rejects it for something that a tape does not show: a type."""
    strict = f"{HIDDEN}assert type(square(2)) is int\n"
    float_ = MISTAKE.replace("doubled", "float").replace("x + x", "float(x * x)")
    seminar = make_seminar(
        master=tiny.master.replace(HIDDEN, strict),
        mistakes=f"{tiny.mistakes}\n\n{float_}",
    )
    assert messages(seminar) == ["square.float: it is called no known mistake"]


def test_a_reference_that_fails_is_named(tiny, make_seminar, messages) -> None:
    master = tiny.master.replace(HIDDEN, "assert square(2) == 5, 'not five'\n")
    found = messages(make_seminar(master=master))
    assert found[0].startswith("test_square: the reference is rejected: ")
    assert "not five" in found[0]


def test_a_right_answer_that_is_rejected_is_named(tiny, make_seminar, messages) -> None:
    answer = POWER.replace("x**2", "float(x) ** 2")
    seminar = make_seminar(
        master=tiny.master.replace(HIDDEN, f"{HIDDEN}assert type(square(2)) is int\n"),
        alternatives=tiny.alternatives.replace(POWER, answer),
    )
    (found,) = messages(seminar)
    assert found.startswith("square.power: this right answer is, by test_square, rej")


def test_a_right_answer_must_satisfy_later_exercises_too(
    tiny, make_seminar, messages
) -> None:
    """A later check may call an earlier exercise."""
    master = tiny.master.replace(
        "assert total([]) == 0", "assert square(total([9])) == 81"
    )
    answer = POWER.replace("x**2", "x**2 if x != 9 else 0")
    seminar = make_seminar(
        master=master, alternatives=tiny.alternatives.replace(POWER, answer)
    )
    (found,) = messages(seminar)
    assert found.startswith("square.power: this right answer is, by test_total, rej")


def test_a_mistake_must_lose_points_of_its_own_exercise(
    tiny, make_seminar, messages
) -> None:
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
def test_a_warning_on_stderr_costs_the_points(
    noise: str, tiny, make_seminar, messages
) -> None:
    answer = POWER.replace("return", f"{noise}\n    return")
    seminar = make_seminar(alternatives=tiny.alternatives.replace(POWER, answer))
    (found,) = messages(seminar)
    assert found.startswith("square.power: this right answer is, by test_square, rej")


def test_what_a_check_prints_costs_nothing(tiny, make_seminar, messages) -> None:
    master = tiny.master.replace(HIDDEN, f"{HIDDEN}print('✓')\n")
    assert messages(make_seminar(master=master)) == []


def test_a_number_at_the_end_of_a_check_is_partial_credit(
    tiny, make_seminar, verdicts
) -> None:
    partial = f"{HIDDEN}1.5 if square(2) == 4 else 0\n"
    found = verdicts(make_seminar(master=tiny.master.replace(HIDDEN, partial)))
    assert found[0].result.auto_score == 1.5
    assert not found[0].passed


def test_cells_that_students_may_change_are_not_run(
    tiny, make_seminar, messages
) -> None:
    master = tiny.master.replace("print(square(5)", "raise ValueError\nprint(square(5)")
    assert messages(make_seminar(master=master)) == []


def test_answers_do_not_see_each_other(tiny, make_seminar, messages) -> None:
    mistakes = tiny.mistakes.replace(DOUBLED, f"left_behind = True\n\n\n{DOUBLED}")
    answer = f"assert 'left_behind' not in globals()\n\n\n{POWER}"
    seminar = make_seminar(
        mistakes=mistakes, alternatives=tiny.alternatives.replace(POWER, answer)
    )
    assert messages(seminar) == []


@pytest.mark.parametrize("end", ["exit()", "while True: pass"])
def test_a_mistake_that_never_returns_ends_its_own_run_only(
    end: str, tiny, make_seminar, verdicts, monkeypatch
) -> None:
    monkeypatch.setattr(
        "autograder.course.gate.LIMITS", TimeLimits(cell=1.0, grace=0.5)
    )
    mistakes = tiny.mistakes.replace(DOUBLED, DOUBLED.replace("return x + x", end))
    found = verdicts(make_seminar(mistakes=mistakes))
    assert [v.trial.answer and v.trial.answer.id for v in found if not v.passed] == [
        "square.doubled",
        "total.first_only",
    ]


def test_every_set_of_test_numbers_is_another(tiny, make_seminar, zygote) -> None:
    """A right answer that only some numbers suit is found by trying several seeds."""
    drawn = "import os\nassert square(int(os.environ['AUTOGRADER_SEED'])) != 49\n"
    seminar = make_seminar(master=tiny.master.replace(HIDDEN, f"{HIDDEN}{drawn}"))
    assert gate(seminar, zygote, seed=0)[0].passed
    assert not gate(seminar, zygote, seed=7)[0].passed


def test_it_stops_at_the_first_setup_cell_that_fails(tiny, make_seminar, gated) -> None:
    master = tiny.master.replace("import sys\n", "import sys\nimport no_such_library\n")
    (problem,) = gated(make_seminar(master=master))
    assert problem.endswith(
        "cell tools: the gate stopped here: ModuleNotFoundError: "
        "No module named 'no_such_library'"
    )


def test_it_says_which_setup_cell_takes_too_long(
    tiny, make_seminar, gated, monkeypatch
) -> None:
    limits = TimeLimits(cell=0.5, given=0.5, grace=0.3)
    monkeypatch.setattr("autograder.course.gate.LIMITS", limits)
    master = tiny.master.replace("import sys\n", "import sys\nwhile True: pass\n")
    (problem,) = gated(make_seminar(master=master))
    assert problem.endswith("it was stopped after 0.5 s of processor time")


@pytest.mark.parametrize("when", ["", "defined"])
def test_it_stops_at_the_first_process_that_ends(
    when: str, tiny, make_seminar, gated
) -> None:
    end = "import os\nos._exit(0)" if when else "    import os\n    os._exit(0)"
    changed = f"{end}\n{DOUBLED}" if when else DOUBLED.replace("    return x + x", end)
    (problem,) = gated(make_seminar(mistakes=tiny.mistakes.replace(DOUBLED, changed)))
    assert problem.endswith("square.doubled: the gate stopped here: its process ended")


def test_it_stops_at_a_reference_that_raises(tiny, make_seminar, gated) -> None:
    master = tiny.master.replace("def total(", "undefined\n\n\ndef total(")
    (problem,) = gated(make_seminar(master=master))
    assert "cell total: the gate stopped here: NameError: " in problem
