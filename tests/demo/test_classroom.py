import json
from pathlib import Path

import nbformat
import pytest

from autograder.course.master import Role
from autograder.demo.classroom import (
    ENDLESS_LOOP,
    SPECIAL,
    Member,
    hand_in,
    plan_class,
    write_plan,
)

STUDENTS = 40


@pytest.fixture(scope="module")
def plan(built) -> list[Member]:
    return plan_class(built.seminar, built.course, STUDENTS)


@pytest.fixture
def submit(built, tmp_path: Path):
    """Return a function that hands in for a member, and reads the folder's path."""
    for step in ("release", "source"):
        (tmp_path / step).symlink_to(built.root / step)

    def submit(member: Member) -> Path:
        hand_in(member, built.seminar, built.assignment, tmp_path)
        return tmp_path / "submitted" / member.id / "tiny"

    return submit


def sources(folder: Path) -> dict[str, str]:
    notebook = nbformat.read(folder / "tiny.ipynb", as_version=4)
    return {cell.id: cell.source for cell in notebook.cells}


def special(plan: list[Member], kind: str) -> Member:
    return next(member for member in plan if member.special == kind)


def test_the_same_seed_makes_the_same_class(built, plan) -> None:
    assert plan_class(built.seminar, built.course, STUDENTS) == plan


def test_another_seed_makes_another_class(built, plan) -> None:
    assert plan_class(built.seminar, built.course, STUDENTS, seed=1) != plan


def test_a_larger_class_begins_with_the_smaller(built, plan) -> None:
    assert plan_class(built.seminar, built.course, 7) == plan[:7]


def test_every_special_student_is_there_once(plan) -> None:
    assert [member.special for member in plan if member.special] == list(SPECIAL)


def test_no_two_students_have_one_id_or_name(plan) -> None:
    assert len({member.id for member in plan}) == STUDENTS
    assert len({member.name for member in plan}) == STUDENTS


def test_every_answer_is_one_of_the_seminar(built, plan) -> None:
    seminar = built.seminar
    known = {(cell.name, "reference") for cell in seminar.of(Role.SOLUTION)}
    known |= {(e.exercise, e.name) for e in (*seminar.mistakes, *seminar.alternatives)}
    known |= {("why", "reference"), ("why", "blank")}
    given = {pair for m in plan if not m.special for pair in m.answers.items()}
    assert given == known


def test_special_students_differ_as_they_should(built, plan) -> None:
    assert set(special(plan, "untouched").answers.values()) == {"blank"}
    assert special(plan, "endless loop").answers["total"] == "endless loop"
    languages = {member.special: member.language for member in plan}
    assert languages == {**dict.fromkeys([*SPECIAL, ""], "en"), "translated": "ru"}


def test_answers_stand_in_the_notebook(submit) -> None:
    answers = {"square": "doubled", "total": "reference", "why": "reference"}
    found = sources(submit(Member("ada", "Ada", "en", "", answers)))
    assert found["square"] == "def square(x):\n    return x + x"
    assert "    return sum(values)" in found["total"]
    assert "SOLUTION" not in found["total"]
    assert found["why"].startswith("Because the product")


def test_an_untouched_notebook_is_the_released_one(built, submit, plan) -> None:
    found = sources(submit(special(plan, "untouched")))
    assert found == sources(built.root / "release" / "en" / "tiny")


def test_a_translated_notebook_is_in_the_other_language(submit, plan) -> None:
    folder = submit(special(plan, "translated"))
    notebook = nbformat.read(folder / "tiny.ipynb", as_version=4)
    assert notebook.metadata.autograder.language == "ru"


def test_an_endless_loop_is_in_the_last_exercise_only(submit, plan) -> None:
    found = sources(submit(special(plan, "endless loop")))
    assert [name for name, source in found.items() if source == ENDLESS_LOOP] == [
        "total"
    ]


def test_the_broken_notebook_is_broken(submit, plan) -> None:
    folder = submit(special(plan, "broken"))
    with pytest.raises(json.JSONDecodeError):
        json.loads((folder / "tiny.ipynb").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", ["late", "untouched"])
def test_only_the_late_student_is_late(kind: str, submit, plan) -> None:
    stamp = (submit(special(plan, kind)) / "timestamp.txt").read_text().strip()
    assert (
        stamp
        == {
            "late": "2030-01-03 15:00:00 UTC",
            "untouched": "2030-01-01 12:00:00 UTC",
        }[kind]
    )


def test_the_plan_is_written_for_people(plan, tmp_path: Path) -> None:
    write_plan({"tiny": plan}, tmp_path / "class.json")
    written = json.loads((tmp_path / "class.json").read_text(encoding="utf-8"))
    assert [Member(**member) for member in written["tiny"]] == plan
