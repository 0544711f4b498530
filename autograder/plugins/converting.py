"""nbgrader's converters, which copy and open what was handed in, with care.

``autograde`` follows links, and what they lead to is then among the student's files,
where the student's program reads it; it waits for whoever writes to a pipe; and a
notebook of another schema ends it for all that come after. Each converter takes the
course's own path for a pattern, and finds nothing below ``seminar [2026]``. There is no
setting for any of it, so three methods are replaced, for courses that want it.
"""

from __future__ import annotations

import functools
import glob
import shutil
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde
from nbgrader.nbgraderformat import SchemaTooNewError, SchemaTooOldError
from nbgrader.utils import find_all_files
from traitlets.config import Config

from autograder.model import SubmissionError
from autograder.notebook import intake, untrusted


def teach_converters(settings: Config) -> None:
    """Have nbgrader find what ``grade`` finds, and leave out what it leaves out.

    What cannot be read is then the failure of one submission. Other courses in this
    process are converted as ever.

    Args:
        settings: What nbgrader works by; marked as a course that wants it.
    """
    settings.Submissions.careful = True
    _replace_methods()


@functools.cache
def _replace_methods() -> None:
    (base,) = Autograde.__bases__
    find = base.init_notebooks
    copy_files, convert = base.init_assignment, base.convert_single_notebook

    def init_notebooks(self: Any) -> None:
        """Find the notebooks, by patterns in the names that may be patterns."""
        if _is_wanted(self):
            chosen = self.coursedir
            pattern = self._format_source(chosen.assignment_id, chosen.student_id)
            pattern = pattern.replace(chosen.root, glob.escape(chosen.root), 1)
            # Not by pathlib, which drops the "." that nbgrader has for a student.
            folders = glob.glob(pattern)  # noqa: PTH207
            wanted = f"{chosen.notebook_id}.ipynb"
            found = {
                folder: [f"{folder}/{path.name}" for path in Path(folder).glob(wanted)]
                for folder in folders
            }
            self.notebooks = []
            self.assignments = {
                folder: names for folder, names in found.items() if names
            }
            if self.assignments:
                return
        find(self)  # says what it has not found

    def init_assignment(self: Any, assignment_id: str, student_id: str) -> None:
        """Copy the files beside the notebooks."""
        if not _is_careful(self):
            copy_files(self, assignment_id, student_id)
            return
        source = Path(self._format_source(assignment_id, student_id))
        examine(source, [Path(name) for name in self.notebooks])
        known = {source / path for path in untrusted.listing(source).files}
        destination = Path(self._format_dest(assignment_id, student_id))
        for name in find_all_files(str(source), [*self.coursedir.ignore, "*.ipynb"]):
            if Path(name) in known:
                place = destination / Path(name).relative_to(source)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.unlink(missing_ok=True)
                shutil.copy(name, place)

    def convert_single_notebook(self: Any, notebook_filename: str) -> None:
        """Convert a notebook; its schema is a matter of this one."""
        try:
            convert(self, notebook_filename)
        except (SchemaTooOldError, SchemaTooNewError) as error:
            if not _is_careful(self):
                raise
            raise SubmissionError(f"its schema is another: {error}") from None

    base.init_notebooks = init_notebooks
    base.init_assignment = init_assignment
    base.convert_single_notebook = convert_single_notebook


def examine(folder: Path, notebooks: list[Path]) -> None:
    """Look at what was handed in before anything of it is opened.

    Raises:
        SubmissionError: A link stands for the folder or a notebook, a notebook is no
            regular file, or there is too much of something.
    """
    if folder.is_symlink() or folder.parent.is_symlink():
        raise SubmissionError("its folder is a symbolic link")
    untrusted.listing(folder)
    for notebook in notebooks:
        intake.read_file(notebook)


def _is_wanted(converter: Any) -> bool:
    return bool(converter.config.get("Submissions", {}).get("careful"))


def _is_careful(converter: Any) -> bool:
    return isinstance(converter, Autograde) and _is_wanted(converter)
