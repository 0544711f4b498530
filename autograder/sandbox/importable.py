"""What this Python imports from beyond its own libraries.

Packages installed in place (``pip install --editable``), environments layered on others
by ``.pth`` files, ``PYTHONPATH``: whatever a fresh process can import. A folder that
holds something to be hidden is not readable as a whole; of its packages and modules
those are which hold nothing of it.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from autograder.sandbox.environment import default_readable

_OURS = Path(__file__).resolve().parents[2]
"""Where this package lies: children have it in memory, and no use for its files. In a
checkout a course of ours lies beside it."""


@functools.lru_cache(maxsize=8)
def importable(hidden: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the paths, for a process whose import path is as it was at its start.

    Args:
        hidden: What no path may hold or lie in.
    """
    known = default_readable()
    secrets = [Path(os.path.realpath(path)) for path in hidden]
    found: dict[Path, None] = {}
    for place in (*_import_path(), *_mapped()):
        if place == _OURS or not os.access(place, os.R_OK) or _is_in(place, known):
            continue
        for path in [place] if _is_apart(place, secrets) else _parts(place):
            if _is_apart(path, secrets):
                found[path] = None
    return tuple(found)


def _import_path() -> Iterator[Path]:
    yield from (Path(name) for name in sys.path if Path(name).is_absolute())


def _mapped() -> Iterator[Path]:
    """Yield what setuptools' finders of editable packages lead to."""
    for finder in sys.meta_path:
        module = sys.modules.get(getattr(finder, "__module__", ""))
        mapping = getattr(module, "MAPPING", None)
        if isinstance(mapping, dict):
            yield from (Path(str(place)) for place in mapping.values())


def _parts(folder: Path) -> Iterator[Path]:
    """Yield the packages and modules in a folder."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix in (".py", ".so") or (path / "__init__.py").is_file():
            yield path


def _is_in(place: Path, folders: tuple[Path, ...]) -> bool:
    return any(place.is_relative_to(folder) for folder in folders)


def _is_apart(place: Path, secrets: list[Path]) -> bool:
    """Tell whether a path neither holds nor lies in anything secret."""
    real = Path(os.path.realpath(place))
    return not any(
        secret.is_relative_to(real) or real.is_relative_to(secret) for secret in secrets
    )
