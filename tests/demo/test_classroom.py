import json
from pathlib import Path

import nbformat
import pytest

from autograder.demo.classroom import (
    ENDLESS_LOOP,
    SPECIAL,
    Member,
    hand_in,
    plan_class,
    right_ideas,
    write_plan,
)
from autograder.demo.words import FEW_WORDS, OWN_WORDS
from autograder.seminar.master import Purpose

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
    known = {(cell.name, "reference") for cell in seminar.of(Purpose.SOLUTION)}
    known |= {(e.exercise, e.name) for e in (*seminar.mistakes, *seminar.alternatives)}
    known |= {("why", "own words"), ("why", "a few words"), ("why", "blank")}
    given = {pair for m in plan if not m.special for pair in m.answers.items()}
    assert given == known


def test_a_small_class_shows_named_mistakes_first(built) -> None:
    first, *others = plan_class(built.seminar, built.course, 3)
    assert [member.special for member in (first, *others)] == ["", "", ""]
    assert first.answers == {
        "square": "reference",
        "total": "reference",
        "why": "own words",
    }
    mistakes = {(entry.exercise, entry.name) for entry in built.seminar.mistakes}
    assert [bool(mistakes & set(m.answers.items())) for m in others] == [True, True]


def test_words_are_the_students_own(built, submit) -> None:
    told = [
        sources(submit(Member(name, name, language, "", {"why": kind})))["why"]
        for name, language, kind in (
            ("ada", "en", "own words"),
            ("boris", "en", "a few words"),
            ("vera", "ru", "own words"),
        )
    ]
    assert told[0] in OWN_WORDS["en"] and told[2] in OWN_WORDS["ru"]
    assert told[1] in FEW_WORDS["en"]


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


def test_the_careful_student_writes_what_no_bank_has(built, submit, plan) -> None:
    found = sources(submit(special(plan, "careful")))
    assert "raise ValueError('x is missing')" in found["square"]
    known = [entry.code for entry in built.seminar.alternatives]
    assert found["square"] not in known


def test_the_copy_has_the_answers_of_the_original_in_other_words(submit, plan) -> None:
    original, copy = special(plan, "original"), special(plan, "copy")
    assert copy.answers == original.answers and copy.id != original.id
    mine, theirs = sources(submit(copy)), sources(submit(original))
    assert mine["square"] != theirs["square"]
    assert mine["square"].startswith("# my own work")


def test_the_forger_forges_the_last_function_only(submit, plan) -> None:
    found = sources(submit(special(plan, "forger")))
    assert "os.write" in found["total"] and "os.write" not in found["square"]


POLL = """
# %%
idea_one = ""
idea_two = ""
"""


def test_a_poll_is_answered_by_guessing(built, make_seminar) -> None:
    seminar = make_seminar(master=built.master + POLL)
    ideas = {"idea_one": "a", "idea_two": "b"}
    plan = plan_class(seminar, built.course, 400, ideas=ideas)
    assert not special(plan, "untouched").poll
    guesses = [member.poll.get("idea_one", "") for member in plan]
    assert 0.25 < guesses.count("a") / len(plan) < 0.45
    assert 0.05 < guesses.count("") / len(plan) < 0.25
    assert {*guesses} == {"", "a", "b", "c", "d"}


def test_right_letters_are_those_of_the_graded_cells(make_seminar) -> None:
    graded = (
        '# %% solution idea\n# A letter.\n### BEGIN SOLUTION\nidea_one = "c"\n'
        "### END SOLUTION\n\n# %% check idea points=1\nassert idea_one\n"
    )
    assert right_ideas(make_seminar(master=graded)) == {"idea_one": "c"}
