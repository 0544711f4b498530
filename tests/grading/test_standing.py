"""The same question is answered at once only while nothing stands otherwise."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.grading import standing
from autograder.grading.standing import Sight, Standing
from autograder.model import NotebookResult, Status

RESULTS = [NotebookResult("ada", "tiny", "tiny", Status.UNCHANGED, score=2.5)]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of which a result is noted; its files are from before."""
    varying = standing._SHELL | {"PYTEST_CURRENT_TEST"}
    monkeypatch.setattr(standing, "_SHELL", varying)
    for name in ("course_config.py", "gradebook.db", "token"):
        (tmp_path / name).write_text("old")
    (tmp_path / "submitted" / "ada").mkdir(parents=True)
    (tmp_path / "submitted" / "ada" / "tiny.ipynb").write_text("old")
    (tmp_path / ".autograder").mkdir()
    time.sleep(3 * standing.TICK_NS / 1e9)  # a clock's tick, not an event
    assert note(tmp_path)
    return tmp_path


def note(root: Path, during: Callable[[], object] = lambda: None) -> bool:
    """Do a run that nothing is left of; tell whether its question is known then."""
    run = Standing(root, ["grade"])
    with run.watching():
        (root / "token").read_text()
    run.look([str(root / "course_config.py")], [str(root / "submitted")])
    during()
    if written := run.settle([str(root / "gradebook.db")], []):
        run.keep(written, RESULTS)
    return recall(root) is not None


def recall(root: Path, *asked: str) -> list[NotebookResult] | None:
    return Standing(root, asked or ["grade"]).recall()


def test_what_stands_as_it_stood_is_known(root: Path) -> None:
    assert recall(root) == RESULTS
    assert recall(root, "grade", "--student", "ada") is None


def replace_keeping_the_time(path: Path) -> None:
    before = path.stat()
    path.write_text("new")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "gradebook.db").write_text("new"),
        lambda root: (root / "token").write_text("new"),  # that configuration reads
        lambda root: (root / "token").unlink(),
        lambda root: replace_keeping_the_time(root / "submitted/ada/tiny.ipynb"),
        lambda root: (root / "submitted" / "boris").mkdir(),
        lambda root: (root / "submitted/ada/tiny.ipynb").unlink(),
        lambda root: (root / "submitted/ada/data").symlink_to("/tmp"),
        lambda root: standing.forget(root),
        lambda root: (root / standing.FILE).write_text('{"question": 1}'),
    ],
)
def test_what_is_other_is_seen(root: Path, change: Callable[[Path], object]) -> None:
    assert recall(root) == RESULTS
    change(root)
    assert recall(root) is None


def test_another_environment_is_another_question(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHLVL", "7")
    assert recall(root) == RESULTS
    monkeypatch.setenv("COURSE_DATABASE", "postgresql://server/course")
    assert recall(root) is None


def test_a_course_that_is_moved_is_looked_at_anew(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "copy"
    (other / ".autograder").mkdir(parents=True)
    (other / standing.FILE).write_bytes((root / standing.FILE).read_bytes())
    assert recall(root) == RESULTS
    assert recall(other) is None


def test_what_changes_meanwhile_is_not_noted(root: Path) -> None:
    standing.forget(root)
    notebook = root / "submitted" / "ada" / "tiny.ipynb"
    assert not note(root, during=lambda: notebook.write_text("new"))
    assert note(root)


def test_what_was_written_just_now_is_not_noted(root: Path) -> None:
    standing.forget(root)
    config = root / "course_config.py"
    config.write_text("new")
    soon = time.time_ns() + 10**12  # however long the machine takes to get there
    os.utime(config, ns=(soon, soon))
    assert not note(root)


def test_of_a_folder_only_what_is_in_it_counts(root: Path) -> None:
    (root / "submitted" / "__pycache__").mkdir()
    assert recall(root) == RESULTS


def test_a_link_to_a_file_is_followed(root: Path) -> None:
    target, link = root / "target", root / "submitted" / "ada" / "link"
    target.write_text("old")
    link.symlink_to(target)
    seen = Sight.of([], [str(root / "submitted")])
    assert seen.still_holds()
    target.write_text("newer")
    assert not seen.still_holds()


def test_nothing_that_takes_long_is_imported() -> None:
    heavy = {"nbgrader", "sqlalchemy", "traitlets", "nbformat", "numpy", "pydantic"}
    code = f"import sys, autograder.cli.grading; print({heavy} & sys.modules.keys())"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"
