"""How right answers were found: like the reference, in a known other way, in a new one.

An answer belongs to the known answer to which its likeness is largest, if that is at
least :data:`~autograder.analysis.syntax.ALIKE`; between equals, the reference goes
before the alternatives, and these stand in the order of the bank.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from autograder.analysis.answers import Blank, Classwork, Key
from autograder.analysis.syntax import ALIKE, Form, asked_names, code_form, likeness

REFERENCE = ""


@dataclass(frozen=True)
class Way:
    """One way of answering an exercise right.

    Attributes:
        students: who went it.
        name: of the alternative; empty for the reference and for a new way.
        code: one student's answer, for a new way.
    """

    students: tuple[str, ...]
    name: str = REFERENCE
    code: str = ""

    @property
    def is_new(self) -> bool:
        """Whether no known answer is like it."""
        return bool(self.code)


@dataclass(frozen=True)
class Ways:
    """The right answers to one exercise, each kind with the most frequent way first."""

    key: Key
    reference: Way
    named: tuple[Way, ...] = ()
    new: tuple[Way, ...] = ()

    @property
    def students(self) -> int:
        """How many answers were right."""
        ways = (self.reference, *self.named, *self.new)
        return sum(len(way.students) for way in ways)


def find_ways(
    work: Classwork, right: Mapping[Key, Collection[str]]
) -> tuple[Ways, ...]:
    """Sort the right answers of a class by how they were found.

    Args:
        work: exercises and answers.
        right: by exercise, the students whose answers have all points.

    Returns:
        One entry for each exercise in code with at least one right answer.
    """
    found = []
    for exercise in work.exercises:
        answers = {
            student: answer
            for student, answer in sorted(work.to(exercise).items())
            if student in right.get(exercise.key, ())
        }
        if exercise.is_code and answers:
            found.append(_sort(exercise, answers))
    return tuple(found)


def _sort(exercise: Blank, answers: Mapping[str, str]) -> Ways:
    asked = asked_names(exercise.reference)
    writers: dict[Form, list[str]] = {}
    for student, answer in answers.items():
        writers.setdefault(code_form(answer, asked), []).append(student)
    names = [REFERENCE, *exercise.alternatives]
    known = [exercise.reference, *exercise.alternatives.values()]
    forms = list(writers)
    near = likeness(forms, [code_form(code, asked) for code in known])
    by_name: dict[str, list[str]] = {}
    strange: list[Form] = []
    for form, row in zip(forms, near, strict=True):
        if row.max() >= ALIKE:
            by_name.setdefault(names[int(row.argmax())], []).extend(writers[form])
        else:
            strange.append(form)
    return Ways(
        key=exercise.key,
        reference=Way(tuple(sorted(by_name.pop(REFERENCE, ())))),
        named=_ranked(Way(tuple(sorted(who)), name) for name, who in by_name.items()),
        new=_ranked(_gather(strange, writers, answers)),
    )


def _gather(
    forms: list[Form], writers: Mapping[Form, list[str]], answers: Mapping[str, str]
) -> Iterable[Way]:
    """Yield new ways: each frequent form, with those that are like it."""
    forms = sorted(forms, key=lambda form: (-len(writers[form]), writers[form]))
    alike = likeness(forms, forms) >= ALIKE
    taken: set[int] = set()
    for number in range(len(forms)):
        mine = [k for k in alike[number].nonzero()[0].tolist() if k not in taken]
        if number not in taken:
            taken.update(mine)
            who = sorted(student for k in mine for student in writers[forms[k]])
            yield Way(tuple(who), code=answers[writers[forms[number]][0]])


def _ranked(ways: Iterable[Way]) -> tuple[Way, ...]:
    return tuple(sorted(ways, key=lambda way: (-len(way.students), way.name)))
