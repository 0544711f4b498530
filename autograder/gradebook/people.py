"""The students of a class, as the gradebook knows them."""

from __future__ import annotations

import shlex
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from nbgrader.api import Gradebook, Student
from sqlalchemy import select

from autograder.model import UsageError


@dataclass(frozen=True)
class Person:
    """A student as the gradebook knows them; all but the id may be empty."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""

    @property
    def name(self) -> str:
        """First and last name, or nothing."""
        return f"{self.first_name} {self.last_name}".strip()

    def __str__(self) -> str:
        """Return the id, and the name where there is one."""
        return f"{self.id} ({self.name})" if self.name else self.id


def read_people(
    gradebook: Gradebook, wanted: Collection[str] | None = None
) -> tuple[Person, ...]:
    """Return students by last name, first name, id; everybody if ``wanted`` is None."""
    query = select(
        Student.id,
        Student.first_name,
        Student.last_name,
        Student.email,
        Student.lms_user_id,
    )
    people = (
        Person(
            row.id,
            row.first_name or "",
            row.last_name or "",
            row.email or "",
            row.lms_user_id or "",
        )
        for row in gradebook.db.execute(query)
        if wanted is None or row.id in wanted
    )
    # Not by the database: each has an order of its own.
    return tuple(
        sorted(people, key=lambda each: (each.last_name, each.first_name, each.id))
    )


def find_person(gradebook: Gradebook, student: str) -> Person:
    """Return one student.

    Raises:
        UsageError: The gradebook has none of this id; the nearest is named.
    """
    people = {person.id: person for person in read_people(gradebook)}
    if student not in people:
        nearest = get_close_matches(student, people, n=1)
        meant = f"did you mean '{nearest[0]}'? " if nearest else ""
        raise UsageError(
            f"the gradebook has no student '{student}'; {meant}"
            f"Who is new is entered by: nbgrader db student add {shlex.quote(student)}"
        )
    return people[student]
