"""Honest classes have no pair to look at; a copy in disguise is found.

The classes are made from the real seminars' banks, so that honest students share their
mistakes and alternatives to the letter: no real class is so much alike.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import nbformat
import pytest

from autograder.analysis import copies
from autograder.analysis.answers import Blank, Classwork, Key
from autograder.analysis.copies import FEWEST, find_pairs
from autograder.analysis.syntax import ALIKE, asked_names, code_form, likeness
from autograder.config import Course, load_course
from autograder.demo.classroom import (
    ORDINARY,
    SPECIAL,
    Member,
    plan_class,
    reference_answers,
    write_answers,
)
from autograder.demo.rewriting import disguised
from autograder.seminar.reader import Seminar, load_seminar

ROOT = Path(__file__).parents[2]
COURSE: Course = load_course(ROOT)
SEMINARS = [assignment.id for assignment in COURSE.assignments]
SMALL_BANKS = ("l1_6_descent", "l2_4_fc_net", "l3_")


@cache
def material(name: str) -> tuple[Seminar, dict[str, str], tuple[Blank, ...]]:
    seminar = load_seminar(ROOT / "notebooks" / name)
    cells = [
        {
            cell.metadata["nbgrader"]["grade_id"]: cell
            for cell in nbformat.read(
                ROOT / step / "en" / name / f"{name}.ipynb", as_version=4
            ).cells
            if cell.metadata.get("nbgrader", {}).get("solution")
        }
        for step in ("source", "release")
    ]
    source, released = cells
    exercises = tuple(
        Blank(
            (name, exercise),
            cell.source,
            released[exercise].source,
            cell.cell_type == "code",
        )
        for exercise, cell in source.items()
    )
    book = nbformat.v4.new_notebook(cells=list(source.values()))
    return seminar, reference_answers(book), exercises


def hand_in(name: str, members: list[Member]) -> Classwork:
    seminar, references, exercises = material(name)
    answers: dict[str, dict[Key, str]] = {}
    for member in members:
        written = write_answers(member, seminar, references)
        answers[member.id] = {
            e.key: written.get(e.key[1], e.template) for e in exercises
        }
    return Classwork(exercises, answers)


def members(name: str, students: int, seed: int, *but: str) -> list[Member]:
    plan = plan_class(material(name)[0], COURSE, students + len(but), seed)
    return [member for member in plan if member.special not in but]


@pytest.mark.parametrize("students", [12, 24, 60])
@pytest.mark.parametrize("name", SEMINARS)
def test_honest_students_are_not_listed(name: str, students: int) -> None:
    for seed in range(4):
        assert find_pairs(hand_in(name, members(name, students, seed, "copy"))) == ()


def traces(name: str, plan: list[Member]) -> int:
    """Return in how many exercises the original wrote what nobody else would.

    That is like neither the reference nor anything of the honest students.
    """
    work = hand_in(name, plan)
    by = {member.special: member.id for member in plan}
    honest = work.answers.keys() - {by["original"], by["copy"]}
    found = 0
    for blank in filter(lambda each: each.is_code, work.exercises):
        own, *others = (
            code_form(source, asked_names(blank.reference))
            for source in (
                work.answers[by["original"]][blank.key],
                *(blank.reference, blank.template, ""),
                *(work.answers[student][blank.key] for student in honest),
            )
        )
        found += likeness([own], others).max() < ALIKE
    return found


@pytest.mark.parametrize("students", [ORDINARY + len(SPECIAL), 24, 60])
@pytest.mark.parametrize("name", SEMINARS)
def test_the_planted_copy_is_found_and_nobody_else(name: str, students: int) -> None:
    """Where it leaves traces enough; of a bank of three, half of a class knows each."""
    plan = members(name, students, 0)
    original, copy = [m.id for m in plan if m.special in ("original", "copy")]
    found = find_pairs(hand_in(name, plan))
    assert [pair.students for pair in found] in ([], [tuple(sorted((original, copy)))])
    assert all(len(pair.alike) == pair.unusual >= FEWEST for pair in found)
    if not name.startswith(SMALL_BANKS) or traces(name, plan) > FEWEST + 1:
        assert found


def test_a_copy_is_written_in_other_words() -> None:
    name = SEMINARS[0]
    plan = members(name, 24, 0)
    original, copy = [m.id for m in plan if m.special in ("original", "copy")]
    work = hand_in(name, plan)
    for key, answer in work.answers[copy].items():
        if answer not in (e.template for e in work.exercises):
            same = answer == work.answers[original][key]
            assert same is (key[1] == "colleague")  # free text is copied as it is


def work_of(answers: dict[str, list[str]], size: int = 5) -> Classwork:
    exercises = tuple(
        Blank(("nb", f"f{n}"), f"def f{n}(x): return x", f"def f{n}(x): ...")
        for n in range(size)
    )
    return Classwork(
        exercises,
        {
            student: {
                e.key: f"def {e.key[1]}(x): {body}"
                for e, body in zip(exercises, bodies, strict=True)
            }
            for student, bodies in answers.items()
        },
    )


def strangers(count: int) -> dict[str, list[str]]:
    """Nobody's answer is that of anybody else."""
    return {
        f"s{k}": [f"return x * {k}.5 + {n}" for n in range(9)] for k in range(count)
    }


OWN = [f"return {n}.25 - x ** {n}" for n in range(9)]


def test_right_answers_that_all_write_are_no_reason() -> None:
    same = {f"s{k}": ["return x"] * 9 for k in range(30)}
    assert find_pairs(work_of(same, 9)) == ()


def test_blanks_are_no_reason() -> None:
    assert find_pairs(work_of({f"s{k}": ["..."] * 9 for k in range(30)}, 9)) == ()


def test_one_answer_alike_is_no_reason() -> None:
    answers = strangers(30)
    answers["s1"][0] = answers["s2"][0] = OWN[0]
    assert find_pairs(work_of(answers, 9)) == ()


def test_what_many_wrote_is_no_reason() -> None:
    answers = strangers(30)
    for k in range(20):
        answers[f"s{k}"] = OWN
    assert find_pairs(work_of(answers, 9)) == ()


@pytest.mark.parametrize("rows", [7, 256])
def test_three_who_copied_make_three_pairs(
    monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    monkeypatch.setattr(copies, "ROWS", rows)
    answers = strangers(30)
    for k in (3, 4, 5):
        answers[f"s{k}"] = OWN
    pairs = find_pairs(work_of(answers, 9))
    assert {pair.students for pair in pairs} == {
        ("s3", "s4"),
        ("s3", "s5"),
        ("s4", "s5"),
    }
    assert all(pair.unusual == 9 and len(pair.alike) == 9 for pair in pairs)
    assert all(pair.others == (1,) * 9 for pair in pairs)


def test_the_order_of_students_does_not_matter() -> None:
    plan = members(SEMINARS[0], 24, 0)
    work = hand_in(SEMINARS[0], plan)
    turned = replace(work, answers=dict(reversed(work.answers.items())))
    assert find_pairs(turned) == find_pairs(work)


@pytest.mark.parametrize("size", [0, 1, 2])
def test_a_class_of_hardly_anybody(size: int) -> None:
    assert find_pairs(work_of({f"s{k}": OWN for k in range(size)}, 9)) == ()


def test_a_disguise_changes_no_value() -> None:
    source = "def f(a, b=2):\n    def g(c): return c * b\n    return [g(k) for k in a]"
    plain: dict[str, object] = {}
    changed: dict[str, object] = {}
    exec(source, plain)
    exec(disguised(source), changed)
    assert plain["f"]([1, 2]) == changed["f"]([1, 2]) == [2, 4]  # type: ignore[operator]
    assert "my_1" in disguised(source)
