"""A student is forgotten: whole, and nobody else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.gradebook.people import read_people
from autograder.gradebook.removing import find_traces, remove
from autograder.grading.results import ResultStore
from autograder.model import UsageError
from autograder.publishing.feedback import publish_feedback
from tests.grading.conftest import Pretended, grade, hand_in


def files(root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def rows(course: NbgraderCourse) -> dict[str, int]:
    """How many rows each table of the gradebook has."""
    with course.gradebook() as gradebook:
        tables = gradebook.db.execute(
            text("select name from sqlite_master where type = 'table'")
        ).scalars()
        return {
            name: gradebook.db.execute(text(f'select count(*) from "{name}"')).scalar()
            for name in tables.all()
        }


def test_nothing_of_them_is_left_and_of_others_everything(
    built, course: NbgraderCourse
) -> None:
    publish_feedback(course)
    before, known = files(course.root), rows(course)
    hand_in(course.root, "dora")
    (course.root / "submitted" / "dora" / "notes.txt").write_text("dora's own")
    draft = course.root / ".autograder" / "drafts" / "tiny" / "dora"
    draft.mkdir(parents=True)
    grade(course, "dora", make_executor=Pretended())
    draft.mkdir(parents=True)
    publish_feedback(course)
    traces = find_traces(course, "dora")
    assert list(traces.lines(course.root)) == [
        "the gradebook's entry, with 1 submission",
        "submitted/dora",
        "autograded/dora",
        "feedback/dora",
        ".autograder/results/tiny/dora.json",
        ".autograder/drafts/tiny/dora",
    ]
    remove(course, traces)
    assert files(course.root) == before
    assert rows(course) == known
    assert not [path for path in course.root.rglob("*") if "dora" in path.name]
    assert "dora" not in grade(course, make_executor=Pretended())
    with course.gradebook() as gradebook:
        assert [one.id for one in read_people(gradebook)] == ["ada", "boris", "cora"]


def test_who_only_handed_in_is_removed_too(course: NbgraderCourse) -> None:
    hand_in(course.root, "dora").write_text("{")
    ResultStore(course.root).save("tiny", "dora", ResultStore.FAILED, [])
    traces = find_traces(course, "dora")
    assert traces.submissions is None
    remove(course, traces)
    assert not [path for path in course.root.rglob("*") if "dora" in path.name]


def test_who_only_is_in_the_gradebook_is_removed_too(course: NbgraderCourse) -> None:
    traces = find_traces(course, "cora")
    assert str(traces.student) == "cora (Cora Day)"
    assert list(traces.lines(course.root)) == [
        "the gradebook's entry, with 0 submissions"
    ]
    remove(course, traces)
    with pytest.raises(UsageError, match="no student 'cora'"):
        find_traces(course, "cora")


@pytest.mark.parametrize("student", ["", ".", "..", "../ada", "a/b", "*", "ad?"])
def test_an_id_that_is_none_takes_nobody(course: NbgraderCourse, student: str) -> None:
    with pytest.raises(UsageError):
        find_traces(course, student)


def test_a_link_is_removed_and_not_what_it_leads_to(
    course: NbgraderCourse, tmp_path: Path
) -> None:
    shutil.move(course.root / "submitted" / "boris", tmp_path / "elsewhere")
    (course.root / "submitted" / "boris").symlink_to(tmp_path / "elsewhere")
    remove(course, find_traces(course, "boris"))
    assert not (course.root / "submitted" / "boris").is_symlink()
    assert (tmp_path / "elsewhere" / "tiny" / "tiny.ipynb").is_file()


def test_folders_may_be_ordered_by_assignment(course: NbgraderCourse) -> None:
    (course.root / "nbgrader_config.py").open("a").write(
        "c.CourseDirectory.directory_structure = "
        "'{nbgrader_step}/{assignment_id}/{student_id}'\n"
    )
    for student in ("ada", "dora"):
        folder = course.root / "submitted" / "tiny" / student
        folder.mkdir(parents=True)
    traces = find_traces(open_course(course.root), "dora")
    assert traces.places == (course.root / "submitted" / "tiny" / "dora",)
