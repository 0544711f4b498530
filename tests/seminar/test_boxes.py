"""Exercises stand in boxes, and nothing else changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.config import load_course
from autograder.seminar.boxes import CLOSE, OPEN, boxed
from autograder.seminar.master import Purpose
from autograder.seminar.reader import load_seminar

ROOT = Path(__file__).resolve().parents[2]

EXERCISE = "**Exercise `square` ({points}).** Write the square."
QUESTION = "**Question ({points}, read by a\nperson).** Why?"
HINT = "<details><summary>Hint</summary>\n\nTwice.\n\n</details>"


def box(*blocks: str) -> str:
    return "\n\n".join([OPEN, *blocks, CLOSE])


def text(*blocks: str) -> str:
    return "\n\n".join(blocks)


FENCE = "```\n# a\n\n# b\n```"
AFTER = "**Then look.** So."
CASES = {
    "nothing": (text("Read.", "And read."), text("Read.", "And read.")),
    "hint": (text("Read.", EXERCISE, HINT), text("Read.", box(EXERCISE, HINT))),
    "question": (QUESTION, box(QUESTION)),
    "two": (text(EXERCISE, QUESTION), text(box(EXERCISE), box(QUESTION))),
    "heading": (text(EXERCISE, "## Next"), text(box(EXERCISE), "## Next")),
    "bold after": (text(EXERCISE, AFTER), text(box(EXERCISE), AFTER)),
    "list": (f"- {EXERCISE}\n- more", box(f"- {EXERCISE}\n- more")),
    "fence": (text(EXERCISE, FENCE), box(EXERCISE, FENCE)),
    "bold": ("**Two points** are enough.", "**Two points** are enough."),
}


@pytest.mark.parametrize("case", CASES)
def test_a_box_begins_and_ends(case: str) -> None:
    source, made = CASES[case]
    assert boxed(source) == made


blocks = st.sampled_from(
    [
        EXERCISE,
        QUESTION,
        HINT,
        "## Head",
        "**Bold.** So.",
        "$$x^2$$",
        "```\n# a\n```",
        "",
    ]
)


@given(st.lists(blocks))
def test_without_its_boxes_a_text_is_what_it_was(parts: list[str]) -> None:
    made = boxed(text(*parts))
    assert re.sub(f"{re.escape(OPEN)}\n\n|\n\n{CLOSE}", "", made) == text(*parts)
    assert re.findall(f"{re.escape(OPEN)}|{CLOSE}", made) == [OPEN, CLOSE] * (
        made.count(OPEN)
    )


@pytest.mark.parametrize("name", [a.id for a in load_course(ROOT).assignments])
def test_all_exercises_of_a_seminar_stand_in_boxes(name: str) -> None:
    seminar = load_seminar(ROOT / "notebooks" / name)
    boxes = "".join(
        part
        for cell in seminar.cells
        if not cell.is_code
        for part in re.findall(
            f"{re.escape(OPEN)}(.*?){CLOSE}", boxed(cell.source), re.DOTALL
        )
    )
    asked = [cell.grade_id for cell in seminar.of(Purpose.SOLUTION)]
    # A step may be called by the derivative that it makes, dL2_dY for dl2_dy.
    assert [name for name in asked if f"`{name}`" not in boxes.lower()] == []
