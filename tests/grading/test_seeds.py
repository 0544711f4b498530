"""The numbers of a submission's tests: the same for the same hand-in, and unknown."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.grading.seeds import seed_of

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
