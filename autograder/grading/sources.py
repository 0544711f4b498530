"""What submissions are graded against: the course's own cells, in each language.

The gradebook has the last word, as in nbgrader: text, points and checksums come from
it. The notebooks under ``source/`` add what it does not keep: the order of the cells,
and which of them are trusted setup. A translation has its own text and checksums.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook, Notebook
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, Execute

from autograder.config.nbgrader_course import NbgraderCourse
from autograder.grading.keys import load_key
from autograder.grading.workplace import files_in
from autograder.model import ConfigError, SubmissionError
from autograder.notebook import intake
from autograder.notebook.cells import grade_id
from autograder.notebook.matching import COUNTED
from autograder.notebook.source import (
    Editions,
    HandedOut,
    SourceCell,
    SourceNotebook,
    translated_cells,
)

Json = dict[str, Any]


def load_sources(
    course: NbgraderCourse, gradebook: Gradebook, assignment: str
) -> dict[str, Editions]:
    """Return the editions of each notebook of an assignment, by the notebook's name."""
    return {
        notebook.name: _editions(course, notebook, assignment)
        for notebook in gradebook.find_assignment(assignment).notebooks
    }


def sources_of(editions: Mapping[str, Editions]) -> Iterator[str]:
    """Yield the code of the course's own cells."""
    for notebook in editions.values():
        for cell in notebook[""].cells:
            if cell.cell_type == "code":
                yield cell.source


def course_files(course: NbgraderCourse, assignment: str) -> dict[str, Path]:
    """Return the files that the course gives out with an assignment, by their place.

    Those that students are meant to change are left out.
    """
    folder = course.path("source", ".", assignment)
    excluded = course.config.get("Autograde", {}).get("exclude_overwriting", {})
    kept = {str(Path(name)) for name in excluded.get(assignment, [])}
    places = files_in(folder, course.directory().ignore) if folder.is_dir() else {}
    return {place: path for place, path in places.items() if place not in kept}


def identity(editions: Mapping[str, Editions], files: Mapping[str, Path]) -> str:
    """Return a digest of the cells and files that submissions are graded against."""
    digest = hashlib.sha256(repr(sorted(editions.items())).encode())
    for place in sorted(files):
        digest.update(place.encode())
        digest.update(hashlib.sha256(files[place].read_bytes()).digest())
    return digest.hexdigest()


def is_built(course: NbgraderCourse, assignment: str) -> bool:
    """Tell whether ``build`` made all of an assignment's notebooks, and tried them."""
    paths = list(course.path("source", ".", assignment).glob("*.ipynb"))
    return bool(paths) and all(map(_is_marked, paths))


def _is_marked(path: Path) -> bool:
    try:
        return "autograder" in json.loads(path.read_bytes())["metadata"]
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _editions(course: NbgraderCourse, notebook: Notebook, assignment: str) -> Editions:
    where = Path(assignment, f"{notebook.name}.ipynb")
    original = _read(course.path("source", ".", assignment) / where.name)
    cells = _timed(course, _arranged(_gradebook_cells(notebook), original))
    key = load_key(course, notebook.name, original)
    places = [course.path(step, ".", assignment) for step in ("release", "source")]
    release = handed_out(course, cells, *(place / where.name for place in places))
    default = SourceNotebook(cells, _metadata(notebook, original), key, release)
    editions = {"": default}
    translations = course.config.get("OverwriteTranslatedCells", {})
    for language in translations.get("languages", []):
        root = Path(translations["root"])
        places = [root / step / language / where for step in ("release", "source")]
        blank, locked = map(_read, places)
        if blank and locked:
            made = _translated(default, locked, blank)
            release = handed_out(course, made.cells, *places)
            editions[language] = replace(made, release=release)
    return editions


def handed_out(
    course: NbgraderCourse, cells: Sequence[SourceCell], release: Path, source: Path
) -> tuple[HandedOut, ...]:
    """Return a notebook as students got it.

    Args:
        course: Its configuration says how hidden parts are marked.
        cells: The cells that nbgrader knows.
        release: Where the students' notebook is, unless it has been cleared away.
        source: Where the instructor's is, from which it can be made.
    """
    given = _cells_of(release)
    if given is None:
        given = _cells_of(source) or [_plain(cell) for cell in cells]
        known = {cell.grade_id: cell for cell in cells}
        for cell in given:
            if theirs := known.get(grade_id(cell)):
                cell["source"] = _without_hidden(course, theirs)
    there = {grade_id(cell) for cell in given}
    lacking = [cell for cell in cells if cell.grade_id not in there]
    given += [
        {**_plain(cell), "source": _without_hidden(course, cell)} for cell in lacking
    ]
    return tuple(
        HandedOut(
            cell["source"],
            cell["cell_type"],
            grade_id(cell),
            "" if COUNTED.fullmatch(cell["id"]) else cell["id"],
        )
        for cell in given
    )


def _cells_of(path: Path) -> list[Json] | None:
    """Read the cells of one of the course's own notebooks; None where there is none."""
    try:
        notebook, _ = intake.parse(intake.read_file(path))
    except SubmissionError:
        return None
    cells: list[Json] = notebook["cells"]
    return cells


def _plain(cell: SourceCell) -> Json:
    meta = {"nbgrader": cell.metadata()}
    plain = {"cell_type": cell.cell_type, "source": cell.source, "metadata": meta}
    return {**plain, "id": "cell-0"}


def _without_hidden(course: NbgraderCourse, cell: SourceCell) -> str:
    """Return a cell's text without hidden tests and marking schemes."""
    if cell.solution:
        return cell.source  # the gradebook has it as it was handed out
    node = nbformat.from_dict(_plain(cell))
    try:
        for step in (ClearHiddenTests, ClearMarkScheme):
            step(config=course.config).preprocess_cell(node, {}, 0)
    except RuntimeError:
        return ""  # a region that is not closed: nobody can have got that
    return str(node.source)


def _read(path: Path) -> SourceNotebook | None:
    """Read one of the course's own notebooks; None where there is none."""
    try:
        return SourceNotebook.from_json(nbformat.read(path, as_version=4))
    except (OSError, ValueError, nbformat.ValidationError):
        return None  # the gradebook alone will do


def _gradebook_cells(notebook: Notebook) -> list[SourceCell]:
    points = {cell.name: cell.max_score for cell in notebook.grade_cells}
    tasks = {cell.name: cell.max_score for cell in notebook.task_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    return [
        SourceCell(
            grade_id=cell.name,
            cell_type=cell.cell_type,
            source=cell.source,
            grade=cell.name in points,
            solution=cell.name in solutions,
            locked=bool(cell.locked),
            task=cell.name in tasks,
            points=float(points.get(cell.name, tasks.get(cell.name, 0.0))),
            checksum=cell.checksum,
        )
        for cell in notebook.source_cells
    ]


def _arranged(
    cells: Iterable[SourceCell], original: SourceNotebook | None
) -> tuple[SourceCell, ...]:
    """Put cells in the order of the instructor's notebook, with its marks of setup."""
    known = original.cells if original else ()
    place = {cell.grade_id: number for number, cell in enumerate(known)}
    setup = {cell.grade_id for cell in known if cell.setup}
    marked = [replace(cell, setup=cell.grade_id in setup) for cell in cells]
    return tuple(sorted(marked, key=lambda cell: place.get(cell.grade_id, len(place))))


def _timed(
    course: NbgraderCourse, cells: tuple[SourceCell, ...]
) -> tuple[SourceCell, ...]:
    """Ask the function of the course, if it has one, how long each cell may run.

    Raises:
        ConfigError: It raises an exception, or returns what is no number.
    """
    seconds_of = Execute(config=course.config).timeout_func
    if seconds_of is None:
        return cells
    made = []
    for cell in cells:
        try:
            seconds = float(seconds_of(nbformat.from_dict(_plain(cell))) or 0)
        except Exception as error:
            raise ConfigError(
                f"c.Execute.timeout_func: of the cell {cell.grade_id} it says "
                f"{type(error).__name__}: {error}"
            ) from error
        made.append(replace(cell, seconds=seconds if seconds > 0 else math.inf))
    return tuple(made)


def _translated(
    default: SourceNotebook, source: SourceNotebook, release: SourceNotebook
) -> SourceNotebook:
    """Put the text of a translation into the default edition's cells."""
    known = translated_cells(source, release)
    cells = []
    for cell in default.cells:
        if theirs := known.get(cell.grade_id):
            made = replace(cell, source=theirs.source)
            cell = replace(made, checksum=made.compute_checksum())
        cells.append(cell)
    return SourceNotebook(tuple(cells), default.metadata, default.key)


def _metadata(notebook: Notebook, original: SourceNotebook | None) -> dict[str, Any]:
    """Return what of a notebook's metadata the course decides: its kernel."""
    kernel = json.loads(notebook.kernelspec or "{}")
    if not kernel and original:
        kernel = original.metadata.get("kernelspec")
    return {"kernelspec": kernel} if kernel else {}
