"""The calls of ``course_config.py``. Each key is described where it is defined."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
)
from sqlalchemy.engine import make_url

from autograder.config.database import sqlite_file, with_driver
from autograder.config.kinds import (
    DatabaseUrl,
    Id,
    Isolation,
    Languages,
    Modules,
    Share,
    Texts,
)
from autograder.config.wording import (
    Key,
    SectionError,
    explain,
    nearest_or_all,
    repeated,
)
from autograder.model import UsageError

# SQLite lets one process write at a time: the formgrader may be open while a class is
# graded, and each has to wait for the other instead of failing.
SQLITE_BUSY_SECONDS = 60


class _Section(BaseModel):
    """A call in ``course_config.py``, checked when it is made.

    The example of each field is a line to write; messages end with it.
    """

    # Strict: "20" is not taken for 20. The file is Python, its values have types.
    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False
    )

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            problems = [explain(type(self), detail) for detail in error.errors()]
        else:
            problems = list(self._contradictions())
        if problems:
            raise SectionError(self._key(values), problems)

    @classmethod
    def _key(cls, values: dict[str, Any]) -> Key:
        """Return where the section stands, as far as its values tell."""
        return ()

    def _contradictions(self) -> Iterator[tuple[Key, str]]:
        """Yield what is wrong although each value by itself is right."""
        return iter(())


class Limits(_Section):
    """What one notebook may use while it is graded.

    Seconds are of processor time, of all the notebook's processes together, so that a
    busy machine costs nobody a point. What sleeps or waits is stopped after four times
    as long by the wall clock. Cells that students cannot change have more, see
    ``docs/instructor.md``.

    Attributes:
        cell_seconds: Time for one cell; after it the cell is interrupted.
        notebook_seconds: Time for all cells together.
        memory_mb: Memory of all the notebook's processes together.
        processes: Processes and threads at a time; NumPy takes a thread a core.
        open_files: Files and sockets that are open at a time.
        disk_mb: What may be written into the working directory.
        output_mb: What all cells may print and draw; the rest is cut off.
    """

    cell_seconds: float = Field(default=30, gt=0, examples=["cell_seconds=30"])
    notebook_seconds: float = Field(
        default=300, gt=0, examples=["notebook_seconds=300"]
    )
    memory_mb: int = Field(default=2048, gt=0, examples=["memory_mb=2048"])
    processes: int = Field(default=64, gt=0, examples=["processes=64"])
    open_files: int = Field(default=256, gt=0, examples=["open_files=256"])
    disk_mb: int = Field(default=256, gt=0, examples=["disk_mb=256"])
    output_mb: int = Field(default=40, gt=0, examples=["output_mb=40"])

    @classmethod
    def _key(cls, values: dict[str, Any]) -> Key:
        return ("limits",)


class LatePolicy(_Section):
    """What a late submission costs. Nothing, unless ``per_day`` is set.

    Attributes:
        grace_minutes: Lateness that is forgiven; days are counted from its end.
        per_day: Share of the score lost with each day that has begun.
        at_most: Share of the score that can be lost in all.
    """

    grace_minutes: float = Field(default=0, ge=0, examples=["grace_minutes=15"])
    per_day: Share = Field(default=0, examples=["per_day=0.1"])
    at_most: Share = Field(default=1, examples=["at_most=0.5"])

    @classmethod
    def _key(cls, values: dict[str, Any]) -> Key:
        return ("late",)


class Assignment(_Section):
    """One seminar, written in ``notebooks/<id>/master.py``.

    Attributes:
        id: Name of its directories and of its column in the gradebook.
        title: What people call it, in each language.
        points: What its checks and free-text answers add up to.
        due: The deadline, with its time zone; None for no deadline.
        limits: What differs from the course's limits; None for nothing.
        libraries: What its cells import besides NumPy, SciPy, Matplotlib, pandas,
            scikit-learn and SymPy, by the name in ``import``. All its notebooks share
            one import of it, tests use the grader's own copy, and after an upgrade of
            it notebooks are graded again.
    """

    id: Id = Field(examples=['id="l1_2_sigmoid"'])
    title: Texts = Field(examples=['title={"en": "The sigmoid"}'])
    points: float = Field(ge=0, examples=["points=20"])
    due: AwareDatetime | None = Field(
        default=None,
        examples=[
            'due=datetime(2026, 12, 7, 23, 59, tzinfo=ZoneInfo("Europe/Moscow"))'
        ],
    )
    limits: Limits | None = Field(
        default=None, examples=["limits=Limits(cell_seconds=60)"]
    )
    libraries: Modules = Field(default=(), examples=['libraries=["torch"]'])

    @property
    def due_in_utc(self) -> datetime | None:
        """The deadline as nbgrader keeps it: in UTC, without a zone."""
        return self.due and self.due.astimezone(UTC).replace(tzinfo=None)

    @classmethod
    def _key(cls, values: dict[str, Any]) -> Key:
        return ("assignments", str(values.get("id", "?")))


class Course(_Section):
    """All that ``course_config.py`` says.

    Attributes:
        id: Name of the course in nbgrader's exchange.
        title: What people call it, in each language.
        languages: Codes of the languages; the first is the gradebook's. Masters are
            written in English, or in the first where English is not among them.
        assignments: The seminars, in their order.
        database: URL of the gradebook; a SQLite file is taken from the course's root,
            ``postgresql://`` is psycopg 3, or psycopg2 where that alone is installed.
        isolation: "separate" runs hidden tests out of the student's reach, "shared" in
            the student's process, as nbgrader does; "auto" apart, but shared for those
            assignments whose own solution fails apart.
        cluster: Where the scheduler of a Dask cluster is that grades; this machine does
            if it is empty.
        limits: What a notebook may use while it is graded.
        late: What a late submission costs.
    """

    id: Id = Field(examples=['id="neuron"'])
    title: Texts = Field(examples=['title={"en": "The neuron"}'])
    languages: Languages = Field(examples=['languages=["en", "ru"]'])
    assignments: Annotated[tuple[Assignment, ...], Field(strict=False)] = Field(
        examples=["assignments=[Assignment(…)]"]
    )
    database: DatabaseUrl = Field(
        default="sqlite:///gradebook.db", examples=['database="sqlite:///gradebook.db"']
    )
    isolation: Isolation = Field(default="separate", examples=['isolation="separate"'])
    cluster: str = Field(default="", examples=['cluster="tcp://scheduler:8786"'])
    limits: Limits = Field(
        default=Limits(), examples=["limits=Limits(cell_seconds=60)"]
    )
    late: LatePolicy = Field(
        default=LatePolicy(), examples=["late=LatePolicy(per_day=0.1)"]
    )

    @property
    def default_language(self) -> str:
        """The language of the gradebook, and of pages that have no other."""
        return self.languages[0]

    @property
    def master_language(self) -> str:
        """The masters' language: English, unless the course is not given in it."""
        return "en" if "en" in self.languages else self.default_language

    def assignment(self, assignment_id: str) -> Assignment:
        """Return the assignment of this id.

        Raises:
            UsageError: There is none; the message names the nearest.
        """
        by_id = {assignment.id: assignment for assignment in self.assignments}
        if assignment_id not in by_id:
            remedy = nearest_or_all(assignment_id, by_id, "assignments")
            raise UsageError(f"there is no assignment {assignment_id!r}; {remedy}")
        return by_id[assignment_id]

    def limits_for(self, assignment_id: str) -> Limits:
        """Return the course's limits with the assignment's own in place of them."""
        own = self.assignment(assignment_id).limits
        changes = own.model_dump(exclude_unset=True) if own else {}
        return self.limits.model_copy(update=changes)

    def db_file(self, root: Path) -> Path | None:
        """Return the absolute path of a SQLite gradebook; None of another database."""
        name = sqlite_file(make_url(self.database))
        return root.resolve() / name if name else None

    def db_url(self, root: Path) -> str:
        """Return the URL of the gradebook, the same from any working directory."""
        url = make_url(self.database)
        if file := self.db_file(root):
            query = {"timeout": str(SQLITE_BUSY_SECONDS), **url.query}
            url = url.set(database=file.as_posix(), query=query)
        return with_driver(url.render_as_string(hide_password=False))

    def _contradictions(self) -> Iterator[tuple[Key, str]]:
        yield from self._check_title((), self.title)
        for assignment in self.assignments:
            yield from self._check_title(
                ("assignments", assignment.id), assignment.title
            )
        for twice in repeated(assignment.id for assignment in self.assignments):
            yield (
                ("assignments", twice, "id"),
                "another assignment has this id; give each its own",
            )

    def _check_title(self, key: Key, title: Texts) -> Iterator[tuple[Key, str]]:
        for language in title:
            if language not in self.languages:
                known = "the course's languages"
                remedy = nearest_or_all(language, self.languages, known)
                yield (*key, "title", language), f"unknown language; {remedy}"
        for language in self.languages:
            if language not in title:
                yield (
                    (*key, "title", language),
                    "is missing; a title is needed in each of the course's languages",
                )
