"""Right and wrong answers to type in, from the sources and the banks."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.config import load_course

ROOT = Path(__file__).resolve().parents[2]
COURSE = load_course(ROOT)
_EDITIONS = [
    [(language, assignment.id) for language in COURSE.languages]
    for assignment in COURSE.assignments
]
# Each seminar once, the languages in turn, and what is left: they differ in prose only.
EACH_ONCE = [
    editions.pop(number % len(editions)) for number, editions in enumerate(_EDITIONS)
]
OTHERS = [edition for left in _EDITIONS for edition in left]

# The last line of a notebook that is done, in each language.
ALL_POINTS = r"\b(\d+) (of|из) \1\b"


def source(language: str, name: str) -> NotebookNode:
    """Return an instructor's notebook."""
    path = ROOT / "source" / language / name / f"{name}.ipynb"
    return nbformat.read(path, as_version=4)


def right_answers(language: str, name: str) -> dict[str, str]:
    """Return the reference answers of a seminar by the names of their cells."""
    return {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in source(language, name).cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
