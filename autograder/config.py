"""What ``course_config.py`` may say, and what it said.

The models below are the reference: each key is described where it is defined. They
check themselves when they are made, and say what is wrong by key, with the remedy::

    late → per_day: must be at most 1, not 10; write for example per_day=0.1

``load_course`` runs the file and adds to each line where in the file it happened.
"""

from __future__ import annotations

import re
import reprlib
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from autograder.model import ConfigError, UsageError

CONFIG_FILE = "course_config.py"

# SQLite lets one process write at a time: the formgrader may be open while a class is
# graded, and each has to wait for the other instead of failing.
SQLITE_BUSY_SECONDS = 60

Key = tuple[str, ...]  # where a value stands: ("assignments", "l1_2_sigmoid", "points")


# Kinds of values


def _check_id(value: str) -> str:
    # An id becomes a directory, a word in a command and a column of a table.
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", value):
        raise ValueError(
            f"{value!r} cannot be an id; "
            "start with a letter and use only Latin letters, digits and underscores"
        )
    return value


def _check_language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}([_-][A-Za-z]+)?", value):
        raise ValueError(
            f'{value!r} is not a language code; write "en", "ru" or "pt_BR"'
        )
    return value


def _check_languages(values: tuple[str, ...]) -> tuple[str, ...]:
    if not values:
        raise ValueError('is empty; name the language of the masters: languages=["en"]')
    if twice := _repeated(values):
        raise ValueError(f"{twice[0]!r} stands twice; write each language once")
    return values


def _check_database(value: str) -> str:
    # The value is not repeated in the message: it may hold a password.
    try:
        make_url(value).get_dialect()
    except NoSuchModuleError:
        kind = value.partition(":")[0]
        remedy = _remedy(kind, ("sqlite", "postgresql", "mysql", "mariadb"), "kinds")
        raise ValueError(f"{kind!r} is not a kind of database; {remedy}") from None
    except (ArgumentError, ValueError):
        raise ValueError(
            'is not a database URL; write for example database="sqlite:///gradebook.db"'
        ) from None
    return value


Id = Annotated[str, AfterValidator(_check_id)]
Language = Annotated[str, AfterValidator(_check_language)]
Texts = dict[str, Annotated[str, Field(min_length=1)]]  # by language
Share = Annotated[float, Field(ge=0, le=1)]
Isolation = Literal["separate", "shared"]


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
            problems = [_explain(type(self), detail) for detail in error.errors()]
        else:
            problems = list(self._contradictions())
        if problems:
            here = self._key(values)
            raise ConfigError(_lines((here + key, text) for key, text in problems))

    @classmethod
    def _key(cls, values: dict[str, Any]) -> Key:
        """Return where the section stands, as far as its values tell."""
        return ()

    def _contradictions(self) -> Iterator[tuple[Key, str]]:
        """Yield what is wrong although each value by itself is right."""
        return iter(())


# What a course is


class Limits(_Section):
    """What one notebook may use while it is graded.

    There is no limit of processor time: the wall clock ends a run just as well.

    Attributes:
        cell_seconds: Time for one cell; after it the cell is interrupted.
        notebook_seconds: Time for all cells together.
        memory_mb: Memory of all the notebook's processes together.
        processes: Processes and threads at a time; NumPy takes a thread a core.
        open_files: Files and sockets that are open at a time.
        disk_mb: What may be written into the working directory.
        output_mb: What the cells may print and draw; the rest is cut off.
    """

    cell_seconds: float = Field(default=30, gt=0, examples=["cell_seconds=30"])
    notebook_seconds: float = Field(
        default=300, gt=0, examples=["notebook_seconds=300"]
    )
    memory_mb: int = Field(default=2048, gt=0, examples=["memory_mb=2048"])
    processes: int = Field(default=64, gt=0, examples=["processes=64"])
    open_files: int = Field(default=256, gt=0, examples=["open_files=256"])
    disk_mb: int = Field(default=256, gt=0, examples=["disk_mb=256"])
    output_mb: int = Field(default=16, gt=0, examples=["output_mb=16"])

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

    @classmethod
    def _key(cls, values: dict[str, Any]) -> Key:
        return ("assignments", str(values.get("id", "?")))


class Course(_Section):
    """All that ``course_config.py`` says.

    Attributes:
        id: Name of the course in nbgrader's exchange.
        title: What people call it, in each language.
        languages: Codes of the languages; the first is the default and the masters'.
        assignments: The seminars, in their order.
        database: URL of the gradebook; a SQLite file is taken from the course's root.
        isolation: "separate" runs hidden tests out of the student's reach, "shared" in
            the student's process, as nbgrader does.
        limits: What a notebook may use while it is graded.
        late: What a late submission costs.
    """

    id: Id = Field(examples=['id="neuron"'])
    title: Texts = Field(examples=['title={"en": "The neuron"}'])
    # A list is as good as a tuple here, hence not strict.
    languages: Annotated[
        tuple[Language, ...], AfterValidator(_check_languages), Field(strict=False)
    ] = Field(examples=['languages=["en", "ru"]'])
    assignments: Annotated[tuple[Assignment, ...], Field(strict=False)] = Field(
        examples=["assignments=[Assignment(…)]"]
    )
    database: Annotated[str, AfterValidator(_check_database)] = Field(
        default="sqlite:///gradebook.db", examples=['database="sqlite:///gradebook.db"']
    )
    isolation: Isolation = Field(default="separate", examples=['isolation="separate"'])
    limits: Limits = Field(
        default=Limits(), examples=["limits=Limits(cell_seconds=60)"]
    )
    late: LatePolicy = Field(
        default=LatePolicy(), examples=["late=LatePolicy(per_day=0.1)"]
    )

    @property
    def default_language(self) -> str:
        """The language of the masters and of the gradebook."""
        return self.languages[0]

    def assignment(self, assignment_id: str) -> Assignment:
        """Return the assignment of this id.

        Raises:
            UsageError: There is none; the message names the nearest.
        """
        by_id = {assignment.id: assignment for assignment in self.assignments}
        if assignment_id not in by_id:
            remedy = _remedy(assignment_id, by_id, "assignments")
            raise UsageError(f"there is no assignment {assignment_id!r}; {remedy}")
        return by_id[assignment_id]

    def limits_for(self, assignment_id: str) -> Limits:
        """Return the course's limits with the assignment's own in place of them."""
        own = self.assignment(assignment_id).limits
        changes = own.model_dump(exclude_unset=True) if own else {}
        return self.limits.model_copy(update=changes)

    def db_file(self, root: Path) -> Path | None:
        """Return the absolute path of a SQLite gradebook; None of another database."""
        url = make_url(self.database)
        name = url.database or ":memory:"
        if url.get_backend_name() != "sqlite" or name.startswith((":memory:", "file:")):
            return None
        return root.resolve() / name

    def db_url(self, root: Path) -> str:
        """Return the URL of the gradebook, the same from any working directory."""
        url = make_url(self.database)
        if file := self.db_file(root):
            query = {"timeout": str(SQLITE_BUSY_SECONDS), **url.query}
            url = url.set(database=file.as_posix(), query=query)
        return url.render_as_string(hide_password=False)

    def _contradictions(self) -> Iterator[tuple[Key, str]]:
        yield from self._check_title((), self.title)
        for assignment in self.assignments:
            yield from self._check_title(
                ("assignments", assignment.id), assignment.title
            )
        for twice in _repeated(assignment.id for assignment in self.assignments):
            yield (
                ("assignments", twice, "id"),
                "another assignment has this id; give each its own",
            )

    def _check_title(self, key: Key, title: Texts) -> Iterator[tuple[Key, str]]:
        for language in title:
            if language not in self.languages:
                remedy = _remedy(language, self.languages, "the course's languages")
                yield (*key, "title", language), f"unknown language; {remedy}"
        for language in self.languages:
            if language not in title:
                yield (
                    (*key, "title", language),
                    "is missing; a title is needed in each of the course's languages",
                )


# Loading


def load_course(root: Path) -> Course:
    """Run ``course_config.py`` of a course's root directory and return its course.

    Raises:
        ConfigError: Something is wrong; one line a problem, each with its remedy.
    """
    file = root / CONFIG_FILE
    course = _course_in(_run(file), file)
    if problems := list(_missing_masters(course, root)):
        raise ConfigError(_located(_lines(problems), str(file)))
    return course


def load_limits(root: Path) -> Limits:
    """Return the limits of any course: its own, or the defaults where it has none."""
    if (root / CONFIG_FILE).is_file():
        return load_course(root).limits
    return Limits()


def _run(file: Path) -> dict[str, Any]:
    """Execute the file and return the names that it defines."""
    try:
        code = compile(file.read_bytes(), str(file), "exec")
    except FileNotFoundError:
        raise ConfigError(
            f"{file}: there is no such file; run this in the root directory of the "
            "course, or name it with --course-dir"
        ) from None
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from None
    except SyntaxError as error:
        place = f"{file}:{error.lineno}" if error.lineno else str(file)
        raise ConfigError(f"{place}: not valid Python: {error.msg}") from None
    except ValueError as error:  # a null byte
        raise ConfigError(f"{file}: not valid Python: {error}") from None

    names: dict[str, Any] = {"__file__": str(file), "__name__": file.stem}
    try:
        exec(code, names)
    except ConfigError as error:
        raise ConfigError(_located(str(error), _place_of(error, file))) from None
    except ValidationError as error:  # the rest of them are ConfigErrors
        place, what = _place_of(error, file), error.errors()[0]["loc"][0]
        raise ConfigError(
            f"{place}: {what}: cannot be changed; write it in {error.title}(…)"
        ) from None
    except (Exception, SystemExit) as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise ConfigError(f"{_place_of(error, file)}: {reason}") from None
    return names


def _course_in(names: dict[str, Any], file: Path) -> Course:
    """Return the course among the names that the file defines."""
    course = names.get("course")
    if isinstance(course, Course):
        return course
    if "course" in names:
        what = f"`course` is of type {type(course).__name__}, not a Course"
    else:
        what = "there is no `course` in it"
    others = [name for name, value in names.items() if isinstance(value, Course)]
    remedy = f"rename `{others[0]}`" if others else "write course = Course(…)"
    raise ConfigError(f"{file}: {what}; {remedy}")


def _missing_masters(course: Course, root: Path) -> Iterator[tuple[Key, str]]:
    """Yield the assignments that nobody has written."""
    written = [master.parent.name for master in root.glob("notebooks/*/master.py")]
    for assignment in course.assignments:
        if assignment.id not in written:
            remedy = _did_you_mean(assignment.id, written) or (
                "write it, or take the assignment out of the list"
            )
            yield (
                ("assignments", assignment.id, "id"),
                f"notebooks/{assignment.id}/master.py is missing; {remedy}",
            )


def _place_of(error: BaseException, file: Path) -> str:
    """Return the file and the line of it that an exception passed last."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == str(file)]
    return f"{file}:{lines[-1]}" if lines else str(file)


# Messages

_SAYINGS = {
    "missing": "is missing",
    "string_type": "must be text, not {input}",
    "string_too_short": "is empty",
    "float_type": "must be a number, not {input}",
    "int_type": "must be a whole number, not {input}",
    "finite_number": "must be a finite number, not {input}",
    "greater_than": "must be more than {gt:g}, not {input}",
    "greater_than_equal": "must be at least {ge:g}, not {input}",
    "less_than_equal": "must be at most {le:g}, not {input}",
    "dict_type": "must be a dictionary, not {input}",
    "tuple_type": "must be a list, not {input}",
    "model_type": "must be {class_name}(…), not {input}",
    "datetime_type": "must be a date and time, not {input}",
    "timezone_aware": "has no time zone",
    "literal_error": "must be {expected}, not {input}",
}


def _explain(section: type[_Section], detail: Any) -> tuple[Key, str]:
    """Turn one of pydantic's findings into a key and a sentence with a remedy."""
    path = detail["loc"]
    key = tuple(f"no. {p + 1}" if isinstance(p, int) else str(p) for p in path)
    context, value = detail.get("ctx", {}), detail["input"]
    if detail["type"] == "value_error":  # one of the checks above: it has a remedy
        return key, str(context["error"])
    if detail["type"] == "extra_forbidden":
        return key, f"unknown key; {_remedy(key[-1], section.model_fields, 'keys')}"
    saying = _SAYINGS.get(detail["type"], detail["msg"])
    what = saying.format(input=reprlib.repr(value), **context)
    remedy = ""
    if detail["type"] == "literal_error" and isinstance(value, str):
        remedy = _did_you_mean(value, re.findall(r"'(\w+)'", context["expected"]))
    examples = section.model_fields[str(path[0])].examples or []
    return key, f"{what}; {remedy or f'write for example {examples[0]}'}"


def _remedy(word: str, known: Iterable[str], kind: str) -> str:
    """Return the word that was perhaps meant, or else all that there are."""
    names = list(known)
    return _did_you_mean(word, names) or f"{kind}: {', '.join(names)}"


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    nearest = get_close_matches(word, list(known), n=1)
    return f"did you mean {nearest[0]!r}?" if nearest else ""


def _lines(problems: Iterable[tuple[Key, str]]) -> str:
    return "\n".join(f"{' → '.join(key)}: {text}" for key, text in problems)


def _located(lines: str, place: str) -> str:
    return "\n".join(f"{place}: {line}" for line in lines.splitlines())


def _repeated(words: Iterable[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]
