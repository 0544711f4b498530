"""Libraries are compiled ahead, for a notebook's process cannot keep what it compiles.

Python compiles a module at its first import and keeps the result beside it. Some
installers compile nothing, and a copied environment has what no longer fits its files.
A confined process may not write there: each notebook would compile anew, for seconds,
what the course's cells import. So whoever is about to run them has it done once.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterable
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path

from autograder.common.trees import parse

_IMPORT = (
    "import contextlib, importlib, sys\n"
    "for name in sys.argv[1:]:\n"
    "    with contextlib.suppress(Exception):\n"
    "        importlib.import_module(name)\n"
)

_MOST_READ = 1000
"""Cells whose imports are remembered: each notebook of a class has the course's."""

_HEAD = 16  # bytes: magic number, flags, and the source's time and size


def compile_ahead(sources: Iterable[str]) -> list[str]:
    """Have the modules that these cells import compiled, where that is still to do.

    Returns:
        The modules it was done for.
    """
    stale = [name for name in imported(sources) if _can_be_compiled(name)]
    if stale:
        environment = {**os.environ, "MPLBACKEND": "agg"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        # -P: a module beside the current folder must not shadow a real one.
        command = [sys.executable, "-P", "-c", _IMPORT, *stale]
        quiet = subprocess.DEVNULL
        subprocess.run(
            command, env=environment, stdin=quiet, stdout=quiet, stderr=quiet
        )
    return stale


def imported(sources: Iterable[str]) -> list[str]:
    """Return the modules that cells import by name, in order; those of magics not."""
    return list(dict.fromkeys(name for each in sources for name in _imported_by(each)))


@functools.lru_cache(_MOST_READ)
def _imported_by(source: str) -> list[str]:
    names: list[str] = []
    try:
        nodes = list(ast.walk(parse(source)))
    except (SyntaxError, ValueError):
        return names
    for node in nodes:
        match node:
            case ast.Import(names=aliases):
                names += [alias.name for alias in aliases]
            case ast.ImportFrom(module=str(module), level=0):
                names.append(module)
    return names


def package_folder(name: str) -> Path | None:
    """Return where a package lies; None if there is none, or a single file."""
    spec = _find(name)
    if spec is None or not spec.submodule_search_locations or not spec.origin:
        return None
    return Path(spec.origin).parent


def is_fresh(source: Path) -> bool:
    """Tell whether a module has bytecode that Python will take as it is."""
    try:
        found = source.stat()
        with Path(importlib.util.cache_from_source(str(source))).open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    if head[:4] != importlib.util.MAGIC_NUMBER:
        return False
    if int.from_bytes(head[4:8], "little"):  # kept by its content, not by its time
        return True
    numbers = (int(found.st_mtime), found.st_size)
    return head[8:] == b"".join(
        (number & 0xFFFFFFFF).to_bytes(4, "little") for number in numbers
    )


def _can_be_compiled(name: str) -> bool:
    """Tell whether a module is there, has no fresh bytecode, and can be given some."""
    spec = _find(name)
    if spec is None or not spec.origin or not spec.origin.endswith(".py"):
        return False
    source = Path(spec.origin)
    cache = Path(importlib.util.cache_from_source(spec.origin)).parent
    place = cache if cache.exists() else cache.parent
    return not is_fresh(source) and os.access(place, os.W_OK)


def find_module(name: str) -> ModuleSpec | None:
    """Find a module that is part of no other, as an import would; None if none is."""
    try:
        return importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None


def _find(name: str) -> ModuleSpec | None:
    """Find a module without importing it, nor what it is part of."""
    spec: ModuleSpec | None = None
    # What lies in the current folder is the course's own, and small.
    path = [entry for entry in sys.path if entry and entry != str(Path.cwd())]
    parts = name.split(".")
    for depth in range(len(parts)):
        spec = PathFinder.find_spec(".".join(parts[: depth + 1]), path)
        if spec is None:
            return None
        path = list(spec.submodule_search_locations or ())
    return spec
