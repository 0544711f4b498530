"""Every command, on a class in which all but one hand in something odd."""

from __future__ import annotations

import io
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder.__main__ import main
from autograder.common.printable import LONGEST
from autograder.notebook import untrusted
from tests.collecting.zips import Odd, add
from tests.conftest import TinyCourse, made_once
from tests.grading.conftest import RIGHT, hand_in
from tests.pathological import CONSTRUCTS, LETTERS, SPACES

OK, NOT_ALL = 0, 1
HONEST, SENT = "ada", "canvas-12345"
FULL = 5.0
"""Points that need no person."""

Spoil = Callable[[Path], None]


def edited(change: Callable[[dict[str, Any]], object]) -> Spoil:
    """Return what changes the JSON of a notebook."""

    def spoil(path: Path) -> None:
        notebook = json.loads(path.read_text())
        change(notebook)
        path.write_text(json.dumps(notebook))

    return spoil


def code(source: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def runs(source: str) -> Spoil:
    """Return what adds a cell that runs."""
    return edited(lambda notebook: notebook["cells"].append(code(source)))


def every_construct(notebook: dict[str, Any]) -> None:
    """Have a run of every construct as text, and printed."""
    texts = [construct * 20 for construct in CONSTRUCTS]
    notebook["cells"] += [
        {"cell_type": "markdown", "metadata": {}, "source": text} for text in texts
    ]
    notebook["cells"].append(code(f"for text in {texts!r}:\n    print(text)"))


def beside(name: str, content: str = "") -> Spoil:
    return lambda path: (path.parent / name).write_text(content) and None


def sparse(path: Path) -> None:
    os.truncate(path, 1 << 42)


def deep(path: Path) -> None:
    """Put folders inside each other, more than a path can name."""
    here = os.open(path.parent, os.O_RDONLY)
    for _ in range(1_500):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)


def as_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def odd_name(path: Path) -> None:
    (path.parent / "\x1b[2J\r\n\u202e.txt").write_text("x")


ODD: dict[str, Spoil] = {
    "constructs": edited(every_construct),
    "digits": edited(lambda n: n.update(nbformat="9" * 100_000)),
    "forged": runs("raise Exception('\\nCell In[' + '9' * 5000 + '], line 1\\n')"),
    "control": runs("print('\\x1b[2J\\x1b]0;x\\x07\\r\\x00\\u202e' * 99)"),
    "halves": runs("print('\\ud800' * 9)\nraise Exception('\\ud800')"),
    "pages": runs(
        "from IPython.display import display\n"
        "for kind in ('text/html', 'text/markdown', 'text/latex', 'image/svg+xml',\n"
        "             'application/javascript', 'application/json', 'x\\x1b',\n"
        "             'application/vnd.jupyter.widget-view+json'):\n"
        "    display({kind: '<x-strange onclick=a>$\\\\frac{' * 99}, raw=True)"
    ),
    "widgets": edited(lambda n: n["metadata"].update(widgets=5, language_info=[1])),
    "names": odd_name,
}
"""What is graded as if it were not there: by a kind, what is done to a right answer."""

REFUSED: dict[str, Spoil] = {
    "deep": deep,
    "sparse": sparse,
    "pipe": as_pipe,
    "folder": as_folder,
    "empty": lambda path: path.write_text("") and None,
    "nested": lambda path: path.write_text("[" * 10**6) and None,
    "number": lambda path: path.write_text("1" * 6_000) and None,
    "cells": edited(lambda n: n.update(cells=[{}] * 3_000)),
    "noon": beside("timestamp.txt", "\x1b[31mnoon\r\n" * 9),
    "century": beside("timestamp.txt", "9" * 5_000),
}
"""What has a reason in place of a score."""


def hand_in_all(root: Path) -> None:
    """Hand in right answers for everybody, and spoil those of all but one."""
    hand_in(root, HONEST, answers=RIGHT)
    for kind, spoil in (ODD | REFUSED).items():
        spoil(hand_in(root, kind, answers=RIGHT))


def write_zip(path: Path, honest: bytes) -> Path:
    """Write a zip of Canvas with one sound notebook, and all that a name can be."""
    names = [
        *(f"eve_{number}_900_tiny.ipynb" for number in ("9" * 6_000, "٣", "-1", "")),
        *(f"{construct * 9}_7{place}_900_tiny.ipynb" for place, construct in ODD_NAMES),
        *(
            "../tiny.ipynb",
            "/etc/tiny.ipynb",
            "C:\\tiny.ipynb",
            "x" * 60_000,
            "\x1b[2J",
        ),
        *("mal_77_900_timestamp.txt", "mal_78_900_a/" * 200 + "tiny.ipynb"),
    ]
    with zipfile.ZipFile(path, "w") as made:
        add(made, "ada_12345_900_tiny.ipynb", honest)
        for name in names:
            add(made, name)
        add(made, "mal_79_900_tiny.ipynb", Odd(mode=0o120777))
        add(made, "mal_80_900_tiny.ipynb", Odd(time=(2107, 12, 31, 23, 59, 58)))
    return path


ODD_NAMES = tuple(enumerate((*LETTERS[-6:], *SPACES[:4], "<b>", "=cmd|", "$(x)", "_")))


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return [*self.out.split("\n"), *self.err.split("\n")]


def run(*arguments: str) -> Said:
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        status = main(arguments)
    return Said(status, out.getvalue(), err.getvalue())


def run_all(folder: Path, built: TinyCourse) -> tuple[Path, dict[str, Said]]:
    """Run the commands one after another, on a class of its own."""
    root = folder / "course"
    shutil.copytree(built.root, root)
    hand_in_all(root)
    honest = (root / "submitted" / HONEST / "tiny" / "tiny.ipynb").read_bytes()
    archive = write_zip(folder / "in.zip", honest)
    results = str(folder / "results.json")
    where = ("--course-dir", str(root))
    said = {
        "collect": run("collect", "--zip", str(archive), "--from", "canvas", *where),
        "grade": run("grade", "--workers", "2", "--json", results, *where),
        "feedback": run("feedback", *where),
        "report": run("report", *where),
        **{
            f"export {kind}": run("export", "--format", kind, *where)
            for kind in ("csv", "moodle", "canvas")
        },
    }
    source = str(root / "source" / "en" / "tiny" / "tiny.ipynb")
    for kind in ("digits", "number"):
        notebook = str(root / "submitted" / kind / "tiny" / "tiny.ipynb")
        told = str(folder / f"{kind}.json")
        said[f"check {kind}"] = run(
            "check", notebook, "--source", source, "--json", told
        )
    untrusted.remove(root / "submitted" / "deep")  # pytest could not
    return folder, said


@pytest.fixture(scope="module")
def done(
    built: TinyCourse, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Said]]:
    return made_once(
        tmp_path_factory, "hostile_class", lambda folder: run_all(folder, built)
    )


@pytest.fixture(scope="module")
def said(done: tuple[Path, dict[str, Said]]) -> dict[str, Said]:
    return done[1]


@pytest.fixture(scope="module")
def results(done: tuple[Path, dict[str, Said]]) -> dict[str, dict[str, Any]]:
    """What ``grade`` says of each student."""
    lines = (done[0] / "results.json").read_text("utf-8").splitlines()
    return {result["student"]: result for result in map(json.loads, lines)}


def test_each_command_ends_as_documented(said: dict[str, Said]) -> None:
    assert {name: one.status for name, one in said.items()} == {
        "collect": NOT_ALL,
        "grade": NOT_ALL,
        "feedback": OK,
        "report": OK,
        "export csv": OK,
        "export moodle": OK,
        "export canvas": OK,
        "check digits": OK,
        "check number": NOT_ALL,
    }


def test_all_that_is_said_is_short_and_printable(said: dict[str, Said]) -> None:
    for name, one in said.items():
        for line in one.lines:
            assert line.isprintable() and len(line) <= 2 * LONGEST, (name, line[:200])
            assert "Traceback" not in line


@pytest.mark.parametrize("student", [HONEST, SENT, *ODD])
def test_a_right_answer_has_its_points(
    student: str, results: dict[str, dict[str, Any]]
) -> None:
    result = results[student]
    assert (result["status"], result["score"]) == ("graded", FULL), result["reason"]
    assert all(line.isprintable() for line in (*result["notes"], *result["flags"]))


@pytest.mark.parametrize("student", REFUSED)
def test_what_is_refused_has_a_reason(
    student: str, results: dict[str, dict[str, Any]], said: dict[str, Said]
) -> None:
    result = results[student]
    assert result["status"] == "failed" and not result["score"]
    reason = result["reason"]
    assert reason and reason.isprintable() and len(reason) <= LONGEST
    assert any(student in line and reason[:40] in line for line in said["grade"].lines)


@pytest.mark.parametrize("student", [HONEST, SENT, *ODD])
def test_who_is_graded_has_a_page(student: str, done: tuple[Path, object]) -> None:
    page = done[0] / "course" / "feedback" / student / "tiny" / "tiny.html"
    assert page.read_text("utf-8").rstrip().endswith("</html>")


def test_the_report_and_the_grades_have_everybody(done: tuple[Path, object]) -> None:
    course = done[0] / "course"
    report = (course / "reports" / "tiny.html").read_text("utf-8")
    grades = (course / "grades.csv").read_text("utf-8")
    for student in (HONEST, SENT, *ODD):
        assert student in report and student in grades
    for student in REFUSED:
        assert student in report
