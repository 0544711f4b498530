"""What lies collapsed, and what of it is read nevertheless."""

from __future__ import annotations

import pytest
from nbformat import NotebookNode

from autograder.course.collapsed import OPEN_LINES
from autograder.course.hours import count_hours
from autograder.course.notebook import make_notebook

SHORT = "# Try your own numbers.\n"
LONG = "".join(f"x_{k} = {k}  # not to be read\n" for k in range(OPEN_LINES))
ONE_LINE = "# Run and look."
TWO_LINES = "# Left, the loss.\n# Right, your `square`."
WORDS = {
    "Run and look.": "Запустите и посмотрите.",
    "Left, the loss. Right, your `square`.": "Слева потери. Справа ваш `square`.",
}


@pytest.fixture
def made(tiny, make_seminar):
    """Returns a given cell of a notebook, and what is above, for some code of it."""

    def make(code: str, language: str = "en") -> list[NotebookNode]:
        master = tiny.master.replace(SHORT, code)
        seminar = make_seminar(master=master)
        translate = (lambda text: WORDS.get(text, text)) if language == "ru" else str
        cells = make_notebook(seminar, language, translate).cells
        place = next(
            k for k, cell in enumerate(cells) if "print(square(5)" in cell.source
        )
        return cells[place - 1 : place + 1]

    return make


def test_short_given_code_lies_open(made) -> None:
    _, cell = made(SHORT)
    assert cell.source.startswith(SHORT)
    assert cell.metadata == {}


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Run and look."), ("ru", "Запустите и посмотрите.")]
)
def test_a_comment_of_one_line_is_the_title(made, language: str, title: str) -> None:
    _, cell = made(f"{ONE_LINE}\n{LONG}", language)
    assert cell.source.startswith(f"# @title {title}\nx_0 = 0")
    assert cell.metadata == {"jupyter": {"source_hidden": True}, "cellView": "form"}


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("en", "Left, the loss.\nRight, your `square`.", "Figure: run this cell"),
        ("ru", "Слева потери. Справа ваш `square`.", "Рисунок: запустите эту ячейку"),
    ],
)
def test_a_longer_comment_is_a_text_above(
    made, language: str, text: str, title: str
) -> None:
    above, cell = made(f"{TWO_LINES}\n\n{LONG}", language)
    assert (above.cell_type, above.source) == ("markdown", text)
    assert above.id == f"{cell.id}-told"
    assert cell.source.startswith(f"# @title {title}\nx_0 = 0")


def test_without_a_comment_the_title_says_to_run_it(made) -> None:
    _, cell = made(LONG)
    assert cell.source.startswith("# @title Figure: run this cell\nx_0 = 0")


def test_of_collapsed_code_only_what_stands_above_takes_time(
    tiny, make_seminar
) -> None:
    def words(code: str) -> int:
        seminar = make_seminar(master=tiny.master.replace(SHORT, code))
        return sum(hour.words for hour in count_hours(seminar, str))

    assert words(LONG) == words("\n") < words(f"{TWO_LINES}\n{LONG}")
