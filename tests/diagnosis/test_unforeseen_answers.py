"""Answers that people wrote from the release alone, each with the sentence it is told.

They stand in ``unforeseen_answers.txt``: the seminar, the exercise, the sentence, the
code. Whatever the bank knows is left aside: here an answer is told what is seen of it.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder.course.gate import answer_key
from autograder.diagnosis.calls.functions import parameters
from autograder.diagnosis.calls.outcome import Outcome
from autograder.diagnosis.calls.running import quiet, record
from autograder.diagnosis.calls.showing import written
from autograder.diagnosis.calls.tape import Call, make_call, play
from autograder.diagnosis.diagnose import Diagnostician
from autograder.diagnosis.question import Question
from autograder.diagnosis.telling.observation import observe
from autograder.diagnosis.telling.seen import Seen
from autograder.model import Diagnosis, Observation
from autograder.pages.diagnoses import show_observation
from autograder.pages.texts import Texts
from autograder.seminar.master import Purpose
from autograder.seminar.reader import load_seminar
from tests.diagnosis.answers import WrongAnswer, read_answers

pytestmark = pytest.mark.usefixtures("enough_time")

HERE = Path(__file__).parent
NOTEBOOKS = HERE.parents[1] / "notebooks"
SEVERAL_WAYS = ["l1_2_sigmoid", "l1_6_descent", "l1_8_depth_recap"]
"""Seminars with checks that accept other values than the reference's."""


ANSWERS = read_answers(HERE / "unforeseen_answers.txt")


@dataclass(frozen=True)
class _Answer:
    """An answer in this process."""

    world: dict[str, Any]

    def lookup(self, name: str) -> Any:
        return self.world[name]

    def assign(self, name: str, value: Any) -> None:
        self.world[name] = value


class Course:
    """A seminar with right answers everywhere, and the calls of its checks."""

    def __init__(self, name: str) -> None:
        self.seminar = load_seminar(NOTEBOOKS / name)
        self._world: dict[str, Any] = {"__name__": "__main__"}
        self._exercises = {e.name: e for e in answer_key(self.seminar).exercises}
        with quiet():
            for cell in self.seminar.of(Purpose.SETUP):
                exec(cell.source, self._world)
            trusted = dict(self._world)  # of answers a check knows the student's alone
            for exercise in self._exercises.values():
                exec(compile(exercise.reference, "<reference>", "exec"), self._world)
        self._diagnostician = Diagnostician(trusted, answer_key(self.seminar))
        self._tests = {c.name: c.source for c in self.seminar.of(Purpose.CHECK)}

    @functools.cache  # noqa: B019 - a course lives as long as the tests
    def calls(self, exercise: str) -> list[Call]:
        """Return the calls that the check of an exercise makes."""
        return record(self._exercises[exercise], self._tests[exercise], self._world)[0]

    def diagnosis(self, exercise: str, code: str, seconds: float = 600.0) -> Diagnosis:
        """Return what the grader says of an answer, in so much time."""
        question = Question(exercise, self._tests[exercise], seconds=seconds)
        return self._diagnostician.diagnose(question, self._answer(code))

    @property
    def troubles(self) -> list[str]:
        """Exceptions of the grader's own."""
        return self._diagnostician.troubles.seen

    def _answer(self, code: str) -> _Answer:
        world = dict(self._world)
        with quiet():
            exec(compile(code, "<answer>", "exec"), world)
        return _Answer(world)

    def facts(self, exercise: str, code: str) -> tuple[Observation, ...]:
        """Return what is seen of an answer."""
        world = self._answer(code).world
        calls = self.calls(exercise)

        def wanted(call: Call) -> Outcome:
            return make_call(call, self._world.__getitem__, {})[0]

        return observe(
            Seen(
                calls,
                list(play(calls, self._world.__getitem__)),
                list(play(calls, world.__getitem__)),
                lambda call: written(calls, call),
                lambda call: (wanted(call), make_call(call, world.__getitem__, {})[0]),
                wanted,
                lambda name: parameters(self._world.get(name)),
            )
        )


@pytest.fixture(scope="module")
def course():
    return functools.cache(Course)


def sentences(facts: tuple[Observation, ...], language: str) -> list[str]:
    shown = (show_observation(fact, Texts(language)) for fact in facts)
    return [sentence.striptags() for sentence in shown]


def test_there_are_at_least_twenty() -> None:
    assert len(ANSWERS) >= 20


@pytest.mark.parametrize("answer", ANSWERS, ids=str)
def test_it_is_told_the_truth(course, answer: WrongAnswer) -> None:
    facts = course(answer.seminar).facts(answer.exercise, answer.code)
    assert answer.sentence in sentences(facts, "en")
    assert all(re.search("[а-я]", told) for told in sentences(facts, "ru"))


@pytest.mark.parametrize("name", SEVERAL_WAYS)
def test_of_a_right_answer_a_diagnosis_says_nothing(course, name: str) -> None:
    """Nor of one with other values than the reference, where a check allows it."""
    seminar = course(name)
    for answer in seminar.seminar.alternatives:
        found = seminar.diagnosis(answer.exercise, answer.code)
        assert found == Diagnosis(), answer.id


IN_PAIRS = """
def approximate(f, K):
    edges = np.arange(K + 1) / K
    W, v = [], [0.0]
    for a, b in zip(edges[:-1], edges[1:]):
        W += [[-a, 1], [-b, 1]]
        v += [float(f(b)) + K - 1, -float(f(b))]
    return W, v
"""


def test_where_other_results_are_right_as_well_no_condition_is_told(course) -> None:
    """Its order of the neurons is allowed, though it differs unless K is 1."""
    found = course("l1_8_depth_recap").diagnosis("approximate", IN_PAIRS)
    told = {fact.kind for fact in found.observations}
    assert not told & {"except", "bound", "part"}


STOPS_TOO_EARLY = """
def perceptron_fit(X, L, w, lr, epochs):
    X, w = np.asarray(X, dtype=np.float64), np.asarray(w, dtype=np.float64)
    start = w
    for _ in range(epochs):
        for x, label in zip(X, L):
            w = perceptron_update(x, label, w, lr)
        if np.allclose(w, start, atol=1):
            break
    return w
"""


def test_a_condition_is_tried_by_what_it_blames(course) -> None:
    """In the check a rate of 1 goes with few epochs; with more it fails as well."""
    told = sentences(
        course("l1_1_neuron").facts("perceptron_fit", STOPS_TOO_EARLY), "en"
    )
    assert not any(re.search(r"\blr\b", sentence) for sentence in told)
