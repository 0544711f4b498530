"""The students of a class, as the gradebook knows them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from nbgrader.api import Gradebook, Student
from sqlalchemy import select


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


def read_people(
    gradebook: Gradebook, wanted: Collection[str] | None = None
) -> tuple[Person, ...]:
    """Return students by last and first name; everybody if ``wanted`` is None."""
    query = select(
        Student.id,
        Student.first_name,
        Student.last_name,
        Student.email,
        Student.lms_user_id,
    ).order_by(Student.last_name, Student.first_name)
    return tuple(
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
