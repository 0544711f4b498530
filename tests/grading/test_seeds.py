"""The numbers of a submission's tests: the same for the same hand-in, and unknown."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder.config.nbgrader_course import open_course
from autograder.grading.seeds import SECRET_FILE, course_secret, seed_of
from autograder.grading.settings import settings_for

ANSWERS = ["def f(x):\n    return x"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "handed in"
    (made / "data").mkdir(parents=True)
    (made / "data" / "table.csv").write_text("1,2\n")
    (made / "tiny.ipynb").write_text("{}")
    return made


def test_it_is_the_same_whenever_the_same_is_graded(folder: Path) -> None:
    seed = seed_of("secret", ANSWERS, folder)
    assert seed_of("secret", list(ANSWERS), folder) == seed


@pytest.mark.parametrize(
    "name", ["data/table.csv", "other.txt", "timestamp.txt", ".x", "tiny.ipynb"]
)
def test_every_file_that_is_handed_in_matters(folder: Path, name: str) -> None:
    before = seed_of("secret", ANSWERS, folder)
    (folder / name).write_text("what was learnt")
    assert seed_of("secret", ANSWERS, folder) != before


def test_a_name_of_a_file_matters(folder: Path) -> None:
    before = seed_of("secret", ANSWERS, folder)
    (folder / "data" / "table.csv").rename(folder / "data" / "numbers.csv")
    assert seed_of("secret", ANSWERS, folder) != before


def test_answers_and_the_secret_matter(folder: Path) -> None:
    seeds = {
        seed_of(secret, answers, folder)
        for secret in ("one", "other")
        for answers in ([], ["a", "b"], ["ab"])
    }
    assert len(seeds) == 6


def test_a_course_has_one_secret_that_is_its_own(built, tiny) -> None:
    course = open_course(built.root)
    secret = course_secret(course)
    path = built.root / SECRET_FILE
    assert path.is_file()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert course_secret(course) == settings_for(course, workers=1).secret == secret
    assert course_secret(open_course(tiny.root)) != secret
    assert not any(SECRET_FILE in str(p) for p in (built.root / "release").rglob("*"))


def test_it_is_shown_by_no_setting_and_no_key(built) -> None:
    course = open_course(built.root)
    settings = settings_for(course, workers=1)
    assert settings.secret not in repr(settings)
    assert settings.secret not in repr(settings.identity(course, "tiny"))


def test_runs_that_begin_at_the_same_time_agree(tiny) -> None:
    course = open_course(tiny.root)
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(course_secret, [course] * 32))
    assert len(secrets) == 1
    assert [p.name for p in tiny.root.iterdir() if SECRET_FILE in p.name] == [
        SECRET_FILE
    ]
