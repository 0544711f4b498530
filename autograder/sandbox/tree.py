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
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from autograder.sandbox.limits import ResourceLimits

_LINE = 4096
"""Bytes of a line of the process table, and more: a name has fifteen at most."""


class Process(NamedTuple):
    """One line of the process table; a PID may be used again, but not ``started``."""

    pid: int
    started: int
    parent: int
    session: int
    alive: bool
    tasks: int
    memory: int
    seconds: float


@dataclass(frozen=True)
class Times:
    """Seconds that processes had a processor, and that they waited for one."""

    used: float
    waited: float


@dataclass(frozen=True)
class Usage:
    """What a tree of processes uses: processes with their threads, and bytes."""

    tasks: int
    memory: int


def _read(place: str) -> Process | None:
    """Return the process, or thread, of a directory in ``/proc``; None if it ended."""
    # A table is read many times a second: no file object, no path.
    try:
        number = os.open(f"{place}/stat", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        text = os.read(number, _LINE)
    except OSError:
        return None
    finally:
        os.close(number)
    name, _, rest = text.rpartition(b")")
    fields = rest.split()
    tasks = int(fields[17])
    return Process(
        pid=int(name.split()[0]),
        started=int(fields[19]),
        parent=int(fields[1]),
        session=int(fields[3]),
        # A process whose first thread has ended looks like a zombie and is none.
        alive=fields[0] not in (b"Z", b"X") or tasks > 1,
        tasks=tasks,
        memory=int(fields[21]) * os.sysconf("SC_PAGE_SIZE"),
        # Its own, and that of children which it has waited for.
        seconds=sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK"),
    )


def table() -> list[Process]:
    """Return all processes we can see.

    Raises:
        FileNotFoundError: There is no ``/proc``.
    """
    places = [entry.path for entry in os.scandir("/proc") if entry.name.isdigit()]
    return [process for process in map(_read, places) if process is not None]


def _family(
    *pids: int,
    known: Collection[tuple[int, int]] = (),
    dead: bool = False,
    among: Sequence[Process] | None = None,
) -> list[Process]:
    """Return those that belong to one of ``pids`` or descend from one that did.

    The dead, which nobody has waited for yet, are left out unless asked for.
    """
    everybody = table() if among is None else among
    chosen = {
        process.pid
        for process in everybody
        if process.pid in pids
        or process.session in pids
        or (process.pid, process.started) in known
    }
    grown = True
    while grown:
        more = {process.pid for process in everybody if process.parent in chosen}
        grown = not more <= chosen
        chosen |= more
    return [each for each in everybody if each.pid in chosen and (dead or each.alive)]


def usage(pid: int, among: Sequence[Process] | None = None) -> Usage:
    """Return what the tree of ``pid`` uses, never too little.

    Pages shared with the zygote count once for every process that shares them.
    """
    family = _family(pid, among=among)
    return Usage(
        sum(process.tasks for process in family),
        sum(_resident(process) for process in family),
    )


def exact_usage(pid: int) -> Usage:
    """Like :func:`usage`, with each shared page divided by its users; slower."""
    family = _family(pid)
    return Usage(sum(process.tasks for process in family), sum(map(_share, family)))


def times(*pids: int, among: Sequence[Process] | None = None) -> Times | None:
    """Return the processor time of trees, and how long they waited for it.

    A process that ends without being waited for takes its time along, so the sums can
    fall. None where the system does not tell.
    """
    try:
        family = _family(*pids, dead=True, among=among)
    except FileNotFoundError:  # no /proc
        return None
    used = sum(process.seconds for process in family)
    return Times(used, sum(map(_waited, family)))


def _waited(process: Process) -> float:
    """Return the seconds that a process's threads were ready to run and did not."""
    threads = [f"/proc/{process.pid}"]  # tells of the first
    waited = 0.0
    # The process may end meanwhile, and not every kernel counts.
    with contextlib.suppress(OSError, IndexError):
        if process.tasks > 1:
            threads = [entry.path for entry in os.scandir(f"{threads[0]}/task")]
        for place in threads:
            waited += int(Path(place, "schedstat").read_text().split()[1]) / 1e9
    return waited


def _resident(process: Process) -> int:
    """Return a process's memory, of which its first thread may know no more."""
    if process.memory or process.tasks < 2:
        return process.memory
    with contextlib.suppress(OSError):
        threads = [
            _read(entry.path) for entry in os.scandir(f"/proc/{process.pid}/task")
        ]
        return max(thread.memory for thread in threads if thread)
    return 0


def _share(process: Process) -> int:
    """Return a process's proportional share of memory, or all of it if kept secret."""
    try:
        lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return _resident(process)
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def excess(
    pid: int,
    limits: ResourceLimits,
    baseline: int,
    among: Sequence[Process] | None = None,
) -> str | None:
    """Say which limit the tree of ``pid`` exceeds, None when it keeps to all.

    For the grader to call every tenth of a second or so.

    Args:
        pid: The child.
        limits: Its limits.
        baseline: Bytes of the warm process it was forked from.
        among: A :func:`table` of just now, where one was read for other purposes.
    """
    allowed = limits.memory + baseline
    used = usage(pid, among)
    if used.memory > allowed:
        used = exact_usage(pid)
    if used.memory > allowed:
        return f"memory: {used.memory >> 20} MiB used, {limits.memory >> 20} allowed"
    if used.tasks > limits.processes:
        return f"processes: {used.tasks} alive, {limits.processes} allowed"
    return None


def kill_tree(pid: int, patience: float = 60.0) -> None:
    """Kill the child and all that belong to it; return when none is left alive.

    Call it before the child is waited for, so its PID cannot mean another process.
    Zombies stay for the caller to reap: the child, and in a subreaper its orphans.

    Raises:
        TimeoutError: Something survived, for instance in an uninterruptible call.
    """
    deadline = time.monotonic() + patience
    known: set[tuple[int, int]] = set()
    # Those whose parent dies before them are no longer its children, but are known.
    while family := _family(pid, known=known):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{len(family)} processes of {pid} survive SIGKILL")
        known |= {(process.pid, process.started) for process in family}
        # The child first: as a PID namespace's init it takes everyone along.
        for process in sorted(family, key=lambda process: process.pid != pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
        time.sleep(0.0005)
