"""The demo takes the course as it is built, and a class through the whole of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.config import load_course
from autograder.demo import tour as module
from autograder.demo.tour import FOLDER, tour

from .sums_course import write_course


class BuiltError(Exception):
    """What would have been built."""


@pytest.fixture
def root(built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course that is built; to build it again raises BuiltError."""

    def build(course: object, root: Path, names: list[str]) -> None:
        raise BuiltError(*names)

    monkeypatch.setattr(module, "build", build)
    return Path(shutil.copytree(built.root, tmp_path, dirs_exist_ok=True))


def test_a_class_goes_through_all_of_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tour(root, 2)
    said = capsys.readouterr()
    assert "[2/2] " in said.err
    graded, _, *places = said.out.strip().splitlines()
    assert graded.startswith("2 notebooks: 2 graded")
    assert [place for place in places if not Path(place[24:]).exists()] == []
    written = [page.name for page in (root / FOLDER / "feedback").rglob("*.html")]
    assert sorted(written) == ["index.html"] * 2 + ["tiny.html"] * 2


@pytest.mark.parametrize("step", ["notebooks", "source", "release"])
def test_what_is_not_as_its_masters_make_it_is_built(root: Path, step: str) -> None:
    if step == "notebooks":
        path = root / "notebooks/tiny/master.py"
        path.write_text(path.read_text("utf-8").replace("x * x", "x**2"), "utf-8")
    else:
        shutil.rmtree(root / step / "ru")
    with pytest.raises(BuiltError, match="tiny"):
        tour(root, 1)


@pytest.mark.parametrize(
    ("seminars", "there"), [(1, ["first"]), (None, ["first", "second"])]
)
def test_a_class_hands_in_to_the_first_seminars_or_to_all(
    tmp_path: Path, seminars: int | None, there: list[str]
) -> None:
    write_course(tmp_path)
    folder = tmp_path / FOLDER
    shutil.copytree(tmp_path / "notebooks", folder / "notebooks")
    chosen = load_course(tmp_path).assignments[:seminars]
    config = module._COURSE_CONFIG % {"assignments": [each.id for each in chosen]}
    (folder / "course_config.py").write_text(config, "utf-8")
    assert [each.id for each in load_course(folder).assignments] == there
