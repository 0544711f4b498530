"""Objects that another exercise makes, and that stay with the answer, are made anew."""

from __future__ import annotations

from autograder.diagnosis.calls.running import record
from autograder.diagnosis.calls.tape import play
from autograder.notebook.key import Exercise

BOX = """\
class Box:
    def __init__(self, value):
        self.value = value

def make(value):
    return Box(value)

def listed(value):
    return [value]
"""
DOUBLE = "def double(box):\n    box.value *= 2\n    return box.value"
CHECK = """\
one = make(3)
assert double(one) == 6
assert one.value == 6
assert listed(4) == [4]
assert apply(make) == 5
"""
APPLY = "def apply(f):\n    return f(5).value"


def recorded(reference: str, test: str) -> tuple[list, dict]:
    world: dict = {}
    exec(BOX + DOUBLE + "\n" + APPLY, world)
    exercise = Exercise("double", "test_double", reference, ())
    others = {"make", "listed", "apply", "double"}.difference(exercise.names)
    return record(exercise, test, world, others)[0], world


def test_each_answer_gets_an_object_of_its_own() -> None:
    calls, world = recorded(DOUBLE, CHECK)
    assert [call.root for call in calls] == ["make", "double", "make"]
    for _ in range(2):  # the first run has changed nothing that the second one meets
        outcomes = list(play(calls, world.__getitem__))
        assert [outcome.value for outcome in outcomes[1:]] == [6, 6]
        assert not any(outcome.error for outcome in outcomes)


def test_what_can_be_sent_is_not_recorded() -> None:
    calls, _ = recorded(DOUBLE, "assert listed(double(make(1))) == [2]\n")
    assert [call.root for call in calls] == ["make", "double"]


def test_a_function_that_is_handed_over_records_nothing() -> None:
    calls, world = recorded(APPLY, "assert apply(make) == 5\n")
    assert [call.root for call in calls] == ["apply"]
    assert calls[0].args == (world["make"],)
