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
SOFTMAX, GRAPH = "l2_1_softmax", "l2_2_graph"

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
OVERWRITTEN = """
def forward_mode(edges, sequence, start):
    t = [0.0] * len(edges); t[start] = 1.0
    for k in sequence:
        t[k] = sum(s * t[j] for j, s in edges[k])
    return t
"""
LABEL_0 = """
neuron = [("w0",), ("w1",), ("x",), ("zero",), ("one",)]
neuron += [("mul", 1, 2), ("add", 0, 5), ("sub", 3, 6), ("exp", 7), ("add", 4, 8)]
neuron += [("div", 4, 9), ("sub", 4, 10), ("log", 11), ("sub", 3, 12)]
"""
OVERFLOWING_SHARES = """
def softmax(R):
    e = 1 / (1 + np.exp(-np.asarray(R, dtype=np.float64)))
    return e / e.sum(axis=1, keepdims=True)
"""


@pytest.mark.parametrize(
    ("seminar", "mistake", "code", "untrue"),
    [
        (BOUNDARY, "preserves_plane.one_threshold", HUNDRED_THRESHOLDS, "tested one"),
        (RECAP, "bump.nearly_equal", IN_FLOAT32, "You compared with"),
        (RECAP, "collapse.two_neurons", RIGHT_WITH_ONE, "with one|exactly"),
        (RECAP, "counterexample.empty_layer", HALF_A_NEURON, "has no neuron"),
        (GRAPH, "forward_mode.no_seed", OVERWRITTEN, "none of them was set"),
        (GRAPH, "neuron_graph.exponent_sign", LABEL_0, "^In the exponent stands"),
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


def test_what_overflows_does_not_hide_a_known_mistake(course) -> None:
    found = course(SOFTMAX).diagnosis("softmax", OVERFLOWING_SHARES)
    assert found.mistakes == (("softmax.sigmoid_normalised",),)
    assert [fact.kind for fact in found.observations] == ["nan"]


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
