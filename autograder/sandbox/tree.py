"""The processes a notebook has started: how much they use, and their certain end.

A process belongs to the tree when its chain of parents leads to the child or when it is
in the child's session. Inside a PID namespace the first always holds, for orphans go to
the namespace's init, which is the child; elsewhere the second does, for the filter of
system calls then forbids leaving the session.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox.limits import Limits


@dataclass(frozen=True)
class Process:
    """One line of the process table."""

    pid: int
    parent: int
    session: int
    alive: bool
    tasks: int
    memory: int


@dataclass(frozen=True)
class Usage:
    """What a tree of processes uses: processes with their threads, and bytes."""

    tasks: int
    memory: int


def _read(pid: str) -> Process | None:
    """Return a process by the name of its directory; None when it has ended."""
    try:
        text = Path("/proc", pid, "stat").read_bytes()
    except OSError:
        return None
    fields = text.rpartition(b")")[2].split()
    return Process(
        pid=int(pid),
        parent=int(fields[1]),
        session=int(fields[3]),
        alive=fields[0] not in (b"Z", b"X"),
        tasks=int(fields[17]),
        memory=int(fields[21]) * os.sysconf("SC_PAGE_SIZE"),
    )


def tree(pid: int) -> tuple[Process, ...]:
    """Return the process and all that belong to it, zombies included."""
    table = [
        process
        for entry in os.scandir("/proc")
        if entry.name.isdigit() and (process := _read(entry.name)) is not None
    ]
    chosen = {pid} | {process.pid for process in table if process.session == pid}
    grown = True
    while grown:
        more = {process.pid for process in table if process.parent in chosen}
        grown = not more <= chosen
        chosen |= more
    return tuple(process for process in table if process.pid in chosen)


def usage(pid: int) -> Usage:
    """Return what the tree of ``pid`` uses, never too little.

    Pages shared with the zygote count once for every process that shares them.
    """
    alive = [process for process in tree(pid) if process.alive]
    return Usage(
        sum(process.tasks for process in alive),
        sum(process.memory for process in alive),
    )


def exact_usage(pid: int) -> Usage:
    """Like :func:`usage`, with each shared page divided by its users; slower."""
    alive = [process for process in tree(pid) if process.alive]
    return Usage(sum(process.tasks for process in alive), sum(map(_share, alive)))


def _share(process: Process) -> int:
    """Return a process's proportional share of memory, or all of it if kept secret."""
    try:
        lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return process.memory
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def excess(pid: int, limits: Limits, baseline: int) -> str | None:
    """Say which limit the tree of ``pid`` exceeds, None when it keeps to all.

    For the grader to call every tenth of a second or so where no cgroup limits a tree.

    Args:
        pid: The child.
        limits: Its limits.
        baseline: Bytes of the warm process it was forked from.
    """
    allowed = limits.memory + baseline
    used = usage(pid)
    if used.memory > allowed:
        used = exact_usage(pid)
    if used.memory > allowed:
        return f"memory: {used.memory >> 20} MiB used, {limits.memory >> 20} allowed"
    if used.tasks > limits.processes:
        return f"processes: {used.tasks} alive, {limits.processes} allowed"
    return None


def kill_tree(pid: int, patience: float = 5.0) -> None:
    """Kill the child and all that belong to it; return when none is left alive.

    Call it before the child is waited for, so its PID cannot mean another process.
    Zombies stay for the caller to reap: the child, and in a subreaper its orphans.

    Raises:
        TimeoutError: Something survived, for instance in an uninterruptible call.
    """
    deadline = time.monotonic() + patience
    while True:
        # The child first: as a PID namespace's init it takes everyone along.
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        alive = [process for process in tree(pid) if process.alive]
        if not alive:
            return
        for process in alive:
            if process.pid != pid:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process.pid, signal.SIGKILL)
        if time.monotonic() > deadline:
            raise TimeoutError(f"{len(alive)} processes of {pid} survive SIGKILL")
        time.sleep(0.001)
