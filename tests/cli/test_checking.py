"""One notebook by itself gets what ``grade`` gives it in its class."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from autograder.__main__ import main
from tests.grading.conftest import Class

GRADED, NOT_GRADED, USAGE = 0, 1, 2
OWN = ("student", "seconds")  # of a run


def checked(*arguments: object, capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    """Run the command; return its status and what it said."""
    status = main(["check", *map(str, arguments)])
    said = capsys.readouterr()
    return status, json.loads(said.out) if said.out else said.err


@pytest.mark.parametrize(
    ("student", "language", "status"),
    [
        ("good", "en", GRADED),
        ("wrong", "en", GRADED),
        ("russian", "ru", GRADED),
        ("broken", "en", NOT_GRADED),
    ],
)
def test_it_gets_what_grade_gives(
    student: str,
    language: str,
    status: int,
    graded: Class,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = graded.course.root
    handed_in = root / "submitted" / student / "tiny" / "tiny.ipynb"
    mine = tmp_path / "my answers.ipynb"
    mine.write_bytes(handed_in.read_bytes())
    bank = ("--mistakes", root / "notebooks" / "tiny" / "mistakes.py")
    source = root / "source" / language / "tiny" / "tiny.ipynb"
    done, told = checked(mine, "--source", source, *bank, capsys=capsys)
    known = graded.results[student].to_json()
    explained = {c["grade_id"]: c.pop("explanations") for c in told["cells"]}
    differing = [k for k in known if k not in OWN and told[k] != _plain(known[k])]
    assert (done, differing) == (status, [])
    assert list(tmp_path.iterdir()) == [mine]
    if student == "wrong":
        doubled = explained["test_square"]["square.doubled"]
        assert doubled["message"] == "This is the double, $2x$."
        assert len(doubled["hints"]) == 3


def _plain(value: object) -> object:
    return json.loads(json.dumps(value))


def test_a_terminal_obeys_nothing_of_it(
    graded: Class, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = graded.course.root
    notebook = json.loads((root / "submitted/wrong/tiny/tiny.ipynb").read_text("utf-8"))
    answer = next(
        cell
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "square"
    )
    text = "\x9b31m\u202eред"
    answer["source"] = f"def square(x):\n    raise ValueError({text!a})"
    mine = tmp_path / "mine.ipynb"
    mine.write_text(json.dumps(notebook), encoding="utf-8")
    source = root / "source" / "en" / "tiny" / "tiny.ipynb"
    assert main(["check", str(mine), "--source", str(source)]) == GRADED
    out = capsys.readouterr().out
    assert any(text in cell["message"] for cell in json.loads(out)["cells"])
    assert out.isascii() and out.replace("\n", "").isprintable()


def test_what_is_missing_or_none_is_refused(
    graded: Class, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = graded.course.root
    source = root / "source" / "en" / "tiny" / "tiny.ipynb"
    broken = root / "submitted" / "broken" / "tiny" / "tiny.ipynb"
    alternatives = root / "notebooks" / "tiny" / "alternatives.py"
    for arguments, message in [
        ((tmp_path / "no.ipynb", "--source", source), "there is no such file"),
        ((source, "--source", tmp_path / "no.ipynb"), "there is no such file"),
        ((source, "--source", broken), "it is not a notebook"),
        ((source, "--source", source, "--mistakes", alternatives), "is called"),
    ]:
        status, said = checked(*arguments, capsys=capsys)
        assert status == USAGE
        assert message in said and said.count("\n") == 1


def test_a_source_without_points_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "notes.ipynb"
    empty.write_text(
        json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []})
    )
    status, said = checked(empty, "--source", empty, capsys=capsys)
    assert status == USAGE
    assert "no cell of it gives points" in said
