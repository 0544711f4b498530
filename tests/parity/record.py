"""What stock nbgrader says of each course, kept: to ask it takes ten minutes.

Its grades follow from what is handed in and from a few libraries. Both are in a digest
beside what was said; where the digest is another one, nbgrader itself is asked. So is
it in every run of the tests about one assignment, each day another. All of it is asked
anew, compared with what was kept, and kept, by::

    make parity
"""

from __future__ import annotations

import hashlib
import inspect
import json
import platform
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.courses.cells import APART, TRIED
from tests.courses.cells import COURSES as CELLS
from tests.parity.catalog import COURSES
from tests.parity.course import Course
from tests.parity.grades import Graded, differing
from tests.parity.stock import ask, careless, make

RECORDED = {**COURSES, **CELLS, "apart": APART, "tried": TRIED}

FOLDER = Path(__file__).parent / "stock"

LIBRARIES = (
    "ipykernel",
    "ipython",
    "jupyter-client",
    "matplotlib",
    "nbclient",
    "nbconvert",
    "nbformat",
    "nbgrader",
    "numpy",
    "sqlalchemy",
)
"""What takes part in nbgrader's grades."""

Kept = dict[str, Any]
"""The digest, the grades by student, and those whose submissions failed."""


def read(course: str) -> dict[str, Kept]:
    """Return what is kept of a course, by assignment."""
    path = FOLDER / f"{course}.json"
    kept: dict[str, Kept] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return kept


def graded(kept: dict[str, Kept]) -> Graded:
    """Return what is kept of assignments as nbgrader said it."""
    return Graded(
        {
            (name, student): said
            for name, one in kept.items()
            for student, said in one["grades"].items()
        },
        {
            (name, student): "no folder"
            for name, one in kept.items()
            for student in one["failed"]
        },
    )


def digest(course: Course, made: Path, name: str) -> str:
    """Return a digest of all that nbgrader's grades of an assignment follow from."""
    assignment = course.assignments[name]
    steps = [inspect.getsource(step) for step in (course.prepare, course.again) if step]
    parts: list[object] = [
        platform.python_version_tuple()[:2],
        [(library, version(library)) for library in LIBRARIES],
        (course.config, dict(course.files), str(assignment.due), course.by_force),
        steps,
        *_contents(made, made / "source" / name),
        *(
            part
            for student in sorted(assignment.submissions)
            for part in _contents(made, made / "submitted" / student / name)
        ),
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _contents(root: Path, folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(root)), _without_ids(path.read_bytes())


def _without_ids(content: bytes) -> bytes:
    """Leave the ids of cells out, which are drawn anew each time."""
    try:
        document = json.loads(content)
        for cell in document["cells"]:
            cell.pop("id", None)
    except (ValueError, TypeError, KeyError):
        return content
    return json.dumps(document, sort_keys=True).encode()


def by_stock(name: str, course: Course, made: Path, copy: Path) -> Graded:
    """Return nbgrader's grades: those kept where they hold, others by asking it."""
    kept = {
        assignment: one
        for assignment, one in read(name).items()
        if assignment in course.assignments
        if one["digest"] == digest(course, made, assignment)
    }
    known = graded(kept)
    others = [each for each in course.assignments if each not in kept]
    if not others:
        return known
    asked = ask(course, made, copy, others)
    return Graded(known.grades | asked.grades, known.failed | asked.failed)


def main(*names: str) -> None:
    """Ask nbgrader about courses (default: all), tell what is new, and keep it."""
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.json"):
        if path.stem not in RECORDED:
            path.unlink()
    for name in names or RECORDED:
        course = RECORDED[name]
        print(f"{name}: {len(course.assignments)} assignments", flush=True)
        with tempfile.TemporaryDirectory() as folder, careless():
            made = make(course, Path(folder, "made"))
            said = ask(course, made, Path(folder, "stock"), course.assignments)
            digests = {each: digest(course, made, each) for each in course.assignments}
        _tell(graded(read(name)), said)
        _write(name, said, digests)


def _tell(before: Graded, said: Graded) -> None:
    for of in sorted(said.grades.keys() & before.grades.keys()):
        for place, (old, new) in differing(before.grades[of], said.grades[of]).items():
            print(f"  {'/'.join(of)} {place}: {old!r}, now {new!r}")
    for of in sorted(said.grades.keys() ^ before.grades.keys()):
        print(f"  {'/'.join(of)}: {'new' if of in said.grades else 'gone'}")
    for of in sorted(said.failed.keys() ^ before.failed.keys()):
        print(f"  {'/'.join(of)}: {'fails' if of in said.failed else 'fails no more'}")


def _write(name: str, said: Graded, digests: dict[str, str]) -> None:
    kept = {
        assignment: {
            "digest": each,
            "failed": sorted(s for a, s in said.failed if a == assignment),
            "grades": {s: g for (a, s), g in said.grades.items() if a == assignment},
        }
        for assignment, each in digests.items()
    }
    text = json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False)
    (FOLDER / f"{name}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
