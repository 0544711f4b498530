"""What a bank says of a mistake holds of every answer that is named by it."""

from __future__ import annotations

import functools
import re
import warnings

import pytest

from autograder.diagnosis import diagnose
from tests.diagnosis.test_unforeseen_answers import Course

pytestmark = pytest.mark.usefixtures("enough_time")

BOUNDARY, RECAP = "l1_3_boundary", "l1_8_depth_recap"

IN_FLOAT32 = """
def bump(x, a, b):
    x, a, b = np.float32(x), np.float32(a), np.float32(b)
    return np.where((x >= a) & (x < b), 1.0, 0.0)
"""
HUNDRED_THRESHOLDS = """
def preserves_plane(F):
    return all(region(F, t) != "pieces" for t in np.linspace(0, 1, 101))
"""
RIGHT_WITH_ONE = """
def collapse(W, v):
    w = v[1] * np.array(W[0], dtype=float)
    if len(W) > 1:
        w += v[2] * np.array(W[1], dtype=float)
    w[0] += v[0]
    return w
"""
HALF_A_NEURON = "counterexample = ([1, 5, 1], [1, 2.5, 2.5, 1])"


@pytest.mark.parametrize(
    ("seminar", "mistake", "code", "untrue"),
    [
        (BOUNDARY, "preserves_plane.one_threshold", HUNDRED_THRESHOLDS, "tested one"),
        (RECAP, "bump.nearly_equal", IN_FLOAT32, "You compared with"),
        (RECAP, "collapse.two_neurons", RIGHT_WITH_ONE, "with one|exactly"),
        (RECAP, "counterexample.empty_layer", HALF_A_NEURON, "has no neuron"),
    ],
)
def test_what_is_said_holds(
    course, seminar: str, mistake: str, code: str, untrue: str
) -> None:
    here = course(seminar)
    found = here.diagnosis(mistake.partition(".")[0], code)
    assert found.mistakes == ((mistake,),)
    (known,) = (m for m in here.seminar.mistakes if m.id == mistake)
    message, _ = known.read()
    assert not re.search(untrue, message)


@pytest.fixture(scope="module")
def course():
    return functools.cache(Course)


CARELESS = """
def posterior(*args):
    return np.zeros(0)
"""


def test_a_diagnosis_warns_of_nothing(course, monkeypatch) -> None:
    """What it let through would stand below the next check, and cost points there."""

    def careless(*_: object) -> tuple[()]:
        warnings.warn("Mean of empty slice.", RuntimeWarning, stacklevel=2)
        return ()

    monkeypatch.setattr(diagnose, "observe", careless)
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        course("l1_2_sigmoid").diagnosis("posterior", CARELESS)
    assert not shown
