"""Lay out a small course to start from: the files of ``autograder/example``."""

from __future__ import annotations

import shutil
from pathlib import Path

from autograder.model import UsageError

EXAMPLE = Path(__file__).parents[1] / "example"
# Under its own name it would be Git's, and not a file of the package.
_NAMES = {"gitignore": ".gitignore"}


def start(root: Path) -> list[Path]:
    """Lay out a course of one small seminar, ready to be built; return its files.

    Raises:
        UsageError: Something is there already.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise UsageError(f"{root}: something is there; name a new or an empty folder")
    made = []
    for file in sorted(EXAMPLE.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            place = root / file.relative_to(EXAMPLE)
            place = place.with_name(_NAMES.get(place.name, place.name))
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
            made.append(place)
    return made
