"""Students who attack the diagnosis of their answers, across the processes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest

from autograder.engine.spec import SessionResult, TimeLimits
from autograder.model import Diagnosis, Observation
from autograder.notebook.key import AnswerKey, Exercise, KnownMistake
from tests.engine.notebooks import check, setup, solution

CHOICE = 'first = "q"\nrate = 3.0'
DOWN = (
    "def down(x):\n    first = rate\n    while x > 0:\n        x -= first\n    return x"
)
PAIR = "pair = (1, 2)\ndef get():\n    return pair"
BOX = (
    "class Box:\n    def __init__(self, n):\n        self.n = n\n"
    "    def more(self):\n        return self.n + 1"
)
UNBOX = "def unbox(n):\n    return Box(n).more()"
LAST = "def last(x):\n    return down(x) - 1"
REVERSED = "pair = (2, 1)\ndef get():\n    return pair"
ANSWERS = {
    "choice": CHOICE, "down": DOWN, "pair": PAIR, "box": BOX, "unbox": UNBOX,
    "last": LAST,
}  # fmt: skip
TESTS = {
    "choice": 'assert first == "q" and rate == 3.0',
    "down": "for x in (1, 7, 4.5):\n    assert down(x) == -((-x) % 3.0)",
    "pair": "low, high = get()\nassert low < high",
    "box": "assert Box(1).more() == 2 and Box(5).more() == 6",
    "unbox": "assert unbox(1) == 2 and unbox(8) == 9",
    "last": "for x in (2, 5):\n    assert last(x) == -((-x) % 3.0) - 1",
}
MISTAKES = {"pair": (KnownMistake("pair.reversed", REVERSED, by_check=True),)}
KEY = AnswerKey(
    tuple(
        Exercise(name, f"test_{name}", reference, MISTAKES.get(name, ()))
        for name, reference in ANSWERS.items()
    )
)

Graded = Callable[..., SessionResult]


@pytest.fixture
def hand_in(grade) -> Graded:
    """Grade a notebook in which some answers are hostile."""

    def run(limits: TimeLimits | None = None, **answers: str) -> SessionResult:
        cells = [setup()]
        for name, right in ANSWERS.items():
            cells.append(solution(answers.get(name, right), name))
            cells.append(check(TESTS[name], f"test_{name}"))
        limits = limits or TimeLimits(cell=8.0, notebook=60.0, grace=0.4)
        return grade(*cells, key=KEY, times=limits)

    return run


def diagnosis(result: SessionResult, name: str) -> Diagnosis:
    (found,) = (c.diagnosis for c in result.cells if c.grade_id == f"test_{name}")
    assert found is not None
    return found


def scores(result: SessionResult) -> dict[str, Any]:
    return {cell.grade_id[5:]: cell.auto_score for cell in result.cells}


def told(result: SessionResult) -> str:
    return json.dumps([asdict(cell.diagnosis or Diagnosis()) for cell in result.cells])


def test_the_right_choice_does_not_come_out_of_a_later_answer(hand_in: Graded) -> None:
    """A later wrong answer looks up what stands in for an earlier one."""
    look = 'f"{first}" * 5'
    result = hand_in(
        choice='first = "a"\nrate = 1.0',
        down=f"def down(x):\n    return {look}",
        last=f"def last(x):\n    return {look}",
    )
    assert "qqq" not in told(result)
    assert "'aaaaa'" in told(result)


def test_a_value_stands_in_where_the_reference_needs_it(hand_in: Graded) -> None:
    result = hand_in(choice='first = "a"\nrate = 1.0')
    assert scores(result)["down"] == 0
    assert diagnosis(result, "down") == Diagnosis(builds_on=("choice",))


def test_a_made_up_line_is_not_shown(hand_in: Graded) -> None:
    """The student's process says which of its lines raised; it may say anything."""
    answer = (
        "import linecache\nlinecache.getline = lambda *_: 'asked for ' + str(seen)\n"
        "seen = []\ndef down(x):\n    seen.append(x)\n    raise ValueError"
    )
    result = hand_in(down=answer)
    assert "asked for" not in told(result)
    (seen,) = diagnosis(result, "down").observations
    assert (seen.kind, seen.details["line"]) == ("raises", "")


LOST = "def down(x):\n    y = 1e300 * 1e300\n    return y - y + x"


def test_a_made_up_line_is_not_shown_of_a_number_that_is_lost(
    hand_in: Graded,
) -> None:
    forge = (
        "from autograder.wire import operations as o\n"
        "o.OPERATIONS[o.Op.ORIGIN] = lambda *_, **__: lines\n"
        "lines = ''.join(f'{n}:asked for\\n' for n in range(20))\n"
    )
    result = hand_in(down=forge + LOST)
    (seen,) = diagnosis(result, "down").observations
    assert (seen.kind, seen.details["line"]) == ("nan", "")


def test_an_answer_that_hangs_while_it_is_traced_is_told_no_line(
    hand_in: Graded,
) -> None:
    limits = TimeLimits(cell=1.5, notebook=60.0, grace=0.3)
    hang = LOST.replace(
        "return", "while __import__('sys').gettrace(): pass\n    return"
    )
    calm, result = hand_in(limits, down=LOST), hand_in(limits, down=hang)
    assert diagnosis(calm, "down").observations[0].details["line"] == (
        "y = 1e300 * 1e300"
    )
    (seen,) = diagnosis(result, "down").observations
    assert (seen.kind, seen.details["line"]) == ("nan", "")
    assert scores(result) == scores(calm)
    assert diagnosis(result, "last") == diagnosis(calm, "last")


def test_the_name_of_an_exception_carries_nothing(hand_in: Graded) -> None:
    answer = (
        "def down(x):\n    raise type('asked for %s' % x * 100_000, (Exception,), {})"
    )
    result = hand_in(down=answer)
    assert "asked for 1" not in told(result)
    assert len(told(result)) < 2000


def test_what_the_reference_says_when_asked_comes_out_in_small_pieces(
    hand_in: Graded,
) -> None:
    """It is asked at will, but what an answer gives is shown only in its beginning."""
    result = hand_in(
        down="def down(x):\n    return x",
        last="def last(x):\n    return [str(down(k)) for k in range(1000)]",
    )
    example = diagnosis(result, "last").counterexample
    assert example is not None
    assert example.got == "['0', '-2.0', '-1.0', …]"


def test_an_endless_question_to_a_reference_costs_that_diagnosis_alone(
    hand_in: Graded,
) -> None:
    result = hand_in(
        TimeLimits(cell=1.5, notebook=60.0, grace=0.3),
        down="def down(x):\n    return x",
        box="def Box(n): pass",
        last="def last(x):\n    return down(float('inf'))",
    )
    assert scores(result)["pair"] == 1
    assert diagnosis(result, "box").observations == (
        Observation("none", {"printed": ""}),
    )


def test_a_slow_answer_is_no_forgery(hand_in: Graded) -> None:
    """Its check is run once more, and takes longer than a mistake's may."""
    result = hand_in(
        pair=f"import time\n{REVERSED}".replace("return", "time.sleep(2.2)\n    return")
    )
    assert result.flags == ()
    assert diagnosis(result, "pair").mistakes == (("pair.reversed",),)


def test_an_answer_stopped_in_the_check_is_not_named_by_its_line(
    hand_in: Graded,
) -> None:
    """It is fast when the tape is played, and hangs when the check is run again.

    That takes the whole time of the diagnosis, so perhaps nothing is said at all.
    """
    answer = REVERSED.replace(
        "return pair",
        "global n\n    n += 1\n    while n > 2: pass\n    return pair",
    )
    result = hand_in(
        TimeLimits(cell=1.0, notebook=60.0, grace=0.3), pair=f"n = 0\n{answer}"
    )
    assert scores(result)["pair"] == 0
    assert "pair.reversed" not in told(result)


def test_a_class_that_is_wrong_is_not_held_against_what_uses_it(
    hand_in: Graded,
) -> None:
    result = hand_in(box=BOX.replace("+ 1", "+ 2"))
    assert scores(result)["unbox"] == 0
    found = diagnosis(result, "unbox")
    assert (found.mistakes, found.observations) == ((), ())
    assert found.counterexample is not None
    assert found.counterexample.got == "3"


def test_a_change_of_mind_when_diagnosed_changes_no_score(hand_in: Graded) -> None:
    """Answers that count their calls are right when the tape is played."""
    answer = DOWN.replace("def down", "n = []\ndef right")
    answer += "\ndef down(x):\n    n.append(x)\n    return right(x) * (len(n) > 1)"
    result = hand_in(down=answer)
    assert scores(result)["down"] == 0
    assert diagnosis(result, "down") == Diagnosis()


def test_it_is_known_which_of_the_calls_that_are_asked_for_at_once_ends_all(
    hand_in: Graded,
) -> None:
    """The calls before it have their results; none after it is made."""
    answer = (
        "import os\nn = 0\ndef down(x):\n    global n\n    n += 1\n"
        "    if n > 2 and x == 7:\n        os._exit(0)\n    return x"
    )
    result = hand_in(down=answer)
    found = diagnosis(result, "down")
    assert Observation("ends", {"call": "down(7)"}) in found.observations
    assert found.counterexample is not None
    assert (found.counterexample.call, found.counterexample.got) == ("down(1)", "1")
    assert scores(result)["pair"] == 1


def test_after_a_call_that_is_stopped_none_is_made(hand_in: Graded) -> None:
    answer = (
        "n = 0\ndef down(x):\n    global n\n    n += 1\n"
        "    while n == 3: pass\n"
        "    while n > 3 and x == 4.5: pass\n    return x"
    )
    limits = TimeLimits(cell=1.0, notebook=60.0, grace=0.3)
    result = hand_in(limits, down=answer, pair=REVERSED)
    (seen,) = diagnosis(result, "down").observations
    assert seen.kind == "time"
    assert diagnosis(result, "pair").mistakes == (("pair.reversed",),)


def test_other_answers_do_not_gain_by_what_stands_in(hand_in: Graded) -> None:
    """The reference stands in for ``down`` only when all is scored."""
    result = hand_in(
        down="def down(x):\n    return x", last="def last(x):\n    return down(x) - 1"
    )
    assert scores(result) == {
        "choice": 1, "down": 0, "pair": 1, "box": 1, "unbox": 1, "last": 0,
    }  # fmt: skip
    assert diagnosis(result, "last").builds_on == ("down",)


def test_forged_messages_in_a_diagnosis_are_listed_and_earn_nothing(
    hand_in: Graded,
) -> None:
    answer = (
        "import os, stat\nn = 0\ndef down(x):\n    global n\n    n += 1\n"
        "    for fd in range(3, 40) if n > 1 else ():\n        try:\n"
        "            if stat.S_ISSOCK(os.fstat(fd).st_mode):\n"
        "                os.write(fd, b'\\0\\0\\0\\2\\1\\2')\n"
        "        except OSError: pass\n    return 7"
    )
    result = hand_in(down=answer, pair=REVERSED)
    assert any(flag.startswith("test_down: ") for flag in result.flags)
    assert scores(result)["down"] == 0
    assert diagnosis(result, "pair").mistakes == (("pair.reversed",),)
