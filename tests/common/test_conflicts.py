"""Git's marks of a conflict are named, in whatever file they were left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.common.conflicts import REMEDY, conflict_line
from autograder.config.nbgrader_course import open_course
from autograder.course.build import build
from autograder.model import ConfigError, SourceError, SubmissionError
from autograder.notebook import intake


def in_conflict(text: str, line: str) -> str:
    """Return a text in which two sides differ in a line."""
    assert f"\n{line}\n" in text
    marks = f"<<<<<<< HEAD\n{line}\n=======\n{line} theirs\n>>>>>>> theirs"
    return text.replace(f"\n{line}\n", f"\n{marks}\n", 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n=======\nb",  # a heading
        "<<<<<<< HEAD\nhalf of it is no conflict",
        "    <<<<<<< HEAD\n    =======\n    >>>>>>> theirs",  # in a text about Git
    ],
)
def test_what_is_no_conflict(text: str) -> None:
    assert conflict_line(text) is None


def test_the_line_is_that_of_the_first_mark() -> None:
    assert conflict_line(in_conflict("a\nb\nc\n", "b")) == 2


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("master.py", "# # Small sums"),
        ("master.py", "    return x * x"),
        ("mistakes.py", "    return x + x"),
        ("alternatives.py", "    return x**2"),
        ("ru.po", 'msgid "# Small sums"'),
        ("tools.py", "import sys"),
    ],
)
def test_a_seminar(file: str, line: str, tiny) -> None:
    shared = tiny.folder / "tools.py"
    shared.write_text("# The tools of the seminar.\nimport sys\n")
    tiny.master = tiny.master.replace(
        "# %% setup tools\n", '# %% setup tools file="tools.py"\n'
    )
    tiny.write()
    path = tiny.folder / file
    text = path.read_text("utf-8")
    path.write_text(in_conflict("\n" + text, line).removeprefix("\n"), "utf-8")
    with pytest.raises(SourceError) as caught:
        build(tiny.course, tiny.root, say=lambda line: None)
    number = text.splitlines().index(line) + 1
    assert str(caught.value) == f"{path}:{number}: {REMEDY}"


def test_a_catalogue_that_is_none(tiny) -> None:
    path = tiny.folder / "ru.po"
    path.write_text('msgid "a"\nmsgstr "b\nc')
    with pytest.raises(SourceError) as caught:
        build(tiny.course, tiny.root, say=lambda line: None)
    assert str(caught.value) == f"{path}: Syntax error in po file (line 3)"


def test_a_master_in_another_encoding(tiny) -> None:
    path = tiny.folder / "master.py"
    path.write_bytes("# %% [markdown]\n# Знак\n".encode("cp1251"))
    with pytest.raises(SourceError, match=r"master\.py:2: not UTF-8 text"):
        build(tiny.course, tiny.root, say=lambda line: None)


def test_the_settings_of_nbgrader(tmp_path: Path) -> None:
    path = tmp_path / "nbgrader_config.py"
    path.write_text(in_conflict("c = get_config()\nx = 1\n", "x = 1"))
    with pytest.raises(ConfigError) as caught:
        open_course(tmp_path)
    assert str(caught.value) == f"{path}:2: {REMEDY}"


def test_a_notebook_that_was_handed_in() -> None:
    cell = {"cell_type": "markdown", "metadata": {}, "source": ["<<<<<<< HEAD\n"]}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    text = json.dumps(notebook, indent=1)
    intake.parse(text.encode())  # the text of a cell is the student's own
    broken = in_conflict(text, ' "nbformat": 4,')
    with pytest.raises(SubmissionError) as caught:
        intake.parse(broken.encode())
    assert str(caught.value) == f"line 2: {REMEDY}"
