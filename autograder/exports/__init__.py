"""Grades to files: nbgrader's CSV, Moodle's and Canvas's, of one table.

The exporters are plugins of ``nbgrader export``, as in
``nbgrader export --exporter=autograder.exports.MoodleExporter``, and what
``python -m autograder export`` runs.
"""

from autograder.exports.plugins import (
    EXPORTERS,
    CanvasExporter,
    CsvExporter,
    MoodleExporter,
)

__all__ = ["EXPORTERS", "CanvasExporter", "CsvExporter", "MoodleExporter"]
