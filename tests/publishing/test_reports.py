"""Reports of a class: what one student handed in costs nobody else a line."""

from __future__ import annotations

from typing import Any

import matplotlib
import pytest

from autograder.__main__ import main
from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.pages import report
from autograder.publishing import reports

find_ways = report.show_ways


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
    (whole,) = reports.publish_reports(course)
    monkeypatch.setattr(report, "show_ways", wrote("boris", "line\x1b[2J\nline"))
    said: list[str] = []
    lacking: list[str] = []
    (page,) = reports.publish_reports(course, (), said.append, lacking.append)
    (line,) = lacking
    assert line.startswith("tiny: the report leaves out what 'boris' wrote: Recursion")
    assert line.isprintable() and said == []
    shown = page.read_text("utf-8")
    assert "<dt>graded</dt><dd>3</dd>" in shown and "boris" in shown
    assert page == whole


def test_a_report_that_nobody_defeats_costs_no_other_and_not_the_old_one(
    course: NbgraderCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    (page,) = reports.publish_reports(course)
    before = page.read_bytes()
    monkeypatch.setattr(report, "score_chart", lambda *_: 1 // 0)
    said: list[str] = []
    assert reports.publish_reports(course, say=said.append) == []
    assert said[0].startswith("tiny: no report can be made: ZeroDivisionError")
    assert page.read_bytes() == before


def test_the_command_says_so_and_ends_with_one(
    course: NbgraderCourse,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(report, "show_ways", wrote("boris", "x"))
    assert main(["report", f"--course-dir={course.root}"]) == 1
    assert "'boris'" in capsys.readouterr().err


def test_reports_on_many_are_the_same(
    course: NbgraderCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several processes make them, and the index has what each found."""
    matplotlib.rcdefaults()  # charts are drawn by what a new process starts with
    # The gradebook alone says which assignments there are.
    (course.root / "course_config.py").unlink()
    (course.root / "nbgrader_config.py").write_text("")
    course = open_course(course.root)
    with course.gradebook() as gradebook:
        gradebook.add_assignment("later")
    folder = course.root / "reports"
    reports.publish_reports(course)
    alone = {page.name: page.read_bytes() for page in folder.iterdir()}
    assert sorted(alone) == ["index.html", "later.html", "tiny.html"]
    for name in alone:
        (folder / name).unlink()
    monkeypatch.setattr(reports, "_MANY", 3)
    told: list[tuple[int, int]] = []
    reports.publish_reports(
        course, tell=lambda count, total: told.append((count, total))
    )
    assert {page.name: page.read_bytes() for page in folder.iterdir()} == alone
    assert told == [(1, 2), (2, 2)]
