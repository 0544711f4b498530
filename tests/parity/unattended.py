"""Run notebooks as stock programs do, time and again, and tell which stand still.

nbclient, which nbconvert and nbgrader execute notebooks with, can wait for ever for a
reply that has long arrived (docs/differences.md says when). All seminars, in all
languages, twenty times each::

    python -m tests.parity.unattended

A run that takes long is no fault: it stands still once all its processes together have
hardly computed, or waited for a processor, for a while. Linux only.
"""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]

STILL_SECONDS = 20.0
"""Less than the 30 seconds after which nbgrader itself gives a cell up."""
IDLE = 0.1
"""What a program that merely looks once a second whether its kernel lives stays under,
also on a busy machine: seconds a second."""
LOOK_SECONDS = 0.5
LINES = 20  # of what a failed program printed

MEANS = {
    "nbconvert": ["nbconvert", "--to", "notebook", "--execute", "--output-dir", "."],
    "validate": ["nbgrader", "validate"],
}
"""Arguments of ``python -m``, to be followed by a notebook."""


class Ending(StrEnum):
    """How a run ended."""

    DONE = "done"
    FAILED = "failed"
    STILL = "stands still"


@dataclass(frozen=True)
class Run:
    """One run.

    Attributes:
        ending: How it ended.
        seconds: How long it took; if it stood still, until this was noticed.
        printed: The end of what it printed.
    """

    ending: Ending
    seconds: float
    printed: str


def execute(command: Sequence[str], still_seconds: float = STILL_SECONDS) -> Run:
    """Run a command in a folder of its own, to its end or until it stands still."""
    begun = time.monotonic()
    with tempfile.TemporaryFile() as log, tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        try:
            is_still = _watch(process, still_seconds)
        finally:
            _end(process)
        log.seek(0)
        lines = log.read().decode(errors="replace").splitlines()
    failed = Ending.FAILED if process.returncode else Ending.DONE
    ending = Ending.STILL if is_still else failed
    return Run(ending, time.monotonic() - begun, "\n".join(lines[-LINES:]))


def _watch(process: subprocess.Popen[bytes], still_seconds: float) -> bool:
    """Wait until a process ends or its family stands still; say whether it does."""
    since, busy = time.monotonic(), 0.0
    while process.poll() is None:
        now, worked = time.monotonic(), sum(map(_busy, _family(process)))
        # As long as it works at all the clock begins anew.
        if not busy <= worked <= busy + IDLE * (now - since) + LOOK_SECONDS:
            since, busy = now, worked
        if now - since > still_seconds:
            return True
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(LOOK_SECONDS)
    return False


def _family(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Return a process and all that descend from it."""
    with contextlib.suppress(psutil.NoSuchProcess):
        first = psutil.Process(process.pid)
        return [first, *first.children(recursive=True)]
    return []


def _busy(process: psutil.Process) -> float:
    """Return how long a process has computed, or waited for a processor, in seconds."""
    seconds = 0.0
    for thread in Path(f"/proc/{process.pid}/task").glob("*/schedstat"):
        with contextlib.suppress(OSError):  # it has just ended
            computed, waited, _ = map(int, thread.read_text().split())
            seconds += (computed + waited) / 1e9
    return seconds


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that descend from it."""
    for one in reversed(_family(process)):
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    process.wait()


def rounds(
    notebooks: Sequence[Path], means: Sequence[str], times: int
) -> Iterator[Ending]:
    """Execute each notebook by each means so many times; print each run."""
    python = [sys.executable, "-m"]
    for number in range(1, times + 1):
        for notebook in notebooks:
            for one in means:
                run = execute([*python, *MEANS[one], str(notebook.resolve())])
                name = f"{notebook.parent.parent.name}/{notebook.stem}"
                told = f"{run.ending}, {run.seconds:.0f} s"
                print(f"{number} of {times}: {one} {name}: {told}", flush=True)
                if run.ending is not Ending.DONE:
                    print(run.printed, flush=True)
                yield run.ending


def main(args: Sequence[str] | None = None) -> int:
    """Parse the command line, execute, and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.parity.unattended",
        description="Run notebooks by nbconvert or nbgrader; tell which stand still.",
    )
    parser.add_argument(
        "notebooks", nargs="*", type=Path, help="default: all of source/"
    )
    parser.add_argument("--times", type=int, default=20, help="default: 20")
    parser.add_argument(
        "--by", choices=MEANS, action="append", help="default: nbconvert"
    )
    options = parser.parse_args(args)
    notebooks = options.notebooks or sorted(ROOT.glob("source/*/*/*.ipynb"))
    endings = Counter(rounds(notebooks, options.by or ["nbconvert"], options.times))
    print("; ".join(f"{ending}: {endings[ending]}" for ending in Ending))
    return int(endings.total() != endings[Ending.DONE])


if __name__ == "__main__":
    sys.exit(main())
