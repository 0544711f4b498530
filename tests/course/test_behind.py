"""What is said behind each known mistake, of itself and of what follows it."""

from collections.abc import Callable

import pytest

from autograder.course.behind import Behind, look_behind
from autograder.model import SourceError

TOOLS = """\
import os

_ticked = globals().get("_ticked", set())


def tick(name):
    _ticked.add(name)
    print(f"✓ {name}")


def note(name, answer):
    print(f"Noted: {answer}")


def is_wrong(name):
    lost = os.environ.get("AUTOGRADER_LOST")
    return name not in _ticked if lost is None else f"test_{name}" in lost.split()


# %% [markdown]
# **Exercise 1.**
"""
SUM_OF_SQUARES = "return sum(map(square, values))"
FIRST_CHECK = 'assert square(2) == 4, f"The square of 2 is 4, not {square(2)}"\n'
LAST_CHECK = "assert total([1, 2]) == 3\n"
HIDDEN_TOTAL = "assert total([]) == 0\n"


@pytest.fixture
def behind(tiny, make_seminar, zygote) -> Callable[..., dict[str, Behind]]:
    """Return a function: look behind the mistakes of a seminar of two steps.

    The second, `total`, uses the first, `square`; the mistake `square.doubled` is
    right about 2.
    """

    def look(
        first: str = FIRST_CHECK,
        last: str = "assert total([2]) == 4\n",
        hidden: str = HIDDEN_TOTAL,
        mistakes: str = tiny.mistakes,
        master: str = tiny.master,
    ) -> dict[str, Behind]:
        master = (
            master.replace("import sys\n", f"import sys\n{TOOLS}", 1)
            .replace("return sum(values)", SUM_OF_SQUARES)
            .replace(FIRST_CHECK, first)
            .replace(LAST_CHECK, last)
            .replace(HIDDEN_TOTAL, hidden)
        )
        seminar = make_seminar(master=master, mistakes=mistakes)
        return {found.mistake.id: found for found in look_behind(seminar, zygote)}

    return look


def said(problems) -> list[str]:
    return [f"{problem.cell}: {problem.message}" for problem in problems]


def test_a_mistake_is_refused_by_the_visible_part_or_not(behind) -> None:
    assert not behind()["square.doubled"].is_refused
    told = behind(first="assert square(3) == 9\n")
    assert told["square.doubled"].is_refused


def test_what_ends_without_its_tick_is_refused(behind) -> None:
    told = behind(first="if square(3) == 9:\n    tick('square')\n")
    assert told["square.doubled"].is_refused
    told = behind(first="if square(2) == 4:\n    tick('square')\n")
    assert not told["square.doubled"].is_refused


def test_what_is_judged_later_need_not_be_refused(tiny, behind) -> None:
    told = behind()
    assert told["square.doubled"].late == "2 + 2 is the square of 2"
    assert told["total.first_only"].late == ""
    assert "recorded" in behind(first="note('square', 1)\n")["square.doubled"].late


def test_a_later_check_that_fails_blames_its_own_exercise(behind) -> None:
    told = behind(last="assert total([3]) == 9, f'3 gives {total([3])}'\n")
    assert said(told["square.doubled"].innocent()) == [
        "square.doubled: the check of total blames total, which is right: "
        "AssertionError: 3 gives 6"
    ]


@pytest.mark.parametrize(
    "message",
    [
        "This needs your `square`, which is not right yet.",
        "9 is wanted. Likely cause: your `square`.",
        "Mend `square` first.",
    ],
)
def test_a_later_check_that_names_the_mistake_blames_nobody_else(
    message: str, behind
) -> None:
    told = behind(last=f"assert total([3]) == 9, '{message}'\n")
    assert said(told["square.doubled"].innocent()) == []


@pytest.mark.parametrize(
    "line",
    [
        "print('total follows from your `total`.')\n",
        "print('`total` is not right yet')\n",
        "raise ValueError('total is not right, and your `square` neither')\n",
    ],
)
def test_what_names_a_right_exercise_blames_it(line: str, behind) -> None:
    told = behind(last=f"if square(3) != 9:\n    {line}")
    (found,) = said(told["square.doubled"].innocent())
    assert found.startswith("square.doubled: the check of total blames total, which")


def test_a_later_exercise_must_lose_nothing(behind) -> None:
    told = behind(hidden="assert total([3]) == 9, f'3 gives {total([3])}'\n")
    assert said(told["square.doubled"].lost()) == [
        "square.doubled: behind it total, which is right, has 0 of 2 points: "
        "AssertionError: 3 gives 6"
    ]


def test_hidden_tests_are_told_what_is_lost(behind) -> None:
    """The hidden tests find the mistake out, and those of the next exercise know."""
    hidden = "assert is_wrong('square') or total([3]) == 9\n"
    assert said(behind(hidden=hidden)["square.doubled"].lost()) == []


def test_what_cannot_follow_through_is_declared(tiny, behind) -> None:
    told = behind(
        master=tiny.master.replace("check total", 'check total needs="square"'),
        hidden="assert total([3]) == 9\n",
    )
    assert said(told["square.doubled"].lost()) == []


def test_mistakes_do_not_see_each_other(tiny, behind) -> None:
    """What the first one leaves unticked or lost is no excuse behind the second."""
    more = tiny.mistakes.partition("# %% mistake total")[0]
    worse = more.replace("doubled", "tripled").replace("x + x", "3 * x")
    strict = "assert not is_wrong('square')\n"
    told = behind(
        mistakes=worse + tiny.mistakes,
        first=f"_ticked.discard('square')\n{FIRST_CHECK}tick('square')\n",
        last=strict,
    )
    assert told["square.tripled"].later[0].error
    assert not told["square.doubled"].later[0].error


def test_what_has_nothing_to_do_with_a_mistake_is_not_tried(behind, tiny) -> None:
    assert [s.check.name for s in behind()["square.doubled"].later] == ["total"]
    assert behind()["total.first_only"].later == ()


def test_a_later_value_is_computed_anew(behind, tiny) -> None:
    """The exercise of a plain value: with the mistake, it is another one."""
    master = tiny.master.replace(
        "# %% manual why",
        "# %% solution nine\n# Three squared:\n### BEGIN SOLUTION\nnine = square(3)\n"
        "### END SOLUTION\n\n# %% check nine points=0\nassert nine == 9\n\n"
        "# %% manual why",
    )
    told = behind(master=master)["square.doubled"]
    assert [s.check.name for s in told.later if s.error] == ["nine"]


def test_a_visible_check_that_refuses_the_reference_is_named(behind) -> None:
    with pytest.raises(SourceError, match=r"test_total.*AssertionError: too many"):
        behind(last="assert total([2]) == 5, 'too many'\n")
