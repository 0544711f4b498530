"""What the grader had to mend or to stop, in the page's words."""

from __future__ import annotations

from autograder.model import NotebookResult, Status
from autograder.pages.care import find_care
from autograder.pages.outline import People
from autograder.pages.texts import Texts


def told(*notes: str, flags: tuple[str, ...] = ()) -> list[str]:
    result = NotebookResult("eve", "a", "n", Status.GRADED, notes=notes, flags=flags)
    people = People({})
    return [note.text for note in find_care([result], [], people, Texts("en")).notes]


def test_a_cell_that_was_stopped_is_told_once() -> None:
    notes = (
        "cell 31: Stopped after 5 s of processor time; it did not heed an interrupt",
        "cell 31: meets the limit cell_seconds",
    )
    assert told(*notes) == ["Cell 31 was stopped after 5 s of processor time."]


def test_other_limits_are_named() -> None:
    assert told("cell 2: meets the limit memory_mb") == [
        "Cell 2 met the limit memory_mb of the course."
    ]


def test_what_is_told_as_forgery_is_not_told_again() -> None:
    broken = "cell 4: The process broke the grader's protocol"
    assert told(broken, flags=("forged",)) == []
    assert told(broken) == ["What came back from cell 4 could not be read."]


def test_any_other_remark_stays_as_it_is() -> None:
    kept = ["cell 3: 100 % mended", "nbformat 3 was converted to nbformat 4"]
    assert told(*kept) == kept
