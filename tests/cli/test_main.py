"""The command line, in processes of its own: exit status, and what a person reads."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from autograder.__main__ import _EXAMPLES, _parser
from autograder.config.nbgrader_course import open_course
from autograder.grading import standing
from tests import commands
from tests.grading.conftest import RIGHT, hand_in
from tests.texts import Text

OK, USAGE = 0, 2
COMMANDS = (
    *("build", "collect", "grade", "feedback", "report", "export"),
    *("extension", "student", "bank", "formgrader", "doctor", "demo", "check"),
    "init",
)
PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"


def run(*arguments: str, at: Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    return commands.run("autograder", *arguments, at=at, typed=typed)


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
    config.write_text(Text.of(config).replace("points=8", "points=8, tittle=1"))
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


@pytest.mark.parametrize("command", sorted(_EXAMPLES))
def test_each_command_has_an_example_that_can_be_pasted(command: str) -> None:
    text = re.sub(r"\\\n\s*", "", "\n".join(_EXAMPLES[command]))
    for line in text.splitlines():
        words = shlex.split(line, comments=True)
        assert words[:3] == ["python", "-m", "autograder"]
        if "--help" not in words:  # it ends the process
            _parser().parse_args(words[3:])


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
        "1 notebook: 1 failed",
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
    assert re.fullmatch(r"\[2/2\] \d+ a minute, 0 failed\n", done.stderr)
    return root


def results(root: Path, name: str) -> dict[str, dict[str, Any]]:
    lines = (root / name).read_text(encoding="utf-8").splitlines()
    return {result["student"]: result for result in map(json.loads, lines)}


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
        "is_nobodys_fault": False,
        "score": 5,
        "max_score": 8,
        "late_penalty": 0,
        "final_score": 5,
        "previous_score": None,
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
        assert after[student] == {
            **before[student],
            "status": "unchanged",
            "previous_score": before[student]["final_score"],
        }


def test_a_third_run_tells_at_once_what_the_second_found_out(graded: Path) -> None:
    standing.forget(graded)
    slow = run("grade", "--json", "slow.json", at=graded)
    quick = run("grade", "--json", "quick.json", at=graded)
    assert (quick.returncode, quick.stdout) == (slow.returncode, slow.stdout)
    assert (graded / "quick.json").read_text() == (graded / "slow.json").read_text()
    assert slow.stderr.startswith("[2/2] ")
    assert quick.stderr == ""  # nothing was looked at
    other = run("grade", "--student", "ada", at=graded)
    assert other.stderr.startswith("[1/1] ")


def give(root: Path, points: float | None) -> None:
    """Grade Ada's explanation by hand."""
    with open_course(root).gradebook() as gradebook:
        notebook = gradebook.find_submission_notebook("tiny", "tiny", "ada")
        (grade,) = (grade for grade in notebook.grades if grade.cell.name == "why")
        grade.manual_score = points
        gradebook.db.commit()


def test_what_a_person_gives_counts_in_the_next_run(graded: Path) -> None:
    run("grade", at=graded)
    give(graded, 2)
    run("grade", "--json", "by_hand.json", at=graded)
    assert results(graded, "by_hand.json")["ada"]["score"] == 7
    give(graded, None)


@pytest.fixture
def late(graded: Path, tmp_path: Path) -> Path:
    """The graded course, in which Ada came a day late and each day costs a tenth."""
    root = tmp_path / "course"
    shutil.copytree(graded, root)
    config = root / "course_config.py"
    text = Text.of(config).replace("Limits\n", "LatePolicy, Limits\n")
    text = text.replace("limits=", "late=LatePolicy(per_day=0.1), limits=", 1)
    config.write_text(text)
    stamp = root / "submitted" / "ada" / "tiny" / "timestamp.txt"
    stamp.write_text("2030-01-03 12:00:00 UTC")
    return root


def test_what_counts_is_after_the_penalty_and_who_changed_is_named(late: Path) -> None:
    done = run("grade", at=late)
    assert done.stdout.splitlines() == [
        "changed:",
        "  tiny, ada: 5 → 4.5 of 8, 0.5 off: late",
        "2 notebooks: 2 unchanged, 2 with answers to grade by hand",
    ]


def test_more_time_is_said_back(late: Path) -> None:
    run("grade", at=late)
    done = run("extension", "ada", "tiny", "--days", "1", at=late)
    assert done.stdout == (
        "ada: tiny is due 2030-01-03 12:00 UTC, 1 day later; "
        "what is handed in counts 5 of 8\n"
    )
    (line,) = refusal("extension", "eda", "tiny", "--days", "1", at=late)
    assert line.startswith("the gradebook has no student 'eda'; did you mean 'ada'?")
    for days in ("-1", "nan", "two"):
        assert refusal("extension", "ada", "tiny", "--days", days, at=late)


def test_a_student_is_removed_only_by_a_yes(late: Path) -> None:
    asked = run("student", "remove", "ada", at=late, typed="n\n")
    assert asked.returncode == OK
    assert asked.stdout.splitlines() == [
        "of ada there is:",
        "  the gradebook's entry, with 1 submission",
        "  submitted/ada",
        "  autograded/ada",
        "  .autograder/results/tiny/ada.json",
        "remove all of it? [y/N] nothing is removed",
    ]
    nobody = run("student", "remove", "ada", at=late)
    assert (nobody.returncode, nobody.stderr) == (
        USAGE,
        "nobody is there to be asked; --yes says it at once\n",
    )
    assert (late / "submitted" / "ada").is_dir()
    run("report", at=late)
    run("export", at=late)
    report, table = late / "reports" / "tiny.html", late / "grades.csv"
    assert "ada" in table.read_text()
    done = run("student", "remove", "ada", "--yes", at=late)
    assert done.stdout.splitlines()[-3:] == [
        "ada is removed",
        "  reports/tiny.html is written anew",
        "  grades.csv is written anew",
    ]
    for page in (report, table):
        assert "boris" in page.read_text()
        assert not re.search(r"\bada\b", page.read_text())
    assert run("grade", at=late).stdout.startswith("1 notebook: 1 unchanged")
    (line,) = refusal("student", "remove", "ada", "--yes", at=late)
    assert line.startswith("the gradebook has no student 'ada'")


def change_master(root: Path, old: str, new: str) -> None:
    path = root / "notebooks" / "tiny" / "master.py"
    path.write_text(Text.of(path).replace(old, new, 1))


def test_a_test_that_is_not_built_yet_is_not_graded_again(late: Path) -> None:
    change_master(late, "assert square(-3) == 9", "assert square(-5) == 25")
    lines = refusal("grade", "--exercise", "square", at=late)
    assert lines[0].startswith("tiny: ")
    assert "was changed since it was built (cells test_square)" in lines[0]
    assert lines[0].endswith("python -m autograder build tiny")
    assert lines[1:] == ["'square' is not graded again before that"]
    done = run("grade", "--exercise", "total", "--student", "boris", at=late)
    assert (done.returncode, done.stderr.splitlines()[0]) == (OK, lines[0])
    assert run("grade", at=late).stderr.splitlines()[0] == lines[0]


def test_a_master_that_is_refused_is_not_passed_over(late: Path) -> None:
    change_master(late, "    ### END SOLUTION\n", "")
    lines = refusal("grade", "--exercise", "square", at=late)
    assert "master.py:23: cell square: '### BEGIN SOLUTION' is never" in lines[0]
    done = run("grade", at=late)
    assert (done.returncode, done.stderr.splitlines()[0]) == (OK, lines[0])


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
    assert done.returncode == OK
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
