"""What nbgrader's pages read of a course's folders, read with care.

nbgrader looks into each submission for its date, and takes names for patterns: one date
that it does not understand ends the list of a whole class, and in a folder named
``seminar [2026]`` it finds nothing.
"""

from __future__ import annotations

import glob
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import Any

from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from autograder.common.printable import one_line
from autograder.grading.timestamps import read_timestamp
from autograder.model import SubmissionError

Json = dict[str, Any]

_SHOWN_LINES = 200
"""Lines of a log that a page shows, the last ones."""


class CourseApi(NbGraderAPI):  # type: ignore[misc]  # nbgrader has no types
    """nbgrader's API: folders are found by name, and dates are read by our rules."""

    coursedir: CourseDirectory

    def get_submitted_timestamp(
        self, assignment_id: str, student_id: str
    ) -> datetime | None:
        """Return when something was handed in; None if that cannot be understood."""
        folder = self.coursedir.format_path(
            self.coursedir.submitted_directory, student_id, assignment_id
        )
        try:
            return read_timestamp(Path(folder))
        except SubmissionError:  # ``grade`` says what is wrong with it
            return None

    def get_source_assignments(self) -> set[str]:
        """Return the names of the assignments that have a source."""
        with self._names_as_patterns():
            found: set[str] = super().get_source_assignments()
        return found

    def get_submitted_students(self, assignment_id: str) -> set[str]:
        """Return who has handed something in, for one assignment or for ``*``."""
        with self._names_as_patterns():
            found: set[str] = super().get_submitted_students(assignment_id)
        return found

    def get_notebooks(self, assignment_id: str) -> list[Json]:
        """Return what there is to say of each notebook of an assignment."""
        with self._names_as_patterns():
            found: list[Json] = super().get_notebooks(assignment_id)
        return found

    @contextmanager
    def _names_as_patterns(self) -> Iterator[None]:
        """Have paths come as patterns that match them and nothing else."""
        named: CourseDirectory = self.coursedir
        # Not by its configuration, which may have been read anew since.
        known = named.trait_values(config=True)
        self.coursedir = _Patterns(parent=named.parent, **known)
        try:
            yield
        finally:
            self.coursedir = named


class _Patterns(CourseDirectory):  # type: ignore[misc]
    """Writes paths as patterns, where nbgrader looks for what is there."""

    def format_path(
        self, step: str, student_id: str, assignment_id: str, escape: bool = False
    ) -> str:
        """Return a pattern of a shell, or with ``escape`` a regular expression."""
        quote = re.escape if escape else glob.escape
        ids = (_quoted(one, quote) for one in (student_id, assignment_id))
        path: str = super().format_path(step, *ids, escape=escape)
        # A regular expression has its root escaped already.
        return path if escape else path.replace(self.root, glob.escape(self.root), 1)


def _quoted(name: str, quote: Callable[[str], str]) -> str:
    is_pattern = name in ("*", ".*", ".") or name.startswith("(?P<")
    return name if is_pattern else quote(name)


def told(outcome: object) -> object:
    """Return what an action of nbgrader's came to, as a person is to read it.

    Args:
        outcome: What nbgrader's API returns: of a failure it has the whole traceback as
            its ``error``, and its ``log`` repeats whatever names there are.
    """
    if not (isinstance(outcome, dict) and "success" in outcome):
        return outcome
    told = dict(outcome)
    if error := str(told.get("error", "")).strip():
        lines = error.splitlines()
        last = takewhile(lambda line: not line[:1].isspace(), reversed(lines))
        told["error"] = one_line(" ".join(reversed([*last])) or lines[-1])
    if log := str(told.get("log", "")).strip():
        told["log"] = "\n".join(map(one_line, log.splitlines()[-_SHOWN_LINES:]))
    return told


def as_text(outcome: str) -> str:
    """Return an action's outcome, which is JSON, by the rules of :func:`told`."""
    return json.dumps(told(json.loads(outcome)))
