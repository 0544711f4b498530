"""nbgrader itself works by the settings, on a course of one exercise."""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.apps import NbGrader
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config, PyFileConfigLoader

from autograder.config import Assignment, Course, LatePolicy, Limits
from autograder.gradebook.lateness import LatePenaltyPlugin
from autograder.model import ConfigError, UsageError
from autograder.plugins.settings import nbgrader_settings, settings_from
from tests.texts import Text

ROOT = Path(__file__).parents[2]

COURSE = Course(
    id="tiny",
    title={"en": "Tiny", "ru": "Крошка"},
    languages=["en", "ru"],
    late=LatePolicy(per_day=0.5, at_most=0.75),
    assignments=[
        Assignment(id="l1", title={"en": "One", "ru": "Один"}, points=6),
        Assignment(
            id="l2",
            title={"en": "Two", "ru": "Два"},
            points=6,
            limits=Limits(cell_seconds=44.5),
        ),
    ],
)

SOLUTION = """\
def f(x):
    ### BEGIN SOLUTION
    return x + 1
    ### END SOLUTION"""

CHECK = """\
assert f(1) == 2
### BEGIN HIDDEN TESTS
assert f(2) == 3
### END HIDDEN TESTS"""


def cell_metadata(name: str, kind: str, **flags: Any) -> dict[str, Any]:
    defaults = {"grade": False, "solution": False, "locked": False, "task": False}
    known = {"grade_id": name, "cell_type": kind, "schema_version": 3}
    return {"nbgrader": {**known, **defaults, **flags}}


def write_source(root: Path, language: str) -> None:
    solution = cell_metadata("f", "code", solution=True)
    check = cell_metadata("test_f", "code", grade=True, locked=True, points=4)
    manual = cell_metadata("why", "markdown", grade=True, solution=True, points=2)
    notebook = new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        cells=[
            new_code_cell(SOLUTION, metadata=solution),
            new_code_cell(CHECK, metadata=check),
            new_markdown_cell("Because.", metadata=manual),
        ],
    )
    folder = root / "source" / language / "l1"
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / "l1.ipynb")


def sources(notebook: Path) -> list[str]:
    return [cell.source for cell in nbformat.read(notebook, as_version=4).cells]


@pytest.fixture
def api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NbGraderAPI:
    # nbgrader starts `alembic` by its bare name when it makes a gradebook.
    beside_python = str(Path(sys.executable).parent)
    monkeypatch.setenv("PATH", beside_python, prepend=os.pathsep)
    write_source(tmp_path, "en")
    write_source(tmp_path, "ru")
    config = nbgrader_settings(COURSE, tmp_path)
    config.Exchange.root = str(tmp_path / "exchange")
    (tmp_path / "exchange").mkdir()
    return NbGraderAPI(CourseDirectory(config=config), config=config)


def test_the_formgrader_finds_each_assignment_once(api: NbGraderAPI) -> None:
    assert api.get_source_assignments() == {"l1"}
    (assignment,) = api.get_assignments()
    assert assignment["source_path"] == "source/en/l1"
    assert assignment["release_path"] is None
    assert [notebook["name"] for notebook in api.get_notebooks("l1")] == ["l1"]


def test_from_release_to_feedback(api: NbGraderAPI, tmp_path: Path) -> None:
    assert api.generate_assignment("l1")["success"]
    released = tmp_path / "release/en/l1/l1.ipynb"
    assert api.get_assignment("l1")["release_path"] == "release/en/l1"
    assert sources(released) == [
        "def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()",
        "assert f(1) == 2",
        "YOUR ANSWER HERE",
    ]

    submitted = tmp_path / "submitted/ada/l1"
    submitted.mkdir(parents=True)
    answer = Text.of(released).replace("raise NotImplementedError()", "return x + 1")
    (submitted / "l1.ipynb").write_text(answer)
    (submitted / "timestamp.txt").write_text("2026-01-03 15:00:00 +0300")
    with api.gradebook as gradebook:
        gradebook.update_or_create_assignment("l1", duedate="2026-01-03 11:00:00 UTC")

    assert api.autograde("l1", "ada")["success"]
    with api.gradebook as gradebook:
        submission = gradebook.find_submission("l1", "ada")
        assert (submission.score, submission.max_score) == (4, 6)
        assert submission.late_submission_penalty == 2
    assert api.generate_feedback("l1", "ada")["success"]
    assert (tmp_path / "feedback/ada/l1/l1.html").is_file()


def test_a_translation_is_released_beside_and_not_recorded(tmp_path: Path) -> None:
    write_source(tmp_path, "ru")
    config = nbgrader_settings(COURSE, tmp_path, "ru")
    coursedir = CourseDirectory(config=config, assignment_id="l1")
    GenerateAssignment(coursedir=coursedir, config=config).start()
    assert sources(tmp_path / "release/ru/l1/l1.ipynb") == [
        "def f(x):\n    # ВАШ КОД ЗДЕСЬ\n    raise NotImplementedError()",
        "assert f(1) == 2",
        "ВАШ ОТВЕТ ЗДЕСЬ",
    ]
    assert not (tmp_path / "gradebook.db").exists()


def test_a_language_that_the_course_has_not(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not given in 'de'; languages: en, ru"):
        nbgrader_settings(COURSE, tmp_path, "de")


def test_the_time_limit_cuts_no_assignment_short(tmp_path: Path) -> None:
    assert nbgrader_settings(COURSE, tmp_path).Execute.timeout == 45


def test_the_late_policy_reaches_the_plugin(tmp_path: Path) -> None:
    step = AssignLatePenalties(config=nbgrader_settings(COURSE, tmp_path))
    step.init_plugin()
    assert isinstance(step.plugin_inst, LatePenaltyPlugin)
    assert (step.plugin_inst.per_day, step.plugin_inst.at_most) == (0.5, 0.75)


def test_upgrading_the_database_gets_a_plain_file_name(tmp_path: Path) -> None:
    config = nbgrader_settings(COURSE, tmp_path)
    file = tmp_path / "gradebook.db"
    assert config.CourseDirectory.db_url == f"sqlite:///{file}?timeout=60"
    assert config.DbUpgradeApp.CourseDirectory.db_url == f"sqlite:///{file}"


def load_nbgrader_config(root: Path) -> Config:
    return PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()


@pytest.fixture
def copied_course(tmp_path: Path) -> Path:
    for name in ("course_config.py", "nbgrader_config.py"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(
        ROOT / "notebooks",
        tmp_path / "notebooks",
        ignore=shutil.ignore_patterns("*.ipynb"),
    )
    return tmp_path


def test_the_configuration_of_this_repository(copied_course: Path) -> None:
    config = load_nbgrader_config(copied_course)
    assert config == settings_from(copied_course)
    assert config.CourseDirectory.root == str(copied_course)


def test_a_mistake_is_raised_in_a_server_and_ends_a_command(tmp_path: Path) -> None:
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    message = "course_config.py: there is no such file"
    with pytest.raises(ConfigError, match=message):
        load_nbgrader_config(tmp_path)
    NbGrader.instance()
    try:
        with pytest.raises(SystemExit, match=message):
            load_nbgrader_config(tmp_path)
    finally:
        NbGrader.clear_instance()
