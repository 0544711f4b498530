"""Who only wants the grader installs a wheel, and needs no checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ordinary import ORDINARY, become_ordinary
from tests.parity.changes import fill
from tests.parity.course import Assignment, Course, answer
from tests.parity.course import test as check
from tests.parity.stock import careless, make

ROOT = Path(__file__).parents[2]

HEAVY = ("ipywidgets", "jupyter", "jupytext", "sklearn")
"""What writing seminars takes, and grading does not."""

COURSE = Course(
    {
        "ps1": Assignment(
            {
                "p": [
                    answer("square", "def square(x):\n    return x * x"),
                    check("test_square", "assert square(3) == 9"),
                ]
            },
            {"ada": fill(square="def square(x):\n    return x * x")},
        )
    }
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir"]
    command = [sys.executable, "-m", "pip", "wheel", *options, folder, ROOT]
    subprocess.run(command, check=True)
    return next(folder.glob("nbverdict-*.whl"))


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder that every user can enter; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory(prefix="installed-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="module")
def scripts(wheel: Path, place: Path) -> Path:
    """The commands of an environment which the wheel was installed into.

    What the wheel depends on is this environment's, by a ``.pth`` file: to install it
    takes minutes. Its editable installs do not come with it.
    """
    folder = place / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    paths = {"base": str(folder), "platbase": str(folder)}
    site = Path(sysconfig.get_path("purelib", "venv", paths))
    (site / "layer.pth").write_text(sysconfig.get_path("purelib") + "\n")
    command = [sys.executable, "-m", "pip", "--python", folder, "install", "--quiet"]
    subprocess.run([*command, "--no-deps", wheel], check=True)
    return folder / "bin"


def test_all_that_it_needs_is_inside(wheel: Path) -> None:
    inside = zipfile.ZipFile(wheel).namelist()
    for name in ("py.typed", "translations/ru.po", "pages/templates/feedback.html"):
        assert f"autograder/{name}" in inside
    assert not [name for name in inside if name.startswith(("tests", "notebooks"))]


def test_an_ordinary_user_grades_a_course_elsewhere(scripts: Path, place: Path) -> None:
    with careless():
        root = make(COURSE, place / "course")
    user = ORDINARY if os.getuid() == 0 else None
    if user:
        for path in (root, *root.rglob("*")):
            os.chown(path, user, user)
    done = subprocess.run(
        [scripts / "nbverdict", "grade", "--course-dir", root, "--json", root / "out"],
        cwd=root,
        env={"PATH": f"{scripts}:/usr/bin:/bin", "HOME": str(root)},
        preexec_fn=become_ordinary if user else None,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (result,) = map(json.loads, (root / "out").read_text().splitlines())
    assert (result["status"], result["score"]) == ("graded", 2.0)
    assert "user_namespace" in result["layers"]
    asked = subprocess.run(
        [scripts / "nbverdict", "--help"], capture_output=True, text=True, check=True
    )
    assert asked.stdout.startswith("usage: nbverdict ")


def test_grading_needs_nothing_of_what_writing_does() -> None:
    commands = ("batch", "lacks", "worker")
    lines = [
        "import sys",
        f"sys.modules.update(dict.fromkeys({HEAVY}))",
        *(f"import autograder.grading.{name}" for name in commands),
        "import autograder.publishing.reports, autograder.plugins.exporters",
        "import autograder.cli.checking, autograder.collecting.collect",
        "import autograder.cli.formgrading, autograder.engine.zygote",
    ]
    subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True)
