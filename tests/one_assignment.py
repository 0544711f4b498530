"""The real course with one assignment of its own, and a gradebook in a file."""

from __future__ import annotations

from pathlib import Path

_CONFIG = """\
from pathlib import Path

from autograder.config import load_course

real = load_course(Path({root!r}))
course = real.model_copy(
    update={{
        "database": "sqlite:///gradebook.db",
        "assignments": [real.assignment({assignment!r})],
        "limits": real.limits.model_copy(update={limits!r}),
    }}
)
"""


def config(root: Path, assignment: str, **limits: float) -> str:
    """Return a ``course_config.py``.

    Args:
        root: The real course.
        assignment: Its one assignment.
        limits: Those that differ from the real ones.
    """
    place = str(root.resolve())
    return _CONFIG.format(root=place, assignment=assignment, limits=limits)
