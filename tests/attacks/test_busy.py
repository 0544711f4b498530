"""Beside programs that want the processor, an attack comes to the same."""

from __future__ import annotations

import pytest

from tests.attacks.attack import load_attacks
from tests.attacks.harness import BUSY, HONEST, Evidence, gather
from tests.attacks.judge import problems

FLAGS = {
    "resources-nested_frame": (
        "broken or forged message: the message holds too many copies"
    ),
    "writing-doubled_reply": "test_sigmoid: broken or forged reply: ",
    "ending-loop_in_function": "",
    "cheating-late_thread_mends": "",
}
"""How that begins which is listed, if anything is: of a reader that has to do much, of
a runner that says too much, of a limit of time, of a race."""

VERDICTS = {each.student: each.verdict for each in load_attacks()}


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    place = tmp_path_factory.mktemp("busy") / "place"
    return gather(place, "separate", BUSY, *FLAGS)


@pytest.mark.parametrize("student", FLAGS)
def test_an_attack(evidence: Evidence, student: str) -> None:
    assert list(problems(student, VERDICTS[student], evidence)) == []
    flags = evidence.results[student]["flags"]
    assert bool(flags) == bool(FLAGS[student])
    assert all(flag.startswith(FLAGS[student]) for flag in flags)


def test_the_honest(evidence: Evidence) -> None:
    flags = {student: evidence.results[student]["flags"] for student in HONEST}
    assert flags == {student: [] for student in HONEST}
    scores = [evidence.results[student]["score"] for student in HONEST]
    assert scores[0] == scores[1] > scores[2] > 0


def test_it_leaves_nothing_behind(evidence: Evidence) -> None:
    assert (evidence.survivors, evidence.changed, evidence.planted) == ([], [], [])
