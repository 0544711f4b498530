"""A student's hour with one seminar: errs, reads, mends, plays, saves, validates."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from autograder.seminar.reader import load_seminar
from tests.browser.answers import ROOT, right_answers
from tests.browser.conftest import HandOut, Picture, profile
from tests.browser.notebook_page import NotebookPage, close_side_panel
from tests.browser.watch import Watch

NAME = "l1_2_sigmoid"


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One profile for all: Jupyter's programs are fetched and compiled once."""
    with profile(browser) as one:
        yield one


@pytest.fixture
def path(hand_out: HandOut) -> str:
    """A fresh copy of one seminar, as a student's path from the server's folder."""
    return hand_out("en", NAME)


def wrong_answer(exercise: str, name: str) -> str:
    """Return a known mistake as a student would write it: below the docstring."""
    mistakes = load_seminar(ROOT / "notebooks" / NAME).mistakes
    return next(m.code for m in mistakes if (m.exercise, m.name) == (exercise, name))


def test_errs_reads_the_cause_and_mends(
    page: Page, lab: str, path: str, watch: Watch, picture: Picture
) -> None:
    right = right_answers("en", NAME)
    notebook = NotebookPage(page, lab)
    notebook.open(path)
    notebook.run("tools")
    notebook.run("causes")
    notebook.run("exp_minus_r")
    expect(notebook.run("test_exp_minus_r")).to_contain_text("still open")

    notebook.type_into("exp_minus_r", wrong_answer("exp_minus_r", "plus_one"))
    notebook.run("exp_minus_r")
    told = notebook.run("test_exp_minus_r")
    expect(told).to_contain_text("expected 0.25, got 2.25")
    expect(told).to_contain_text("Likely cause: the 1 changes its sign")
    close_side_panel(page)
    told.evaluate("one => one.scrollIntoView({block: 'end'})")
    picture("notebook")

    notebook.type_into("exp_minus_r", right["exp_minus_r"])
    notebook.run("exp_minus_r")
    expect(notebook.run("test_exp_minus_r")).to_have_text("✓ exp_minus_r")
    assert watch.errors == []


def test_the_slider_changes_the_figure(
    page: Page, lab: str, path: str, watch: Watch
) -> None:
    notebook = NotebookPage(page, lab)
    notebook.open(path)
    notebook.fill(right_answers("en", NAME))
    notebook.run_all()
    handle = page.locator(".widget-slider .noUi-handle").first
    handle.scroll_into_view_if_needed()
    figure = page.locator(".widget-interact img").first
    before = figure.get_attribute("src")
    expect(figure).to_have_attribute("alt", re.compile(r"\w{3}"))
    handle.focus()
    page.keyboard.press("ArrowRight")
    expect(figure).not_to_have_attribute("src", str(before))
    assert watch.errors == []


def test_the_film_plays(
    page: Page, lab: str, hand_out: HandOut, watch: Watch, picture: Picture
) -> None:
    notebook = NotebookPage(page, lab)
    notebook.open(hand_out("en", "l1_1_neuron"))
    notebook.fill(right_answers("en", "l1_1_neuron"))
    notebook.run_all()
    film = page.get_by_role("group", name="Film: with each mistake")
    close_side_panel(page)
    film.evaluate("one => one.scrollIntoView({block: 'center'})")
    play(film, lambda: picture("film"))
    assert watch.errors == []


def play(film: Locator, halfway: Callable[[], None] = lambda: None) -> None:
    """Wind a film back, play it to its end, and see its picture change."""
    shown = film.get_by_role("img")
    last = str(shown.get_attribute("src"))
    film.get_by_title("Picture").fill("0")
    first = str(shown.get_attribute("src"))
    assert first != last
    film.get_by_title("Play or stop").click()
    expect(film.get_by_title("Play or stop")).to_have_text("■")
    expect(shown).not_to_have_attribute("src", first)
    halfway()
    expect(shown).to_have_attribute("src", last, timeout=30_000)
    expect(film.get_by_title("Play or stop")).to_have_text("▶")


def test_films_play_where_scripts_are_put_elsewhere(page: Page, tmp_path: Path) -> None:
    """VS Code runs an output's scripts as new elements at the end of the output."""
    made = tmp_path / "film.py"
    made.write_text(FILMS)
    films = subprocess.run(
        [sys.executable, made], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    page.set_content("<div id='output'></div>")
    page.evaluate(
        """html => {
          const output = document.getElementById('output');
          output.innerHTML = html;
          for (const script of [...output.querySelectorAll('script')]) {
            const again = document.createElement('script');
            again.textContent = script.textContent;
            output.appendChild(again);
          }
        }""",
        films,
    )
    assert page.get_by_role("group").count() == 2
    for film in page.get_by_role("group").all():
        play(film)


FILMS = """
import sys
sys.path.insert(0, "")
from notebooks.shared import tools
from notebooks.shared.tools import animate, np, plt

tools.display = lambda film: print(film.data)
for turns in (1, 2):
    figure, axes = plt.subplots(figsize=(2, 1))
    (line,) = axes.plot([], [])
    t = np.linspace(0, 6, 50)
    animate(figure, lambda k: line.set_data(t, np.sin(turns * t + k)), 4, "waves", 900)
"""


def test_what_is_saved_is_what_was_written(
    page: Page, lab: str, path: str, release: Path
) -> None:
    notebook = NotebookPage(page, lab)
    notebook.open(path)
    notebook.type_into("sigmoid", "sigmoid = None  # mine")
    notebook.save()
    cells = nbformat.read(release / path, as_version=4).cells
    assert "sigmoid = None  # mine" in [cell.source for cell in cells]


def test_progress_counts_what_passes(page: Page, lab: str, path: str) -> None:
    notebook = NotebookPage(page, lab)
    notebook.open(path)
    notebook.fill({"sigmoid": right_answers("en", NAME)["sigmoid"]})
    notebook.run("tools")
    notebook.run("sigmoid")
    notebook.run("test_sigmoid")
    progress = notebook.run_cell(page.locator(".jp-Notebook .jp-CodeCell").last)
    expect(progress).to_contain_text(re.compile(r"✓ sigmoid\s+3"))
    expect(progress).to_contain_text(re.compile(r"○ logit\s+2"))
    expect(progress).to_contain_text("3 of 18 points pass their visible checks or are")
