"""How exercises stand to one another."""

from __future__ import annotations

from autograder.pages.exercises import roots

WAITING = {"neuron": ("score",), "update": ("neuron", "step")}


def test_what_waits_for_others_is_not_itself_to_be_mended() -> None:
    assert roots(("update",), WAITING) == ["step", "score"]
    assert roots(("step", "neuron"), WAITING) == ["step", "score"]
    assert roots(("step",), {}) == ["step"]


def test_answers_that_wait_for_each_other_are_told_as_they_are() -> None:
    assert roots(("a",), {"a": ("b",), "b": ("a",)}) == ["a"]
