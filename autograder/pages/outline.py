"""The frame of a class report: its exercises in order, its people by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from autograder.analysis.answers import Key
from autograder.gradebook.people import Person
from autograder.gradebook.records import AssignmentRecord, GradeRecord, SubmissionRecord
from autograder.model import NotebookResult
from autograder.notebook.marks import exercise_of


@dataclass(frozen=True)
class Outline:
    """The grade cells as the notebook has them, and what the page calls them."""

    keys: tuple[Key, ...]
    several: bool = False

    def name(self, key: Key) -> str:
        """Return what an exercise is called, be the key its check's or its answer's."""
        notebook, cell = key
        name = exercise_of(cell)
        return f"{notebook}: {name}" if self.several else name

    def anchor(self, key: Key) -> str:
        """Return the id of the exercise's row; nothing if it has none."""
        place = {self.name(known): n for n, known in enumerate(self.keys, start=1)}
        number = place.get(self.name(key))
        return f"exercise-{number}" if number else ""

    def sort(self, keys: Iterable[Key]) -> list[Key]:
        """Return keys in the notebook's order."""
        names = [self.name(key) for key in self.keys]
        place = {name: n for n, name in enumerate(names)}
        return sorted(keys, key=lambda k: (place.get(self.name(k), len(names)), k))


@dataclass(frozen=True)
class People:
    """Who is who; a student whom the gradebook does not know is only an id."""

    known: Mapping[str, Person]

    @classmethod
    def of(cls, assignment: AssignmentRecord) -> People:
        """Return the people of a class."""
        return cls({student.id: student for student in assignment.students})

    def one(self, student: str) -> Person:
        """Return one student's record."""
        return self.known.get(student, Person(student))

    def all(self, students: Iterable[str]) -> tuple[Person, ...]:
        """Return records in the order in which people are listed: by name."""
        order = {student: n for n, student in enumerate(self.known)}
        wanted = sorted(students, key=lambda s: (order.get(s, len(order)), s))
        return tuple(map(self.one, wanted))


def outline_of(
    assignment: AssignmentRecord, results: Iterable[NotebookResult]
) -> Outline:
    """Return the grade cells in order; the gradebook has none, results have."""
    known = {key for s in assignment.submissions for key in grades_of(s)}
    ordered = {
        (result.notebook, cell.grade_id): None
        for result in sorted(results, key=lambda result: result.notebook)
        for cell in result.cells
    }
    keys = [key for key in ordered if key in known] + sorted(known - ordered.keys())
    return Outline(tuple(keys), len({notebook for notebook, _ in keys}) > 1)


def grades_of(submission: SubmissionRecord) -> Mapping[Key, GradeRecord]:
    """Return the grades of a submission by notebook and cell."""
    return {(n.name, g.cell): g for n in submission.notebooks for g in n.grades}


def done_grades(
    submissions: Iterable[SubmissionRecord],
) -> Iterator[tuple[str, Key, GradeRecord]]:
    """Yield every grade that is given, with student and key."""
    for submission in submissions:
        for key, grade in grades_of(submission).items():
            if not grade.awaits_person:
                yield submission.student.id, key, grade
