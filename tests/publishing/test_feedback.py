"""Feedback of a class: what one student handed in costs nobody else a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autograder.__main__ import main
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.grading.results import ResultStore
from autograder.model import NotebookResult, Status
from autograder.publishing import feedback

write_feedback = feedback.write_feedback


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
    monkeypatch.setattr(feedback, "write_feedback", surprise)
    said: list[str] = []
    written = feedback.publish_feedback(course, say=said.append)
    assert [page.parents[1].name for page in written] == ["ada", "cora"]
    (line,) = said
    assert line.startswith("tiny: no page of 'boris' can be made: ValueError: line")
    assert line.isprintable()


def test_a_full_disk_is_told_as_what_it_is(
    course: NbgraderCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = failing_for("boris", OSError(28, "No space left on device"))
    monkeypatch.setattr(feedback, "write_feedback", full)
    with pytest.raises(OSError, match="No space"):
        feedback.publish_feedback(course)


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


def test_the_command_says_so_and_ends_with_one(
    course: NbgraderCourse,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    surprise = failing_for("boris", ValueError("x"))
    monkeypatch.setattr(feedback, "write_feedback", surprise)
    assert main(["feedback", f"--course-dir={course.root}"]) == 1
    assert "'boris'" in capsys.readouterr().err


def test_a_large_class_has_the_same_pages(
    course: NbgraderCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several processes write them, each a share, and all are counted."""
    alone = {page: page.read_bytes() for page in feedback.publish_feedback(course)}
    for page in alone:
        page.unlink()
    monkeypatch.setattr(feedback, "_MANY", 3)
    monkeypatch.setattr(feedback, "_SHARE", 2)
    told: list[tuple[int, int]] = []
    pages = feedback.publish_feedback(
        course, tell=lambda count, total: told.append((count, total))
    )
    assert {page: page.read_bytes() for page in pages} == alone
    assert list(alone) == pages and told == [(2, 3), (3, 3)]
