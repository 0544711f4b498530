"""Run a command and measure it with all the processes that it starts. Linux only."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLES_PER_SECOND = 10
ORPHAN_SECONDS = 10.0
LINES = 20  # of what a failed command printed
MEBI = 1 << 20

_PR_SET_CHILD_SUBREAPER = 36
_TICKS = os.sysconf("SC_CLK_TCK")


class CommandError(Exception):
    """A command that was to be measured failed."""


@dataclass(frozen=True)
class Run:
    """What one run took.

    Attributes:
        wall: Seconds until the command returned.
        cpu: Processor seconds, user and system, of all its processes.
        others: Processors that everybody else kept busy meanwhile, on average.
        peak: Most memory of all its processes together (PSS), in MiB, if sampled.
    """

    wall: float
    cpu: float
    others: float
    peak: float | None = None


def adopt_orphans() -> None:
    """Have processes that outlive their parents come to us, so that they count too."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def run(
    command: Sequence[str],
    folder: Path,
    logs: Path | None = None,
    *,
    memory: bool = False,
) -> Run:
    """Run a command to its end; what it prints is kept for the case that it fails.

    Args:
        command: What to run.
        folder: Where to run it.
        logs: Where what it prints is kept; in ``folder`` if None.
        memory: Whether to sample it: looking takes time from what is looked at.

    Raises:
        CommandError: It failed.
    """
    file = (logs or folder) / "bench.log"
    with file.open("wb") as log, _peak(memory) as peak:
        spent, busy, started = _children_cpu(), _busy(), time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        status = process.wait()
        wall = time.perf_counter() - started
        busy = _busy() - busy
        _reap_orphans()
        cpu = _children_cpu() - spent
    if status:
        last = "\n".join(file.read_text(errors="replace").splitlines()[-LINES:])
        raise CommandError(f"{' '.join(command)}: exit status {status}\n{last}")
    others = max(busy - cpu, 0.0) / wall
    return Run(wall, cpu, others, max(peak) if peak else None)


def load() -> float:
    """Return how many processes were ready to run in the last minute."""
    return os.getloadavg()[0]


def busy_processors(seconds: float) -> float:
    """Watch the machine for a while; return how many processors were busy."""
    before = _busy()
    time.sleep(seconds)
    return (_busy() - before) / seconds


@contextlib.contextmanager
def _peak(wanted: bool) -> Iterator[list[float]]:
    """Sample, in the background, the memory of all our descendants."""
    samples: list[float] = []
    if not wanted:
        yield samples
        return
    done = threading.Event()

    def sample() -> None:
        while not done.wait(1 / SAMPLES_PER_SECOND):
            samples.append(sum(map(_memory, _descendants(os.getpid()))) / MEBI)

    thread = threading.Thread(target=sample)
    thread.start()
    try:
        yield samples
    finally:
        done.set()
        thread.join()


def _descendants(pid: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                yield child
                yield from _descendants(child)


def _memory(pid: int) -> int:
    """Return a process's share of memory, in bytes; 0 if it is gone.

    Pages that several processes have in common are divided among them. Where that is
    not to be had for a process (its memory is secret and we are not root), all that it
    has in memory counts: too much rather than too little.
    """
    with contextlib.suppress(OSError):
        try:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    return int(line.split()[1]) << 10
        except PermissionError:
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
            return pages * resource.getpagesize()
    return 0


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _busy() -> float:
    """Return how many processor seconds this machine has worked since it started."""
    line = Path("/proc/stat").read_text().partition("\n")[0]
    user, nice, system, _idle, _wait, irq, softirq, *_ = map(int, line.split()[1:])
    return (user + nice + system + irq + softirq) / _TICKS


def _reap_orphans() -> None:
    """Wait for what the command left behind; only then its time is counted."""
    deadline = time.monotonic() + ORPHAN_SECONDS
    with contextlib.suppress(ChildProcessError):
        while time.monotonic() < deadline:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.01)
