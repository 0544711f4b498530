"""nbgrader's settings, derived from the course's configuration.

nbgrader knows one language: the default one, whose notebooks it finds in ``source/en``
and ``release/en`` and whose cells are in the gradebook. The build asks for the settings
of the other languages too, to release them by nbgrader's own rules.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from pathlib import Path

import nbgrader
from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    IgnorePattern,
    LimitOutput,
    OverwriteKernelspec,
    SaveAutoGrades,
)
from traitlets.config import Application, Config

from autograder.config import Course, load_course
from autograder.gradebook.lateness import LatePenaltyPlugin
from autograder.grading.timestamps import teach_nbgrader
from autograder.model import ConfigError, UsageError
from autograder.pages.rendering import TEMPLATES
from autograder.plugins.converting import teach_converters
from autograder.plugins.execute import SandboxedExecute
from autograder.plugins.translated import OverwriteTranslatedCells

# What stands in a released notebook in place of a solution: code, text.
_STUBS = {
    "en": ("# YOUR CODE HERE\nraise NotImplementedError()", "YOUR ANSWER HERE"),
    "ru": ("# ВАШ КОД ЗДЕСЬ\nraise NotImplementedError()", "ВАШ ОТВЕТ ЗДЕСЬ"),
}

# Where nbconvert looks for what the formgrader's page is made of: ours come first.
_TEMPLATES = [
    TEMPLATES,
    Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates",
]


def nbgrader_settings(
    course: Course, root: Path, language: str | None = None
) -> Config:
    """Return what nbgrader has to know to work in one language of a course.

    Args:
        course: The course's configuration.
        root: The course's root directory.
        language: One of the course's languages; the default one if None.

    Raises:
        UsageError: The course is not given in this language.
    """
    language = language or course.default_language
    if language not in course.languages:
        known = ", ".join(course.languages)
        raise UsageError(f"the course is not given in {language!r}; languages: {known}")
    c = safe_settings(root)
    _places(c, course, root, language)
    _releasing(c, course, language)
    _autograding(c, course, root)
    _exports(c, course)
    return c


def safe_settings(root: Path) -> Config:
    """Return the settings that confine students' programs, in any course.

    Args:
        root: The course's root directory.
    """
    c = Config()
    teach_nbgrader(c)
    teach_converters(c)
    c.CourseDirectory.root = str(root.resolve())
    # Cells run in the sandbox, wherever autograding is started from.
    c.Autograde.autograde_preprocessors = [
        SandboxedExecute,
        IgnorePattern,
        ClearMetadataPreprocessor,
        LimitOutput,
        SaveAutoGrades,
        AssignLatePenalties,
        CheckCellMetadata,
    ]
    _pages(c)
    return c


def settings_from(root: Path) -> Config:
    """Return the settings of the course in a directory, for its ``nbgrader_config.py``.

    Raises:
        ConfigError: ``course_config.py`` is wrong.
    """
    if _is_jupyter_server():
        from autograder.formgrader.stock import harden  # slow, and needed only there

        harden()
    try:
        return nbgrader_settings(load_course(root), root)
    except ConfigError as error:
        # An exception in a configuration file is logged with its traceback, and then
        # nbgrader goes on with its defaults: it would grade by other rules. A command
        # of nbgrader stops here instead; a Jupyter server must outlive the mistake.
        if _is_nbgrader_command():
            sys.exit(str(error))
        raise


def _places(c: Config, course: Course, root: Path, language: str) -> None:
    """Where things are."""
    c.CourseDirectory.course_id = course.id
    c.ExchangeFactory.collect = "autograder.plugins.exchange.Collect"
    c.CourseDirectory.source_directory = f"source/{language}"
    c.CourseDirectory.release_directory = f"release/{language}"
    c.CourseDirectory.db_url = course.db_url(root)
    if file := course.db_file(root):
        # This command takes what follows sqlite:/// for a file's name and copies it, so
        # it gets a URL without options.
        c.DbUpgradeApp.CourseDirectory.db_url = f"sqlite:///{file.as_posix()}"
    else:
        # It writes the URL into a file in which a percent sign has a meaning.
        escaped = course.db_url(root).replace("%", "%%")
        c.DbUpgradeApp.CourseDirectory.db_url = escaped


def _releasing(c: Config, course: Course, language: str) -> None:
    """How an instructor's notebook becomes the students'."""
    set_stubs(c, language)
    if language != course.default_language:
        # One gradebook for all languages: it holds the default one's cells.
        c.GenerateAssignment.no_database = True
        c.SaveCells.enabled = False


def set_stubs(c: Config, language: str) -> None:
    """Set the text of blanks to a language."""
    code, text = _STUBS.get(language, _STUBS["en"])
    c.ClearSolutions.code_stub = {"python": code}
    c.ClearSolutions.text_stub = text


def _autograding(c: Config, course: Course, root: Path) -> None:
    """How nbgrader itself grades."""
    # nbgrader has one limit for all assignments: the most generous, to cut none short.
    limits = [course.limits, *(course.limits_for(a.id) for a in course.assignments)]
    c.Execute.timeout = math.ceil(max(limit.cell_seconds for limit in limits))

    # A submission may be in any language of the course.
    c.Autograde.sanitize_preprocessors = [
        ClearOutput,
        DeduplicateIds,
        OverwriteKernelspec,
        OverwriteTranslatedCells,
        CheckCellMetadata,
    ]
    c.OverwriteTranslatedCells.root = str(root.resolve())
    c.OverwriteTranslatedCells.languages = list(course.languages[1:])

    c.AssignLatePenalties.plugin_class = LatePenaltyPlugin
    c.LatePenaltyPlugin.grace_minutes = course.late.grace_minutes
    c.LatePenaltyPlugin.per_day = course.late.per_day
    c.LatePenaltyPlugin.at_most = course.late.at_most
    # Its columns are those of nbgrader's own; its penalties fit the scores.
    c.ExportApp.plugin_class = "autograder.plugins.exporters.CsvExporter"


def _exports(c: Config, course: Course) -> None:
    """What an LMS calls an assignment. One of two that share a title keeps its id."""
    titles = {a.id: a.title[course.default_language] for a in course.assignments}
    counts = Counter(titles.values())
    own = {name: title for name, title in titles.items() if counts[title] == 1}
    c.MoodleExporter.titles = own
    c.CanvasExporter.titles = dict(own)


def _pages(c: Config) -> None:
    """What students and instructors read."""
    exporter = "autograder.plugins.feedback.FeedbackExporter"
    c.GenerateFeedback.exporter_class = exporter
    c.GenerateFeedback.preprocessors = []

    # The page on which an instructor grades by hand runs nothing of a student's.
    c.HTMLExporter.sanitize_html = True
    c.HTMLExporter.filters = {
        name: f"autograder.plugins.formgrade.{name}"
        for name in ("ansi2html", "clean_html", "highlight_code", "markdown2html")
    }
    c.HTMLExporter.preprocessors = ["autograder.plugins.formgrade.PlainOutputs"]
    c.HTMLExporter.extra_template_basedirs = [str(place) for place in _TEMPLATES]


def _is_jupyter_server() -> bool:
    """Tell whether this process serves Jupyter, and may serve the formgrader."""
    known = sys.modules.get("jupyter_server.serverapp")
    return known is not None and known.ServerApp.initialized()


def _is_nbgrader_command() -> bool:
    """Tell whether this process is a command of nbgrader."""
    from nbgrader.apps import NbGrader  # slow, and needed only after a mistake

    return Application.initialized() and isinstance(Application.instance(), NbGrader)
