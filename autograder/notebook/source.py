"""What the course says a notebook consists of: the trusted side of intake."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any

from autograder.notebook import rules
from autograder.notebook.cells import (
    grade_id,
    is_answer,
    is_check,
    is_grade,
    is_locked,
    is_solution,
    is_task,
    nbgrader_metadata,
)
from autograder.notebook.key import AnswerKey
from autograder.notebook.marks import HIDDEN_TESTS

Json = dict[str, Any]


_LANGUAGES = {"ir": "R", "julia": "julia"}
"""By how a kernel's name starts, for notebooks that do not name the language."""


_HIDDEN = re.compile(
    r"^[^\n]*{}.*?({}[^\n]*\n?|\Z)".format(*HIDDEN_TESTS),
    re.DOTALL | re.MULTILINE,
)
"""What nbgrader takes out of a test cell, if the course does not say otherwise."""


class Role(Enum):
    """What the engine does with a cell."""

    TEXT = "text"  # nothing
    STUDENT = "student"  # runs with the student
    SETUP = "setup"  # trusted: runs with the student, and in the checker
    TEST = "test"  # trusted: runs in the checker, decides a score


@dataclass(frozen=True)
class SourceCell:
    """One cell that nbgrader knows, as the course has it.

    ``source`` of a test has the hidden tests; of a solution it is the text that was
    released, since a deleted cell is restored from it. ``seconds`` is how long it may
    run, where the course says that of each cell.
    """

    grade_id: str
    cell_type: str
    source: str
    grade: bool = False
    solution: bool = False
    locked: bool = False
    task: bool = False
    points: float = 0.0
    checksum: str | None = None
    setup: bool = False
    seconds: float | None = None

    @property
    def role(self) -> Role:
        """What the engine does with the cell."""
        if self.cell_type != "code":
            return Role.TEXT
        if self.grade and not self.solution:
            return Role.TEST
        return Role.SETUP if self.setup else Role.STUDENT

    @property
    def is_fixed(self) -> bool:
        """Whether the student's text of the cell does not count."""
        return not self.solution and (self.grade or self.locked or self.task)

    def metadata(self) -> Json:
        """The cell's nbgrader metadata, schema 3."""
        meta: Json = {
            "schema_version": 3,
            "grade": self.grade,
            "solution": self.solution,
            "locked": self.locked,
            "task": self.task,
            "grade_id": self.grade_id,
            "cell_type": self.cell_type,
        }
        if self.grade or self.task:
            meta["points"] = self.points
        if self.checksum is not None:
            meta["checksum"] = self.checksum
        return meta

    def compute_checksum(self) -> str:
        """Return the checksum that nbgrader gives to the cell as it stands."""
        return rules.compute_checksum(
            {
                "source": self.source,
                "cell_type": self.cell_type,
                "metadata": {"nbgrader": self.metadata()},
            }
        )


@dataclass(frozen=True)
class HandedOut:
    """A cell as students got it, known to nbgrader or not.

    ``cell_id`` is the front end's id of the cell; empty where it has none.
    """

    source: str
    cell_type: str
    grade_id: str = ""
    cell_id: str = ""


@dataclass(frozen=True)
class SourceNotebook:
    """All cells that nbgrader knows, in order, and the notebook's own metadata.

    ``key`` is what wrong answers are compared with, where the course has a bank;
    ``release`` the whole notebook as students got it, all of ``cells`` among it; where
    nobody has looked it up, ``cells`` without what nbgrader's own marks hide.
    """

    cells: tuple[SourceCell, ...]
    metadata: Json = field(default_factory=dict)
    key: AnswerKey | None = None
    release: tuple[HandedOut, ...] = ()

    @classmethod
    def from_json(cls, notebook: Json) -> SourceNotebook:
        """Read a trusted notebook, such as nbgrader's release version.

        Where no cell says ``"autograder": {"role": "setup"}``, as in other people's
        courses, every locked code cell that is no test is taken for setup.
        """
        known = [cell for cell in notebook["cells"] if _is_known(cell)]
        marked = {id(cell) for cell in known if _is_marked_setup(cell)}
        if not marked:
            marked = {id(cell) for cell in known if is_locked(cell)}
        cells = tuple(_source_cell(cell, id(cell) in marked) for cell in known)
        return cls(cells, dict(notebook.get("metadata", {})))

    @property
    def kernel(self) -> str:
        """The name of the kernel; "" where it has none."""
        return str((self.metadata.get("kernelspec") or {}).get("name") or "")

    def foreign_kernel(self) -> str:
        """Return the name of the kernel if its language is not Python; else ""."""
        kernel = self.metadata.get("kernelspec") or {}
        name = str(kernel.get("name") or "")
        known = [start for start in _LANGUAGES if name.lower().startswith(start)]
        guess = _LANGUAGES[known[0]] if known else "python"
        language = str(kernel.get("language") or guess)
        return "" if language.lower() == "python" else name or language

    @cached_property
    def handed_out(self) -> tuple[HandedOut, ...]:
        """The cells as students got them, those that nbgrader does not know too."""
        return self.release or tuple(
            HandedOut(_HIDDEN.sub("", cell.source), cell.cell_type, cell.grade_id)
            for cell in self.cells
        )

    def by_id(self) -> dict[str, SourceCell]:
        """The cells by grade id."""
        return {cell.grade_id: cell for cell in self.cells}


def translated_cells(
    source: SourceNotebook, release: SourceNotebook
) -> dict[str, SourceCell]:
    """Return an edition's cells by grade id, as the gradebook has the default one's.

    Answers are as they were handed out; all else has its hidden parts.
    """
    cells = {cell.grade_id: cell for cell in source.cells if not cell.solution}
    blank = {cell.grade_id: cell for cell in release.cells if cell.solution}
    return cells | blank


Editions = Mapping[str, SourceNotebook]
"""A notebook by language; "" is the edition that the gradebook holds."""


def _is_known(cell: Json) -> bool:
    return bool(grade_id(cell)) and (is_answer(cell) or is_locked(cell))


def _is_marked_setup(cell: Json) -> bool:
    mark = cell["metadata"].get("autograder")
    return isinstance(mark, dict) and mark.get("role") == "setup"


def _source_cell(cell: Json, setup: bool) -> SourceCell:
    meta = nbgrader_metadata(cell)
    test = is_check(cell)
    return SourceCell(
        grade_id=meta["grade_id"],
        cell_type=cell["cell_type"],
        source="".join(cell["source"]),
        grade=is_grade(cell),
        solution=is_solution(cell),
        locked=is_locked(cell),
        task=is_task(cell),
        points=float(meta.get("points") or 0.0),
        checksum=meta.get("checksum"),
        setup=setup and cell["cell_type"] == "code" and not test,
    )
