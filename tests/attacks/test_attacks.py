"""Every attack comes to what its verdict says; nobody else notices."""

from __future__ import annotations

import pytest

from tests.attacks.attack import FOLDER, Verdict, load_attacks
from tests.attacks.course import EXERCISES_BUT_SLOPE
from tests.attacks.harness import HONEST, Evidence
from tests.attacks.judge import problems
from tests.attacks.metadata import CASES
from tests.attacks.table import PAGE, with_table

ATTACKS = load_attacks()
VERDICTS = {each.student: each.verdict for each in (*ATTACKS, *CASES)}

GROUPS = {
    "equality", "patching", "ending", "reading", "writing", "metadata", "resources",
    "leaking", "cheating",
}  # fmt: skip


def test_there_are_attacks_of_every_group() -> None:
    assert len(VERDICTS) == len(ATTACKS) + len(CASES) >= 80
    assert {name.partition("-")[0] for name in VERDICTS} == GROUPS
    assert {path.parent.name for path in FOLDER.glob("*/*.py")} | {"metadata"} == GROUPS


def test_the_page_lists_them() -> None:
    page = PAGE.read_text("utf-8")
    assert with_table(page) == page, "run python -m tests.attacks.table"


@pytest.mark.parametrize("student", VERDICTS)
def test_attack(evidence: Evidence, student: str) -> None:
    assert list(problems(student, VERDICTS[student], evidence)) == []


@pytest.mark.parametrize("student", HONEST)
def test_honest_students_have_their_points(evidence: Evidence, student: str) -> None:
    right = Verdict(EXERCISES_BUT_SLOPE if student == "zuse" else Verdict().keeps)
    assert list(problems(student, right, evidence)) == []
    assert evidence.results[student]["flags"] == []


def test_everybody_is_in_the_results(evidence: Evidence) -> None:
    assert {*VERDICTS, *HONEST} == evidence.results.keys()


def test_nothing_is_written_outside(evidence: Evidence) -> None:
    assert evidence.changed == []
    assert evidence.planted == []


def test_no_process_survives(evidence: Evidence) -> None:
    assert evidence.survivors == []


def test_the_grader_stays_small(evidence: Evidence) -> None:
    """What students send never makes a process of the grader's large."""
    assert evidence.largest < 800 << 20
