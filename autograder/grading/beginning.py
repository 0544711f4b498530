"""How the life of a worker process begins: its zygote warms while it still imports.

So little is imported here: :mod:`.worker` comes with the first job.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from pathlib import Path

from autograder.engine.handle import ZygoteError, ZygoteHandle
from autograder.grading.interrupts import obey_parent

_zygotes: dict[tuple[str, tuple[str, ...]], ZygoteHandle] = {}


def zygote(world: str, libraries: tuple[str, ...] = ()) -> ZygoteHandle:
    """Return this process's zygote that has used these libraries, and no others.

    It is started when it is first asked for, and lives as long as we do.
    """
    key = world, libraries
    if key not in _zygotes:
        _zygotes[key] = ZygoteHandle(world, libraries)
    return _zygotes[key]


def close_zygote(world: str, libraries: tuple[str, ...] = ()) -> None:
    """End this process's zygote, if there is one; the next to ask gets another."""
    if (found := _zygotes.pop((world, libraries), None)) is not None:
        found.close()


def hang_up() -> None:
    """Have all zygotes end, from any thread: whoever waits for one has an error."""
    for each in tuple(_zygotes.values()):
        each.hang_up()


def prepare(world: str) -> None:
    """Begin the life of a worker process: warm up while the parent looks around."""
    obey_parent()
    # What hinders a zygote is told by the first submission that asks for it.
    with contextlib.suppress(OSError):
        zygote(world)


def go_on(world: str, released: Sequence[Path]) -> None:
    """Do what the first job would find undone: imports, here and in the zygote.

    Args:
        world: As told to :func:`prepare`.
        released: Notebooks as students were given them, of which there is news.
    """
    import autograder.grading.worker  # noqa: F401
    from autograder.common.bytecode import imported
    from autograder.engine import first_use, libraries

    cells = [cell for path in released for cell in _code(path)]
    imports = imported(cells)
    modules = libraries.worth_warming(imports)
    if not modules or first_use.wanted(imports):
        return
    try:
        zygote(world).warm(modules, cells)
    except (ZygoteError, OSError):  # the first submission asks for another, and tells
        close_zygote(world)


def _code(path: Path) -> list[str]:
    """Return a notebook's code, cell by cell; nothing of one that cannot be read."""
    try:
        cells = json.loads(path.read_bytes())["cells"]
        return ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    except (OSError, ValueError, LookupError, TypeError):
        return []
