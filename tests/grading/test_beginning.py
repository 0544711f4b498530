"""A worker has its zygote do ahead what the first notebook will need."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

import pytest

from autograder.engine.handle import ZygoteError
from autograder.grading import beginning

CELLS = [
    {"cell_type": "markdown", "source": ["import scipy"]},
    {"cell_type": "code", "source": ["import os\n", "import numpy as np"]},
]


class Zygote:
    """In place of a zygote: notes what it is asked to warm, and whether it is ended."""

    def __init__(self, error: type[Exception] | None = None) -> None:
        self.asked: list[tuple[list[str], list[str]]] = []
        self.is_closed = False
        self._error = error

    def warm(self, modules: Collection[str], cells: Collection[str]) -> None:
        self.asked.append(([*modules], [*cells]))
        if self._error:
            raise self._error

    def close(self) -> None:
        self.is_closed = True


def begun(released: Path, zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> Zygote:
    monkeypatch.setattr(beginning, "_zygotes", {("world", ()): zygote})
    beginning.go_on("world", [released])
    return zygote


def write(folder: Path, cells: list[dict[str, object]]) -> Path:
    path = folder / "tiny.ipynb"
    path.write_text(json.dumps({"cells": cells}))
    return path


def test_what_students_were_given_is_warm_before_they_hand_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zygote = begun(write(tmp_path, CELLS), Zygote(), monkeypatch)
    assert zygote.asked == [(["numpy"], ["import os\nimport numpy as np"])]


def test_a_notebook_that_cannot_be_read_or_needs_nothing_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (tmp_path / "none.ipynb", write(tmp_path, [{}])):
        assert not begun(path, Zygote(), monkeypatch).asked


def test_what_is_used_first_in_a_zygote_of_its_own_is_left_to_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells: list[dict[str, object]] = [
        {"cell_type": "code", "source": ["import numpy, torch"]}
    ]
    assert not begun(write(tmp_path, cells), Zygote(), monkeypatch).asked


def test_a_zygote_that_fails_is_ended_so_that_the_next_tells_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zygote = begun(write(tmp_path, CELLS), Zygote(ZygoteError), monkeypatch)
    assert zygote.is_closed
    assert not beginning._zygotes
