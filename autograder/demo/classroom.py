"""Make a class from the banks: a seed decides who hands in what, a plan records it.

Each student has a skill; an exercise is answered from the reference or the alternatives
with that probability, else from the mistakes. A few students are special: they show
what a grader meets in every class.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.config import Assignment, Course
from autograder.course.master import (
    BEGIN_SOLUTION,
    END_SOLUTION,
    Role,
)
from autograder.course.seminar import Seminar
from autograder.grading.submissions import TIMESTAMP

NAMES = (
    "Ada Ivanova", "Boris Klein", "Chen Li", "Daria Orlova", "Egor Belov",
    "Fatima Said", "Georg Lang", "Hana Sato", "Igor Volkov", "Julia Novak",
    "Kirill Zaitsev", "Lena Maier", "Maxim Popov", "Nina Rossi", "Oleg Sidorov",
    "Polina Frolova", "Quentin Roux", "Rita Gomez", "Sergei Titov", "Tanya Mironova",
    "Ulf Berg", "Vera Lisina", "William Hart", "Yana Kim", "Zoya Pavlova",
    "Anton Serov", "Bella Costa", "Carl Holm", "Dina Safina", "Erik Dahl",
    "Farid Nazarov", "Galina Ershova",
)  # fmt: skip

SPECIAL = ("untouched", "broken", "endless loop", "late", "translated")
ENDLESS_LOOP = "step = 0\nwhile step >= 0:\n    step += 1\n"
EARLY, LATE = timedelta(days=-1), timedelta(days=1, hours=3)
NO_DEADLINE = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Member:
    """One student's part: the answers by exercise, and what is special about them.

    An answer is "reference", "blank", "endless loop", or the name of a bank's entry.
    """

    id: str
    name: str
    language: str
    special: str
    answers: Mapping[str, str] = field(default_factory=dict)


def plan_class(
    seminar: Seminar, course: Course, students: int, seed: int = 0
) -> list[Member]:
    """Decide who hands in what; the same for the same seminar, size and seed."""
    rng = random.Random(f"{seed} {seminar.id}")
    members = []
    for number in range(students):
        special = SPECIAL[number] if number < len(SPECIAL) else ""
        language = (
            course.languages[-1] if special == "translated" else course.default_language
        )
        answers = _answers(seminar, rng)
        if special == "untouched":
            answers = dict.fromkeys(answers, "blank")
        elif special == "endless loop":
            answers[seminar.of(Role.SOLUTION)[-1].name] = special
        members.append(Member(_id(number), _name(number), language, special, answers))
    return members


def hand_in(
    member: Member, seminar: Seminar, assignment: Assignment, root: Path
) -> None:
    """Write one student's submission into the course directory ``root``."""
    where = f"{member.language}/{seminar.id}/{seminar.id}.ipynb"
    notebook = nbformat.read(root / "release" / where, as_version=4)
    references = _sources(nbformat.read(root / "source" / where, as_version=4))
    entries = {
        (entry.exercise, entry.name): entry.code
        for entry in (*seminar.alternatives, *seminar.mistakes)
    }
    for cell in notebook.cells:
        exercise = cell.metadata.get("nbgrader", {}).get("grade_id")
        answer = member.answers.get(exercise, "blank")
        if answer == "reference":
            cell.source = references[exercise]
        elif answer == "endless loop":
            cell.source = ENDLESS_LOOP
        elif answer != "blank":
            cell.source = entries[exercise, answer]
    folder = root / "submitted" / member.id / seminar.id
    folder.mkdir(parents=True)
    text = nbformat.writes(notebook)
    if member.special == "broken":
        text = text[: len(text) // 2]
    (folder / f"{seminar.id}.ipynb").write_text(text, encoding="utf-8")
    handed_in = (assignment.due or NO_DEADLINE).astimezone(UTC)
    handed_in += LATE if member.special == "late" else EARLY
    (folder / TIMESTAMP).write_text(f"{handed_in:%Y-%m-%d %H:%M:%S} UTC\n")


def write_plan(plans: Mapping[str, Sequence[Member]], path: Path) -> None:
    """Write down who handed in what, by assignment, for people and for tests."""
    plan = {name: [asdict(member) for member in plans[name]] for name in plans}
    text = json.dumps(plan, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def _answers(seminar: Seminar, rng: random.Random) -> dict[str, str]:
    skill = rng.uniform(0.35, 1.0)
    answers = {}
    for cell in seminar.of(Role.SOLUTION):
        right = [
            entry.name for entry in seminar.alternatives if entry.exercise == cell.name
        ]
        wrong = [
            entry.name for entry in seminar.mistakes if entry.exercise == cell.name
        ]
        if rng.random() > skill:
            answers[cell.name] = rng.choice(wrong)
        elif right and rng.random() < 0.3:
            answers[cell.name] = rng.choice(right)
        else:
            answers[cell.name] = "reference"
    for cell in seminar.of(Role.MANUAL):
        answers[cell.name] = "reference" if rng.random() < skill else "blank"
    return answers


def _sources(notebook: NotebookNode) -> dict[str, str]:
    """Return the reference answers, without the marks around them, by grade id."""
    return {
        cell.metadata["nbgrader"]["grade_id"]: "\n".join(
            line
            for line in cell.source.splitlines()
            if line.strip() not in (BEGIN_SOLUTION, END_SOLUTION)
        )
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }


def _name(number: int) -> str:
    """Return a name; a class larger than the list has people of the same name."""
    again, index = divmod(number, len(NAMES))
    return NAMES[index] + (f" {again + 1}" if again else "")


def _id(number: int) -> str:
    return _name(number).lower().replace(" ", "_")
