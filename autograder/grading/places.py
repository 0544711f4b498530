"""Where submissions lie: the folders that students' names and assignments' make.

Names are compared as people read them. A path is neither a pattern, whatever brackets
stand in it, nor bytes: macOS writes ``й`` as two letters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path

from nbgrader.utils import full_split

from autograder.config.nbgrader_course import NbgraderCourse
from autograder.notebook.recognise import composed, fold, may_be_notebook

_ANY = r"[^/]+"
_FIELDS = ("student_id", "assignment_id")


@dataclass(frozen=True)
class Place:
    """A file or folder where a submission belongs; names with composed letters."""

    student: str
    assignment: str
    path: Path


def submission_places(course: NbgraderCourse, assignment: str = "") -> list[Place]:
    """Return what lies where submissions belong, of one assignment or of any."""
    directory = course.directory()
    step = directory.submitted_directory
    kept = {name: f"{{{name}}}" for name in _FIELDS}
    template = directory.directory_structure.format(nbgrader_step=step, **kept)
    parts = full_split(template)
    names = {
        "student_id": _ANY,
        "assignment_id": re.escape(composed(assignment)) if assignment else _ANY,
    }
    patterns = [_pattern(part, names) for part in parts]
    found = _walk(Path(course.root), list(zip(parts, patterns, strict=True)), {})
    # nbgrader's settings: a pattern, and names between commas.
    wanted = composed(directory.student_id)
    excluded = composed(directory.student_id_exclude).split(",")
    return [
        Place(match["student_id"], assignment or match["assignment_id"], path)
        for path, match in found
        if fnmatchcase(match["student_id"], wanted)
        and match["student_id"] not in excluded
    ]


def _pattern(part: str, names: Mapping[str, str]) -> re.Pattern[str] | None:
    """Return what a part of the path has to look like; None if it is what it says."""
    pieces = re.split(r"\{(student_id|assignment_id)\}", part)
    if len(pieces) == 1:
        return None
    text = "".join(
        f"(?P<{piece}>{names[piece]})" if number % 2 else re.escape(composed(piece))
        for number, piece in enumerate(pieces)
    )
    return re.compile(text)


def _walk(
    folder: Path,
    parts: Sequence[tuple[str, re.Pattern[str] | None]],
    known: Mapping[str, str],
) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Yield the paths that have these parts, with the names that are in them."""
    if not parts:
        yield folder, known
        return
    (part, pattern), *rest = parts
    if pattern is None:
        yield from _walk(folder / part, rest, known)
        return
    for child in _children(folder):
        match = pattern.fullmatch(composed(child.name))
        if match and all(known.get(k, v) == v for k, v in match.groupdict().items()):
            yield from _walk(child, rest, {**known, **match.groupdict()})


def _children(folder: Path) -> list[Path]:
    """Return what is in a folder, without what systems leave there."""
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return []
    return [path for path in found if not path.name.startswith((".", "__MACOSX"))]


def strays(course: NbgraderCourse, known: Collection[str]) -> list[Place]:
    """Return folders, and notebooks, that lie where those of an assignment belong."""
    taken = {place.path for name in known for place in submission_places(course, name)}
    return [
        place
        for place in submission_places(course)
        if place.path not in taken
        and (place.path.is_dir() or may_be_notebook(place.path.name))
    ]


def nearest(name: str, known: Collection[str]) -> str:
    """Return which of the known names may be meant; "" if it is like none."""
    folded = {fold(each): each for each in known}
    if fold(name) in folded:
        return folded[fold(name)]
    close = get_close_matches(fold(name), folded, n=1)
    return folded[close[0]] if close else ""
