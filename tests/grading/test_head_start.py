"""The first worker starts early where something looks new, and ends if unused."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.cli import grading
from autograder.engine.spec import CONFINED
from autograder.grading import head_start as early
from autograder.grading.head_start import head_start, is_elsewhere, local_executor


class Pool:
    """In place of a pool of processes: notes what becomes of it."""

    made: list[Pool]

    def __init__(self, workers: int, **_: object) -> None:
        self.begun = self.is_shut = False
        self.told: list[Path] = []
        self.made.append(self)

    def submit(self, function: object, world: str, released: list[Path]) -> None:
        self.begun = True
        self.told = released

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


@pytest.mark.parametrize("place", ["release/tiny", "release/en/tiny"])
def test_it_is_told_what_students_were_given(
    place: str, root: Path, made: list[Pool]
) -> None:
    notebook = root / place / "tiny.ipynb"
    notebook.parent.mkdir(parents=True)
    notebook.touch()
    with head_start(root, 2, [], []):
        assert made[0].told == [notebook]


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


@pytest.mark.parametrize(
    ("config", "is_named"),
    [
        ('course = Course(cluster="tcp://scheduler:8786")', True),
        ("course = Course(cluster=address())", True),
        ('course = Course(cluster="")', False),
        ('course = Course(  # cluster="tcp://scheduler:8786"\n)', False),
        ("course = Course(", False),
    ],
)
def test_a_course_that_a_cluster_grades_names_it(
    config: str, is_named: bool, tmp_path: Path
) -> None:
    assert not is_elsewhere(tmp_path)
    (tmp_path / "course_config.py").write_text(config)
    assert is_elsewhere(tmp_path) is is_named


@pytest.mark.parametrize(
    ("flags", "config", "starts"),
    [
        ([], "local", 0),
        (["--cluster", ""], "local", 1),
        ([], "", 1),
        (["--cluster", "local"], "", 0),
    ],
)
def test_no_worker_is_started_here_for_a_cluster(
    flags: list[str],
    config: str,
    starts: int,
    root: Path,
    made: list[Pool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (root / "course_config.py").write_text(f"course = Course(cluster={config!r})")
    monkeypatch.setattr(grading, "_grade", lambda *_: 0)
    assert main(["grade", *flags, "--course-dir", str(root)]) == 0
    assert len(made) == starts
