"""Masters that are not what was built of them: grading goes by what was built.

A master is read only where it was written after the notebook that was built of it: to
grade a class once more must not take longer for asking.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.common.telling import command
from autograder.config import Course
from autograder.course.notebook import CAUSES, make_notebook
from autograder.model import SourceError
from autograder.seminar.master import read_master
from autograder.seminar.reader import Seminar


@dataclass(frozen=True)
class Unbuilt:
    """A master that was changed, or cannot even be read, since it was built.

    Attributes:
        assignment: Its id.
        root: The course's folder.
        cells: Grade ids of the cells that differ; None where nobody can tell.
        reason: In a sentence, with the place.
    """

    assignment: str
    root: Path
    cells: frozenset[str] | None
    reason: str

    def concerns(self, grade_ids: Collection[str]) -> bool:
        """Whether one of these cells may be another than the one that was built."""
        return self.cells is None or not self.cells.isdisjoint(grade_ids)

    def __str__(self) -> str:
        """Say what is the matter, and how to go on."""
        return (
            f"{self.assignment}: {self.reason}; what was built before counts until "
            f"you run: {command('build', self.assignment, root=self.root)}"
        )


def find_unbuilt(
    course: Course, root: Path, assignments: Collection[str] = ()
) -> Iterator[Unbuilt]:
    """Yield the assignments, of those named or of all, whose master is another now."""
    for assignment in course.assignments:
        name = assignment.id
        built = root / "source" / course.default_language / name / f"{name}.ipynb"
        if (assignments and name not in assignments) or not built.is_file():
            continue
        if _written(root, name) > built.stat().st_mtime and (
            found := _compare(root, name, course, built)
        ):
            yield found


def _written(root: Path, assignment: str) -> float:
    """Return when the master, or what masters share, was written last."""
    notebooks = root / "notebooks"
    masters = {path.parent for path in notebooks.glob("*/master.py")}
    shared = (p for p in notebooks.glob("*/*.py") if p.parent not in masters)
    own = notebooks / assignment / "master.py"
    return max(path.stat().st_mtime for path in (own, *shared))


def _compare(root: Path, name: str, course: Course, built: Path) -> Unbuilt | None:
    folder = root / "notebooks" / name
    master = folder / "master.py"
    try:
        seminar = Seminar(folder, read_master(master), (), ())
    except SourceError as error:
        return Unbuilt(name, root, None, str(error.problems[0]))
    now = make_notebook(seminar, course.default_language, str)
    before = nbformat.read(built, as_version=4)
    if contents(now) == contents(before):
        return None
    ours, theirs = _by_id(now), _by_id(before)
    known = [*ours, *(each for each in theirs if each not in ours)]
    cells = [each for each in known if ours.get(each) != theirs.get(each)]
    what = f" (cells {', '.join(cells)})" if cells else ""
    reason = f"{master} was changed since it was built{what}"
    return Unbuilt(name, root, frozenset(cells), reason)


def contents(notebook: NotebookNode) -> list[tuple[str, object]]:
    """Return what the master decides of a notebook: the causes come of the banks."""
    cells = [cell for cell in notebook.cells if cell.id != CAUSES]
    return [(cell.source, cell.metadata) for cell in cells]


def _by_id(notebook: NotebookNode) -> dict[str, tuple[str, object]]:
    return {
        cell.metadata.nbgrader.grade_id: (cell.source, cell.metadata)
        for cell in notebook.cells
        if "nbgrader" in cell.metadata and cell.id != CAUSES
    }
