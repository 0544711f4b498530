"""Wrong answers that are in no bank: each gets a true sentence and no false name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autograder.course.gate import answer_key
from autograder.diagnosis.diagnose import Diagnostician
from autograder.diagnosis.question import Question
from autograder.model import Diagnosis
from autograder.pages.diagnoses import show_diagnosis
from autograder.pages.texts import Texts
from autograder.seminar.master import Purpose
from autograder.seminar.reader import load_seminar

pytestmark = pytest.mark.usefixtures("enough_time")

ROOT = Path(__file__).parents[2]
SEMINAR = "l1_2_sigmoid"


class LocalAnswer:
    """An answer in this process: the reference notebook with one cell exchanged."""

    def __init__(self, trusted: dict[str, Any], references: list[str], code: str):
        self.world = dict(trusted)
        for source in (*references, code):
            exec(source, self.world)

    def lookup(self, name: str) -> Any:
        return self.world[name]

    def assign(self, name: str, value: Any) -> None:
        self.world[name] = value


@pytest.fixture(scope="module")
def seminar():
    return load_seminar(ROOT / "notebooks" / SEMINAR)


@pytest.fixture(scope="module")
def diagnose(seminar):
    trusted: dict[str, Any] = {"__name__": "__main__"}
    for cell in seminar.of(Purpose.SETUP):
        exec(cell.source, trusted)
    key = answer_key(seminar)
    references = [exercise.reference for exercise in key.exercises]
    tests = {cell.name: cell.source for cell in seminar.of(Purpose.CHECK)}
    diagnostician = Diagnostician(trusted, key)

    def run(exercise: str, code: str) -> Diagnosis:
        question = Question(exercise, tests[exercise])
        return diagnostician.diagnose(question, LocalAnswer(trusted, references, code))

    return run


def f(name: str, arguments: str, *lines: str) -> str:
    return f"def {name}({arguments}):\n" + "".join(f"    {line}\n" for line in lines)


# The exercise, the answer, and what has to be seen of it: kinds, or parts of a text.
UNKNOWN = {
    "half": (
        "sigmoid",
        f("sigmoid", "r", "return 0.5 / (1 + np.exp(-np.asarray(r, float)))"),
        "Every number is 0.5 times what it should be.",
    ),
    "negated": (
        "sigmoid",
        f("sigmoid", "r", "return -1 / (1 + np.exp(-np.asarray(r, float)))"),
        "Every number has the opposite sign.",
    ),
    "shifted": (
        "sigmoid",
        f("sigmoid", "r", "return 0.25 + 1 / (1 + np.exp(-np.asarray(r, float)))"),
        "Every number is off by the same amount, +0.25.",
    ),
    "constant": (
        "sigmoid",
        f("sigmoid", "r", "return np.full(np.shape(r), 0.3)"),
        "In every call tried it gives nothing but 0.3.",
    ),
    "falling": (
        "sigmoid",
        f("sigmoid", "r", "return 1 / (1 + np.exp(3 * np.asarray(r, float)))"),
        "It falls where it should rise, and the other way round.",
    ),
    "one argument too many": (
        "sigmoid",
        f("sigmoid", "r, P", "return 1 / (1 + np.exp(-np.asarray(r, float)))"),
        "stops with TypeError",
    ),
    "nothing": ("sigmoid", f("sigmoid", "r", "r = 1"), "It returns None."),
    "text": (
        "sigmoid",
        f("sigmoid", "r", "return 'σ'"),
        "gives str instead of numbers.",
    ),
    "row": (
        "sigmoid",
        f("sigmoid", "r", "return 1 / (1 + np.exp(-np.atleast_2d(r)))"),
        "gives the shape (1, 1); the shape wanted is ()",
    ),
    "blank": (
        "sigmoid",
        f("sigmoid", "r", "raise NotImplementedError()"),
        "sigmoid still has its blank.",
    ),
    "renamed": ("sigmoid", "del sigmoid", "The name sigmoid is not there any more."),
    "loud": (
        "sigmoid_stable",
        f(
            "sigmoid_stable",
            "r",
            "np.float64(1e308) * 10",
            "return 1 / (1 + np.exp(-np.clip(np.asarray(r, float), -700, None)))",
        ),
        "gives a warning",
    ),
    "nan": (
        "logit",
        f("logit", "P", "return np.log(np.asarray(P, float) - 1)"),
        "gives NaN or infinity where a finite number is wanted",
    ),
    "wrong for lists": (
        "logit",
        f(
            "logit",
            "P",
            "if isinstance(P, list):",
            "    return np.zeros(len(P))",
            "return np.log(np.asarray(P, float) / (1 - np.asarray(P, float)))",
        ),
        "It is wrong for one sort of argument only: lists.",
    ),
    "example only": (
        "odds_factor",
        f(
            "odds_factor",
            "w, i, delta",
            "if not 1 <= i <= len(w) - 1: raise ValueError",
            "known = {(-3, 1): 1.6, (-3, 2): -0.5, (40, 3): 1, (2, 2): 1.5}",
            "if (w[0], i) in known:",
            "    return np.exp(known[w[0], i])",
            "return float(np.cos(delta)) + 7",
        ),
        "Its numbers are right for the examples of the visible check, and for no other",
    ),
    "changes its input": (
        "posterior",
        f(
            "posterior",
            "prior, ratio",
            "result = sigmoid(np.log(ratio) + logit(prior))",
            "if isinstance(ratio, np.ndarray): ratio *= 2",
            "return result",
        ),
        "The values are right, but an argument is changed.",
    ),
    "sine": (
        "odds_factor",
        f("odds_factor", "w, i, delta", "return np.sin(w[min(i, len(w) - 1)]) + delta"),
        "should give",
    ),
    "swapped arguments": (
        "odds_factor",
        f("odds_factor", "i, w, delta", "return np.exp(w[i] * delta)"),
        "stops with TypeError",
    ),
    "squared": (
        "exp_minus_r",
        f("exp_minus_r", "P", "return (1 / P - 1) ** 2 + 5"),
        "should give",
    ),
    "endless": (
        "exp_minus_r",
        f("exp_minus_r", "P", "return exp_minus_r(P)"),
        "stops with RecursionError",
    ),
    "no pair": ("counterexample", "counterexample = 0.9", ""),
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_what_was_seen_is_told_and_nothing_is_guessed(case: str, diagnose) -> None:
    exercise, code, sentence = UNKNOWN[case]
    found = diagnose(exercise, code)
    assert found.mistakes == ()
    for language in ("en", "ru"):
        shown = show_diagnosis(found, {}, Texts(language))
        assert shown is not None
        assert shown.facts or shown.got
    shown = show_diagnosis(found, {}, Texts("en"))
    assert sentence in " ".join(s.striptags() for s in (shown.first, *shown.facts))
    assert not shown.first.striptags().startswith("It is wrong in")


def test_there_are_at_least_twenty() -> None:
    assert len(UNKNOWN) >= 20
