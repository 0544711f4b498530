"""What tests of the gates share."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.engine.handle import ZygoteHandle


@pytest.fixture(scope="module")
def zygote() -> Iterator[ZygoteHandle]:
    """Return a process from which each notebook's processes are born."""
    with ZygoteHandle() as handle:
        yield handle


@pytest.fixture
def copied(built, tmp_path: Path):
    """The built course, to change."""
    shutil.copytree(built.root, tmp_path, dirs_exist_ok=True)
    return type(built)(tmp_path)


def generated(root: Path) -> dict[Path, bytes]:
    """Return what a build makes, by its place."""
    return {
        path.relative_to(root): path.read_bytes()
        for step in ("notebooks", "source", "release", "docs")
        for path in (root / step).rglob("*")
        if path.is_file()
    }
