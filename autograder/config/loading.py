"""Run ``course_config.py`` and return what it says."""

from __future__ import annotations

import ast
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from autograder.common.conflicts import REMEDY, conflict_line
from autograder.common.course import CONFIG_FILE
from autograder.config.places import call_of, calls_of, line_of
from autograder.config.sections import Course
from autograder.config.wording import Key, SectionError, did_you_mean, located
from autograder.model import ConfigError


def load_course(root: Path) -> Course:
    """Run ``course_config.py`` of a course's root directory and return its course.

    Raises:
        ConfigError: Something is wrong; one line a problem, each with its remedy.
    """
    file = root / CONFIG_FILE
    course = _course_in(_run(file), file)
    if problems := list(_missing_masters(course, root)):
        calls = calls_of(ast.parse(file.read_bytes()), Course.__name__)
        error = SectionError((), problems)
        raise _located(error, file, calls[0] if len(calls) == 1 else None)
    return course


def find_course(root: Path) -> Course | None:
    """Return what a course's ``course_config.py`` says; another's course has none.

    Raises:
        ConfigError: As :func:`load_course`.
    """
    return load_course(root) if (root / CONFIG_FILE).is_file() else None


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
        if line := conflict_line(file.read_text(encoding="utf-8", errors="replace")):
            raise ConfigError(f"{file}:{line}: {REMEDY}") from None
        place = f"{file}:{error.lineno}" if error.lineno else str(file)
        raise ConfigError(f"{place}: not valid Python: {error.msg}") from None
    except ValueError as error:  # a null byte
        raise ConfigError(f"{file}: not valid Python: {error}") from None

    names: dict[str, Any] = {"__file__": str(file), "__name__": file.stem}
    try:
        exec(code, names)
    except SectionError as error:
        tree = ast.parse(file.read_bytes())
        call = call_of(tree, error.__traceback__, str(file))
        raise _located(error, file, call) from None
    except ConfigError as error:
        raise ConfigError(located(str(error), _place_of(error, file))) from None
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
            remedy = did_you_mean(assignment.id, written) or (
                "write it, or take the assignment out of the list"
            )
            yield (
                ("assignments", assignment.id, "id"),
                f"notebooks/{assignment.id}/master.py is missing; {remedy}",
            )


def _located(error: SectionError, file: Path, call: ast.Call | None) -> ConfigError:
    """Prefix each line with the place where its key is written."""
    place = _place_of(error, file)
    return ConfigError(
        "\n".join(
            located(error.line(key, text), f"{file}:{line_of(call, key)}")
            if call
            else located(error.line(key, text), place)
            for key, text in error.problems
        )
    )


def _place_of(error: BaseException, file: Path) -> str:
    """Return the file and the line of it that an exception passed last."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == str(file)]
    return f"{file}:{lines[-1]}" if lines else str(file)
