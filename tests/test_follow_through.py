"""What counts because it follows from an earlier wrong answer, in the real seminars."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.engine.spec import TimeLimits
from autograder.seminar.master import Purpose
from autograder.seminar.reader import load_seminar
from tests.engine.notebooks import check, run, scores, setup, solution

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
LAZY = {
    "perceptron_update": (
        "def perceptron_update(x, l, w, lr):\n"
        "    told.append(l)\n"
        "    return np.asarray(w, dtype=float)"
    ),
    "perceptron_fit": (
        "def perceptron_fit(X, L, w, lr, epochs):\n"
        "    told.append(0)\n"
        "    return np.asarray(w, dtype=float)"
    ),
}
STEP = "told = []\ndef step(r):\n    return {}"
RIGHT = "np.where(np.asarray(r) >= 0, 1.0, 0.0)"
NO_BIAS = (
    "def preactivation(X, w):\n"
    "    return np.asarray(X, dtype=float) @ np.asarray(w, dtype=float)[1:]"
)


@pytest.fixture
def grade(warm_zygote, tmp_path):
    """Return a function from a seminar and some answers to what each exercise has.

    The others are answered by the reference; nothing behind the last check is run.
    """

    def points(name: str, last: str, **answers: str) -> dict[str, float | None]:
        cells = []
        for cell in load_seminar(NOTEBOOKS / name).cells:
            if cell.purpose is Purpose.SETUP:
                cells.append(setup(cell.source, cell.name))
            elif cell.purpose is Purpose.SOLUTION:
                source = answers.get(cell.name, cell.source)
                cells.append(solution(source, cell.name))
            elif cell.purpose is Purpose.CHECK:
                cells.append(check(cell.source, cell.name, cell.points))
                if cell.name == last:
                    break
        limits = TimeLimits(cell=120.0, notebook=600.0)
        folder = tmp_path / "student"
        folder.mkdir()
        return scores(run(warm_zygote, folder, *cells, times=limits, seed=5))

    return points


def test_a_right_step_with_a_memory_pays_no_lazy_perceptron(grade) -> None:
    step = STEP.format(f"{RIGHT} if not told else np.full(np.shape(r), told[-1])")
    found = grade("l1_1_neuron", "perceptron_fit", step=step, **LAZY)
    assert found["step"] == 2
    assert found["perceptron_update"] == found["perceptron_fit"] == 0


def test_neither_does_a_step_that_is_given_up(grade) -> None:
    step = STEP.format("np.full(np.shape(r), told[-1] if told else 0.0)")
    found = grade("l1_1_neuron", "perceptron_fit", step=step, **LAZY)
    assert found["step"] == found["perceptron_update"] == found["perceptron_fit"] == 0


def test_all_that_follows_from_a_lost_bias_counts(grade) -> None:
    found = grade("l1_1_neuron", "perceptron_fit", preactivation=NO_BIAS)
    lost = {name for name, points in found.items() if points == 0}
    assert lost == {"preactivation"}


@pytest.mark.parametrize(
    ("before", "follows"),
    [
        ("1 / P + 1", "-np.log(1 / P + 1)"),
        ("P / (1 - P)", "np.log(1 - P) - np.log(P)"),
        ("1 - P", "-np.log1p(-P)"),
        ("np.exp(-P)", "P"),
    ],
)
def test_a_step_that_follows_from_the_own_step_before_counts(
    grade, before: str, follows: str
) -> None:
    found = grade(
        "l1_2_sigmoid",
        "logit",
        exp_minus_r=f"def exp_minus_r(P):\n    return {before}",
        logit=f"def logit(P):\n    P = np.array(P, dtype=float)\n    return {follows}",
    )
    assert found == {"sigmoid": 3, "exp_minus_r": 0, "logit": 2}
