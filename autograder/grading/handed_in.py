"""Which of the files that were handed in are the assignment's notebooks.

A notebook with its own name in its own place is that notebook, as in nbgrader. Where
one is missing it is looked for: under another name, or further down.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.common.printable import one_line
from autograder.model import SubmissionError
from autograder.notebook.intake import read_file
from autograder.notebook.recognise import (
    NOTEBOOK,
    Marks,
    composed,
    fold,
    marks_of,
    marks_of_course,
    may_be_notebook,
    recognise,
    stem,
)
from autograder.notebook.source import Editions

LEFT_BY_PROGRAMS = frozenset({"__MACOSX", "__pycache__", "node_modules"})


@dataclass(frozen=True)
class HandedIn:
    """What was found in a submission's folder.

    Attributes:
        folder: The submission's folder.
        notebooks: The file of each notebook that was found, by the notebook's name.
        doubtful: Why it is not clear which file a notebook is.
        others: Further files that look like notebooks, by their place in the folder.
    """

    folder: Path
    notebooks: Mapping[str, Path]
    doubtful: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    @property
    def base(self) -> Path:
        """The folder in which the notebooks are."""
        parents = {path.parent for path in self.notebooks.values()}
        return parents.pop() if len(parents) == 1 else self.folder

    def notes(self, name: str) -> list[str]:
        """Return what people have to know of where a notebook was found."""
        place = self.notebooks[name].relative_to(self.folder).as_posix()
        if composed(place) == composed(f"{name}{NOTEBOOK}"):
            return []
        return [f"it was handed in as '{one_line(place)}'"]

    def unfound(self) -> str:
        """Return what is said of a notebook that was not found."""
        if not self.others:
            return "not handed in"
        names = ", ".join(map(one_line, self.others[:5]))
        return f"not handed in, unless it is what nobody can recognise: {names}"


def find_notebooks(folder: Path, known: Mapping[str, Editions]) -> HandedIn:
    """Look for the notebooks of an assignment in a submission.

    Args:
        folder: What was handed in; no more than can be read in reasonable time.
        known: The assignment's notebooks by name.
    """
    own = {name: folder / f"{name}{NOTEBOOK}" for name in known}
    # A link first: where it leads may be closed to us, or be on another machine.
    found = {n: path for n, path in own.items() if path.is_symlink() or path.exists()}
    missing = known.keys() - found.keys()
    if not missing:
        return HandedIn(folder, found)
    marks = {name: marks_of_course(editions) for name, editions in known.items()}
    candidates: dict[str, list[Path]] = {name: [] for name in missing}
    others = []
    for path in files_of(folder):
        if path in found.values() or not may_be_notebook(path.name):
            continue
        name = recognise(path.name, marks, lambda path=path: _look(path))  # type: ignore[misc]
        if name in candidates:
            candidates[name].append(path)
        elif name is None and NOTEBOOK in fold(path.name):
            others.append(path.relative_to(folder).as_posix())
    doubtful = {}
    for name, paths in candidates.items():
        best = _best(name, paths)
        if len(best) == 1:
            found[name] = best[0]
        elif best:
            listed = " and ".join(one_line(str(p.relative_to(folder))) for p in best)
            doubtful[name] = (
                f"{listed} may both be it: leave one, and call it {name}{NOTEBOOK}"
            )
    return HandedIn(folder, found, doubtful, tuple(others))


def files_of(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and those inside, without what programs left."""
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if name not in LEFT_BY_PROGRAMS and not name.startswith(".")
        )
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(top, name)


def _look(path: Path) -> Marks:
    try:
        return marks_of(read_file(path))
    except SubmissionError:
        return Marks()


def _best(name: str, paths: list[Path]) -> list[Path]:
    """Return the likeliest files; more than one if they differ and nothing else does.

    A file of the right name comes before others, one further up before those below.
    """

    def rank(path: Path) -> tuple[bool, int]:
        return stem(path.name) != fold(name), len(path.parts)

    best = [path for path in paths if rank(path) == min(map(rank, paths))]
    first = best[0].read_bytes() if len(best) > 1 else b""
    same = all(path.read_bytes() == first for path in best[1:])
    return best[:1] if same else best
