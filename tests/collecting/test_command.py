"""``python -m autograder collect``: exit status, and what a person reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.collecting.lms import SYSTEMS
from autograder.config.nbgrader_course import NbgraderCourse

from .zips import write_zip

ALL_TAKEN, NOT_ALL_TAKEN, USAGE = 0, 1, 2
ANN = "leeann_12345_900_sums.ipynb"


def collect(course: NbgraderCourse, archive: Path, *arguments: str) -> int:
    where = ["--zip", str(archive), "--from", "canvas"]
    return main(["collect", *where, "--course-dir", str(course.root), *arguments])


def test_all_taken(
    course: NbgraderCourse, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = write_zip(tmp_path / "in.zip", {ANN: b"{}"})
    assert collect(course, archive) == ALL_TAKEN
    assert capsys.readouterr().out.startswith("tiny: 1 new\n")
    assert (course.root / "submitted/ann/tiny/sums.ipynb").read_bytes() == b"{}"


def test_not_all_taken(
    course: NbgraderCourse, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = write_zip(tmp_path / "in.zip", {ANN: b"{}", "../x": b"evil"})
    assert collect(course, archive, "tiny") == NOT_ALL_TAKEN
    *_, last = capsys.readouterr().out.splitlines()
    assert last == "  not taken: ../x: its name leaves the folder"


def test_force(course: NbgraderCourse, tmp_path: Path) -> None:
    place = course.root / "submitted/ann/tiny"
    place.mkdir(parents=True)
    (place / "timestamp.txt").write_text("2040-01-01 00:00:00 UTC")
    archive = write_zip(tmp_path / "in.zip", {ANN: b"{}"})
    assert collect(course, archive) == NOT_ALL_TAKEN
    assert not (place / "sums.ipynb").exists()
    assert collect(course, archive, "--force") == ALL_TAKEN
    assert (place / "sums.ipynb").exists()


def test_no_zip(
    course: NbgraderCourse, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert collect(course, tmp_path / "nosuch.zip") == USAGE
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("nosuch.zip: No such file or directory")


@pytest.mark.parametrize(
    "arguments", [[], ["--zip", "x.zip"], ["--zip", "x.zip", "--from", "email"]]
)
def test_a_wrong_command_line(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["collect", *arguments])
    assert stopped.value.code == USAGE


def test_the_command_offers_every_system(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["collect", "--help"])
    assert f"{{{','.join(SYSTEMS)}}}" in capsys.readouterr().out
