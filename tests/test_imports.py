"""The package's parts import one way: the table says which."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = "autograder"

# A part and the parts it may import, from the ground up. A part is a module or a
# package; a module or a folder may be named apart from its package where it is a part
# of its own.
ALLOWED: dict[str, set[str]] = {
    "common": set(),
    "": {"common"},
    "model": {"common"},
    "config": {"common", "model"},
    "wire": set(),
    "sandbox": {"model"},
    "notebook": {"common", "model"},
    "analysis": {"model"},
    "seminar": {"common", "model", "notebook"},
    "gradebook": {"common", "config", "model", "notebook"},
    "diagnosis.calls": {"model", "notebook", "wire"},
    "diagnosis.near_misses": {"diagnosis.calls", "model", "notebook", "wire"},
    "diagnosis.conditions": {"diagnosis.calls", "model"},
    "diagnosis.telling": {"diagnosis.calls", "diagnosis.conditions", "model", "wire"},
    "diagnosis": {
        "diagnosis.calls",
        "diagnosis.near_misses",
        "diagnosis.telling",
        "model",
        "notebook",
        "seminar",
        "wire",
    },
    "engine": {
        "diagnosis",
        "diagnosis.near_misses",  # by whose code the tables of them are named
        "model",
        "notebook",
        "sandbox",
        "wire",
    },
    "grading": {
        "common",
        "config",
        "diagnosis",
        "engine",
        "gradebook",
        "model",
        "notebook",
        "sandbox",
        "seminar",
    },
    "collecting": {"common", "config", "gradebook", "grading", "model", "notebook"},
    "exports": {"common", "gradebook"},
    "pages": {"analysis", "common", "gradebook", "model", "notebook"},
    "publishing": {
        "analysis",
        "common",
        "config",
        "gradebook",
        "grading",
        "model",
        "notebook",
        "pages",
        "seminar",
    },
    "formgrader": {"common", "grading", "model", "pages"},
    "plugins": {
        "collecting",
        "common",
        "config",
        "engine",
        "exports",
        "formgrader",
        "gradebook",
        "grading",
        "model",
        "notebook",
        "pages",
        "publishing",
    },
    "course": {
        "common",
        "config",
        "diagnosis",
        "engine",
        "model",
        "notebook",
        "pages",  # the words that it says to students in their language
        "plugins",
        "seminar",
    },
    "demo": {
        "analysis",
        "common",
        "config",
        "course",
        "grading",
        "model",
        "notebook",
        "plugins",
        "publishing",
        "seminar",
    },
    "cli": {
        "collecting",
        "common",
        "config",
        "course",
        "demo",
        "formgrader",
        "gradebook",
        "grading",
        "model",
        "notebook",
        "plugins",
        "publishing",
        "sandbox",
    },
    "__main__": {"cli", "common", "model"},
}


def name_of(path: Path) -> str:
    """The dotted name of a module within the package."""
    parts = path.relative_to(ROOT / PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


# A course for others, which is no part of the package's program.
EXAMPLE = ROOT / PACKAGE / "example"
MODULES = {
    name_of(path): path
    for path in sorted((ROOT / PACKAGE).rglob("*.py"))
    if not path.is_relative_to(EXAMPLE)
}


def part_of(module: str) -> str:
    """The longest name in the table that a module's begins with; itself if none."""
    words = module.split(".")
    names = (".".join(words[:size]) for size in range(len(words), 0, -1))
    return next((name for name in names if name in ALLOWED), module)


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the modules of the package that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            # What is imported from a package is one of its modules, or a name in it.
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [
                name if name.removeprefix(f"{PACKAGE}.") in MODULES else node.module
                for name in inner
            ]
        else:
            continue
        for name in names:
            if name and (name == PACKAGE or name.startswith(f"{PACKAGE}.")):
                yield node.lineno, name.removeprefix(PACKAGE).removeprefix(".")


@pytest.mark.parametrize("module", MODULES)
def test_a_part_imports_only_what_the_table_allows(module: str) -> None:
    own = part_of(module)
    assert own in ALLOWED, f"{module} is in no part of the table"
    wrong = [
        f"{MODULES[module].relative_to(ROOT)}:{line}: {own} may not import {imported}"
        for line, imported in imports(MODULES[module])
        if part_of(imported) not in ALLOWED[own] | {own}
    ]
    assert wrong == []


def test_every_permission_is_used() -> None:
    used: dict[str, set[str]] = {part: set() for part in ALLOWED}
    for module, path in MODULES.items():
        own = part_of(module)
        used[own] |= {part_of(imported) for _, imported in imports(path)} - {own}
    assert used == ALLOWED


def test_no_part_imports_itself_by_way_of_others() -> None:
    """A table with a circle has no order; graphlib raises CycleError."""
    assert set(TopologicalSorter(ALLOWED).static_order()) == set(ALLOWED)


def test_a_forbidden_import_is_found(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text(
        "import os\nfrom autograder import publishing\n\n\ndef f():\n"
        "    import autograder.demo.tour\n    from autograder.seminar.prose import x\n"
        "    from autograder.plugins import translated\n"
    )
    assert list(imports(path)) == [
        (2, "publishing"),
        (6, "demo.tour"),
        (7, "seminar.prose"),
        (8, "plugins.translated"),
    ]


def test_nothing_compiles_a_grammar_before_it_begins() -> None:
    """Else each command and each worker would take three times as long to begin."""
    code = "import sys, autograder, nbformat; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert not {"lark", "rfc3987_syntax.syntax_helpers"} & {*done.stdout.split()}


def test_who_hands_jobs_out_needs_nothing_of_what_grades_them() -> None:
    """The first worker imports that meanwhile."""
    code = "import sys, autograder.grading.batch; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    grades = {"numpy", "autograder.engine.session", "autograder.grading.worker"}
    assert not grades & {*done.stdout.split()}


def test_a_worker_needs_no_gradebook() -> None:
    """It would take longer to begin than to grade a small notebook."""
    code = "import sys, autograder.grading.worker; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert not {"nbgrader", "nbconvert", "sqlalchemy"} & {*done.stdout.split()}
