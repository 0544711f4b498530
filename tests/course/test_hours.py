"""What is counted of a seminar's time, and what the build refuses."""

from __future__ import annotations

import pytest

from autograder.course.hours import Hour, count_hours
from autograder.course.quiet import hours_are_kept
from autograder.seminar.reader import Seminar

INTRO = "# Squares grow: $x^2 \\geq 0$.\n"


def hours(seminar: Seminar) -> list[Hour]:
    return count_hours(seminar, str)


def test_what_is_to_be_read_and_solved_is_counted(make_seminar) -> None:
    (hour,) = hours(make_seminar())
    # "Small sums", "Squares grow: x" and so on; two blanks, a text and a task.
    assert (hour.blanks, hour.texts, hour.formulas, hour.figures) == (2, 2, 0, 0)
    read = (
        "Small sums Squares grow x Exercise 1 Write the square "
        "Return the square of x Return the sum of the values "
        "Try your own numbers Draw the parabola below"
    )
    assert hour.words == len(read.split())


@pytest.mark.parametrize(
    ("added", "what", "count"),
    [
        ("Six words more, all of them.", "words", 6),
        ("<details><summary>Hint</summary>\n#\n# Folded.\n#\n# </details>", "words", 0),
        ("$$a \\\\ b$$", "formulas", 2),
        ("![A line](line.png)", "figures", 1),
    ],
)
def test_texts_are_counted_by_kind(
    added: str, what: str, count: int, tiny, make_seminar
) -> None:
    (before,) = hours(make_seminar())
    assert INTRO in tiny.master
    master = tiny.master.replace(INTRO, f"{INTRO}#\n# {added}\n")
    (after,) = hours(make_seminar(master=master))
    assert getattr(after, what) - getattr(before, what) == count


def test_a_cell_that_shows_a_figure_through_a_function_of_its_own(
    tiny, make_seminar
) -> None:
    plot = (
        "# %%\ndef plot():\n    show(1, alt='A line')\n\n\n# %%\nplot()\n\n# %%\nprog"
    )
    master = tiny.master.replace("# %%\nprog", plot)
    (hour,) = hours(make_seminar(master=master))
    assert hour.figures == 1


def test_minutes_are_those_of_the_measures() -> None:
    hour = Hour(words=300, formulas=4, figures=3, blanks=2, texts=1)
    assert hour.exact_minutes == 2 + 1 + 3 + 10 + 10
    assert hour.minutes == 30
    assert Hour(words=150 * 30).minutes == 30


def test_a_seminar_that_states_its_time_keeps_to_the_hour(tiny, make_seminar) -> None:
    timed = tiny.master.replace("# Squares grow", "# {time}. Squares grow")
    long = timed.replace("# {time}. ", "# {time}. " + "word " * 8000)
    seminar = make_seminar(master=long)
    (problem,) = hours_are_kept(seminar, hours(seminar))
    assert "sitting 1 takes 84 min" in problem.message
    unstated = make_seminar(master=long.replace("{time}", ""))
    assert list(hours_are_kept(unstated, hours(unstated))) == []
    short = make_seminar(master=timed)
    assert list(hours_are_kept(short, hours(short))) == []


def test_a_second_sitting_is_counted_apart(tiny, make_seminar) -> None:
    master = tiny.master.replace(
        "# %% [markdown]\n# **Exercise 1.**",
        "# %% [markdown] sitting=2\n# **Exercise 1.**",
    )
    first, second = hours(make_seminar(master=master))
    assert (first.blanks, second.blanks) == (0, 2)
