"""Scratch copies of the course with a class that handed in: what is measured."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from autograder.config import CONFIG_FILE, load_course
from autograder.course.build import build
from autograder.course.release import release
from autograder.demo.classroom import SPECIAL, hand_in, plan_class, reference_answers
from autograder.seminar.reader import load_seminar
from tests import one_assignment
from tests.bench.wrong import wrong_answers

ASSIGNMENT = "l1_2_sigmoid"
COSTLY = "l1_5_entropy"
"""The seminar in which a wrong answer costs most beside the notebook's own work."""

NBGRADER_CONFIG = "nbgrader_config.py"

# All that stock nbgrader has to be told: one folder a language is not its own layout.
_STOCK = """\
c = get_config()
c.CourseDirectory.course_id = {course!r}
c.CourseDirectory.source_directory = "source/{language}"
c.CourseDirectory.release_directory = "release/{language}"
"""


class Classroom:
    """One class, handed in once, from which courses of any size are copied.

    A class of n is the first n students of every larger one. Nobody hands in something
    broken, endless or late: that would measure time limits.
    """

    def __init__(
        self, root: Path, folder: Path, students: int, assignment: str = ASSIGNMENT
    ) -> None:
        """Lay the course out in ``folder``, released, with all submissions.

        Args:
            root: The real course.
            folder: A scratch folder.
            students: The largest class that will be asked for.
            assignment: What is handed in.
        """
        self.assignment = assignment
        self._folder = folder / "template"
        self.scratch = folder
        self._copies = 0
        self._furnish(root)
        self._seminar = seminar = load_seminar(root / "notebooks" / self.assignment)
        course = load_course(self._folder)
        self._language = course.default_language
        self._stock = _STOCK.format(course=course.id, language=course.default_language)
        plan = plan_class(seminar, course, students + len(SPECIAL))
        self._members = [member for member in plan if not member.special]
        for member in self._members:
            hand_in(member, seminar, course.assignment(self.assignment), self._folder)

    def ours(self, students: int) -> Path:
        """Return a fresh course directory that this grader grades."""
        return self._copy(students)

    def stock(self, students: int) -> Path:
        """Return a fresh course directory that knows nothing of this grader."""
        folder = self._copy(students)
        (folder / CONFIG_FILE).unlink()
        (folder / NBGRADER_CONFIG).write_text(self._stock, encoding="utf-8")
        return folder

    def alike(self, students: int, wrong: str = "") -> Path:
        """Return a fresh course directory in which all err alike.

        Args:
            students: How many.
            wrong: "one" for an exercise of each notebook, "all" for every one, each
                wrong as nobody foresaw; else none is.
        """
        folder = self._copy(0)
        name = f"{self._language}/{self.assignment}/{self.assignment}.ipynb"
        source = nbformat.read(folder / "source" / name, as_version=4)
        references = reference_answers(source)
        for number, member in enumerate(self._members[:students]):
            notebook = nbformat.read(folder / "release" / name, as_version=4)
            answers = references
            if wrong:
                answers = wrong_answers(
                    self._seminar, references, number, are_all=wrong == "all"
                )
            for cell in notebook.cells:
                exercise = cell.metadata.get("nbgrader", {}).get("grade_id")
                cell.source = answers.get(exercise, cell.source)
            handed_in = folder / "submitted" / member.id / self.assignment
            handed_in.mkdir(parents=True)
            nbformat.write(notebook, handed_in / f"{self.assignment}.ipynb")
        return folder

    def _furnish(self, root: Path) -> None:
        self._folder.mkdir(parents=True)
        for name in ("notebooks", "source", "release"):
            shutil.copytree(root / name, self._folder / name)
        shutil.copy(root / NBGRADER_CONFIG, self._folder)
        text = one_assignment.config(root, self.assignment)
        (self._folder / CONFIG_FILE).write_text(text, encoding="utf-8")
        course = load_course(self._folder)
        if not (
            self._folder / "source" / course.default_language / self.assignment
        ).is_dir():
            build(course, self._folder)
        assignment = course.assignment(self.assignment)
        release(course, self._folder, assignment, course.default_language)

    def _copy(self, students: int) -> Path:
        self._copies += 1
        folder = self.scratch / f"course{self._copies}"
        here = shutil.ignore_patterns("submitted")
        shutil.copytree(self._folder, folder, ignore=here)
        for member in self._members[:students]:
            handed_in = self._folder / "submitted" / member.id
            shutil.copytree(handed_in, folder / "submitted" / member.id)
        return folder


def graded_notebooks(folder: Path) -> list[Path]:
    """Return the notebooks of a graded class: every cell as it was run."""
    return sorted((folder / "autograded").glob("*/*/*.ipynb"))


def outcome(paths: list[Path]) -> tuple[int, int]:
    """Return how many pictures and how many errors executed notebooks show."""
    pictures = errors = 0
    for output in _outputs(paths):
        pictures += "image/png" in output.get("data", {})
        errors += output["output_type"] == "error"
    return pictures, errors


def _outputs(paths: list[Path]) -> Iterator[nbformat.NotebookNode]:
    for path in paths:
        for cell in nbformat.read(path, as_version=4).cells:
            yield from cell.get("outputs", ())


def scores(
    folder: Path, assignment: str = ASSIGNMENT
) -> dict[tuple[str, str], float | None]:
    """Return what the gradebook says of a class, by student and grade cell."""
    url = f"sqlite:///{folder / 'gradebook.db'}"
    with Gradebook(url) as gradebook:
        return {
            (submission.student_id, grade.name): grade.auto_score
            for submission in gradebook.assignment_submissions(assignment)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }
