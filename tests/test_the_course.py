"""The real course: every seminar, as committed.

That what is committed is what the masters make, and passes all gates, ``make gates``
finds out.
"""

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import nbformat
import pytest

from autograder.config import load_course
from autograder.engine.handle import ZygoteHandle
from autograder.engine.session import Session
from autograder.engine.spec import SessionSettings
from autograder.notebook.intake import parse
from autograder.notebook.marks import (
    BEGIN_HIDDEN,
    BEGIN_SOLUTION,
    END_HIDDEN,
    END_SOLUTION,
)
from autograder.notebook.mending import mend
from autograder.notebook.source import SourceNotebook
from autograder.seminar.master import Purpose, regions
from autograder.seminar.reader import load_seminar
from tests.browser.answers import OTHERS

ROOT = Path(__file__).parents[1]
COURSE = load_course(ROOT)
SEMINARS = [assignment.id for assignment in COURSE.assignments]
FIRST_OF_A_LESSON = [name for name in SEMINARS if re.match(r"l\d+_1_", name)]
EDITIONS = [
    (seminar, language) for seminar in SEMINARS for language in COURSE.languages
]

each_seminar = pytest.mark.parametrize("name", SEMINARS)
each_edition = pytest.mark.parametrize(("name", "language"), EDITIONS)


def notebook(step: str, language: str, name: str) -> nbformat.NotebookNode:
    path = ROOT / step / language / name / f"{name}.ipynb"
    return nbformat.read(path, as_version=4)


@pytest.fixture
def zygote(request: pytest.FixtureRequest) -> ZygoteHandle:
    """Return the process from which the notebooks of a seminar are born."""
    libraries = COURSE.assignment(request.node.callspec.params["name"]).libraries
    fixture = "torch_zygote" if libraries else "warm_zygote"
    found: ZygoteHandle = request.getfixturevalue(fixture)
    return found


def run_in_grader(
    document: nbformat.NotebookNode, zygote: ZygoteHandle, folder: Path
) -> nbformat.NotebookNode:
    """Execute a notebook as the grader does; figures are drawn."""
    source = SourceNotebook.from_json(document)
    parsed, notes = parse(json.dumps(document).encode())
    apart = folder / "checker"
    apart.mkdir()
    settings = SessionSettings(folder, apart)
    run = Session(zygote, mend(parsed, source, notes), settings).run()
    return nbformat.from_dict(run.notebook)


@cache
def seminar(name: str):
    return load_seminar(ROOT / "notebooks" / name)


@each_seminar
def test_there_are_answers_enough(name):
    assert len(seminar(name).mistakes) >= 15
    assert len(seminar(name).alternatives) >= 5


def test_nothing_is_left_of_a_seminar_that_is_gone():
    shared = {"release/requirements", "notebooks/shared"}
    for place in generated(ROOT):
        known = {*place.parts, place.stem} & set(SEMINARS)
        assert known or any(map(str(place).startswith, shared)), place


def generated(root):
    """Return the files that a build makes, by their places."""
    return {
        path.relative_to(root): path
        for step in ("notebooks", "source", "release", "docs/mistakes")
        for path in (root / step).rglob("*.*")
        if "__pycache__" not in path.parts
    }


@each_edition
def test_a_release_holds_no_solution_and_no_hidden_test(name, language):
    secret, told = set(), set()
    for cell in seminar(name).cells:
        marks = ((BEGIN_SOLUTION, END_SOLUTION), (BEGIN_HIDDEN, END_HIDDEN))
        hidden = [
            line for pair in marks for region in regions(cell, *pair) for line in region
        ]
        for number, line in enumerate(cell.source.splitlines(), start=1):
            (secret if number in hidden else told).add(line.strip())
    released = {
        line.strip()
        for cell in notebook("release", language, name).cells
        for line in cell.source.splitlines()
    }
    # Lines such as "else:" stand in visible parts too and give nothing away.
    assert secret - told
    assert released & (secret - told) == set()
    text = (ROOT / "release" / language / name / f"{name}.ipynb").read_text("utf-8")
    for cell in notebook("source", language, name).cells:
        is_graded = cell.metadata.get("nbgrader", {}).get("grade")
        if is_graded and cell.cell_type == "markdown":
            assert json.dumps(cell.source, ensure_ascii=False)[1:-1] not in text


@pytest.mark.parametrize(("language", "name"), OTHERS)
def test_the_source_runs_without_error_or_warning(name, language, zygote, tmp_path):
    """In the grader's shell; the other in a kernel, as students run it."""
    made = run_in_grader(notebook("source", language, name), zygote, tmp_path)
    outputs = [output for cell in made.cells for output in cell.get("outputs", [])]
    assert [o.evalue for o in outputs if o.output_type == "error"] == []
    assert [o.text for o in outputs if o.get("name") == "stderr"] == []
    pictures = [o for o in outputs if "image/png" in o.get("data", {})]
    assert pictures
    assert all(o.metadata.get("image/png", {}).get("alt") for o in pictures)


@each_seminar
def test_the_release_runs_to_the_first_blank(name, zygote, tmp_path):
    document = notebook("release", COURSE.default_language, name)
    is_graded = [c.metadata.get("nbgrader", {}).get("grade") for c in document.cells]
    del document.cells[is_graded.index(True) + 1 :]
    made = run_in_grader(document, zygote, tmp_path)
    outputs = [output for cell in made.cells for output in cell.get("outputs", [])]
    stopped = next(output for output in outputs if output.output_type == "error")
    assert re.search(
        "NotImplementedError|still open", f"{stopped.ename}: {stopped.evalue}"
    )


@each_seminar
def test_languages_differ_in_prose_only(name):
    first, *others = (
        notebook("source", language, name) for language in COURSE.languages
    )
    for other in others:
        assert [cell.id for cell in other.cells] == [cell.id for cell in first.cells]
        for ours, theirs in zip(first.cells, other.cells, strict=True):
            assert ours.metadata == theirs.metadata
            assert (
                ours.source != theirs.source
                or not ours.source.strip("$ \n")
                or (ours.cell_type == "code")
            )


@pytest.mark.parametrize("name", FIRST_OF_A_LESSON)
def test_a_master_runs_as_a_script(name):
    """One of a lesson: the cells of all run in the test of the sources."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-m", f"notebooks.{name}.master"],
        cwd=ROOT,
        env={"MPLBACKEND": "Agg", "HOME": "/tmp"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


@each_seminar
def test_every_exercise_has_its_place_in_the_notebook(name):
    cells = seminar(name).cells
    purposes = [cell.purpose for cell in cells]
    read = [one for one in purposes if one is not Purpose.SETUP]  # else collapsed
    sittings = 1 + sum(cell.begins_sitting for cell in cells)
    assert 25 <= len(read) <= 50 * sittings
    assert purposes.count(Purpose.SOLUTION) >= 5
    assert purposes.count(Purpose.MANUAL) >= 1
