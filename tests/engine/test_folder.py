"""What a notebook leaves behind: plain files, counted; anything else stays behind."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.engine import folder as folders
from autograder.engine.folder import bring_back

MEBI = 1 << 20


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    source, target = tmp_path / "source", tmp_path / "target"
    for place in (source, target):
        place.mkdir()
        (place / "old.txt").write_text("old")
    return source, target


def bring(source: Path, target: Path, most: int = MEBI) -> str:
    number = os.open(source, os.O_RDONLY | os.O_DIRECTORY)
    try:
        return bring_back(number, target, most)
    finally:
        os.close(number)


def test_plain_files_come_back(places: tuple[Path, Path]) -> None:
    source, target = places
    (source / "old.txt").unlink()
    (source / "data").mkdir()
    (source / "data" / "made.txt").write_text("made")
    assert bring(source, target) == ""
    assert [path.name for path in sorted(target.rglob("*"))] == ["data", "made.txt"]
    assert (target / "data" / "made.txt").read_text() == "made"
    assert [path.name for path in target.parent.iterdir()].count("target.made") == 0


def test_links_and_pipes_stay_behind(places: tuple[Path, Path]) -> None:
    source, target = places
    secret = target.parent / "secret"
    secret.mkdir()
    (secret / "hidden.txt").write_text("secret")
    (source / "file").symlink_to(secret / "hidden.txt")
    (source / "folder").symlink_to(secret)
    os.mkfifo(source / "pipe")
    assert bring(source, target) == ""
    assert [path.name for path in target.iterdir()] == ["old.txt"]


def _sparse(folder: Path) -> None:
    with (folder / "sparse").open("wb") as file:
        file.truncate(1 << 40)


def _many(folder: Path) -> None:
    for number in range(300):
        (folder / str(number)).touch()


def _deep(folder: Path) -> None:
    for _ in range(folders.MAX_DEPTH + 1):
        folder /= "d"
        folder.mkdir()


@pytest.mark.parametrize(
    ("write", "reason"),
    [(_sparse, "too much"), (_many, "too much"), (_deep, "too deep")],
)
def test_too_much_changes_nothing(
    places: tuple[Path, Path], write: Callable[[Path], None], reason: str
) -> None:
    source, target = places
    write(source)
    assert reason in bring(source, target)
    assert [path.name for path in target.iterdir()] == ["old.txt"]
    assert {path.name for path in target.parent.iterdir()} == {"source", "target"}


def test_a_folder_that_is_not_a_copy_is_left_alone(places: tuple[Path, Path]) -> None:
    source, _ = places
    assert bring(source, source) == ""
    assert (source / "old.txt").read_text() == "old"
