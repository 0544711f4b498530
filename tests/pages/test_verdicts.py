"""Sentences of what an answer lacks."""

from __future__ import annotations

import pytest

from autograder.pages.loops import Loop
from autograder.pages.stops import Limit, Stop
from autograder.pages.texts import Texts
from autograder.pages.tracebacks import Frame
from autograder.pages.verdicts import stopped, waits_for


def test_what_to_mend_first_is_listed_and_linked() -> None:
    anchors = {"step": "exercise-step"}
    told = waits_for(("<a>`", "neuron", "step"), Texts("ru"), anchors)
    link = '<a href="#exercise-step"><code>step</code></a>'
    assert f"<code>&lt;a&gt;ʹ</code>, <code>neuron</code> и {link}" in told


@pytest.mark.parametrize(
    ("loop", "told"),
    [
        (None, "Is there a loop that never ends, or one that is far too slow?"),
        (
            Loop(3, unchanged=("n", "eps")),
            "No line of the loop assigns any of <code>n</code>, <code>eps</code>, "
            "which its condition reads.",
        ),
        (
            Loop(3, unchanged=("n",)),
            "No line of the loop assigns <code>n</code>, which its condition reads.",
        ),
        (
            Loop(3, has_no_exit=True),
            "The loop in line 3 has no way out: no <code>break</code>.",
        ),
        (Loop(3), "Does the condition of the loop in line 3 ever become false?"),
        (Loop(4), "Does its condition ever become false?"),
    ],
)
def test_a_loop_without_end_is_told_by_its_code(loop: Loop | None, told: str) -> None:
    stop = Stop(Limit.TIME, 5.0, Frame(1, 4), "n = `1`", loop)
    first, where, why = stopped(stop, (), Texts("en"))
    assert first == "This cell ran for 5 s and was stopped."
    assert where == "It was in line 4 (<code>n = ʹ1ʹ</code>)."
    assert why == told
