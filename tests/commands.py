"""Commands as a shell runs them, each in a process of its own, and begun at once.

A process that has imported what all commands import waits; each command is a fork of
it. Nothing of the tests is in that process, and what one command leaves behind in its
own no other sees.
"""

from __future__ import annotations

import os
import runpy
import sys
import tempfile
from multiprocessing import get_context
from multiprocessing.connection import wait
from pathlib import Path
from subprocess import CompletedProcess
from threading import Lock

_FORKS = get_context("forkserver")
_FORKS.set_forkserver_preload(
    [
        "autograder.grading.batch",
        "autograder.publishing.feedback",
        "autograder.publishing.reports",
        "nbgrader.apps",
    ]
)

_ONE_AT_A_TIME = Lock()
"""A start asks after all processes begun before, and the status of one is read once."""


def run(
    module: str, *arguments: str, at: Path, typed: str = "", home: Path | None = None
) -> CompletedProcess[str]:
    """Run ``python -m module arguments`` in a folder; return what it said.

    Args:
        at: Its working directory.
        typed: All of its standard input.
        home: Whose command it is, if not the one's who tests.
    """
    scripts = [str(Path(sys.executable).parent), os.environ["PATH"]]
    environment = {**os.environ, "PATH": os.pathsep.join(scripts)}
    if home is not None:
        environment["HOME"] = str(home)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").write_text(typed, "utf-8")
        process = _FORKS.Process(
            target=_be, args=(module, arguments, at, folder, environment)
        )
        with _ONE_AT_A_TIME:
            process.start()
        wait([process.sentinel])
        with _ONE_AT_A_TIME:
            process.join()
        status = process.exitcode
        process.close()
        said = [(folder / stream).read_text("utf-8") for stream in ("out", "err")]
    return CompletedProcess([module, *arguments], int(status or 0), *said)


def _be(
    module: str,
    arguments: tuple[str, ...],
    at: Path,
    streams: Path,
    environment: dict[str, str],
) -> None:
    """Become the command: its folder, environment, streams and arguments."""
    os.chdir(at)
    os.environ.clear()
    os.environ.update(environment)
    flags = os.O_WRONLY | os.O_CREAT
    for number, (stream, mode) in enumerate(
        [("in", os.O_RDONLY), ("out", flags), ("err", flags)]
    ):
        opened = os.open(streams / stream, mode, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(number, mode, encoding="utf-8") for number, mode in enumerate("rww")
    )
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
