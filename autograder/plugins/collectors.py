"""Moodle's and Canvas's names for ``nbgrader zip_collect``, as its collector plugins.

``nbgrader zip_collect sums --collector=autograder.plugins.collectors.MoodleCollector``
unpacks by nbgrader's own rules, which trust the zip; whose a file is and what it is
called is found as ``python -m autograder collect`` finds it.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from nbgrader.api import Gradebook
from nbgrader.apps.zipcollectapp import ZipCollectApp
from nbgrader.plugins import FileNameCollectorPlugin

from autograder.collecting.lms import CANVAS, MOODLE, Lms, original_name
from autograder.collecting.roster import Roster
from autograder.gradebook.people import read_people
from autograder.model import EntryError


class LmsCollector(FileNameCollectorPlugin):  # type: ignore[misc]  # no types
    """Reads names of an LMS; ``named_regexp`` is not asked."""

    lms: ClassVar[Lms]
    _known: tuple[Roster, list[str], str] | None = None

    def _match(self, filename: str) -> dict[str, str] | None:
        """Return the student and the file, None to skip it."""
        roster, notebooks, extracted = self._known = self._known or self._read()
        try:
            handed = self.lms.parse(Path(filename).relative_to(extracted).as_posix())
        except EntryError as error:
            self.log.warning("%s: %s", filename, error)
            return None
        if not roster.is_certain(handed):
            self.log.warning("%s: it may be from either of two users", filename)
            return None
        match = roster.find(handed.sender)
        if match.reason:
            self.log.warning("%s: %s: %s", filename, match.student, match.reason)
        file, _ = original_name(handed.file, notebooks)
        return {"student_id": match.student, "file_id": file}

    def _read(self) -> tuple[Roster, list[str], str]:
        """Return the students, the assignment's notebooks, and where the files lie."""
        app = self.parent
        assert isinstance(app, ZipCollectApp), "a plugin of zip_collect alone"
        directory = app.coursedir
        with Gradebook(directory.db_url, directory.course_id) as gradebook:
            found = gradebook.find_assignment(directory.assignment_id)
            notebooks = [notebook.name for notebook in found.notebooks]
            roster = Roster(read_people(gradebook), self.lms)
        return roster, notebooks, app._format_collect_path(app.extracted_directory)


class MoodleCollector(LmsCollector):
    """Collects what Moodle's "Download all submissions" gave."""

    lms = MOODLE


class CanvasCollector(LmsCollector):
    """Collects what Canvas's "Download Submissions" gave."""

    lms = CANVAS
