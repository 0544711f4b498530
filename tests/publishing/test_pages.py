"""Pages of a class: what one student handed in costs nobody else a page."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from autograder.__main__ import main
from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.grading.results import ResultStore
from autograder.model import NotebookResult, Status
from autograder.pages import report
from autograder.publishing import pages
from tests.grading.conftest import Pretended, grade, hand_in

write_feedback, find_ways = pages.write_feedback, report.show_ways


@pytest.fixture
def course(built, tmp_path: Path) -> NbgraderCourse:
    """Three students, graded in no time by workers that only pretend."""
    root = tmp_path / "course"
    shutil.copytree(built.root, root)
    for student in ("ada", "boris", "cora"):
        hand_in(root, student)
    opened = open_course(root)
    grade(opened, make_executor=Pretended())
    return opened


def failing_for(student: str, error: Exception) -> Any:
    def write(**arguments: Any) -> list[Path]:
        if arguments["record"].student.id == student:
            raise error
        return write_feedback(**arguments)

    return write


def test_what_nobody_has_foreseen_costs_one_page(
    course: NbgraderCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    surprise = failing_for("boris", ValueError("line\x1b[2J\nline"))
    monkeypatch.setattr(pages, "write_feedback", surprise)
    said: list[str] = []
    written = pages.publish_feedback(course, say=said.append)
    assert [page.parents[1].name for page in written] == ["ada", "cora"]
    (line,) = said
    assert line.startswith("tiny: no page of 'boris' can be made: ValueError: line")
    assert line.isprintable()


def test_a_full_disk_is_told_as_what_it_is(
    course: NbgraderCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = failing_for("boris", OSError(28, "No space left on device"))
    monkeypatch.setattr(pages, "write_feedback", full)
    with pytest.raises(OSError, match="No space"):
        pages.publish_feedback(course)


def wrote(student: str, text: str) -> Any:
    """Return a reader of code that one student's answer defeats."""

    def find(*arguments: Any, **named: Any) -> Any:
        if student in arguments[0].answers:
            raise RecursionError(text)
        return find_ways(*arguments, **named)

    return find


def test_what_defeats_the_report_is_left_out_alone(
    course: NbgraderCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    (whole,) = pages.publish_reports(course)
    monkeypatch.setattr(report, "show_ways", wrote("boris", "line\x1b[2J\nline"))
    said: list[str] = []
    lacking: list[str] = []
    (page,) = pages.publish_reports(course, (), said.append, lacking.append)
    (line,) = lacking
    assert line.startswith("tiny: the report leaves out what 'boris' wrote: Recursion")
    assert line.isprintable() and said == []
    shown = page.read_text("utf-8")
    assert "<dt>graded</dt><dd>3</dd>" in shown and "boris" in shown
    assert page == whole


def test_a_report_that_nobody_defeats_costs_no_other_and_not_the_old_one(
    course: NbgraderCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    (page,) = pages.publish_reports(course)
    before = page.read_bytes()
    monkeypatch.setattr(report, "score_chart", lambda *_: 1 // 0)
    said: list[str] = []
    assert pages.publish_reports(course, say=said.append) == []
    assert said[0].startswith("tiny: no report can be made: ZeroDivisionError")
    assert page.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "is_named"),
    [((), True), (("--student", "ada"), False)],
)
def test_who_could_not_be_graded_has_a_page_and_is_named(
    options: tuple[str, ...],
    is_named: bool,
    course: NbgraderCourse,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A submission that was never graded is not in the gradebook."""
    reason = "tiny.ipynb: it is not a notebook"
    result = NotebookResult("broken", "tiny", "tiny", Status.FAILED, reason=reason)
    store = ResultStore(course.root)
    store.save("tiny", "broken", store.FAILED, [result])
    with course.gradebook() as gradebook:
        gradebook.add_student("broken", first_name="Ann", last_name="Lee")
    assert main(["feedback", f"--course-dir={course.root}", *options]) == 0
    said = capsys.readouterr().out.splitlines()
    count = "4 feedback pages" if is_named else "1 feedback page"
    assert said[0].startswith(f"{count} in ") and said[0].endswith("feedback/")
    assert (
        said[1:]
        == [
            "1 page says that nothing could be graded:",
            f"  broken, tiny: {reason}",
        ][: 2 * is_named]
    )
    page = course.path("feedback", "broken", "tiny") / "tiny.html"
    assert page.is_file() is is_named
    if is_named:
        text = page.read_text("utf-8")
        assert reason in text and "· Ann Lee</title>" in text
        assert 'Ann Lee <span class="id">· broken</span>' in text


@pytest.mark.parametrize("command", ["feedback", "report"])
def test_the_command_says_so_and_ends_with_one(
    course: NbgraderCourse,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    surprise = failing_for("boris", ValueError("x"))
    monkeypatch.setattr(pages, "write_feedback", surprise)
    monkeypatch.setattr(report, "show_ways", wrote("boris", "x"))
    assert main([command, f"--course-dir={course.root}"]) == 1
    assert "'boris'" in capsys.readouterr().err
