from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.notebooknode import from_dict
from nbgrader.utils import compute_checksum, determine_grade

from autograder.notebook import rules
from autograder.notebook.cells import is_grade

ERROR = {"output_type": "error", "ename": "E", "evalue": "", "traceback": []}
STDERR = {"output_type": "stream", "name": "stderr", "text": "x"}
STDOUT = {"output_type": "stream", "name": "stdout", "text": "x"}
DISPLAY = {"output_type": "display_data", "data": {"text/plain": "9"}, "metadata": {}}


def value(text: str) -> dict:
    data = {"text/plain": text}
    return {"output_type": "execute_result", "data": data, "metadata": {}}


FLAGS = st.fixed_dictionaries(
    {
        "grade": st.booleans(),
        "solution": st.booleans(),
        "locked": st.booleans(),
        "grade_id": st.text(max_size=5),
        "points": st.floats(0, 10) | st.integers(0, 10),
    }
)
CELLS = st.builds(
    lambda flags, kind, source, outputs: {
        "cell_type": kind, "source": source, "outputs": outputs,
        "metadata": {"nbgrader": flags},
    },
    FLAGS,
    st.sampled_from(["code", "markdown"]),
    st.text(),
    st.lists(st.sampled_from([ERROR, STDERR, STDOUT, DISPLAY, value("0.0")])),
)  # fmt: skip


@given(CELLS)
def test_checksum_is_nbgraders(cell: dict) -> None:
    assert rules.compute_checksum(cell) == compute_checksum(from_dict(cell))


@given(CELLS, st.booleans())
def test_score_is_nbgraders(cell: dict, untouched: bool) -> None:
    if not is_grade(cell):
        return
    if untouched:
        cell["metadata"]["nbgrader"]["checksum"] = rules.compute_checksum(cell)
    score = rules.score_cell(cell)
    assert (score.auto, score.maximum) == determine_grade(from_dict(cell))


@given(st.floats(0, 10), st.floats(0, 10))
def test_partial_credit_is_nbgraders(points: float, maximum: float) -> None:
    cell = {"cell_type": "code", "source": "", "outputs": [value(repr(points))],
            "metadata": {"nbgrader": {"grade": True, "points": maximum}}}  # fmt: skip
    if points <= maximum:
        assert rules.score_cell(cell).auto == determine_grade(from_dict(cell))[0]
    else:
        assert rules.score_cell(cell).auto == maximum


SOUND = {
    "np.float64(1.5)": 1.5,
    "np.int64(2)": 2,
    "np.float32(0.5)": 0.5,
    " 1.0\n": 1,
    "1e0": 1,
    "Decimal('0.5')": 0.5,
}
THEIRS = ["<object of the notebook>", "[<Line of the notebook>, 1]"]
NO_POINTS = ["nan", "inf", "-inf", "-1", "np.float64(nan)"]
UNSOUND = dict.fromkeys([*THEIRS, *NO_POINTS], 0) | {
    "": 0,
    "3.5": 3,
}


@pytest.mark.parametrize(("text", "points"), [*SOUND.items(), *UNSOUND.items()])
def test_partial_credit(text: str, points: float) -> None:
    score = rules.partial_credit(text, 3.0)
    assert score.auto == points
    assert bool(score.reason) == (text in UNSOUND)


@pytest.mark.parametrize(
    "text",
    [
        "<Figure size 640x480 with 1 Axes>",
        "[<matplotlib.lines.Line2D at 0x7fc4d7196a10>]",
        "Text(0.5, 1.0, 'shown')",
        "   a\n0  1",
        "array([0, 1, 2])",
        "(8,)",
        "[1.0]",
        "True",
        "np.False_",
        "'2'",
        "{1: [2]}",
        "1+2j",
    ],
)
def test_what_is_displayed_claims_no_points(text: str) -> None:
    assert rules.partial_credit(text, 3.0) == rules.Score(3.0, 3.0, rules.SHOWN)


def test_first_telling_output_decides() -> None:
    assert rules.score_outputs([STDOUT, DISPLAY], 2.0).auto == 2
    assert rules.score_outputs([STDOUT, value("1"), ERROR], 2.0).auto == 1
    assert rules.score_outputs([STDERR, value("1")], 2.0).auto == 0
    assert rules.score_outputs([], 2.0).auto == 2


def test_task_is_graded_by_hand_and_never_called_empty() -> None:
    meta = {
        "task": True,
        "grade": False,
        "solution": False,
        "grade_id": "t",
        "points": 3,
    }
    cell = {"cell_type": "markdown", "source": "", "metadata": {"nbgrader": meta}}
    meta["checksum"] = rules.compute_checksum(cell)
    assert rules.score_cell(cell) == rules.Score(None, 3.0)
    assert rules.auto_comment(cell) is None


def test_untouched_answer_scores_nothing_and_is_remarked_on() -> None:
    meta = {"grade": True, "solution": True, "grade_id": "a", "points": 3}
    cell = {
        "cell_type": "markdown",
        "source": "YOUR ANSWER",
        "metadata": {"nbgrader": meta},
    }
    meta["checksum"] = rules.compute_checksum(cell)
    assert rules.score_cell(cell).auto == 0
    assert rules.auto_comment(cell) == "No response."
    cell["source"] = "because"
    assert rules.score_cell(cell).auto is None
    assert rules.auto_comment(cell) is None


def test_a_persons_word_counts_over_the_machines() -> None:
    assert rules.total_score(1.0, None, None) == 1
    assert rules.total_score(1.0, 0.0, 0.5) == 0.5
    assert rules.total_score(None, None, None) == 0
    assert rules.total_score(None, None, 0.5) == 0
    assert rules.total_score(None, 2.0, 0.5) == 2.5
    assert rules.needs_manual_grade(1.0, 2.0) and rules.needs_manual_grade(None, None)
    assert not rules.needs_manual_grade(0.0, None)
