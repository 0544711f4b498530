"""A course's own solutions are graded before its submissions: what they lose apart."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest

from autograder.config.nbgrader_course import open_course
from autograder.grading import trial
from autograder.grading.batch import grade_class
from autograder.grading.settings import settings_for
from autograder.grading.summary import shared_for
from autograder.model import NotebookResult
from tests.courses.cells import TRIED
from tests.parity.grades import differing, read_grades
from tests.parity.record import by_stock
from tests.parity.runs import Here
from tests.parity.stock import careless, make


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with careless():
        return make(TRIED, tmp_path_factory.mktemp("trial") / "made")


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "course")


class Graded:
    """What a run over a course came to, and what was graded in it."""

    def __init__(self, root: Path, isolation: str | None, names: list[str]) -> None:
        course = open_course(root)
        settings = settings_for(course, workers=1, isolation=isolation)
        self.said: list[str] = []
        self.tried: list[tuple[str, str]] = []

        class Watched(Here):
            def submit(here, work, job, /):  # type: ignore[no-untyped-def] # noqa: N805
                if job.student == trial.STUDENT:
                    self.tried.append((job.assignment, job.spec.isolation))
                return super().submit(work, job)

        self.results = grade_class(
            course, settings, names, make_executor=Watched, say=self.said.append
        )
        self.books = read_grades(course)

    def of(self, name: str) -> NotebookResult:
        mine = (each for each in self.results if each.assignment == name)
        result, _ = sorted(mine, key=lambda each: each.student)  # ada's and bob's
        return result


Grade = Callable[..., Graded]


@pytest.fixture
def grade(root: Path) -> Grade:
    def run(*names: str, isolation: str | None = None) -> Graded:
        with careless(), chdir(root):
            return Graded(root, isolation, list(names))

    return run


def test_auto_gives_the_grades_of_stock(made: Path, grade: Grade, tmp_path) -> None:
    with careless():
        stock = by_stock("tried", TRIED, made, tmp_path / "stock")
    ours = grade(isolation="auto")
    assert stock.grades.keys() == ours.books.keys()
    for of, said in stock.grades.items():
        assert differing(said, ours.books[of]) == {}
    isolations = {each.assignment: each.isolation for each in ours.results}
    assert isolations == {"needs": "shared", "plain": "separate", "wrong": "separate"}
    shared, apart = shared_for(ours.results)
    assert shared.startswith("needs: tests ran shared: run apart, the course's own ")
    assert "p/taken (" in shared
    assert "p/plain" not in shared
    assert apart == "plain, wrong: tests ran apart"
    (said,) = ours.said  # of its own faults alone: the results tell the rest
    assert said == (
        "wrong: the course's own solution fails p/wrong (AssertionError: no), also "
        "where its tests run shared, as under nbgrader"
    )
    assert list(made.parent.rglob("drafts/*")) == []


def test_separate_names_each_test_and_what_to_do(grade: Grade) -> None:
    ours = grade("needs", isolation="separate")
    assert ours.of("needs").isolation == "separate"
    named, remedy = ours.said
    assert named.startswith("needs: run apart, the course's own solution fails p/taken")
    assert remedy.endswith("--isolation auto")


def test_what_has_not_changed_is_not_tried_again(grade: Grade, root: Path) -> None:
    first = grade("needs", isolation="separate")
    assert first.tried == [("needs", "separate"), ("needs", "shared")]
    again = grade("needs", isolation="auto")
    assert (again.tried, again.of("needs").isolation) == ([], "shared")
    unchanged = grade("needs", isolation="auto")
    assert (unchanged.tried, unchanged.of("needs").status) == ([], "unchanged")
    assert shared_for(unchanged.results) == shared_for(again.results)
    source = root / "source" / "needs" / "p.ipynb"
    source.write_text(source.read_text().replace("return 2 * x", "return x + x"))
    changed = grade("needs", isolation="auto")
    assert changed.tried == first.tried


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (shutil.rmtree, "there is no such folder"),
        (lambda folder: (folder / "p.ipynb").write_text("{"), "p.ipynb: it is not"),
        (
            lambda folder: (folder / "p.ipynb").unlink(),
            "nothing handed in: expected p.ipynb",
        ),
    ],
)
def test_a_source_that_cannot_be_tried_runs_as_under_nbgrader(
    spoil: Callable[[Path], object], told: str, grade: Grade, root: Path
) -> None:
    spoil(root / "source" / "plain")
    auto = grade("plain", isolation="auto")
    assert auto.of("plain").isolation == "shared"
    assert auto.of("plain").score == 2
    (why,) = shared_for(auto.results)
    assert "its own solution was not tried: " in why
    assert told in why
    separate = grade("plain", isolation="separate")
    assert told in separate.said[0]
    assert list((root / ".autograder" / "trials").glob("*.json")) == []


def test_a_spoilt_record_is_as_none(grade: Grade, root: Path) -> None:
    grade("plain", isolation="auto")
    (record,) = (root / ".autograder" / "trials").glob("*.json")
    record.write_text('{"key": 1')
    assert grade("plain", isolation="auto").tried == [("plain", "separate")]


def test_the_course_itself_says_auto(grade: Grade, root: Path) -> None:
    config = root / "nbgrader_config.py"
    config.write_text(config.read_text() + 'c.Autograder.isolation = "auto"\n')
    assert grade("plain").of("plain").isolation == "separate"


OF_ONES_OWN = """\
from autograder.config import Assignment, Course

points = {"needs": 4, "plain": 2}
course = Course(
    id="tried",
    title={"en": "Tried"},
    languages=["en"],
    assignments=[Assignment(id=n, title={"en": n}, points=points[n]) for n in points],
)
"""


def test_a_course_of_ones_own_that_was_not_built_is_tried(
    grade: Grade, root: Path
) -> None:
    (root / "course_config.py").write_text(OF_ONES_OWN)
    for name in ("needs", "plain"):
        (root / "notebooks" / name).mkdir(parents=True)
        (root / "notebooks" / name / "master.py").touch()
    ours = grade("needs")
    assert ours.tried == [("needs", "separate"), ("needs", "shared")]
    assert ours.of("needs").isolation == "separate"
    assert "the course's own solution fails p/taken" in ours.said[0], ours.said
    source = root / "source" / "plain" / "p.ipynb"
    written = json.loads(source.read_text())
    written["metadata"]["autograder"] = {}  # as `build` marks what it makes
    source.write_text(json.dumps(written))
    assert grade("plain").tried == []


def test_shared_tries_nothing(grade: Grade) -> None:
    assert grade("needs").tried == []
