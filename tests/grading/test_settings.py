from __future__ import annotations

from pathlib import Path

import pytest
from traitlets.config import Config

from autograder import sandbox
from autograder.config.nbgrader_course import (
    NbgraderCourse,
    lacks_settings,
    open_course,
)
from autograder.engine.outputs import Trimming
from autograder.engine.spec import RunSpec
from autograder.grading.settings import check_machine, settings_for
from autograder.model import ConfigError, UsageError
from tests.texts import Text


def foreign(root: Path) -> NbgraderCourse:
    return NbgraderCourse(root, Config())


def spec(
    course: NbgraderCourse, assignment: str = "tiny", **options: object
) -> RunSpec:
    return settings_for(course, workers=1, **options).spec(assignment)


def test_a_course_of_ours_says_how_it_is_graded(tiny) -> None:
    made = spec(open_course(tiny.root))
    assert (made.isolation, made.figures) == ("separate", True)
    assert (made.times.cell, made.times.notebook) == (20, 120)
    assert made.permissions.memory == 2048 * 2**20
    assert (made.output_chars, made.libraries) == (40_000_000, ())


def test_a_course_of_ours_needs_both_files(tiny) -> None:
    course = open_course(tiny.root)
    assert lacks_settings(course) == ""
    course.root.joinpath("nbgrader_config.py").unlink()
    said = lacks_settings(course)
    assert "has no nbgrader_config.py beside it" in said and " init FOLDER'" in said
    course.root.joinpath("course_config.py").unlink()
    assert lacks_settings(course) == ""


def test_an_assignment_may_have_limits_of_its_own(tiny) -> None:
    path = tiny.root / "course_config.py"
    text = Text.of(path).replace(
        "points=8,", "points=8, limits=Limits(cell_seconds=3, memory_mb=100),"
    )
    path.write_text(text)
    course = open_course(tiny.root)
    assert (spec(course).times.cell, spec(course).times.notebook) == (3, 120)
    assert spec(course).permissions.memory == 100 * 2**20
    assert spec(course, "other").times.cell == 20


def test_an_assignment_may_limit_its_outputs_and_name_libraries(tiny) -> None:
    path = tiny.root / "course_config.py"
    own = 'points=8, limits=Limits(output_mb=2), libraries=["torch"],'
    path.write_text(path.read_text().replace("points=8,", own))
    course = open_course(tiny.root)
    usual, made = spec(course, "other"), spec(course)
    assert (made.output_chars, made.libraries) == (2_000_000, ("torch",))
    assert (usual.output_chars, usual.libraries) == (40_000_000, ())


def test_another_course_is_graded_as_nbgrader_would(tmp_path: Path) -> None:
    course = foreign(tmp_path)
    assert (spec(course).isolation, spec(course).times.cell) == ("shared", 30)
    course.config.Execute.timeout = 7
    assert spec(course).times.cell == 7


@pytest.mark.parametrize(
    ("section", "timeout", "cell", "notebook"),
    [
        ("ExecutePreprocessor", 9, 9, 3600),
        ("NotebookClient", 9, 9, 3600),
        ("Execute", 9000, 9000, 9000),
        ("Execute", None, 3600, 3600),
        ("Execute", -1, 3600, 3600),
    ],
)
def test_the_time_of_a_cell_is_set_as_for_nbgrader(
    section: str, timeout: int | None, cell: float, notebook: float, tmp_path: Path
) -> None:
    course = foreign(tmp_path)
    course.config[section].timeout = timeout
    assert (spec(course).times.cell, spec(course).times.notebook) == (cell, notebook)


def test_what_is_left_out_is_nbgraders_to_say(tmp_path: Path) -> None:
    course = foreign(tmp_path)
    usual = settings_for(course, workers=1).identity(course, "tiny")
    assert spec(course).trimming == Trimming("", 1000, 100)
    course.config.IgnorePattern.pattern = "noise"
    assert spec(course).trimming.ignored == ""  # it is not enabled
    course.config.IgnorePattern.enabled = True
    course.config.LimitOutput.max_lines = -1
    course.config.LimitOutput.max_traceback = 7
    assert spec(course).trimming == Trimming("noise", -1, 7)
    assert settings_for(course, workers=1).identity(course, "tiny") != usual
    course.config.IgnorePattern.pattern = "("
    with pytest.raises(ConfigError, match=r"IgnorePattern.pattern: "):
        spec(course)


@pytest.mark.parametrize("isolation", ["shared", "separate"])
def test_the_command_line_has_the_last_word(isolation: str, tiny) -> None:
    assert spec(open_course(tiny.root), isolation=isolation).isolation == isolation
    assert spec(foreign(tiny.root / "no"), isolation=isolation).isolation == isolation


def test_what_was_built_needs_no_trial(built, tmp_path: Path) -> None:
    auto = settings_for(open_course(built.root), workers=1, isolation="auto")
    assert auto.spec("tiny").isolation == "separate"
    assert not auto.is_on_trial("tiny")
    unknown = settings_for(foreign(tmp_path), workers=1, isolation="auto")
    assert unknown.spec("tiny").isolation == "shared"
    assert not unknown.spec("tiny").is_separate
    assert unknown.is_on_trial("tiny")


def test_the_course_is_out_of_a_notebooks_reach(tiny) -> None:
    assert spec(open_course(tiny.root)).permissions.hidden == (str(tiny.root),)


def test_an_unknown_isolation_is_refused(tiny) -> None:
    with pytest.raises(UsageError, match="isolation is one of separate, shared"):
        settings_for(open_course(tiny.root), workers=1, isolation="none")


def test_a_layer_may_be_missing_when_it_is_named(tiny) -> None:
    course = open_course(tiny.root)
    assert "seccomp" in spec(course).permissions.required
    allowed = spec(course, allow_missing=["seccomp"])
    assert "seccomp" not in allowed.permissions.required
    with pytest.raises(UsageError, match="'walls' is no layer; layers: "):
        settings_for(course, workers=1, allow_missing=["walls"])


def test_a_machine_that_lacks_a_layer_is_refused(
    tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = sandbox.LayerReport(sandbox.Layer.SECCOMP, False, "the kernel is old")
    monkeypatch.setattr(sandbox, "probe", lambda: [missing])
    course = open_course(tiny.root)
    with pytest.raises(UsageError) as caught:
        check_machine(settings_for(course, workers=1))
    (line,) = str(caught.value).splitlines()
    assert "lacks the sandbox's layer seccomp: the kernel is old." in line
    assert line.endswith("--allow-missing seccomp")
    check_machine(settings_for(course, workers=1, allow_missing=["seccomp"]))


def test_what_a_score_depends_on_is_told_by_assignment(tiny) -> None:
    course = open_course(tiny.root)

    def identity(assignment: str, **options: object) -> list[str]:
        return settings_for(course, workers=1, **options).identity(course, assignment)

    before = identity("tiny"), identity("other")
    path = tiny.root / "course_config.py"
    text = Text.of(path)
    path.write_text(
        text.replace("points=8,", "points=8, limits=Limits(cell_seconds=3),")
    )
    assert identity("tiny") != before[0]
    assert identity("other") == before[1]
    path.write_text(text)
    assert identity("tiny") == before[0]
    assert identity("tiny", figures=False) != before[0]
    assert identity("tiny", isolation="shared") != before[0]
    assert identity("tiny", force=True) == before[0]


def test_the_number_of_workers_and_the_place_do_not_matter(tiny, tmp_path) -> None:
    course = open_course(tiny.root)
    before = settings_for(course, workers=1).identity(course, "tiny")
    assert settings_for(course, workers=3).identity(course, "tiny") == before
    moved = tiny.root.rename(tmp_path.with_name(f"{tmp_path.name}-moved"))
    course = open_course(moved)
    assert settings_for(course, workers=1).identity(course, "tiny") == before
