"""Make a class from the banks: a seed decides who hands in what, a plan records it.

Each student has a skill; an exercise is answered from the reference or the alternatives
with that probability, else from the mistakes; words are the students' own. A poll is
answered by guessing. The first of the class has everything right, the next two each
make a mistake that has a name; then come some who are special: they show what a grader
meets in every class.
"""

from __future__ import annotations

import builtins
import json
import random
import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.analysis.inventory import asked_ideas, read_ideas
from autograder.config import Assignment, Course
from autograder.demo import words
from autograder.demo.rewriting import careful, disguised, forged, function_of
from autograder.grading.timestamps import write_timestamp
from autograder.notebook.marks import BEGIN_SOLUTION, END_SOLUTION
from autograder.notebook.names import bound_names, defined_names, used_names
from autograder.seminar.master import Purpose
from autograder.seminar.reader import Seminar

NAMES = (
    "Ada Ivanova", "Boris Klein", "Chen Li", "Daria Orlova", "Egor Belov",
    "Fatima Said", "Georg Lang", "Hana Sato", "Igor Volkov", "Julia Novak",
    "Kirill Zaitsev", "Lena Maier", "Maxim Popov", "Nina Rossi", "Oleg Sidorov",
    "Polina Frolova", "Quentin Roux", "Rita Gomez", "Sergei Titov", "Tanya Mironova",
    "Ulf Berg", "Vera Lisina", "William Hart", "Yana Kim", "Zoya Pavlova",
    "Anton Serov", "Bella Costa", "Carl Holm", "Dina Safina", "Erik Dahl",
    "Farid Nazarov", "Galina Ershova",
)  # fmt: skip

SPECIAL = (
    "untouched",
    "broken",
    "endless loop",
    "late",
    "translated",
    "careful",
    "forger",
    "original",
    "copy",
)
ORDINARY = 3
"""How many come before those who are special: one is perfect, the others err."""
GUESSES = 0.35, 0.5  # a poll before the lectures: right, or wrong; else left blank
ENDLESS_LOOP = "turns = 0\nwhile turns >= 0:\n    turns += 1\n"
EARLY, LATE = timedelta(days=-1), timedelta(days=1, hours=3)
NO_DEADLINE = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Member:
    """One student's part: the answers by exercise, and what is special about them.

    An answer is "reference", "blank", "endless loop", "careful", "forger", or the name
    of a bank's entry; in words it is "own words", "a few words" or "blank". A poll's
    answers are letters, by question.
    """

    id: str
    name: str
    language: str
    special: str
    answers: Mapping[str, str] = field(default_factory=dict)
    poll: Mapping[str, str] = field(default_factory=dict)
    copied_from: str = ""
    """Whose answers these are, where they are not the student's own."""


def plan_class(
    seminar: Seminar,
    course: Course,
    students: int,
    seed: int = 0,
    ideas: Mapping[str, str] | None = None,
) -> list[Member]:
    """Decide who hands in what; the same for the same seminar, size and seed.

    ``ideas`` are the right letters of the poll's questions, from :func:`right_ideas`.
    """
    rng = random.Random(f"{seed} {seminar.id}")
    guesses = random.Random(f"{seed} {seminar.id} poll")
    exercises = _exercises(seminar)
    members: list[Member] = []
    for number in range(students):
        place = number - ORDINARY
        special = SPECIAL[place] if 0 <= place < len(SPECIAL) else ""
        language = (
            course.languages[-1] if special == "translated" else course.default_language
        )
        answers = _answers(seminar, exercises, rng, unusual=special == "original")
        copied_from = ""
        poll = _guesses(seminar, ideas or {}, guesses)
        if number == 0:
            asked = {cell.name for cell in seminar.of(Purpose.MANUAL)}
            answers = {
                name: "own words" if name in asked else "reference" for name in answers
            }
        elif number < ORDINARY:
            answers = _with_mistake(answers, exercises, rng)
        if special == "untouched":
            answers, poll = dict.fromkeys(answers, "blank"), {}
        elif special == "copy":
            answers, copied_from = dict(members[-1].answers), members[-1].id
        answers |= _special_answers(seminar, special)
        members.append(
            Member(
                _id(number),
                _name(number),
                language,
                special,
                answers,
                poll,
                copied_from,
            )
        )
    return members


def right_ideas(seminar: Seminar) -> dict[str, str]:
    """Return the right letters of the poll's questions that a seminar grades."""
    return read_ideas(cell.source for cell in seminar.of(Purpose.SOLUTION))


def write_answers(
    member: Member, seminar: Seminar, references: Mapping[str, str]
) -> dict[str, str]:
    """Return what a student puts into the cells of the exercises, but the blank ones.

    ``references`` are the reference answers by exercise, in the student's language.
    """
    entries = {
        (entry.exercise, entry.name): entry.code
        for entry in (*seminar.alternatives, *seminar.mistakes)
    }
    made: dict[str, Callable[[str], str]] = {
        "reference": str,
        "careful": careful,
        "forger": forged,
        "endless loop": lambda _: ENDLESS_LOOP,
    }
    author = member.copied_from or member.id
    written = {
        exercise: made[answer](references[exercise])
        if answer in made
        else words.written(answer, member.language, author, exercise)
        if answer in words.SHARES
        else entries[exercise, answer]
        for exercise, answer in member.answers.items()
        if answer != "blank"
    }
    if member.copied_from:
        code = {cell.name for cell in seminar.of(Purpose.SOLUTION)}
        written |= {name: disguised(written[name]) for name in code & written.keys()}
    return written


def hand_in(
    member: Member, seminar: Seminar, assignment: Assignment, root: Path
) -> None:
    """Write one student's submission into the course directory ``root``."""
    where = f"{member.language}/{seminar.id}/{seminar.id}.ipynb"
    notebook = nbformat.read(root / "release" / where, as_version=4)
    references = reference_answers(nbformat.read(root / "source" / where, as_version=4))
    written = write_answers(member, seminar, references)
    for cell in notebook.cells:
        exercise = cell.metadata.get("nbgrader", {}).get("grade_id")
        if exercise is None and cell.cell_type == "code":
            cell.source = _polled(cell.source, member.poll)
        cell.source = written.get(exercise, cell.source)
    folder = root / "submitted" / member.id / seminar.id
    folder.mkdir(parents=True)
    text = nbformat.writes(notebook)
    if member.special == "broken":
        text = text[: len(text) // 2]
    (folder / f"{seminar.id}.ipynb").write_text(text, encoding="utf-8")
    handed_in = (assignment.due or NO_DEADLINE).astimezone(UTC)
    handed_in += LATE if member.special == "late" else EARLY
    write_timestamp(folder, handed_in)


def write_plan(plans: Mapping[str, Sequence[Member]], path: Path) -> None:
    """Write down who handed in what, by assignment, for people and for tests."""
    plan = {name: [asdict(member) for member in plans[name]] for name in plans}
    text = json.dumps(plan, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


@dataclass(frozen=True)
class _Exercise:
    """What can be answered: names of right and of wrong entries of the banks.

    ``builds_on`` are the exercises whose answers it needs.
    """

    name: str
    right: Sequence[str]
    wrong: Sequence[str]
    builds_on: Set[str]


def _exercises(seminar: Seminar) -> list[_Exercise]:
    # A mistake that reads variables which only the notebook's other cells make computes
    # another thing in each place, and goes by no name.
    cells = [*seminar.of(Purpose.SETUP), *seminar.of(Purpose.SOLUTION)]
    known = set(dir(builtins)).union(*(bound_names(cell.source) for cell in cells))
    before = _builds_on(seminar)
    return [
        _Exercise(
            cell.name,
            [e.name for e in seminar.alternatives if e.exercise == cell.name],
            [
                e.name
                for e in seminar.mistakes
                if e.exercise == cell.name
                and not used_names(e.code) - known - bound_names(e.code)
            ],
            before[cell.name],
        )
        for cell in seminar.of(Purpose.SOLUTION)
    ]


def _answers(
    seminar: Seminar,
    exercises: Sequence[_Exercise],
    rng: random.Random,
    unusual: bool = False,
) -> dict[str, str]:
    """Draw one student's answers; an unusual one avoids the reference."""
    skill = rng.uniform(0.35, 1.0)
    fancy = 0.3
    if unusual:
        skill, fancy = 0.5, 1.0
    answers: dict[str, str] = {}
    mistaken: set[str] = set()
    for one in exercises:
        # Who errs in a step errs once: what follows from it is no mistake of its own.
        is_free = mistaken.isdisjoint(one.builds_on)
        if rng.random() > skill and one.wrong and is_free:
            answers[one.name] = rng.choice(one.wrong)
            mistaken.add(one.name)
        elif one.right and rng.random() < fancy:
            answers[one.name] = rng.choice(one.right)
        else:
            answers[one.name] = "reference"
    for cell in seminar.of(Purpose.MANUAL):
        own = rng.random() < skill
        answers[cell.name] = (
            "own words" if own else rng.choice(["a few words", "blank"])
        )
    return answers


def _with_mistake(
    answers: dict[str, str], exercises: Sequence[_Exercise], rng: random.Random
) -> dict[str, str]:
    """Return answers of which at least one is a known mistake, if there is any."""
    known = {(one.name, entry) for one in exercises for entry in one.wrong}
    if known.isdisjoint(answers.items()) and known:
        exercise, name = rng.choice(sorted(known))
        return {**answers, exercise: name}
    return answers


def _builds_on(seminar: Seminar) -> dict[str, set[str]]:
    """Return which exercises the answer to each, or its check, needs at last."""
    solutions = seminar.of(Purpose.SOLUTION)
    made = {cell.name: set(defined_names(cell.source)) for cell in solutions}
    used: dict[str, set[str]] = {}
    for cell in (*solutions, *seminar.of(Purpose.CHECK)):
        used.setdefault(cell.name, set()).update(used_names(cell.source))
    return {exercise: _needed(exercise, made, used) for exercise in made}


def _needed(
    exercise: str, made: Mapping[str, Set[str]], used: Mapping[str, Set[str]]
) -> set[str]:
    needed, waiting = {exercise}, [exercise]
    while waiting:
        names = used[waiting.pop()]
        found = {other for other in made if not names.isdisjoint(made[other])}
        waiting += found - needed
        needed |= found
    return needed - {exercise}


def _special_answers(seminar: Seminar, special: str) -> dict[str, str]:
    """Return the answers that make a student special, in place of those drawn."""
    exercises = [cell.name for cell in seminar.of(Purpose.SOLUTION)]
    functions = [
        cell.name for cell in seminar.of(Purpose.SOLUTION) if function_of(cell.source)
    ]
    if special == "endless loop":
        return {exercises[-1]: special}
    if special == "careful":
        return {
            name: special if name in functions else "reference" for name in exercises
        }
    if special == "forger":
        # Last, and all else right: what calls a forger's function fails with it.
        return dict.fromkeys(exercises, "reference") | dict.fromkeys(
            functions[-1:], special
        )
    return {}


def _guesses(
    seminar: Seminar, ideas: Mapping[str, str], rng: random.Random
) -> dict[str, str]:
    """Answer the questions of the seminar's poll, if it has one."""
    right, wrong = GUESSES
    guesses = {}
    for name in sorted(asked_ideas(cell.source for cell in seminar.of(Purpose.CODE))):
        chance, guess = rng.random(), rng.choice("abcd")
        others = [letter for letter in "abcd" if letter != ideas.get(name)]
        if chance < right:
            guesses[name] = ideas.get(name, guess)
        elif chance < right + wrong:
            guesses[name] = rng.choice(others)
    return guesses


def _polled(source: str, poll: Mapping[str, str]) -> str:
    """Return a cell with the letters of a poll where it has blanks for them."""
    for name, letter in poll.items():
        source = re.sub(rf'^{name} = ""$', f'{name} = "{letter}"', source, flags=re.M)
    return source


def reference_answers(notebook: NotebookNode) -> dict[str, str]:
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
