"""What has been gated is known by its content, and not gated again.

The content is all that decides what the gates find: the seminar's files, the code of
the grader that the gates run, the libraries that cells use, and what was written of it.
"""

from __future__ import annotations

import ast
import hashlib
import platform
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions, version
from pathlib import Path

from autograder.common.bytecode import imported
from autograder.common.trees import parse
from autograder.course.matrix import matrix_of
from autograder.course.standards import Figures
from autograder.seminar.reader import Seminar

_PACKAGE = Path(__file__).parents[1]
_FIRST = ("course/gates.py", "engine", "sandbox", "wire")
"""What is imported from here on decides; the engine imports by name, too."""


class Record:
    """What stands written of a seminar since it was gated last.

    Attributes:
        figures: What it reached then; what is asked of a new one if it is new.
    """

    def __init__(self, root: Path, seminar: Seminar) -> None:
        """Read what a course keeps."""
        self._seminar, self._matrix = seminar, matrix_of(root, seminar.id)
        self._mark = _mark_of(self._matrix)
        is_there = self._matrix.is_file()
        self.figures = Figures.read(self._matrix.read_text("utf-8") if is_there else "")

    @property
    def holds(self) -> bool:
        """Whether the gates would find just what they found then."""
        if not (self._matrix.is_file() and self._mark.is_file()):
            return False
        return self._mark.read_text("utf-8").strip() == _digest(
            self._seminar, self._matrix
        )


def write_record(seminar: Seminar, matrix: Path) -> Path:
    """Write beside a new matrix by what content it is known; return where."""
    mark = _mark_of(matrix)
    mark.write_text(_digest(seminar, matrix) + "\n", "utf-8")
    return mark


def _mark_of(matrix: Path) -> Path:
    return matrix.with_suffix(".sha256")


def _digest(seminar: Seminar, matrix: Path) -> str:
    """Return a digest of what decides how a seminar fares, and of how it fared."""
    digest = hashlib.sha256()
    files = {cell.path for cell in seminar.cells}
    files |= {entry.path for entry in (*seminar.mistakes, *seminar.alternatives)}
    for path in [*sorted(files), matrix]:
        digest.update(path.name.encode() + path.read_bytes())
    sources = [cell.source for cell in seminar.cells if cell.is_code]
    digest.update("\n".join([_grader(), *_versions(sources)]).encode())
    return digest.hexdigest()


def _versions(sources: list[str]) -> Iterator[str]:
    """Yield what runs the cells, with its version."""
    yield f"Python {platform.python_version()}"
    known = _distributions()
    tops = {name.partition(".")[0] for name in imported(sources)} | {"IPython"}
    for name in sorted({each for top in tops for each in known.get(top, ())}):
        yield f"{name} {version(name)}"


@cache
def _distributions() -> dict[str, list[str]]:
    return dict(packages_distributions())


@cache
def _grader() -> str:
    """Return a digest of the code that the gates run."""
    digest = hashlib.sha256()
    for path in deciding_files():
        digest.update(str(path.relative_to(_PACKAGE)).encode() + path.read_bytes())
    return digest.hexdigest()


def deciding_files() -> list[Path]:
    """Return the files of this package that the gates import, directly or not."""
    found: set[Path] = set()
    ahead = [
        path
        for first in _FIRST
        for path in ([*(_PACKAGE / first).glob("*.py")] or [_PACKAGE / first])
    ]
    while ahead:
        path = ahead.pop()
        if path not in found:
            found.add(path)
            ahead += _imports(path)
    return sorted(found)


def _imports(path: Path) -> Iterator[Path]:
    """Yield the files of this package that one of them imports."""
    for node in ast.walk(parse(path.read_bytes())):
        match node:
            case ast.ImportFrom(module=str(module), names=names):
                wanted = [module, *(f"{module}.{alias.name}" for alias in names)]
            case ast.Import(names=names):
                wanted = [alias.name for alias in names]
            case _:
                continue
        for name in wanted:
            first, *rest = name.split(".")
            if first == _PACKAGE.name:
                folders = [_PACKAGE.joinpath(*rest[:n]) for n in range(len(rest) + 1)]
                yield from (f / "__init__.py" for f in folders if f.is_dir())
                if (file := folders[-1].with_suffix(".py")).is_file():
                    yield file
