"""Whether what stands built is what the masters make, and passes all gates anew."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.config import Course
from autograder.course.build import build, wanted
from autograder.course.matrix import matrix_of, without_calls
from autograder.model import Problem, SourceError

OTHER_SEED = 20261123
"""Of the hidden tests' numbers: a class gets others than the build has seen, too."""

_STALE = "is not what the masters make: run 'python -m autograder build' and keep it"


def verify(
    course: Course,
    root: Path,
    assignments: Sequence[str] = (),
    languages: Sequence[str] = (),
    say: Callable[[str], None] = print,
    seed: int = OTHER_SEED,
) -> None:
    """Build all anew in a place apart, trusting no record, and compare file by file.

    Nothing of the course changes, its gradebook neither. The arguments are those of
    :func:`build`; known answers are judged by the numbers that follow from ``seed``.

    Raises:
        SourceError: What :func:`build` finds, or each file that is another or lacks.
        UsageError: As :func:`build` does.
    """
    names = [each.id for each in wanted(course, root, assignments, say)]
    if not names:
        return
    with tempfile.TemporaryDirectory(prefix="autograder-") as place:
        apart = Path(place).resolve()
        masters = root / "notebooks"
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(masters, apart / "notebooks", ignore=ignored)
        for name in names:
            if (record := matrix_of(root, name)).is_file():
                copied = matrix_of(apart, name)
                copied.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(record, copied)
        alone = course.model_copy(update={"database": "sqlite:///gradebook.db"})
        try:
            build(alone, apart, names, languages, say, gate_all=True, seed=seed)
        except SourceError as error:
            raise SourceError(
                replace(problem, path=_at(root, problem.path, apart))
                for problem in error.problems
            ) from None
        chosen = languages or course.languages
        stale = [*_differences(root, apart, names, chosen)]
    if stale:
        raise SourceError(Problem(path, None, None, _STALE) for path in stale)


def _at(root: Path, path: Path, apart: Path) -> Path:
    """Return where in the course a file of the copy comes from."""
    path = path.resolve()
    return root / path.relative_to(apart) if path.is_relative_to(apart) else path


def _differences(
    root: Path, apart: Path, names: Sequence[str], languages: Sequence[str]
) -> Iterator[Path]:
    """Yield the files of a course that a build makes otherwise, or not at all."""
    folders = [
        Path(step, language, name)
        for step in ("source", "release")
        for language in languages
        for name in names
    ]
    folders += [Path("notebooks", name) for name in names]
    places = {
        path.relative_to(top)
        for top in (root, apart)
        for folder in folders
        for path in (top / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    # The mark beside a matrix names the libraries of who has built.
    places |= {matrix_of(apart, name).relative_to(apart) for name in names}
    for place in sorted(places):
        if _content(root / place) != _content(apart / place):
            yield root / place


def _content(path: Path) -> bytes | str | None:
    """Return what has to be the same, whatever the numbers of the hidden tests."""
    if not path.is_file():
        return None
    if path.parts[-3:-1] == ("docs", "mistakes"):
        return without_calls(path.read_text("utf-8"))
    return path.read_bytes()
