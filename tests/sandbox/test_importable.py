"""Whatever this Python imports from is readable, but for what is hidden."""

import sys
from pathlib import Path

import pytest

from autograder.sandbox import importable


@pytest.fixture
def layered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = tmp_path / "package"
    package.mkdir()
    (package / "__init__.py").touch()
    (tmp_path / "module.py").touch()
    (tmp_path / "source").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    return tmp_path


def test_a_folder_of_the_import_path_is_readable(layered: Path) -> None:
    assert importable(()) == (layered,)
    importable.cache_clear()


def test_of_one_with_secrets_the_packages_and_modules_are(layered: Path) -> None:
    found = importable((layered / "source",))
    assert found == (layered / "module.py", layered / "package")


def test_what_lies_in_a_secret_is_not(layered: Path) -> None:
    assert importable((layered,)) == ()
    assert (
        importable((layered / "package" / "__init__.py", layered / "module.py")) == ()
    )
