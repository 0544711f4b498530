"""Sentences of what an answer lacks."""

from __future__ import annotations

from autograder.pages.texts import Texts
from autograder.pages.verdicts import waits_for


def test_what_to_mend_first_is_listed_and_linked() -> None:
    anchors = {"step": "exercise-step"}
    told = waits_for(("<a>`", "neuron", "step"), Texts("ru"), anchors)
    link = '<a href="#exercise-step"><code>step</code></a>'
    assert f"<code>&lt;a&gt;ʹ</code>, <code>neuron</code> и {link}" in told
