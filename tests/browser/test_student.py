"""A student's hour with one seminar: errs, reads, mends, plays, saves, validates."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Page, expect

from autograder.course.seminar import load_seminar
from tests.browser.answers import ROOT, right_answers
from tests.browser.conftest import Picture
from tests.browser.notebook_page import NotebookPage, close_side_panel
from tests.browser.watch import Watch

NAME = "l1_2_sigmoid"


@pytest.fixture
def path(release: Path, request: pytest.FixtureRequest) -> str:
    """A fresh copy of one seminar, as a student's path from the server's folder."""
    folder = release / re.sub(r"\W+", "_", request.node.name)
    shutil.copytree(ROOT / "release" / "en" / NAME, folder)
    return f"{folder.name}/{NAME}.ipynb"


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
    notebook.run("inverse_probability")
    expect(notebook.run("test_inverse_probability")).to_contain_text(
        "NotImplementedError"
    )

    notebook.type_into("inverse_probability", right["inverse_probability"])
    notebook.run("inverse_probability")
    expect(notebook.run("test_inverse_probability")).to_have_text(
        "✓ inverse_probability"
    )

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
    handle.focus()
    page.keyboard.press("ArrowRight")
    expect(figure).not_to_have_attribute("src", str(before))
    assert watch.errors == []


def test_the_film_plays(page: Page, lab: str, watch: Watch, picture: Picture) -> None:
    notebook = NotebookPage(page, lab)
    notebook.open("en/l1_1_neuron/l1_1_neuron.ipynb")
    notebook.fill(right_answers("en", "l1_1_neuron"))
    notebook.run_all()
    film = page.get_by_role("group", name="Film: with each mistake")
    close_side_panel(page)
    film.evaluate("one => one.scrollIntoView({block: 'center'})")
    shown = film.get_by_role("img")
    last = str(shown.get_attribute("src"))
    film.get_by_title("Picture").fill("0")
    first = str(shown.get_attribute("src"))
    assert first != last
    film.get_by_title("Play or stop").click()
    expect(film.get_by_title("Play or stop")).to_have_text("■")
    expect(shown).not_to_have_attribute("src", first)
    picture("film")
    expect(shown).to_have_attribute("src", last, timeout=30_000)
    expect(film.get_by_title("Play or stop")).to_have_text("▶")
    assert watch.errors == []


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
    expect(progress).to_contain_text("3 of 18 points pass their visible checks.")
