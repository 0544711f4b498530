"""An exception of which a text of the bank tells does stop the answer."""

from __future__ import annotations

import re

import pytest

from autograder.seminar.reader import load_seminar
from tests.diagnosis.lessons import NOTEBOOKS, lesson

SEMINARS = sorted(path.parent.name for path in NOTEBOOKS.glob("*/mistakes.py"))
NAMED = re.compile(r"\b(?:with|an)\s+(?:a\s+)?`(\w+Error)`")
UNNAMED = re.compile(r"\b(?:stops|is)(?:\swith)?\san\serror\b")


@pytest.mark.parametrize("name", SEMINARS)
def test_no_exception_is_told_without_its_name(name: str) -> None:
    text = (NOTEBOOKS / name / "mistakes.py").read_text(encoding="utf-8")
    assert not UNNAMED.search(text.replace("\n# ", " "))


@pytest.mark.parametrize("name", SEMINARS)
def test_what_is_named_stops_the_answer(name: str) -> None:
    for mistake in load_seminar(NOTEBOOKS / name).mistakes:
        message, _ = mistake.read()
        told = NAMED.search(message.replace("\n", " "))
        if not told or "not with a" in message:
            continue
        taught = lesson(name)
        calls = taught.calls(mistake.exercise)
        met = {outcome.error for outcome in taught.played(calls, mistake.code)}
        assert told[1] in met, mistake.id
