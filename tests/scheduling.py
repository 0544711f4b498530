"""Which tests one process runs, and in which order files begin.

xdist could be told by marks of the tests, but what it takes them for, pytest no longer
looks at (xdist 3.8 with pytest 9.2); and each file's fixtures would be made by each
process.
"""

from __future__ import annotations

import re
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling

LONG = (
    "test_attacks.py",
    "test_the_course.py",
    "test_search.py",
    "test_shared.py",
    "test_differences.py",
    "test_same_grades.py",
    "test_killed.py",
    "test_planted.py",
    "test_copies.py",
    "test_execute.py",
    "test_site.py",
    "test_hostile_hand_in.py",
    "test_hostile_class.py",
    "test_instructor.py",
    "test_busy.py",
)
"""The longest files by far: they begin first, or all workers wait for the last."""

PARTS = {
    "test_attacks.py": r"\[(root|ordinary)",
    "test_search.py": r"\[(root|ordinary)",
    "test_seminars.py": r"(l\d_\d)",
    "test_the_course.py": r"(l\d_\d)",
}
"""Files of which processes may share the work, and what of a test's name tells how."""

_PLACES = {name: place for place, name in enumerate(LONG)}


def scope_of(nodeid: str) -> str:
    """Return what a test shares its process with: its file, or a part of that."""
    file, _, test = nodeid.partition("::")
    pattern = PARTS.get(Path(file).name)
    part = re.search(pattern, test) if pattern else None
    return f"{file} {part[1]}" if part else file


def place_of(nodeid: str) -> tuple[int, str]:
    """Return what to sort tests by; those of one scope keep their order."""
    name = Path(nodeid.partition("::")[0]).name
    return _PLACES.get(name, len(LONG)), scope_of(nodeid)


class ByFile(LoadScopeScheduling):
    """Gives a scope to the next process that has nothing to do."""

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)
