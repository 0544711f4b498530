from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.analysis.inventory import (
    Inventory,
    Question,
    asked_ideas,
    letter,
    measure,
    read_ideas,
)

POLL = """
idea_xor = "c"
idea_step = " (B). "
idea_deep = ""
idea_loss = "с"  # Cyrillic
idea_score = "no idea"
idea_average = ideas[0]
other = "a"
"""


def test_plain_letters_are_read() -> None:
    assert read_ideas([POLL]) == {"idea_xor": "c", "idea_step": "b", "idea_loss": "c"}


def test_what_is_asked_may_be_blank() -> None:
    assert asked_ideas([POLL]) == {
        "idea_xor", "idea_step", "idea_deep", "idea_loss", "idea_score"
    }  # fmt: skip


def test_the_last_word_counts_and_may_be_none() -> None:
    cells = ['idea_a = "a"\nidea_b = "a"', 'idea_a = "b"\nidea_b = ""']
    assert read_ideas(cells) == {"idea_a": "b"}


def test_nothing_is_executed_and_nothing_strange_matters() -> None:
    cells = ["idea_a = exit()", "idea_b = 1", "idea_c = 'a'\n%magic", "idea_d = ((("]
    assert read_ideas(cells) == {"idea_c": "a"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("A", "a"), ("(б)", ""), ("В", "b"), ("c)", "c"), ("ab", ""), ("", ""), ("7", "")],
)
def test_letters(text: str, expected: str) -> None:
    assert letter(text) == expected


def test_only_those_who_answered_both_times_count() -> None:
    before = {"ada": {"q": "a"}, "bob": {"q": "b"}, "cid": {"q": "a"}, "dan": {}}
    after = {"ada": {"q": "a"}, "bob": {"q": "a"}, "dan": {"q": "a"}, "eve": {"q": "a"}}
    found = measure({"q": "a", "never": "b"}, before, after, "first", {"q": "Why?"})
    assert found == Inventory("first", (Question("q", 2, 1, 2, "Why?"),))
    assert found.questions[0].gain == 1


@given(st.integers(1, 50), st.data())
def test_hakes_gain(answered: int, data: st.DataObject) -> None:
    before = data.draw(st.integers(0, answered))
    after = data.draw(st.integers(0, answered))
    question = Question("q", answered, before, after)
    if before == answered:
        assert question.gain is None
        return
    pre, post = before / answered, after / answered
    assert question.gain == pytest.approx((post - pre) / (1 - pre))
    assert question.gain <= 1
    assert (question.gain > 0) == (after > before)


def test_the_total_takes_every_pair_of_answers_once() -> None:
    total = Inventory("", (Question("a", 10, 2, 6), Question("b", 5, 3, 4))).total
    assert (total.answered, total.right_before, total.right_after) == (15, 5, 10)
    assert Inventory("").total.gain is None
