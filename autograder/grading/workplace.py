"""The folders in which a submission is graded, and what lies in them.

There is one for the student's process and one for the checker's, both gone in the end,
and the draft, which becomes ``autograded/<student>/<assignment>``. As under nbgrader
the working directory has that name, and in it lie the files that were handed in, the
course's in place of those of the same name, and all notebooks of the assignment; here
without hidden tests.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from autograder.notebook import untrusted
from autograder.notebook.mending import as_handed_out
from autograder.notebook.recognise import NOTEBOOK
from autograder.notebook.source import Editions

Json = dict[str, Any]

LABELS = ("timestamp.txt", "submission_secret.txt")
"""What nbgrader's exchange puts beside a notebook: no notebook may change it."""


@dataclass(frozen=True)
class Workplace:
    """Private folders of the two processes."""

    student: Path
    checker: Path


@contextmanager
def workplace(
    name: str, draft: Path, files: Mapping[str, Path], given: Mapping[str, Path]
) -> Iterator[Workplace]:
    """Make the draft, and private folders for the two processes, with their files.

    Args:
        name: Of the working directory, as ``autograded/ada/ps1``.
        draft: What is to be laid out; replaced.
        files: The student's files, by their place in the folder.
        given: The course's.
    """
    untrusted.remove(draft)
    draft.mkdir(parents=True)
    private = tempfile.mkdtemp(prefix="autograder-")
    try:
        folders = [Path(private, kind, name) for kind in ("student", "checker")]
        place = Workplace(*folders)
        place.checker.mkdir(parents=True)
        copy_files({**files, **given}, draft)
        copy_files(given, place.checker)
        shutil.copytree(draft, place.student)
        yield place
    finally:
        # Where nothing confines it, what a notebook leaves here may be of any depth.
        with suppress(OSError):
            untrusted.remove(Path(private))


def files_in(folder: Path, ignored: Collection[str] = ()) -> dict[str, Path]:
    """Return the files of a folder that are no notebooks, by their place in it.

    Links, which may lead anywhere, are left out.

    Args:
        folder: Where to look.
        ignored: Patterns of names that nbgrader leaves behind.
    """
    found = {}
    for inner in untrusted.listing(folder).files:
        if inner.suffix != NOTEBOOK and not any(
            is_ignored(part, ignored) for part in inner.parts
        ):
            found[str(inner)] = folder / inner
    return found


def is_ignored(name: str, patterns: Collection[str]) -> bool:
    """Tell whether a name is one that nbgrader leaves behind.

    As for nbgrader, a star does not stand for the dot of a hidden file.
    """
    return any(
        fnmatchcase(name, pattern)
        for pattern in patterns
        if not name.startswith(".") or pattern.startswith(".")
    )


def copy_files(files: Mapping[str, Path], target: Path) -> None:
    """Copy files to their places; one where a folder has to be is left out."""
    for name, path in files.items():
        copy = target / name
        if any(parent.is_file() for parent in copy.parents) or copy.is_dir():
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


def lay_out_notebooks(
    place: Workplace, handed_in: Mapping[str, Json], known: Mapping[str, Editions]
) -> None:
    """Put the notebooks of the assignment beside each other, for those that run others.

    Args:
        place: Where.
        handed_in: Those of the student, without hidden tests.
        known: All that the assignment has. What nobody has to hand in is there anyway;
            the checker gets nothing but such: no answer may stand in for a student's.
    """
    for name, editions in known.items():
        source = editions[""]
        is_helper = not any(cell.grade or cell.solution for cell in source.cells)
        if is_helper:
            write_notebook(as_handed_out(source), place.checker / f"{name}{NOTEBOOK}")
        if is_helper or name in handed_in:
            mine = handed_in.get(name) or as_handed_out(source)
            write_notebook(mine, place.student / f"{name}{NOTEBOOK}")


def keep_files(place: Workplace, draft: Path, files: Mapping[str, Path]) -> None:
    """Let the draft have the files as notebooks have left them behind.

    Args:
        place: Where they worked.
        draft: What is laid out; replaced.
        files: The student's files as they were handed in.
    """
    left = {k: path for k, path in files_in(place.student).items() if k not in LABELS}
    labels = {name: files[name] for name in LABELS if name in files}
    shutil.rmtree(draft)
    draft.mkdir()
    copy_files({**left, **labels}, draft)


def write_notebook(notebook: Json, path: Path) -> None:
    """Write a notebook; whatever has its name gives way."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
