"""One notebook graded by itself: no course, no gradebook, nothing left behind.

What is graded against is an nbgrader source notebook, with solutions and hidden tests.
For a moment the two are a course of their own, so that the same notebook gets what
``grade`` would give it, in the same sandbox.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import nbformat

from autograder.config.nbgrader_course import NbgraderCourse
from autograder.config.wishes import NO_WISHES, Wishes
from autograder.course.release import enter_cells, generate
from autograder.gradebook.current import Say
from autograder.grading.batch import grade_class
from autograder.grading.settings import AUTO, SEPARATE, SHARED, settings_for
from autograder.model import NotebookResult, UsageError
from autograder.notebook.cells import is_grade, is_task
from autograder.plugins.settings import safe_settings, set_stubs
from autograder.publishing.explanations import load_explanations

_STUDENT = "student"
_BANK = "mistakes.py"

Json = dict[str, Any]


def check(
    notebook: Path,
    source: Path,
    *,
    mistakes: Path | None = None,
    isolation: str | None = None,
    figures: bool = True,
    allow_missing: Collection[str] = (),
    wishes: Wishes = NO_WISHES,
    say: Say = lambda line: None,
) -> tuple[NotebookResult, Json]:
    """Grade a notebook; return the result, and what ``grade --json`` would say of it.

    Each cell of the latter has ``explanations`` besides: message and hints of the
    mistakes that were found, by name, in the notebook's language.

    Args:
        notebook: What was handed in, whatever its name.
        source: The nbgrader source notebook; the files beside it are the assignment's.
        mistakes: A bank of known mistakes, ``mistakes.py``, with its catalogues beside.
        isolation: ``separate``, ``shared`` or ``auto``; if None, separate for a
            notebook that ``build`` made, else shared, as ``grade`` does.
        figures: Whether figures are drawn.
        allow_missing: Layers of the sandbox that may be missing.
        wishes: What else is asked.
        say: Told what the source's own solution fails where tests run apart.

    Raises:
        UsageError: There is no such notebook, source or bank, or the source is none.
        MachineError: The disk is full.
    """
    for path in filter(None, (notebook, source, mistakes)):
        if not path.is_file():
            raise UsageError(f"{path}: there is no such file")
    if mistakes is not None and mistakes.name != _BANK:
        raise UsageError(f"{mistakes}: a bank of mistakes is called {_BANK}")
    own = _read(source)["metadata"].get("autograder")
    if isolation in (None, AUTO):  # what was built is known to do apart
        isolation = SEPARATE if own else isolation or SHARED
    name = source.stem
    with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
        language = str(own.get("language", "")) if isinstance(own, dict) else ""
        course = _lay_out(Path(folder).resolve(), notebook, source, language, mistakes)
        settings = settings_for(
            course,
            workers=1,
            isolation=isolation,
            figures=figures,
            allow_missing=allow_missing,
            wishes=wishes,
        )
        (result,) = grade_class(course, settings, [name], say=say)
        known = load_explanations(course, name)
    result = replace(result, student="", assignment=source.resolve().parent.name)
    told = result.to_json()
    explained = known.get(result.language) or known["en"]
    for cell in told["cells"]:
        cell["explanations"] = {
            mistake: asdict(explained[mistake])
            for mistake in cell["mistakes"]
            if mistake in explained
        }
    return result, told


def _lay_out(
    root: Path, notebook: Path, source: Path, language: str, mistakes: Path | None
) -> NbgraderCourse:
    """Make a course of one assignment, for which one student has handed in."""
    name = source.stem
    config = safe_settings(root)
    config.CourseDirectory.notebook_id = name
    if language:  # an answer that is the stub is none
        set_stubs(config, language)
    course = NbgraderCourse(root, config)
    (root / "source").mkdir()
    (root / "source" / name).symlink_to(source.resolve().parent)
    if mistakes is not None:
        (root / "notebooks").mkdir()
        (root / "notebooks" / name).symlink_to(mistakes.resolve().parent)
    made = generate(course, name)
    if not any(is_grade(c) or is_task(c) for c in made.notebook.cells):
        raise UsageError(
            f"{source}: no cell of it gives points; the instructor's notebook is "
            "needed, with its tests"
        )
    del config.CourseDirectory["notebook_id"]  # it was for the release alone
    enter_cells(course, name, made.notebook)
    handed_in = root / "submitted" / _STUDENT / name
    handed_in.mkdir(parents=True)
    shutil.copyfile(notebook, handed_in / f"{name}.ipynb")
    return course


def _read(source: Path) -> Json:
    try:
        read: Json = nbformat.read(source, as_version=4)
        return read
    except (OSError, ValueError, nbformat.ValidationError) as error:
        reason = " ".join(str(error).split())[:200]
        raise UsageError(f"{source}: it is not a notebook: {reason}") from None
