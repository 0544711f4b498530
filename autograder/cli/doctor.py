"""Say in plain words what this machine can do, and what to do about each lack."""

from __future__ import annotations

import contextlib
import os
import platform
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import nbformat
from sqlalchemy.exc import DBAPIError

from autograder.common.bytecode import find_module, imported, is_fresh, package_folder
from autograder.common.telling import command, counted
from autograder.config import CONFIG_FILE, load_course
from autograder.config.database import explain
from autograder.config.installed import how_to_install, lack
from autograder.config.nbgrader_course import open_course
from autograder.model import AutograderError, UsageError
from autograder.sandbox import Layer, probe

PACKAGES = ("nbgrader", "numpy", "matplotlib", "ipython", "ipywidgets", "scikit-learn")
MODULES = ("numpy", "scipy", "matplotlib", "IPython", "ipywidgets")
MIN_FREE_GB = 1.0  # a class of 200 leaves some 100 MB of executed notebooks

# What goes on without a layer, in the words of someone who decides whether to miss it.
MEANINGS = {
    Layer.USER_NAMESPACE: "a notebook owns nothing outside",
    Layer.PID_NAMESPACE: "a notebook sees and signals only its own processes",
    Layer.MOUNT_NAMESPACE: "a notebook sees only libraries and its own folder",
    Layer.IPC_NAMESPACE: "no shared memory with other programs",
    Layer.NETWORK_NAMESPACE: "no network",
    Layer.UNPRIVILEGED: "no notebook runs as root",
    Layer.RLIMITS: "limits of memory, processes and files",
    Layer.NO_NEW_PRIVS: "no program gains privileges",
    Layer.LANDLOCK: "files are out of reach, whoever owns them",
    Layer.SECCOMP: "no system calls that notebooks do not need",
}


@dataclass(frozen=True)
class Finding:
    """One line of the diagnosis.

    ``well`` is None for what is missing and not needed; ``remedy`` says what to do.
    """

    topic: str
    well: bool | None
    text: str
    remedy: str = ""


_MAGIC = re.compile(r"^[%!].*$", re.MULTILINE)

_MARKS = {True: "✓", False: "✗", None: "·"}


def examine(root: Path) -> list[Finding]:
    """Look at the sandbox, the libraries, the course's database and the disk."""
    parts = (
        _sandbox(),
        _versions(),
        _bytecode(root),
        _imports(root),
        _course(root),
        _disk(root),
    )
    return [finding for part in parts for finding in part]


def render(findings: list[Finding]) -> Iterator[str]:
    """Yield lines for people, a heading for each topic."""
    topic = ""
    for finding in findings:
        if finding.topic != topic:
            topic = finding.topic
            yield f"\n{topic}"
        yield f"  {_MARKS[finding.well]} {finding.text}"
        if finding.remedy:
            yield f"      → {finding.remedy}"


def _sandbox() -> Iterator[Finding]:
    for report in probe():
        name = str(report.layer)
        text = f"{name}: {MEANINGS[report.layer]}"
        if report.holds:
            yield Finding("Sandbox", True, text)
            continue
        why = f"{text}: missing ({report.reason})"
        remedy = f"{report.remedy}; or grade without it: --allow-missing {name}"
        yield Finding("Sandbox", False, why, remedy)


def _versions() -> Iterator[Finding]:
    system = f"{platform.system()} {platform.release()}"
    yield Finding("Versions", True, f"Python {platform.python_version()} on {system}")
    for package in PACKAGES:
        try:
            yield Finding("Versions", True, f"{package} {version(package)}")
        except PackageNotFoundError:
            remedy = f"pip install {package}, or pip install -r requirements.txt"
            yield Finding("Versions", False, f"{package} is not installed", remedy)


def _bytecode(root: Path) -> Iterator[Finding]:
    """Look whether libraries are compiled: a notebook's process cannot keep it."""
    masters = sorted((root / "notebooks").glob("*/master.py"))
    names = imported(path.read_text(encoding="utf-8") for path in masters)
    tops = dict.fromkeys((*MODULES, *(name.partition(".")[0] for name in names)))
    lacking = {}
    for name in tops:
        folder = package_folder(name)
        modules = list(folder.rglob("*.py")) if folder else []
        stale = sum(not is_fresh(module) for module in modules)
        # What is never imported, such as tests, is often not compiled.
        if folder and 2 * stale > len(modules):
            lacking[name] = folder
    if not lacking:
        yield Finding("Libraries", True, "compiled ahead of the notebooks")
        return
    text = f"not compiled, so each notebook compiles anew: {', '.join(lacking)}"
    folders = shlex.join(map(str, lacking.values()))
    compile_all = f"{shlex.quote(sys.executable)} -m compileall -q {folders}"
    yield Finding("Libraries", False, text, compile_all)


def _course(root: Path) -> Iterator[Finding]:
    try:
        if (root / CONFIG_FILE).is_file():
            course = load_course(root)
            names = ", ".join(assignment.id for assignment in course.assignments)
            yield Finding("Course", True, f"{course.id}: {names}")
            for each in course.assignments:
                what, _, remedy = lack(each.id, each.libraries, root).partition(": ")
                if what:
                    yield Finding("Course", False, what, remedy)
        nbgrader = open_course(root)
        known = nbgrader.assignments() if nbgrader.has_gradebook(writing=True) else []
    except UsageError as error:
        yield Finding("Course", False, str(error))
    except AutograderError as error:
        yield Finding("Course", False, "the gradebook cannot be used", str(error))
    except DBAPIError as error:  # of another version of nbgrader, say
        reason = explain(error, root)
        yield Finding("Course", False, "the gradebook cannot be used", reason)
    else:
        text = f"the gradebook has {', '.join(known) or 'no assignment yet'}"
        own = (root / CONFIG_FILE).is_file()
        way = command("build", root=root) if own else "nbgrader generate_assignment"
        remedy = "" if known else way
        yield Finding("Course", bool(known), text, remedy)


def _imports(root: Path) -> Iterator[Finding]:
    """Look whether this Python has what a course's sources import."""
    named = _named_libraries(root)
    lacking: dict[str, list[str]] = {}
    for path in sorted(root.glob("source/**/*.ipynb")):
        try:
            cells = nbformat.read(path, as_version=4).cells
        except (OSError, ValueError, nbformat.ValidationError):
            continue  # who grades is told
        code = [cell.source for cell in cells if cell.cell_type == "code"]
        names = imported(_MAGIC.sub("pass", source) for source in code)
        for name in sorted({name.partition(".")[0] for name in names}):
            beside = any(path.parent.glob(f"{name}.*")) or (path.parent / name).is_dir()
            if not (beside or name in named) and find_module(name) is None:
                lacking.setdefault(name, []).append(path.stem)
    for name, where in lacking.items():
        text = f"{', '.join(dict.fromkeys(where))}: imports {name}, which is not here"
        remedy = f"perhaps {how_to_install(name, root)}"
        yield Finding("Libraries", False, text, remedy)


def _named_libraries(root: Path) -> set[str]:
    """Return what assignments name as their libraries; of these the course tells."""
    with contextlib.suppress(AutograderError):
        return {
            name for each in load_course(root).assignments for name in each.libraries
        }
    return set()  # other people's course, or one of which more is told above


def _disk(root: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(root).free / 1e9
    text = f"{free:.0f} GB free, {counted(os.cpu_count() or 1, 'processor')}"
    remedy = "" if free > MIN_FREE_GB else "make room: executed notebooks need it"
    yield Finding("Machine", free > MIN_FREE_GB, text, remedy)
