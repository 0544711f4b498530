"""Wrong answers that no bank holds: what each computes is told, and nothing else."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from autograder.diagnosis.calls.outcome import VALUES, Outcome, alike, is_wrong
from autograder.diagnosis.calls.running import TookTooLongError, quiet, time_limit
from autograder.diagnosis.calls.tape import play
from autograder.diagnosis.check_tape import CheckTape
from autograder.diagnosis.near_misses import unforeseen
from autograder.diagnosis.near_misses.edits import (
    NearMiss,
    near_misses,
    pairs_of_edits,
)
from autograder.diagnosis.near_misses.quantities import known_names
from autograder.model import Diagnosis, Observation
from autograder.pages.diagnoses import show_diagnosis
from autograder.pages.texts import Texts
from tests.diagnosis.answers import WrongAnswer, read_answers
from tests.diagnosis.lessons import NOTEBOOKS, Lesson, lesson

pytestmark = pytest.mark.usefixtures("enough_time")

SEMINARS = sorted(path.name for path in NOTEBOOKS.glob("l1_*"))
GIVES = "It gives exactly what comes out if "

PAIR = "Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)"
SLOPE = "L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)"
SAMPLE = "w, X, L = (np.asarray(a, dtype=np.float64) for a in (w, X, L))"
NOT_EMPTY = "if not len(L): raise ValueError('empty')"


def f(head: str, *lines: str) -> str:
    return f"def {head}:\n" + "".join(f"    {line}\n" for line in lines)


ANSWERS = read_answers(Path(__file__).with_name("edited_answers.txt"))
"""Answers that are one edit away, each with how the sentence ends that it is told."""


def exercise_of(code: str) -> str:
    return code.removeprefix("def ").partition("(")[0]


def sentences(found: Diagnosis, language: str = "en") -> str:
    shown = show_diagnosis(found, {}, Texts(language))
    return " ".join(fact.striptags() for fact in shown.facts) if shown else ""


@pytest.mark.parametrize("answer", ANSWERS, ids=str)
def test_what_an_answer_computes_is_told(answer: WrongAnswer) -> None:
    found = lesson(answer.seminar).diagnose(answer.exercise, answer.code)
    assert found.mistakes == ()
    told = sentences(found)
    assert GIVES in told
    assert told.endswith(answer.sentence)
    assert sentences(found, "ru") not in ("", told)


def test_there_are_answers_to_four_seminars() -> None:
    assert len({answer.seminar for answer in ANSWERS}) >= 4
    assert len(ANSWERS) >= 30


BOTH = {
    ("l1_4_loss", "error.sum_for_mean", "error.no_sigmoid"): f(
        "error(w, X, L, loss)",
        SAMPLE,
        NOT_EMPTY,
        "return loss(w[0] + X @ w[1:], L).sum()",
    ),
    ("l1_4_loss", "dl2_dr.no_two", "dl2_dr.absolute"): f(
        "dl2_dr(r, L)", SLOPE, "return abs(Y - L) * (1 - Y) * Y"
    ),
}


@pytest.mark.parametrize("names", BOTH)
def test_two_mistakes_at_once_are_named_by_both(names: tuple[str, str, str]) -> None:
    seminar, *mistakes = names
    found = lesson(seminar).diagnose(exercise_of(BOTH[names]), BOTH[names])
    assert sorted(found.mistakes) == sorted((name,) for name in mistakes)


def test_a_variable_of_the_notebook_is_named() -> None:
    code = "scale = 2\n" + f("l2(Y, L)", PAIR, "return scale * (Y - L) ** 2 + scale")
    found = lesson("l1_4_loss").diagnose("l2", code, reads=["scale"])
    assert found.observations[0] == Observation("global", {"name": "scale"})
    assert "`scale`" not in sentences(found)
    assert "scale" in sentences(found)


@pytest.mark.parametrize("number", ["P.sum() * 3", "3", "-np.inf * P.sum()"])
def test_one_number_for_all_is_no_bound_of_the_results(number: str) -> None:
    code = f("gap(P, Q)", "P = np.asarray(P, dtype=np.float64)", f"return {number}")
    assert GIVES not in sentences(lesson("l1_5_entropy").diagnose("gap", code))


@pytest.mark.parametrize("seminar", SEMINARS)
def test_of_right_answers_nothing_is_told(seminar: str) -> None:
    own = lesson(seminar)
    for name, exercise in own.exercises.items():
        tape = own.tape(name)
        for right in (exercise.reference, *exercise.alternatives):
            explanation = tape.unforeseen.explain(own.played(tape.calls, right))
            assert (explanation.mistakes, explanation.seen) == ((), ()), right


def gives(own: Lesson, tape: CheckTape, miss: NearMiss) -> list[Outcome] | None:
    """Return what a near miss gives on a tape; None if it is no function at all."""
    world = dict(own.right)
    try:
        with quiet(), time_limit():
            exec(miss.compiled(), world)
            return list(play(tape.calls, world.__getitem__))
    except (Exception, TookTooLongError):
        return None


@functools.cache
def tapes(seminar: str, exercise: str) -> tuple[CheckTape, CheckTape]:
    """Return two tapes of a check: with its numbers, and with other hidden ones."""
    found = []
    for seed in ("1", "2"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("AUTOGRADER_SEED", seed)
            found.append(lesson(seminar).tape(exercise))
    return found[0], found[1]


def edits_told(own: Lesson, name: str, seen: Observation) -> Iterator[NearMiss]:
    """Yield the near misses of which an observation may speak."""
    exercise = own.exercises[name]
    reference = exercise.reference
    known = known_names(reference)
    wanted = [
        (seen.details[f"edit{end}"], seen.details[f"what{end}"])
        for end in ("", "2")[: 1 + (seen.kind == "edits")]
    ]
    made = (
        pairs_of_edits(reference, known)
        if seen.kind == "edits"
        else itertools.chain.from_iterable(
            near_misses(source, known) for source in (reference, *exercise.alternatives)
        )
    )
    for miss in made:
        pairs = zip(miss.edits, wanted, strict=True)
        if all(e.kind == kind and what in ("", e.what) for e, (kind, what) in pairs):
            yield miss


@pytest.mark.parametrize("seminar", SEMINARS)
@settings(
    max_examples=1,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(st.data())
def test_what_is_told_of_an_edit_holds_for_other_numbers(
    seminar: str, data: st.DataObject
) -> None:
    """Every edit that is told makes, also with other hidden numbers, what was made."""
    own = lesson(seminar)
    name = data.draw(st.sampled_from(sorted(own.exercises)))
    reference = own.exercises[name].reference
    misses = list(near_misses(reference, known_names(reference)))
    assume(misses)
    miss = data.draw(st.sampled_from(misses))
    tape, fresh = tapes(seminar, name)
    answer, wanted = gives(own, tape, miss), gives(own, fresh, miss)
    assume(answer is not None and wanted is not None)
    assert answer is not None and wanted is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unforeseen, "TABLE_SECONDS", 1.0)  # no table need be whole
        found = tape.unforeseen.explain(answer)
    for seen in found.seen:
        if not seen.details["edit"].startswith("result_"):
            compare = same_apart if seen.kind == "apart" else same
            assert any(
                compare(gives(own, fresh, other), wanted)
                for other in edits_told(own, name, seen)
            ), (name, miss.edits, seen)


REFUSED = """def odds_factor(w, i, delta):
    return np.exp(w[i] + delta)
"""
NOTHING = """def factor(a, lam):
    if lam == 0.1:
        return None
    return 1 + lam * a
"""


@pytest.mark.parametrize(
    ("seminar", "exercise", "code"),
    [("l1_2_sigmoid", "odds_factor", REFUSED), ("l1_6_descent", "factor", NOTHING)],
)
def test_what_is_refused_or_gives_nothing_is_set_apart(
    seminar: str, exercise: str, code: str
) -> None:
    own = lesson(seminar)
    tape = own.tape(exercise)
    [seen] = tape.unforeseen.explain(own.played(tape.calls, code)).seen
    assert seen.kind == "apart"


def same(one: list[Outcome] | None, other: list[Outcome]) -> bool:
    return one is not None and all(
        alike(*pair, VALUES) for pair in zip(one, other, strict=True)
    )


def same_apart(one: list[Outcome] | None, other: list[Outcome]) -> bool:
    """Tell whether outcomes are the same where both are finite numbers."""
    pairs = zip(one or [], other, strict=False)
    finite = [pair for pair in pairs if all(outcome.is_number for outcome in pair)]
    return bool(finite) and all(alike(*pair, VALUES) for pair in finite)


LOSS = f("l2(Y, L)", PAIR, "return (L + Y) ** 2")
DERIVATIVE = f("dl2_dr(r, L)", SLOPE, "return 2 * (Y - L) * (1 - Y)")


def test_a_table_made_for_one_answer_serves_for_the_next() -> None:
    own = lesson("l1_4_loss")
    first, second = own.tape("dl2_dr"), None
    answer = own.played(first.calls, DERIVATIVE)
    told = first.unforeseen.explain(answer)
    assert told.seen
    second = CheckTape(
        own.exercises["dl2_dr"],
        own.tests["dl2_dr"],
        own.right,
        first.unforeseen.tables,
    )
    assert second.unforeseen.explain(own.played(second.calls, DERIVATIVE)) == told
    known, grown = first.unforeseen.tables, second.unforeseen.tables
    assert known["reference"] == grown["reference"]


@pytest.mark.parametrize("table", [b"", b"nonsense", np.zeros(40).tobytes()])
def test_a_table_of_something_else_is_made_anew(table: bytes) -> None:
    own = lesson("l1_4_loss")
    tables = dict.fromkeys(("reference", "alternatives", "both", "pairs"), table)
    tape = CheckTape(own.exercises["l2"], own.tests["l2"], own.right, tables)
    answer = own.played(tape.calls, LOSS)
    assert any(is_wrong(*pair) for pair in zip(tape.reference, answer, strict=True))
    assert tape.unforeseen.explain(answer).seen
