"""The command line, in processes of its own: exit status, and what a person reads."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .grading.conftest import RIGHT, hand_in

OK, USAGE = 0, 2
COMMANDS = (
    *("build", "collect", "grade", "feedback", "report", "export"),
    *("formgrader", "doctor", "demo", "check", "init"),
)
PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"


def run(*arguments: str, at: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "autograder", *arguments],
        cwd=at,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def refusal(*arguments: str, at: Path) -> list[str]:
    """Run what must be refused; return the lines it says, and none is a traceback's."""
    done = run(*arguments, at=at)
    assert (done.returncode, done.stdout) == (USAGE, "")
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()


@pytest.fixture
def copied(built, tmp_path: Path) -> Path:
    """A built course, to change."""
    shutil.copytree(built.root, tmp_path / "course")
    return tmp_path / "course"


def test_help_names_every_command(tmp_path: Path) -> None:
    done = run("--help", at=tmp_path)
    assert (done.returncode, done.stderr) == (OK, "")
    for command in COMMANDS:
        assert re.search(rf"\n    {command}\s", done.stdout)


def test_help_waits_for_no_import() -> None:
    code = (
        "import sys, autograder.__main__ as m\n"
        "try: m.main(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'nbgrader', 'numpy', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "arguments", [[], ["bake"], ["grade", "--workers", "0"], ["grade", "--nosuch"]]
)
def test_a_wrong_command_line_is_refused(arguments: list[str], tmp_path: Path) -> None:
    lines = refusal(*arguments, at=tmp_path)
    assert lines[-1].startswith("python -m autograder")


def test_an_unknown_assignment(copied: Path) -> None:
    assert refusal("grade", "nosuch", at=copied) == [
        "there is no assignment 'nosuch'; the gradebook has tiny"
    ]


def test_an_unknown_student(copied: Path) -> None:
    assert refusal("grade", "--student", "nobody", at=copied) == [
        f"student 'nobody' has handed in nothing: no {copied / 'submitted' / 'nobody'}"
    ]


def test_no_course(tmp_path: Path) -> None:
    (line,) = refusal("grade", at=tmp_path)
    assert line.startswith(f"{tmp_path}: no course here")
    assert line.endswith("name it with --course-dir")


@pytest.mark.parametrize("command", ["build", "grade"])
def test_a_broken_course_config(command: str, tiny) -> None:
    config = tiny.root / "course_config.py"
    config.write_text(config.read_text().replace("points=8", "points=8, tittle=1"))
    lines = refusal(command, at=tiny.root)
    assert "assignments → tiny → tittle: unknown key; did you mean 'title'?" in lines[0]
    assert lines[0].count("course_config.py") == 1


def test_a_course_config_that_is_no_python(tiny) -> None:
    (tiny.root / "course_config.py").write_text("course = (")
    (line,) = refusal("build", at=tiny.root)
    assert line.startswith("course_config.py:1: not valid Python: ")


def test_a_solution_that_nobody_closes(tiny) -> None:
    tiny.master = tiny.master.replace("    ### END SOLUTION\n", "", 1)
    tiny.write()
    assert refusal("build", at=tiny.root) == [
        "notebooks/tiny/master.py:23: cell square: "
        "'### BEGIN SOLUTION' is never closed; add '### END SOLUTION'"
    ]
    assert not (tiny.root / "release").exists()


def test_a_right_build_says_what_it_made(tiny) -> None:
    done = run("build", "--lang", "ru", at=tiny.root)
    assert (done.returncode, done.stderr) == (OK, "")
    assert done.stdout.startswith("tiny: 2 exercises, 2 mistakes caught")


def test_what_cannot_be_graded_is_listed_and_the_status_is_1(copied: Path) -> None:
    folder = copied / "submitted" / "ada" / "tiny"
    folder.mkdir(parents=True)
    (folder / "tiny.ipynb").write_text("{")
    done = run("grade", "--json", "results.json", at=copied)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "1 notebooks: 1 failed",
        "  ada, tiny: tiny.ipynb: it is not JSON: expecting property name enclosed in "
        "double quotes at line 1, column 2; was it cut off?",
    ]
    assert '"status": "failed"' in (copied / "results.json").read_text()


def test_nothing_handed_in_is_no_failure(copied: Path) -> None:
    done = run("grade", at=copied)
    assert (done.returncode, done.stdout) == (OK, "nothing handed in\n")


@pytest.fixture(scope="module")
def graded(built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in which two have handed in, graded by the command line."""
    root = tmp_path_factory.mktemp("main") / "course"
    shutil.copytree(built.root, root)
    hand_in(root, "ada", answers={**RIGHT, "tools": "print('my own tools')"})
    hand_in(root, "boris", "ru", answers={**RIGHT, "total": PLOT})
    done = run("grade", "--json", "first.json", "--workers", "1", at=root)
    assert done.returncode == OK, done.stderr
    assert done.stdout == ("2 notebooks: 2 graded, 2 with answers to grade by hand\n")
    assert done.stderr.splitlines() == [
        "[1/2] ada: tiny 5 of 8",
        "[2/2] boris: tiny 3 of 8",
    ]
    return root


def results(root: Path, name: str) -> dict[str, dict[str, Any]]:
    found = json.loads((root / name).read_text(encoding="utf-8"))
    return {result["student"]: result for result in found}


def test_json_says_all_there_is_to_say(graded: Path) -> None:
    ada, boris = results(graded, "first.json").values()
    assert ada.pop("seconds") > 0
    assert "landlock" in ada.pop("layers")
    cells = {cell["grade_id"]: cell for cell in ada.pop("cells")}
    assert ada == {
        "student": "ada",
        "assignment": "tiny",
        "notebook": "tiny",
        "status": "graded",
        "reason": "",
        "score": 5,
        "max_score": 8,
        "needs_manual": True,
        "language": "en",
        "isolation": "separate",
        "notes": ["cell 'tools' was changed; the course's text is back"],
        "flags": [],
    }
    assert cells["test_square"] == {
        "grade_id": "test_square",
        "auto_score": 3,
        "max_score": 3,
        "mistakes": [],
        "diagnosis": None,
        "message": "",
    }
    assert {name: cell["auto_score"] for name, cell in cells.items()} == {
        "test_square": 3,
        "test_total": 2,
        "why": 0,
        "draw": None,
    }
    assert (boris["language"], boris["score"]) == ("ru", 3)


def test_a_run_leaves_no_temporary_files(
    graded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "course"
    shutil.copytree(graded, root)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    assert run("grade", "--student", "ada", "--force", at=root).returncode == OK
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_second_run_tells_the_same_without_grading(graded: Path) -> None:
    done = run("grade", "--json", "again.json", at=graded)
    assert done.returncode == OK
    assert done.stdout.startswith("2 notebooks: 2 unchanged")
    before = results(graded, "first.json")
    after = results(graded, "again.json")
    for student in ("ada", "boris"):
        assert after[student] == {**before[student], "status": "unchanged"}


def has_picture(root: Path, student: str) -> bool:
    path = root / "autograded" / student / "tiny" / "tiny.ipynb"
    return "image/png" in path.read_text(encoding="utf-8")


def test_one_student_by_force_without_figures_in_shared_isolation(
    graded: Path, tmp_path: Path
) -> None:
    root = tmp_path / "course"
    shutil.copytree(graded, root)
    assert has_picture(root, "boris")
    options = ["--figures", "off", "--isolation", "shared", "--json", "forced.json"]
    done = run("grade", "tiny", "--student", "boris", "--force", *options, at=root)
    assert (done.returncode, done.stderr) == (OK, "[1/1] boris: tiny 3 of 8\n")
    (boris,) = results(root, "forced.json").values()
    assert (boris["status"], boris["isolation"]) == ("graded", "shared")
    assert not has_picture(root, "boris")


def test_a_machine_that_refuses_is_one_line(copied: Path) -> None:
    (copied / "gradebook.db").write_text("my homework" * 1000)
    assert refusal("grade", at=copied) == [
        f"the gradebook of {copied} cannot be used: file is not a database"
    ]


def test_the_named_course_is_meant_not_the_one_here(tiny, copied: Path) -> None:
    (line,) = refusal("grade", "nosuch", "--course-dir", str(copied), at=tiny.root)
    assert line == "there is no assignment 'nosuch'; the gradebook has tiny"
