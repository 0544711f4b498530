"""A course of one's own: laid out, built as it is, and shown in the documentation."""

from __future__ import annotations

import shlex
from fnmatch import fnmatch
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.cli.starting import EXAMPLE, start
from autograder.grading.secret import SECRET_FILE
from autograder.plugins.exporters import EXPORTERS

ROOT = Path(__file__).parents[2]
SEMINAR = EXAMPLE / "notebooks" / "first_steps"
OK, USAGE = 0, 2


def test_it_is_ready_to_be_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "my course"
    assert main(["init", str(root)]) == OK
    said = capsys.readouterr().out
    assert str(root / "course_config.py") in said
    assert f"cd {shlex.quote(str(root))}" in said
    assert main(["build", "--course-dir", str(root)]) == OK
    assert capsys.readouterr().out == (
        "first_steps: 2 exercises, 4 mistakes caught and named, "
        "4 of 4 refused at sight, 2 alternatives accepted; en, ru\n"
        "  en: 21 min (88 words, 0 formulas, 0 figures, 2 blanks, 1 texts)\n"
        "  ru: 20 min (70 words, 0 formulas, 0 figures, 2 blanks, 1 texts)\n"
    )
    for language in ("en", "ru"):
        assert (root / "release" / language / "first_steps").is_dir()
    written = (root / "notebooks" / "first_steps" / "ru.po").read_bytes()
    assert written == (SEMINAR / "ru.po").read_bytes()


@pytest.mark.parametrize("name", [".", "file.txt"])
def test_what_is_there_stays(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file.txt").write_text("mine")
    assert main(["init", str(tmp_path / name)]) == USAGE
    assert "something is there" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["file.txt"]


@pytest.mark.parametrize("ignored", [ROOT / ".gitignore", EXAMPLE / "gitignore"])
def test_git_takes_nothing_of_people(ignored: Path) -> None:
    patterns = ignored.read_text("utf-8").splitlines()
    written = [
        *("submitted", "autograded", "feedback", "reports", "demo", ".autograder"),
        *("gradebook.db", "gradebook.db-journal", "gradebook.db.2026", SECRET_FILE),
        *(exporter.file_name for exporter in EXPORTERS.values()),
        "feedback-moodle-first_steps.zip",
    ]
    missed = [
        name
        for name in written
        if not any(fnmatch(f"/{name}", pattern.rstrip("/")) for pattern in patterns)
    ]
    assert missed == []


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert tmp_path / "course_config.py" in start(tmp_path)


def test_the_documentation_shows_the_very_files() -> None:
    told = (ROOT / "docs" / "authoring.md").read_text("utf-8")
    blocks = [part.split("\n```")[0] for part in told.split("```python\n")[1:]]
    master, mistake, alternative, *_ = blocks
    assert master == (SEMINAR / "master.py").read_text("utf-8").rstrip()
    assert (SEMINAR / "mistakes.py").read_text("utf-8").startswith(mistake)
    assert (SEMINAR / "alternatives.py").read_text("utf-8").startswith(alternative)
