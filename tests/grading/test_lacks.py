from __future__ import annotations

from pathlib import Path

import pytest

from autograder.grading.lacks import lacks, of_class
from autograder.model import CellResult, NotebookResult, Status
from autograder.notebook.rules import SHOWN

PLACE = "autograded/ada/ps1"


def told(root: Path, name: str, text: str) -> list[str]:
    error = {"output_type": "error", "ename": name, "evalue": text}
    return list(lacks({"cells": [{}, {"outputs": [error]}]}, root, PLACE))


@pytest.mark.parametrize(
    ("name", "text", "limit"),
    [
        ("OSError", "[Errno 24] Too many open files: 'x'", "open_files"),
        ("OSError", "[Errno 28] No space left on device", "disk_mb"),
        ("RuntimeError", "can't start new thread", "processes"),
        ("_ArrayMemoryError", "Unable to allocate 9. GiB", "memory_mb"),
        ("ResourceLimitError", "memory: 9 MiB used, 8 allowed", "memory_mb"),
        ("NotebookTimeoutError", "The notebook's time is up", "notebook_seconds"),
        ("CellTimeoutError", "Stopped after 30 s of processor time", "cell_seconds"),
    ],
)
def test_a_limit_that_strikes_is_named(
    name: str, text: str, limit: str, tmp_path: Path
) -> None:
    assert told(tmp_path, name, text) == [f"cell 2: meets the limit {limit}"]


def test_a_missing_module_is_named(tmp_path: Path) -> None:
    (line,) = told(tmp_path, "ModuleNotFoundError", "No module named 'nosuch'")
    assert line == "cell 2: imports nosuch, which this Python lacks"


def test_what_is_there_and_out_of_sight_is_named(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("1")
    missing = "[Errno 2] No such file or directory: '../../../{}'"
    (line,) = told(tmp_path, "FileNotFoundError", missing.format("data.csv"))
    assert line.startswith("cell 2: looks for ")
    assert line.endswith(f"--readable {tmp_path / 'data.csv'}")
    assert told(tmp_path, "FileNotFoundError", missing.format("nosuch.csv")) == []


def test_a_program_is_no_file_that_could_be_shown(tmp_path: Path) -> None:
    missing = "[Errno 2] No such file or directory: '/bin/sh'"
    (line,) = told(tmp_path, "FileNotFoundError", missing)
    assert line == "cell 2: starts /bin/sh, which it may only where tests run shared"


def test_a_variable_that_is_kept_back_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_URL", "x")
    assert "--env DATA_URL" in told(tmp_path, "KeyError", "'DATA_URL'")[0]
    assert told(tmp_path, "KeyError", "'NO_SUCH_URL'") == []


def test_other_exceptions_are_no_lack(tmp_path: Path) -> None:
    assert told(tmp_path, "ValueError", "[Errno 24]") == []


def test_a_class_is_told_each_lack_once() -> None:
    note = "cell 3: imports pandas, which this Python lacks"
    shown = (CellResult("t", 1.0, 1.0, SHOWN),)
    results = [
        NotebookResult(name, "ps1", "p", Status.GRADED, notes=(note,), cells=shown)
        for name in ("ada", "bob")
    ]
    missing, display = of_class(results)
    assert missing == "2 submissions import pandas, which this Python lacks"
    assert display.startswith("ps1: tests end in something to look at")
