"""Say what an nbgrader course consists of, and write it to a directory."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.config.nbgrader_course import NbgraderCourse

Change = Callable[[Path], None]
"""What a student does in the folder that was handed out."""

Prepare = Callable[[NbgraderCourse], None]

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


@dataclass(frozen=True)
class Assignment:
    """What is given out, and what comes back.

    Attributes:
        notebooks: The instructor's notebooks by name: cells, or a file.
        submissions: What each student does.
        files: Other files that are given out.
        due: The deadline.
        needs_shared: Why its tests cannot run apart from the student's code; empty
            where isolation ``separate`` gives the same grades.
    """

    notebooks: Mapping[str, list[NotebookNode] | Path]
    submissions: Mapping[str, Change]
    files: Mapping[str, str | Path] = field(default_factory=dict)
    due: datetime | None = None
    needs_shared: str = ""


@dataclass(frozen=True)
class Course:
    """A course.

    Attributes:
        assignments: By their names.
        config: Lines of nbgrader_config.py.
        files: Other files of the course.
        prepare: What happens to it between release and grading.
        again: What happens before all submissions are graded once more.
        by_force: Whether that is done also where nothing has changed.
    """

    assignments: Mapping[str, Assignment]
    config: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    prepare: Prepare | None = None
    again: Prepare | None = None
    by_force: bool = True

    def write_source(self, root: Path) -> None:
        """Write what the instructor has."""
        root.mkdir(parents=True)
        lines = ["c = get_config()", *self.config.splitlines()]
        _write(root / "nbgrader_config.py", "\n".join(lines) + "\n")
        for name, text in self.files.items():
            _write(root / name, text)
        for name, assignment in self.assignments.items():
            folder = root / "source" / name
            for notebook, cells in assignment.notebooks.items():
                path = folder / f"{notebook}.ipynb"
                _write(path, cells if isinstance(cells, Path) else _text(cells))
            for place, text in assignment.files.items():
                _write(folder / place, text)

    def write_submissions(self, root: Path) -> None:
        """Write what students make of what was released."""
        for name, assignment in self.assignments.items():
            for student, change in assignment.submissions.items():
                folder = root / "submitted" / student / name
                shutil.copytree(root / "release" / name, folder)
                change(folder)


def answer(grade_id: str, text: str, points: float | None = None) -> NotebookNode:
    """Return a cell for code; with points it is graded by hand."""
    cell = new_code_cell(f"### BEGIN SOLUTION\n{text}\n### END SOLUTION")
    return _marked(cell, grade_id, points, solution=True)


def essay(grade_id: str, points: float, text: str = "The answer.") -> NotebookNode:
    """Return a text cell that is graded by hand."""
    cell = new_markdown_cell(f"### BEGIN SOLUTION\n{text}\n### END SOLUTION")
    return _marked(cell, grade_id, points, solution=True)


def test(grade_id: str, text: str, points: float = 2) -> NotebookNode:
    """Return an autograder test."""
    return _marked(new_code_cell(text), grade_id, points, locked=True)


def task(grade_id: str, text: str, points: float) -> NotebookNode:
    """Return a task cell."""
    marks = {"grade_id": grade_id, "points": points, "locked": True, "task": True}
    return _with(new_markdown_cell(text), grade=False, solution=False, **marks)


def locked(grade_id: str, text: str) -> NotebookNode:
    """Return a code cell that may not be changed."""
    return _marked(new_code_cell(text), grade_id, None, locked=True)


def code(text: str) -> NotebookNode:
    """Return a cell that nbgrader does not know."""
    return new_code_cell(text)


def _marked(
    cell: NotebookNode, grade_id: str, points: float | None, **flags: bool
) -> NotebookNode:
    marks: dict[str, Any] = {"solution": False, "locked": False, "task": False}
    if points is not None:
        marks["points"] = points
    return _with(cell, grade_id=grade_id, grade=points is not None, **(marks | flags))


def _with(cell: NotebookNode, **marks: Any) -> NotebookNode:
    cell.metadata.nbgrader = {"schema_version": 3, **marks}
    return cell


def _text(cells: list[NotebookNode]) -> str:
    notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    return nbformat.writes(notebook)


def _write(path: Path, content: str | Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, path)
    else:
        path.write_text(content, encoding="utf-8")
