"""nbgrader's exchange, by its own commands: from the release to the page fetched back.

Ada makes a known mistake. Vera takes the Russian edition, which the exchange has as a
course of its own; what she hands in belongs to the same assignment.
"""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
import pytest

from autograder.config.nbgrader_course import open_course

from . import commands
from .conftest import ID

NOTEBOOK = f"{ID}.ipynb"
DOUBLED = "def square(x):\n    return x + x"
TOTAL = "def total(values):\n    return sum(values)"


@dataclass(frozen=True)
class Person:
    """Somebody at a shell: a home, a folder to work in, a course of the exchange."""

    name: str
    home: Path
    folder: Path
    exchange: Path
    course: str

    def nbgrader(self, *arguments: str) -> str:
        """Run a command of nbgrader on the exchange; return what it says."""
        options = [f"--Exchange.root={self.exchange}", f"--course={self.course}"]
        return self.python("nbgrader", *arguments, *options)

    def python(self, *module: str) -> str:
        """Run a module of Python as a program; return what it says."""
        program, *arguments = module
        done = commands.run(program, *arguments, at=self.folder, home=self.home)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def work_on(self, answers: dict[str, str]) -> str:
        """Fetch the assignment, answer, hand in; return what was handed in."""
        self.nbgrader("fetch_assignment", ID)
        path = self.folder / ID / NOTEBOOK
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            cell.source = answers.get(name, cell.source)
        nbformat.write(notebook, path)
        self.nbgrader("submit", ID, f"--student={self.name}")
        return path.read_text("utf-8")

    def fetched_page(self) -> str:
        """Fetch the feedback; return the page."""
        self.nbgrader("fetch_feedback", ID)
        (page,) = (self.folder / ID / "feedback").rglob("*.html")
        return page.read_text("utf-8")


@pytest.fixture(scope="module")
def place(built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course, an exchange and two students' folders."""
    place = tmp_path_factory.mktemp("term")
    shutil.copytree(built.root, place / "course")
    for name in ("exchange", "ada", "vera"):
        (place / name).mkdir()
    (place / "exchange").chmod(0o777)
    return place


@pytest.fixture(scope="module")
def teacher(place: Path) -> Person:
    return Person("teacher", place, place / "course", place / "exchange", "sums")


@pytest.fixture(scope="module")
def ada(place: Path) -> Person:
    return Person("ada", place / "ada", place / "ada", place / "exchange", "sums")


@pytest.fixture(scope="module")
def vera(place: Path) -> Person:
    return Person("vera", place / "vera", place / "vera", place / "exchange", "sums-ru")


@pytest.fixture(scope="module")
def term(teacher: Person, ada: Person, vera: Person) -> dict[str, str]:
    """The whole term; what was said and written on the way."""
    russian = replace(teacher, course=vera.course)

    def in_both(*command: str) -> None:
        list(both.map(lambda who: who.nbgrader(*command), (teacher, russian)))

    with ThreadPoolExecutor(2) as both:
        edition = "--CourseDirectory.release_directory=release/ru"
        released = both.submit(teacher.nbgrader, "release_assignment", ID)
        russian.nbgrader("release_assignment", ID, edition)
        released.result()
        listed = both.submit(ada.nbgrader, "list")
        answers = {"square": DOUBLED}, {"total": TOTAL}
        ada_wrote, vera_wrote = both.map(Person.work_on, (ada, vera), answers)
        in_both("collect", ID)
        teacher.python("autograder", "grade")
        teacher.python("autograder", "feedback")
        in_both("release_feedback", ID)
        ada_read, vera_read = both.map(Person.fetched_page, (ada, vera))
    return {
        "list": listed.result(),
        "ada wrote": ada_wrote,
        "vera wrote": vera_wrote,
        "ada read": ada_read,
        "vera read": vera_read,
    }


def test_the_release_is_listed(term: dict[str, str]) -> None:
    assert f"sums {ID}" in term["list"]


def test_each_student_gets_an_edition(term: dict[str, str]) -> None:
    assert "# Small sums" in term["ada wrote"]
    assert "# Малые суммы" in term["vera wrote"]


def test_the_page_fetched_is_ours_and_names_the_mistake(
    term: dict[str, str], teacher: Person
) -> None:
    ours = teacher.folder / "feedback" / "ada" / ID / f"{ID}.html"
    assert term["ada read"] == ours.read_text("utf-8")
    assert "This is the double" in term["ada read"]


def test_a_russian_notebook_is_graded_and_answered_in_russian(
    term: dict[str, str], teacher: Person
) -> None:
    vera = {"test_square": 0, "test_total": 2, "why": 0}
    assert read_scores(teacher.folder)["vera"] == vera
    assert "Малые суммы" in term["vera read"]


def test_nbgrader_grades_what_was_collected_alike(
    term: dict[str, str], teacher: Person
) -> None:
    before = read_scores(teacher.folder)
    forget_scores(teacher.folder)
    assert read_scores(teacher.folder) != before
    teacher.python("nbgrader", "autograde", ID)
    assert read_scores(teacher.folder) == before


def read_scores(course: Path) -> dict[str, dict[str, float]]:
    """Return the points of the tests, by student and cell."""
    with open_course(course).gradebook() as gradebook:
        return {
            submission.student.id: {
                grade.cell.name: grade.auto_score
                for notebook in submission.notebooks
                for grade in notebook.grades
                if grade.auto_score is not None
            }
            for submission in gradebook.assignment_submissions(ID)
        }


def forget_scores(course: Path) -> None:
    """Leave of the grading what there was before: that something was handed in."""
    shutil.rmtree(course / "autograded")
    with open_course(course).gradebook() as gradebook:
        for submission in gradebook.assignment_submissions(ID):
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    grade.auto_score = None
        gradebook.db.commit()
