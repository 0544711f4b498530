"""Wrong answers that no bank holds: what each computes is told, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
import pytest

from autograder.diagnosis.calls.outcome import VALUES, Outcome, alike, is_wrong
from autograder.diagnosis.calls.running import quiet
from autograder.diagnosis.calls.tape import play
from autograder.diagnosis.check_tape import CheckTape
from autograder.diagnosis.near_misses.edits import NearMiss, near_misses
from autograder.diagnosis.near_misses.quantities import known_names
from autograder.model import Diagnosis, Observation
from autograder.pages.diagnoses import show_diagnosis
from autograder.pages.texts import Texts
from tests.diagnosis.lessons import NOTEBOOKS, Lesson, lesson

pytestmark = pytest.mark.usefixtures("enough_time")

SEMINARS = sorted(path.name for path in NOTEBOOKS.glob("l1_*"))
GIVES = "It gives exactly what comes out if "

NUMBERS = "r = np.asarray(r, dtype=np.float64)"
PAIR = "Y, L = np.asarray(Y, dtype=np.float64), np.asarray(L, dtype=np.float64)"
SLOPE = "L, Y = np.asarray(L, dtype=np.float64), sigmoid(r)"
SAMPLE = "w, X, L = (np.asarray(a, dtype=np.float64) for a in (w, X, L))"
NOT_EMPTY = "if not len(L): raise ValueError('empty')"
TABLE = "P = np.asarray(P, dtype=np.float64)"
POINTS = "X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)"
NO_LINE = "if w[2] == 0: raise ValueError('no line')"


def f(head: str, *lines: str) -> str:
    return f"def {head}:\n" + "".join(f"    {line}\n" for line in lines)


# The seminar, the answer, and how the sentence ends. The name of the exercise is that
# of the function.
TOLD = {
    "l1_2_sigmoid": [
        (
            f("sigmoid(r)", NUMBERS, "return 1 / (1 + np.exp(-np.clip(r, -10, 10)))"),
            "the results are cut off below 4.53979e-05 and above 0.999955.",
        ),
        (
            f("sigmoid(r)", "return 1 / (1 + np.exp(-np.atleast_1d(r) * 1.0))"),
            "a single number comes back as an array with one entry.",
        ),
        (
            f("exp_minus_r(P)", "return 1 / (P + 1e-8) - 1"),
            "1e-08 is added, say against a division by 0.",
        ),
        (
            f("exp_minus_r(P)", "return np.round((1 - P) / P, 4)"),
            "the results are rounded to 4 decimals.",
        ),
        (
            f("exp_minus_r(P)", "return 1 // P - 1"),
            "a division drops the fraction, // for /.",
        ),
        (
            f("logit(P)", TABLE, "return np.abs(np.log(P) - np.log(1 - P))"),
            "the results lose their signs.",
        ),
        (f("logit(P)", TABLE, "return -np.log(1 - P)"), "the factor P is left out."),
        (
            f(
                "posterior(prior, ratio)",
                "prior, ratio = np.array(prior, float), np.array(ratio, float)",
                "odds = ratio * prior / (1 - prior)",
                "return odds / (odds - 1)",
            ),
            "the term 1 has the other sign.",
        ),
        (
            f(
                "odds_factor(w, i, delta)",
                "if not 1 <= i < len(w): raise ValueError('no such input')",
                "return np.exp(abs(w[i]) * delta)",
            ),
            "w loses its sign before all else.",
        ),
        (
            f("odds_factor(w, i, delta)", "return np.exp(np.asarray(w)[i] * delta)"),
            "a special case is not treated.",
        ),
    ],
    "l1_3_boundary": [
        (
            f(
                "boundary_x2(x1, w, t)",
                NO_LINE,
                "r = np.log2(t / (1 - t))",
                "return (r - w[0] - w[1] * np.asarray(x1, dtype=np.float64)) / w[2]",
            ),
            "log2 stands where log belongs.",
        ),
        (
            f(
                "boundary_x2(x1, w, t)",
                NO_LINE,
                "x1 = np.asarray(x1, dtype=np.float64)",
                "return (r_threshold(t) - w[0] - w[1] * x1) / (w[2] + 1e-8)",
            ),
            "1e-08 is added, say against a division by 0.",
        ),
        (
            f(
                "signed_distance(X, w, t)",
                POINTS,
                "if not w[1:].any(): raise ValueError('no boundary')",
                "norm = np.linalg.norm(w[1:])",
                "return w[0] + (X @ w[1:] - r_threshold(t)) / norm",
            ),
            "a pair of brackets is left out.",
        ),
        (
            f(
                "predict(X, w, t)",
                POINTS,
                "return (w[0] + X @ w[1:] >= np.log10(t / (1 - t))).astype(int)",
            ),
            "log10 stands where log belongs.",
        ),
        (
            f(
                "error_counts(Y, L, t)",
                "rows = list(zip(Y, L))[:-1]",
                "alarms = sum(y >= t and l == 0 for y, l in rows)",
                "return int(alarms), int(sum(y < t and l == 1 for y, l in rows))",
            ),
            "the last pass of the loop is left out.",
        ),
    ],
    "l1_4_loss": [
        (f("l2(Y, L)", PAIR, "return (L + Y) ** 2"), "the term L has the other sign."),
        (
            f("l2(Y, L)", PAIR, "return Y * Y - Y * L + L * L"),
            "the factor 2 is left out.",
        ),
        (
            f("l2(Y, L)", PAIR, "return ((Y - L) ** 2).ravel()"),
            "the results are returned in one flat row.",
        ),
        (
            f("l2(Y, L)", PAIR, "return (1 - Y) ** 2 + 0 * L"),
            "1 stands where L belongs.",
        ),
        (
            f(
                "cross_entropy(Y, L)",
                PAIR,
                "return -np.log1p(np.where(L == 1, Y, 1 - Y))",
            ),
            "log1p stands where log belongs.",
        ),
        (
            f("error(w, X, L, loss)", SAMPLE, NOT_EMPTY)
            + "    return np.median(loss(sigmoid(w[0] + X @ w[1:]), L))\n",
            "median stands where mean belongs.",
        ),
        (
            f("error(w, X, L, loss)", SAMPLE, NOT_EMPTY)
            + "    return [np.mean(loss(sigmoid(w[0] + X @ w[1:]), L))]\n",
            "each result is put into a list or a tuple of its own.",
        ),
        (
            f("dl2_dr(r, L)", SLOPE, "return 2 * (Y - L) * (1 - Y)"),
            "the factor Y is left out.",
        ),
        (
            f("dl2_dr(r, L)", SLOPE, "return 2 * (Y - L) * Y * (1 + Y)"),
            "the term Y has the other sign.",
        ),
        (
            f(
                "dl2_dr(r, L)",
                SLOPE,
                "Y = np.clip(Y, 1e-5, 1 - 1e-5)",
                "return 2 * (Y - L) * Y * (1 - Y)",
            ),
            "Y is kept away from 0 and 1 by 1e-05.",
        ),
        (
            f("dce_dr(r, L)", SLOPE, "return np.mean(Y - L)"),
            "the mean of all results is returned.",
        ),
        (
            f(
                "cross_entropy_from_r(r, L)",
                "r, L = np.asarray(r, np.float64), np.asarray(L, np.float64)",
                "return np.logaddexp2(0, (1 - 2 * L) * r)",
            ),
            "logaddexp2 stands where logaddexp belongs.",
        ),
    ],
    "l1_6_descent": [
        (
            f("factor(a, lam)", "return 1 - a / lam"),
            "lam divides where it should multiply.",
        ),
        (f("factor(a, lam)", "return (1 - a * lam) ** 2"), "the results are squared."),
        (
            f("factor(a, lam)", "return max(-1, 1 - a * lam)"),
            "all results below -1.0 become -1.0.",
        ),
        (
            f("factor(a, lam)", "return 1 - lam * int(a)"),
            "a is cut to whole numbers before all else.",
        ),
        (f("lam_max(a)", "return 2 / a**0.5"), "the root of a is taken."),
        (f("lam_max(a)", "return min(1, 2 / a)"), "all results above 1.0 become 1.0."),
        (
            f(
                "numerical_gradient(f, W, h=1e-5)",
                "W = np.array(W, dtype=float)",
                "ways = np.eye(len(W))",
                "return np.array([(f(W + e) - f(W - e)) / (2 * h) for e in ways])",
            ),
            "the factor h is left out.",
        ),
        (
            f(
                "numerical_gradient(f, W, h=1e-5)",
                "W = np.array(W, dtype=float)",
                "ways = h * np.eye(len(W))[:-1]",
                "return np.array([(f(W + e) - f(W - e)) / (2 * h) for e in ways])",
            ),
            "the last pass of the loop is left out.",
        ),
    ],
}
CASES = [(name, *case) for name, cases in TOLD.items() for case in cases]


def exercise_of(code: str) -> str:
    return code.removeprefix("def ").partition("(")[0]


def sentences(found: Diagnosis, language: str = "en") -> str:
    shown = show_diagnosis(found, {}, Texts(language))
    return " ".join(fact.striptags() for fact in shown.facts) if shown else ""


@pytest.mark.parametrize(("seminar", "code", "end"), CASES)
def test_what_an_answer_computes_is_told(seminar: str, code: str, end: str) -> None:
    found = lesson(seminar).diagnose(exercise_of(code), code)
    assert found.mistakes == ()
    told = sentences(found)
    assert GIVES in told
    assert told.endswith(end)
    assert sentences(found, "ru") not in ("", told)


def test_there_are_answers_to_four_seminars() -> None:
    assert len(TOLD) >= 4
    assert len(CASES) >= 30


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
            explanation = tape.unforeseen.explain(own.played(tape, right))
            assert (explanation.mistakes, explanation.seen) == ((), ()), right


def wrong_by_edit(own: Lesson, name: str, rng: random.Random) -> Iterator[NearMiss]:
    reference = own.exercises[name].reference
    misses = list(near_misses(reference, known_names(reference)))
    yield from rng.sample(misses, min(6, len(misses)))


def gives(own: Lesson, tape: CheckTape, miss: NearMiss) -> list[Outcome] | None:
    """Return what a near miss gives on a tape; None if it is no function at all."""
    world = dict(own.right)
    try:
        with quiet():
            exec(miss.compiled(), world)
            return list(play(tape.calls, world.__getitem__))
    except Exception:
        return None


@pytest.mark.parametrize("seminar", SEMINARS[:1])
def test_what_is_told_of_an_edit_holds_for_other_numbers(
    seminar: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every edit that is told makes, also with other hidden numbers, what was made."""
    own, rng = lesson(seminar), random.Random(seminar)
    for name, exercise in own.exercises.items():
        monkeypatch.setenv("AUTOGRADER_SEED", "1")
        tape = own.tape(name)
        if all(call.op is None for call in tape.calls):
            continue
        monkeypatch.setenv("AUTOGRADER_SEED", "2")
        fresh = own.tape(name)
        right = [exercise.reference, *exercise.alternatives]
        known = known_names(exercise.reference)
        for miss in wrong_by_edit(own, name, rng):
            answer = gives(own, tape, miss)
            if answer is None:
                continue
            for seen in tape.unforeseen.explain(answer).seen:
                kind, what = seen.details["edit"], seen.details["what"]
                if kind.startswith("result_"):
                    continue
                candidates = [
                    other
                    for source in right
                    for other in near_misses(source, known)
                    if other.edits[0].kind == kind and what in ("", other.edits[0].what)
                ]
                wanted = gives(own, fresh, miss)
                assert wanted is not None
                assert any(
                    same(gives(own, fresh, other), wanted) for other in candidates
                ), (name, miss.edits, seen)


def same(one: list[Outcome] | None, other: list[Outcome]) -> bool:
    return one is not None and all(
        alike(*pair, VALUES) for pair in zip(one, other, strict=True)
    )


def test_a_table_made_for_one_answer_serves_for_the_next() -> None:
    own = lesson("l1_4_loss")
    first, second = own.tape("dl2_dr"), None
    answer = own.played(first, TOLD["l1_4_loss"][7][0])
    told = first.unforeseen.explain(answer)
    assert told.seen
    second = CheckTape(
        own.exercises["dl2_dr"],
        own.tests["dl2_dr"],
        own.right,
        first.unforeseen.tables,
    )
    assert (
        second.unforeseen.explain(own.played(second, TOLD["l1_4_loss"][7][0])) == told
    )
    known, grown = first.unforeseen.tables, second.unforeseen.tables
    assert known["reference"] == grown["reference"]


@pytest.mark.parametrize("table", [b"", b"nonsense", np.zeros(40).tobytes()])
def test_a_table_of_something_else_is_made_anew(table: bytes) -> None:
    own = lesson("l1_4_loss")
    tables = dict.fromkeys(("reference", "alternatives", "both", "pairs"), table)
    tape = CheckTape(own.exercises["l2"], own.tests["l2"], own.right, tables)
    answer = own.played(tape, TOLD["l1_4_loss"][0][0])
    assert any(is_wrong(*pair) for pair in zip(tape.reference, answer, strict=True))
    assert tape.unforeseen.explain(answer).seen
