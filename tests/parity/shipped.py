"""The notebooks that nbgrader ships for its own tests and documentation, as courses.

Where nbgrader ships answers to a source, those are handed in. Of the others one student
hands in the source itself, and one what was released.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import nbgrader

from tests.parity.changes import every, nothing, put
from tests.parity.course import Assignment, Change, Course

PACKAGE = Path(nbgrader.__file__).parent
APPS = PACKAGE / "tests/apps/files"
PREPROCESSORS = PACKAGE / "tests/preprocessors/files"
PAGES = PACKAGE / "tests/ui-tests/files"
GUIDE = PACKAGE / "docs/source/user_guide"

TAKES_AWAY = "a test takes a function out of the notebook to see what misses it"
_TAKING_AWAY = [
    APPS / f"{name}.ipynb" for name in ("test", "test-hidden-tests", "test-with-output")
]

CONFIG = """\
c.Execute.timeout = 2
c.Execute.shutdown_kernel = "immediate"
c.ClearSolutions.enforce_metadata = False
c.ClearHiddenTests.enforce_metadata = False
c.InstantiateTests.enforce_metadata = False
"""


def _answered(folder: Path, source: str, pattern: str, **more: Any) -> Assignment:
    """Return an assignment of a source, and of all files that answer it."""
    answers = sorted(folder.glob(pattern))
    handed_in = {path.stem: put("p.ipynb", path) for path in answers}
    return Assignment({"p": folder / f"{source}.ipynb"}, handed_in, **more)


def _alone(path: Path) -> Assignment:
    """Return an assignment of a source, handed in as released and with its answers."""
    handed_in: dict[str, Change] = {"author": put("p.ipynb", path)}
    if "BEGIN SOLUTION" in path.read_text("utf-8"):
        handed_in["idle"] = nothing
    needs_shared = TAKES_AWAY if path in _TAKING_AWAY else ""
    return Assignment({"p": path}, handed_in, needs_shared=needs_shared)


def _guide(name: str, **submissions: Change) -> Assignment:
    """Return an assignment of the user guide."""
    folder = GUIDE / "source" / name
    problems = {path.stem: path for path in sorted(folder.glob("*.ipynb"))}
    answers = [put(f"{stem}.ipynb", path) for stem, path in problems.items()]
    return Assignment(
        problems,
        submissions or {"author": every(*answers)},
        {"jupyter.png": folder / "jupyter.png"},
        due=datetime(2015, 2, 2, 17),
        needs_shared=TAKES_AWAY,
    )


def _guide_student(name: str) -> Change:
    folder = GUIDE / "submitted" / name / "ps1"
    files = ("problem1.ipynb", "problem2.ipynb", "jupyter.png", "timestamp.txt")
    return every(*(put(file, folder / file) for file in files))


AUTOTESTS = {"autotests.yml": (GUIDE / "autotests.yml").read_text("utf-8")}

ANSWERED = Course(
    {
        "apps": _answered(APPS, "submitted-unchanged", "submitted-*.ipynb"),
        "preprocessors": _answered(
            PREPROCESSORS, "submitted-unchanged", "submitted-*-type-changed.ipynb"
        ),
        "pages": _answered(PAGES, "submitted-unchanged", "submitted-*.ipynb"),
        **{
            f"autotest-{kind}": _answered(
                APPS, f"autotest-{kind}", f"autotest-{kind}-*.ipynb"
            )
            for kind in ("simple", "hashed", "hidden", "multi")
        },
        "no-cell-type": Assignment(
            {"p": PREPROCESSORS / "no-cell-type.ipynb"},
            {"changed": put("p.ipynb", PREPROCESSORS / "cell-type-changed.ipynb")},
        ),
    },
    CONFIG,
    AUTOTESTS,
)

_REFUSED = {
    APPS: ["test-v0", "test-v0-invalid", "test-v1", "test-v2", "too-new"],
    PREPROCESSORS: [
        "bad-markdown-cell-1",
        "bad-markdown-cell-2",
        "blank-grade-id",
        "blank-points",
        "cell-type-changed",
        "duplicate-grade-ids",
        "submitted-answer-cell-type-changed",
        "submitted-grade-cell-type-changed",
    ],
    PAGES: [
        "old-schema",
        "submitted-answer-cell-type-changed",
        "submitted-grade-cell-type-changed",
    ],
}
"""Notebooks that nbgrader itself does not release: there is nothing to grade against.

Some of them are submissions to others, above.
"""

_EMPTY = {
    APPS: ["infinite-loop", "infinite-loop-with-output", "side-effects"],
    PREPROCESSORS: ["header", "infinite-recursion", "long-output", "warning-pattern"],
    PAGES: ["blank", "empty", "task"],
}
"""Notebooks without a cell that nbgrader knows: they have no grades."""

_OTHERWISE = {APPS: ["timeout"], PREPROCESSORS: [], PAGES: []}
"""An answer that sleeps past the limit: the clock stops it there, here it may wait."""

_ANSWERS = ("submitted-", "autotest-", "cell-type-changed", "no-cell-type")

SINGLE = Course(
    {
        "ps1": _guide(
            "ps1",
            bitdiddle=_guide_student("bitdiddle"),
            hacker=_guide_student("hacker"),
        ),
        "ps1_autotest": _guide("ps1_autotest"),
        **{
            f"{folder.parent.name}-{path.stem}": _alone(path)
            for folder in (APPS, PREPROCESSORS, PAGES)
            for path in sorted(folder.glob("*.ipynb"))
            if not path.stem.startswith(_ANSWERS)
            and path.stem not in _REFUSED[folder] + _EMPTY[folder] + _OTHERWISE[folder]
        },
    },
    CONFIG,
    AUTOTESTS,
)
