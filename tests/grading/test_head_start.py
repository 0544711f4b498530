"""The first worker starts early where something looks new, and ends if unused."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.engine.spec import CONFINED
from autograder.grading import head_start as early
from autograder.grading.head_start import head_start, local_executor


class Pool:
    """In place of a pool of processes: notes what becomes of it."""

    made: list[Pool]

    def __init__(self, workers: int, **_: object) -> None:
        self.begun = self.is_shut = False
        self.made.append(self)

    def submit(self, function: object) -> None:
        self.begun = True

    def shutdown(self) -> None:
        self.is_shut = True


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Pool]:
    """All pools that are made."""
    monkeypatch.setattr(Pool, "made", [], raising=False)
    monkeypatch.setattr(early, "ProcessPoolExecutor", Pool)
    return Pool.made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course in which Ada's submission has been graded, and Boris's has not."""
    for student in ("ada", "boris"):
        folder = tmp_path / "submitted" / student / "tiny"
        folder.mkdir(parents=True)
        (folder / "tiny.ipynb").touch()
    records = tmp_path / ".autograder" / "results" / "tiny"
    records.mkdir(parents=True)
    (records / "ada.json").touch()
    return tmp_path


def test_a_worker_that_is_started_early_is_the_one_that_grades(
    root: Path, made: list[Pool]
) -> None:
    with head_start(root, 2, [], []):
        assert [pool.begun for pool in made] == [True]
        assert local_executor(2, CONFINED) is made[0]
    assert not made[0].is_shut  # who took it ends it


def test_a_worker_that_nobody_takes_is_ended(root: Path, made: list[Pool]) -> None:
    with head_start(root, 2, [], []):
        local_executor(3, CONFINED)
    assert [pool.is_shut for pool in made] == [True, False]


@pytest.mark.parametrize(
    ("assignments", "students", "starts"),
    [(["tiny"], ["boris"], 1), ([], ["ada"], 0), (["other"], [], 0)],
)
def test_none_is_started_where_nothing_looks_new(
    assignments: list[str],
    students: list[str],
    starts: int,
    root: Path,
    made: list[Pool],
) -> None:
    with head_start(root, 2, assignments, students):
        assert len(made) == starts
