"""The feedback page inside nbgrader: ``nbgrader generate_feedback`` writes it.

``settings`` names :class:`FeedbackExporter` as the exporter of that command;
so the formgrader's button, ``release_feedback`` and ``fetch_feedback`` deal in the same
pages as ``python -m autograder feedback``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter

from autograder.config.nbgrader_course import NbgraderCourse
from autograder.gradebook.current import open_gradebook
from autograder.gradebook.records import read_assignment


class FeedbackExporter(HTMLExporter):  # type: ignore[misc]
    """Exports an autograded notebook as its student's feedback page."""

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **_: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page of a notebook and the resources, as nbconvert wants them."""
        # Each command looks at this class, since the configuration names it; what lays
        # pages out is imported by the few that write one.
        from autograder.pages.feedback import feedback_page
        from autograder.publishing.explanations import load_sayings

        resources = {**(resources or {}), "output_extension": self.file_extension}
        ids = resources["nbgrader"]
        course = NbgraderCourse(Path(self.config.CourseDirectory.root), self.config)
        chosen = [ids["assignment"]], [ids["student"]]
        with open_gradebook(course, self.log.warning, *chosen) as gradebook:
            record = read_assignment(gradebook, ids["assignment"], [ids["student"]])
        submission = record.submissions[0]
        notebooks = {notebook.name: notebook for notebook in submission.notebooks}
        page = feedback_page(
            source=Path(filename),
            record=submission,
            notebook=notebooks[ids["notebook"]],
            sayings=load_sayings(course, ids["assignment"]),
        )
        return page, resources
