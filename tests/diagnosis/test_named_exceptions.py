"""An exception of which a text of the bank tells does stop the answer."""

from __future__ import annotations

import functools
import re

import pytest

from tests.diagnosis.lessons import NOTEBOOKS, lesson, seminar_of

SEMINARS = sorted(path.parent.name for path in NOTEBOOKS.glob("*/mistakes.py"))
NAMED = re.compile(r"\b(?:with|an)\s+(?:a\s+)?`(\w+Error)`")
UNNAMED = re.compile(r"\b(?:stops|is)(?:\swith)?\san\serror\b")


@pytest.mark.parametrize("name", SEMINARS)
def test_no_exception_is_told_without_its_name(name: str) -> None:
    text = (NOTEBOOKS / name / "mistakes.py").read_text(encoding="utf-8")
    assert not UNNAMED.search(text.replace("\n# ", " "))


@pytest.mark.parametrize("name", SEMINARS)
def test_what_is_named_stops_the_answer(name: str) -> None:
    told = {}
    for mistake in seminar_of(name).mistakes:
        message, _ = mistake.read()
        named = NAMED.search(message.replace("\n", " "))
        if named and "not with a" not in message:
            told[mistake] = named[1]
    calls = functools.cache(lambda exercise: lesson(name).calls(exercise))
    for mistake, error in told.items():
        # Most meet it in the first calls; a check of hundreds need not go on then.
        met = lesson(name).playing(calls(mistake.exercise), mistake.code)
        assert any(outcome.error == error for outcome in met), mistake.id
