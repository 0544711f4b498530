"""Names of an LMS in ``nbgrader zip_collect``, by its own command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.config.nbgrader_course import NbgraderCourse

from .zips import write_zip


def zip_collect(course: NbgraderCourse, collector: str, *files: str) -> str:
    archive = course.root / "downloaded" / "tiny" / "archive"
    archive.mkdir(parents=True)
    write_zip(archive / "all.zip", dict.fromkeys(files, b"{}"))
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    plugin = f"--collector=autograder.plugins.collectors.{collector}"
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "zip_collect", "tiny", plugin],
        cwd=course.root,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


FILES = {
    "MoodleCollector": (
        "Ann Lee_501_assignsubmission_file_/sums (1).ipynb",
        "Nobody_502_assignsubmission_file_/sums.ipynb",
        "stray/sums.ipynb",
    ),
    "CanvasCollector": (
        "leeann_12345_900_sums-1.ipynb",
        "doejohn_502_901_sums.ipynb",
        "stray/sums.ipynb",
    ),
}


@pytest.mark.parametrize("collector", FILES)
def test_zip_collect(collector: str, course: NbgraderCourse) -> None:
    said = zip_collect(course, collector, *FILES[collector])
    made = "moodle-502" if collector == "MoodleCollector" else "canvas-502"
    found = (course.root / "submitted").rglob("*.ipynb")
    assert {
        path.relative_to(course.root / "submitted").as_posix() for path in found
    } == {
        "ann/tiny/sums.ipynb",
        f"{made}/tiny/sums.ipynb",
    }
    assert f"{made}: no student of the gradebook has this number or name" in said
    assert "names no submission so" in said
