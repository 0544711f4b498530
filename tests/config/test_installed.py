"""What is not installed is told with the way to have it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from autograder.config import installed
from autograder.config.installed import lack


def test_what_is_installed_lacks_nothing(tmp_path: Path) -> None:
    assert lack("l3_1", ["numpy", "json"], tmp_path) == ""


def test_the_file_that_names_its_version_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed, "find_module", lambda name: None)
    told = "l3_1 needs torch, which is not installed: "
    install = f"{sys.executable} -m pip install"
    assert lack("l3_1", ["torch"], tmp_path) == f"{told}{install} torch"
    file = tmp_path / "requirements-torch.txt"
    file.touch()
    assert lack("l3_1", ["torch"], tmp_path) == f"{told}{install} -r {file}"


def test_who_writes_another_name_is_asked_what_was_meant(tmp_path: Path) -> None:
    told = lack("l3_1", ["pytorch"], tmp_path)
    assert told == "l3_1 needs pytorch, which is not installed: did you mean 'torch'?"
