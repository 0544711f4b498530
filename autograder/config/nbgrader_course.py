"""A course directory as nbgrader sees it: its configuration, folders and gradebook."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps.baseapp import NbGrader
from nbgrader.coursedir import CourseDirectory
from traitlets import TraitError
from traitlets.config import Config

from autograder.common.conflicts import REMEDY, conflict_line
from autograder.common.course import CONFIG_FILE as COURSE_FILE
from autograder.common.telling import command
from autograder.config.database import absolute, check_database, with_driver
from autograder.model import AutograderError, ConfigError, UsageError

CONFIG_FILE = "nbgrader_config.py"


@dataclass(frozen=True)
class NbgraderCourse:
    """An nbgrader course: ``config`` is what its nbgrader_config.py says."""

    root: Path
    config: Config

    def __post_init__(self) -> None:
        # nbgrader stamps a new gradebook by the command 'alembic', which stands beside
        # Python, and that place is not on the path unless an environment is activated.
        scripts = str(Path(sys.executable).parent)
        path = os.environ.get("PATH", "").split(os.pathsep)
        if scripts not in path:
            os.environ["PATH"] = os.pathsep.join([scripts, *path])
        # Plugins may lie beside the configuration. Last: a course's own file must not
        # stand in for a module of ours.
        if str(self.root) not in sys.path:
            sys.path.append(str(self.root))

    def directory(self, assignment: str = "") -> CourseDirectory:
        """Return nbgrader's view of the folders, for one assignment.

        Raises:
            ConfigError: The configuration is no possible one.
        """
        try:
            return CourseDirectory(
                config=self.config, root=str(self.root), assignment_id=assignment
            )
        except TraitError as error:
            raise ConfigError(f"{self.root / CONFIG_FILE}: {error}") from error

    def path(self, step: str, student: str = ".", assignment: str = ".") -> Path:
        """Return the folder of a step, such as 'submitted' or 'autograded'."""
        name = getattr(self._places, f"{step}_directory")
        return Path(self._places.format_path(name, student, assignment))

    @cached_property
    def _places(self) -> CourseDirectory:
        """Where folders are; a report asks for some of each student."""
        return self.directory()

    def has_gradebook(self, *, writing: bool = False) -> bool:
        """Tell whether there is a gradebook, which can be opened; it is not made.

        Raises what :func:`check_database` raises.
        """
        url = self.directory().db_url
        return check_database(url, self.root, writing=writing)

    @contextmanager
    def gradebook(self) -> Iterator[Gradebook]:
        """Open the gradebook, and close it in the end.

        Raises what :func:`check_database` raises.
        """
        self.has_gradebook()
        directory = self.directory()
        with Gradebook(directory.db_url, directory.course_id) as gradebook:
            yield gradebook

    def assignments(self) -> list[str]:
        """Return the ids of the assignments that the gradebook knows."""
        with self.gradebook() as gradebook:
            return sorted(assignment.name for assignment in gradebook.assignments)


class _App(NbGrader):  # type: ignore[misc]
    """nbgrader's loader of configuration."""

    # The configuration of the current directory may belong to another course.
    load_cwd_config = False


def open_course(root: Path) -> NbgraderCourse:
    """Load the configuration of a course directory through nbgrader's own loader.

    Raises UsageError if there is no course at ``root``, ConfigError if its
    nbgrader_config.py cannot be loaded.
    """
    root = root.resolve()
    if not (root / CONFIG_FILE).is_file() and not (root / "source").is_dir():
        raise UsageError(
            f"{root}: no course here (neither nbgrader_config.py nor source/); "
            "run from the course's root or name it with --course-dir"
        )
    app = _App(raise_config_file_errors=True)
    app.log = logging.getLogger("autograder.nbgrader")
    app.log.addHandler(logging.NullHandler())
    app.log.propagate = False
    try:
        with chdir(root):  # paths in it are the course's, from wherever we are called
            app.initialize([], root=str(root))
    except AutograderError:
        raise
    except Exception as error:
        file = root / CONFIG_FILE
        text = file.read_text("utf-8", "replace") if file.is_file() else ""
        if line := conflict_line(text):
            raise ConfigError(f"{file}:{line}: {REMEDY}") from error
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise ConfigError(f"{file}: {reason}") from error
    own = app.config.CourseDirectory
    own.root = str(root)  # plugins look there, and not in the current directory
    if "db_url" in own:
        own.db_url = with_driver(absolute(own.db_url, root))
    return NbgraderCourse(root, app.config)


def lacks_settings(course: NbgraderCourse) -> str:
    """Say that nothing tells nbgrader what a ``course_config.py`` says; "" if it does.

    The sources are then sought in another folder than ``build`` writes them to, and no
    answer is compared with a bank of mistakes.
    """
    own = course.root / COURSE_FILE
    if not own.is_file() or (course.root / CONFIG_FILE).is_file():
        return ""
    return (
        f"{own} has no {CONFIG_FILE} beside it: nbgrader's defaults hold, and no wrong "
        f"answer is named; copy the file that '{command('init', 'FOLDER')}' lays out"
    )
