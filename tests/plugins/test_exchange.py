"""nbgrader's ``collect`` from folders in which students may put anything."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from autograder.config.nbgrader_course import open_course
from autograder.notebook import untrusted
from tests.cli.test_hostile_class import deep, sparse

SECRET = "what only the instructor may read"


def links(path: Path, course: Path) -> None:
    (path.parent / "data.txt").symlink_to(course / "secret.txt")
    (path.parent / "all").symlink_to(course / "source")
    os.mkfifo(path.parent / "pipe")


def solution(path: Path, course: Path) -> None:
    path.unlink()
    path.symlink_to(course / "source" / "en" / "tiny" / "tiny.ipynb")


SPOILT = {
    "a_deep": lambda path, course: deep(path),
    "b_links": links,
    "c_solution": solution,
    "d_sparse": lambda path, course: sparse(path),
}


@dataclass(frozen=True)
class Collected:
    root: Path
    log: str


@pytest.fixture(scope="module")
def collected(built, tmp_path_factory: pytest.TempPathFactory) -> Collected:
    place = tmp_path_factory.mktemp("exchange")
    root = place / "course"
    shutil.copytree(built.root, root)
    (root / "secret.txt").write_text(SECRET)
    inbound = place / "exchange" / "sums" / "inbound"
    stamp = "2030-01-01 12:00:00.000000 UTC"
    for student in (*SPOILT, "zuse"):
        folder = inbound / f"{student}+tiny+{stamp}+x"
        folder.mkdir(parents=True)
        shutil.copy(root / "release/en/tiny/tiny.ipynb", folder)
        (folder / "timestamp.txt").write_text(stamp)
        if student in SPOILT:
            SPOILT[student](folder / "tiny.ipynb", root)
    (inbound / "e_date+tiny+soon+x").mkdir()
    again = root / "submitted" / "f_again" / "tiny"
    again.mkdir(parents=True)
    (again / "timestamp.txt").write_text("soon")
    (inbound / f"f_again+tiny+{stamp}+x").mkdir()
    config = open_course(root).config
    config.Exchange.root = str(place / "exchange")
    config.ExchangeCollect.check_owner = False
    done = NbGraderAPI(CourseDirectory(config=config), config=config).collect("tiny")
    untrusted.remove(inbound)  # pytest could not
    assert done["success"], done
    return Collected(root / "submitted", done["log"])


def names(collected: Collected, student: str) -> set[str]:
    folder = collected.root / student / "tiny"
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def test_what_is_a_file_is_collected(collected: Collected) -> None:
    for student in ("zuse", "b_links"):
        assert names(collected, student) == {"tiny.ipynb", "timestamp.txt"}
    assert names(collected, "c_solution") == {"timestamp.txt"}


def test_nothing_else_comes_along(collected: Collected) -> None:
    for path in collected.root.rglob("*"):
        assert not path.is_symlink()
        assert path.is_dir() or SECRET not in path.read_text()
    assert "b_links+tiny" in collected.log and "data.txt is no file" in collected.log


@pytest.mark.parametrize(
    ("student", "reason"),
    [
        ("a_deep", "its folders are too deep"),
        ("d_sparse", "its files are larger"),
        ("f_again", "'soon' is no date"),
    ],
)
def test_what_cannot_be_collected_stays_where_it_is(
    collected: Collected, student: str, reason: str
) -> None:
    assert names(collected, student) <= {"timestamp.txt"}
    assert any(student in line and reason in line for line in collected.log.split("\n"))
