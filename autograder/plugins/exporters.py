"""The exporters as plugins of ``nbgrader export``, configured as nbgrader's own is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import ExportPlugin
from traitlets import Dict, Unicode

from autograder.common.culprits import without_culprits
from autograder.common.printable import one_line
from autograder.common.writing import write_atomically
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.exports import canvas, moodle, nbgrader_csv
from autograder.exports.cells import to_csv
from autograder.exports.table import GradeTable, named, read_table
from autograder.gradebook.current import Say, catch_up, current_assignments
from autograder.grading.results import failures


class TableExporter(ExportPlugin):  # type: ignore[misc]  # nbgrader has no types
    """Writes the grades; what the rows are, each format says.

    The traits ``to``, ``student`` and ``assignment`` are nbgrader's.
    """

    file_name: ClassVar[str] = "grades.csv"

    def rows(self, table: GradeTable) -> Iterable[Sequence[object]]:
        """Return the rows of the file, header first."""
        raise NotImplementedError

    def remarks(self, table: GradeTable) -> Iterator[str]:
        """Yield what whoever uses the file has to know."""
        waiting = table.awaiting()
        for name in dict.fromkeys(assignment for _, assignment in waiting):
            students = [
                student for student, assignment in waiting if assignment == name
            ]
            yield (
                f"{name}: {len(students)} submissions have answers that a person still "
                "has to grade, their grades are missing or not final: "
                f"{named(students)}"
            )

    def write(
        self, gradebook: Gradebook, path: Path, lack: Say | None = None
    ) -> list[str]:
        """Write the file, in one step; return what has to be known of it.

        ``lack`` is told whose row cannot be written; so is, without it, who is told
        the rest.
        """
        root = CourseDirectory(config=self.config).root
        course = NbgraderCourse(Path(root), self.config)
        news: list[str] = []
        catch_up(course, gradebook, news.append)
        # As nbgrader has it: a number on the command line is an id, too.
        chosen = [str(name) for name in self.assignment]
        names = current_assignments(course, gradebook)
        whole = read_table(
            gradebook,
            [name for name in names if not chosen or name in chosen],
            [str(student) for student in self.student],
            _ungraded(course, names),
        )

        def written(students: Collection[str]) -> tuple[str, list[str]]:
            table = whole.only(set(students))
            return to_csv(self.rows(table)), [*self.remarks(table)]

        everybody = (student.id for student in whole.students)
        (content, remarks), culprits = without_culprits(everybody, written)
        write_atomically(path, content)
        for student, error in culprits.items():
            told = f"{type(error).__name__}: {error}"
            (lack or news.append)(
                one_line(f"the grades of '{student}' cannot be written: {told}")
            )
        return [*news, *remarks]

    def export(self, gradebook: Gradebook) -> None:
        """Do what ``nbgrader export`` asks for."""
        path = Path(self.to or self.file_name)
        self.log.info("Exporting grades to %s", path)
        for remark in self.write(gradebook, path, self.log.error):
            self.log.warning(remark)


def _ungraded(
    course: NbgraderCourse, assignments: Collection[str]
) -> dict[str, set[str]]:
    """Return whose work could not be graded, by assignment."""
    found: dict[str, set[str]] = {}
    for failed in failures(course, assignments):
        found.setdefault(failed.assignment, set()).add(failed.student)
    return found


class CsvExporter(TableExporter):
    """nbgrader's CSV, quoted and harmless in a spreadsheet."""

    def rows(self, table: GradeTable) -> Iterable[Sequence[object]]:
        """Return a row for each assignment and student."""
        return nbgrader_csv.rows(table)


class MoodleExporter(TableExporter):
    """CSV for Moodle's grade import."""

    file_name = "grades-moodle.csv"
    titles = Dict(
        key_trait=Unicode(),
        value_trait=Unicode(),
        help="Name of the grade item in Moodle, by assignment.",
    ).tag(config=True)

    def rows(self, table: GradeTable) -> Iterable[Sequence[object]]:
        """Return a row for each student."""
        return moodle.rows(table, self.titles)

    def remarks(self, table: GradeTable) -> Iterator[str]:
        """Yield what whoever imports the file has to know."""
        yield from super().remarks(table)
        yield from moodle.remarks(table)


class CanvasExporter(TableExporter):
    """CSV for Canvas's gradebook import."""

    file_name = "grades-canvas.csv"
    titles = Dict(
        key_trait=Unicode(),
        value_trait=Unicode(),
        help='"Title" or "Title (ID)" of the assignment in Canvas, by assignment here.',
    ).tag(config=True)

    def rows(self, table: GradeTable) -> Iterable[Sequence[object]]:
        """Return a row for each student."""
        return canvas.rows(table, self.titles)

    def remarks(self, table: GradeTable) -> Iterator[str]:
        """Yield what whoever imports the file has to know."""
        yield from super().remarks(table)
        yield from canvas.remarks(table)


EXPORTERS: dict[str, type[TableExporter]] = {
    "csv": CsvExporter,
    "moodle": MoodleExporter,
    "canvas": CanvasExporter,
}
