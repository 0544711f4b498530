"""The exporters as nbgrader runs them, by its own command line, and as ours does."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.exports import canvas, cells, moodle, nbgrader_csv
from autograder.plugins.exporters import EXPORTERS
from tests import commands

from .classes import make_gradebook

WAITING = (
    "ps1: 1 submissions have answers that a person still has to grade, their grades "
    "are missing or not final: cora"
)
CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "tests"
c.MoodleExporter.titles = {"ps1": "Erste Übung"}
c.CanvasExporter.titles = {"ps1": "Erste Übung (4711)"}
c.AssignLatePenalties.plugin_class = "autograder.gradebook.lateness.LatePenaltyPlugin"
c.LatePenaltyPlugin.per_day = 0.375
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An nbgrader course with a gradebook. Tests write their own files there."""
    root = tmp_path_factory.mktemp("course")
    (root / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    make_gradebook(root / "gradebook.db")
    return root


def run(course: Path, module: str, *arguments: str) -> str:
    done = commands.run(module, *arguments, at=course)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("name", EXPORTERS)
def test_nbgrader_and_the_command_write_the_same(course: Path, name: str) -> None:
    exporter = EXPORTERS[name]
    path = f"autograder.exports.{exporter.__name__}"
    said = run(course, "nbgrader", "export", f"--exporter={path}")
    assert f"Exporting grades to {exporter.file_name}" in said
    assert WAITING in said
    theirs = (course / exporter.file_name).read_bytes()
    (course / exporter.file_name).unlink()
    said = run(course, "autograder", "export", "--format", name)
    assert said.splitlines()[0] == exporter.file_name
    assert f"  {WAITING}\n" in said
    assert (course / exporter.file_name).read_bytes() == theirs


def test_nbgraders_options(course: Path) -> None:
    run(
        course,
        "nbgrader",
        "export",
        "--exporter=autograder.plugins.exporters.MoodleExporter",
        "--to=chosen.csv",
        '--student=["boris", "ada"]',
        '--assignment=["ps1"]',
    )
    header, *rows = read(course / "chosen.csv")
    assert header[5:] == ["Erste Übung", "Erste Übung (Feedback)"]
    assert [(row[4], row[5]) for row in rows] == [("ada", "3.5"), ("boris", "2.5")]


def test_titles_and_destination_of_the_command(course: Path) -> None:
    arguments = ["export", "--format", "canvas", "--to", "there.csv"]
    assert run(course, "autograder", *arguments).startswith("there.csv\n")
    header, points, *_ = read(course / "there.csv")
    assert header[5:] == ["Erste Übung (4711)", "ps2"]
    assert points[0] == "    Points Possible"


def test_the_command_offers_every_format(course: Path) -> None:
    assert f"{{{','.join(EXPORTERS)}}}" in run(course, "autograder", "export", "-h")


@pytest.mark.parametrize("name", EXPORTERS)
def test_what_defeats_the_writing_of_one_grade_costs_no_other(
    course: Path,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = course / f"spared-{name}.csv"
    command = ["export", "--format", name, f"--course-dir={course}", f"--to={path}"]
    assert main(command) == 0
    whole = read(path)

    def text(value: str) -> str:
        if value == "boris":
            raise ValueError("line\x1b[2J\nline")
        return cells.text(value)

    for module in (canvas, moodle, nbgrader_csv):
        monkeypatch.setattr(module, "text", text)
    capsys.readouterr()
    assert main(command) == 1
    assert "the grades of 'boris' cannot be written: ValueError" in (
        capsys.readouterr().err
    )
    assert read(path) == [row for row in whole if "boris" not in row]
