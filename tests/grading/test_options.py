"""Every setting of nbgrader's is honoured, refused, or said to have no effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import ClearOutput, OverwriteCells
from traitlets.config import Config

from autograder.config.nbgrader_course import NbgraderCourse
from autograder.grading.options import (
    PIPELINE,
    REFUSED,
    check_options,
    known_classes,
)
from autograder.grading.settings import settings_for
from autograder.model import ConfigError
from autograder.plugins.settings import safe_settings
from autograder.plugins.translated import OverwriteTranslatedCells

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"
GRADING = {
    CourseDirectory,
    Autograde,
    LateSubmissionPlugin,
    *(step for steps in PIPELINE.values() for step in steps),
}
LISTS = {(Autograde, name) for name in PIPELINE}


def rows(title: str) -> Iterator[list[str]]:
    """The rows of a table of the page, without its head."""
    section = PAGE.read_text(encoding="utf-8").split(f"## {title}\n")[1]
    for line in section.split("\n## ")[0].splitlines():
        if line.startswith("| `"):
            yield [part.strip() for part in line.strip("|").split(" | ")]


def quoted(text: str) -> list[str]:
    return re.findall(r"`(\w+)`", text)


def listed(verdict: str = "") -> list[tuple[str, str]]:
    """The settings of grading, by class and name; those of a verdict, or all."""
    return [
        (quoted(made)[0], name)
        for made, names, told, *_ in rows("Of grading")
        if verdict in ("", told)
        for name in quoted(names)
    ]


def test_every_setting_of_grading_is_listed_once() -> None:
    there = {
        (made.__name__, name)
        for made in GRADING
        for name in made.class_trait_names(config=True)
    }
    assert sorted(listed()) == sorted(there)
    assert {told for *_, told, _ in rows("Of grading")} == {
        "honoured",
        "refused",
        "no effect",
    }


def test_every_other_class_is_listed_once() -> None:
    others = set(known_classes()) - {made.__name__ for made in GRADING}
    found = [name for classes, *_ in rows("Of all else") for name in quoted(classes)]
    assert sorted(found) == sorted(others)


def test_what_is_said_to_be_refused_is() -> None:
    refused = {(made.__name__, name) for made in REFUSED for name in REFUSED[made]}
    more = {(made.__name__, name) for made, name in LISTS}
    assert set(listed("refused")) == refused | more | {("CourseDirectory", "root")}


def told(config: Config, root: Path = Path("/course")) -> list[str]:
    """What is said of a configuration, a line a setting."""
    try:
        check_options(NbgraderCourse(root, config))
    except ConfigError as error:
        start = f"{root}/nbgrader_config.py: c."
        lines = str(error).splitlines()
        assert all(line.startswith(start) for line in lines)
        return [line.removeprefix(start) for line in lines]
    return []


def setting(name: str, value: object) -> Config:
    made, _, trait = name.partition(".")
    return Config({made: {trait: value}})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CourseDirectory.notebook_id", "p*"),
        ("CourseDirectory.root", "/elsewhere"),
        ("Autograde.pre_convert_hook", print),
        ("BaseConverter.post_convert_hook", print),
        ("Autograde.create_student", False),
        ("Execute.on_cell_error", print),
        ("Execute.extra_arguments", ["--matplotlib=inline"]),
        ("OverwriteCells.enabled", False),
        ("AssignLatePenalties.enabled", False),
        ("Autograde.sanitize_preprocessors", ["no.such.Step"]),
    ],
)
def test_what_cannot_be_kept_to_is_refused_by_name(name: str, value: object) -> None:
    lines = told(setting(name, value))
    trait = name.partition(".")[2]
    assert any(re.match(rf"\w+\.{trait}\b", line) for line in lines)


class Shouting(ClearOutput):
    """A course's own step."""


def test_a_step_of_the_courses_own_is_refused_by_name() -> None:
    usual = PIPELINE["sanitize_preprocessors"]
    assert told(setting("Autograde.sanitize_preprocessors", [*usual, Shouting])) == [
        "Autograde.sanitize_preprocessors: Shouting is not run here; take it out, or "
        "grade with nbgrader autograde"
    ]
    fewer = [step for step in usual if step is not OverwriteCells]
    assert told(setting("Autograde.sanitize_preprocessors", fewer)) == [
        "Autograde.sanitize_preprocessors: OverwriteCells is left out, and grading "
        "always does this"
    ]


def test_our_own_steps_are_no_strangers(tmp_path: Path) -> None:
    config = safe_settings(tmp_path)
    usual = PIPELINE["sanitize_preprocessors"]
    config.Autograde.sanitize_preprocessors = [
        OverwriteTranslatedCells if step is OverwriteCells else step for step in usual
    ]
    assert told(config, tmp_path) == []


def test_inside_nbgrader_its_steps_are_its_own_affair(tmp_path: Path) -> None:
    config = setting("Autograde.sanitize_preprocessors", [Shouting])
    settings_for(NbgraderCourse(tmp_path, config), workers=1, inside_nbgrader=True)


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("Execute.timeout", "soon", "Execute.timeout: The 'timeout' trait of"),
        ("Execute.timeot", 3, "Execute.timeot: no such setting; did you mean timeout?"),
        ("Exceute.timeout", 3, "Exceute: no such class; did you mean Execute?"),
        (
            "AssignLatePenalties.plugin_class",
            "no.such",
            "AssignLatePenalties.",
        ),
        ("LateSubmissionPlugin.penalty_method", "x", "LateSubmissionPlugin."),
        ("CourseDirectory.groupshared", "yes", "CourseDirectory.groupshared: The"),
        ("Exchange.root", 5, "Exchange.root: The 'root' trait of"),
    ],
)
def test_what_nbgrader_could_not_read_is_told(
    name: str, value: object, line: str
) -> None:
    (said,) = told(setting(name, value))
    assert said.startswith(line)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Exchange.root", "/exchange"),
        ("Exchange.timezone", "UTC"),
        ("OverwriteKernelspec.enabled", True),
        ("AutogradeApp.log_level", 10),
        ("MyPlugin.anything", 1),
        ("HTMLExporter.theme", "dark"),
        ("FormgradeApp.x", 1),
        ("CourseDirectory.root", "/course"),
        ("Execute.enabled", False),
    ],
)
def test_what_is_fine_is_not_told(name: str, value: object) -> None:
    assert told(setting(name, value)) == []


def test_lists_that_grow_are_read() -> None:
    config = Config()
    config.CourseDirectory.ignore.append("*.tmp")
    assert told(config) == []


def test_force_is_kept_to(tmp_path: Path) -> None:
    for section in ("Autograde", "BaseConverter"):
        course = NbgraderCourse(tmp_path, setting(f"{section}.force", True))
        assert settings_for(course, workers=1).force
