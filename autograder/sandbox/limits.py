"""How much of the machine a notebook may use.

Two kinds of limit, because neither is enough. Resource limits are the kernel's and
bind at once, but all except the count of processes bind each process by itself. A
cgroup binds the whole tree; where no cgroup can be written, the grader watches the tree
instead (:mod:`~autograder.sandbox.tree`).
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

MIB = 1 << 20

# Addresses beyond the memory: stacks of threads, and the 64 MiB that malloc reserves
# for a thread and mostly leaves empty.
_ADDRESSES = 1024 * MIB


@dataclass(frozen=True)
class Limits:
    """What one notebook, with all it starts, may use.

    Attributes:
        memory: Bytes beyond what the warm process had when it was forked.
        cpu_seconds: Processor time of one process, in case the grader, which adds up
            the time of all of them, should not stop it.
        processes: Processes and threads alive at once.
        open_files: Descriptors of one process.
        file_size: Bytes of one file.
        disk: Bytes of all files in the work directory.
        stack: Bytes of the main thread's stack.
    """

    memory: int = 1024 * MIB
    cpu_seconds: int = 600
    processes: int = 64
    open_files: int = 256
    file_size: int = 64 * MIB
    disk: int = 128 * MIB
    stack: int = 8 * MIB

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if value <= 0:
                raise ValueError(f"the limit {name} must be positive, not {value}")


def apply(limits: Limits, statm: str, others: int = 0) -> None:
    """Set this process's resource limits, soft and hard alike.

    Args:
        limits: The limits.
        statm: What ``/proc/self/statm`` says: memory counts from where it stands, for
            NumPy and its libraries reserve far more than they ever touch.
        others: Processes and threads of the same user outside the sandbox, which
            RLIMIT_NPROC counts too unless the process has a user namespace of its own.
    """
    import resource  # not on Windows, where this module must still import

    page = resource.getpagesize()
    mapped, data = (int(statm.split()[index]) * page for index in (0, 5))
    # DATA counts private writable memory, which is what arrays are. AS is there for
    # shared memory, which DATA leaves out.
    table = {
        resource.RLIMIT_DATA: data + limits.memory,
        resource.RLIMIT_AS: mapped + limits.memory + _ADDRESSES,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_NPROC: limits.processes + others,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_FSIZE: limits.file_size,
        resource.RLIMIT_STACK: limits.stack,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_MEMLOCK: 0,
    }
    for kind, value in table.items():
        hard = resource.getrlimit(kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))


def warm() -> None:
    """Import what :func:`apply` needs, so that children find it loaded."""
    import resource  # noqa: F401


def tasks_of(uid: int) -> int:
    """Count the processes and threads of a user, as RLIMIT_NPROC does."""
    total = 0
    for entry in os.scandir("/proc"):
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and entry.stat().st_uid == uid:
                total += sum(1 for _ in os.scandir(f"{entry.path}/task"))
    return total


def cgroup_parent(mounted: Path = Path("/sys/fs/cgroup")) -> Path | None:
    """Return a cgroup (version 2) under which this user can make limited groups.

    That is the group beside our own: a group that holds processes cannot hand
    controllers to its children, but its parent already does.
    """
    try:
        lines = Path("/proc/self/cgroup").read_text().splitlines()
        own = next(line[3:] for line in lines if line.startswith("0::"))
        parent = (mounted / own.lstrip("/")).parent
        controllers = (parent / "cgroup.subtree_control").read_text().split()
    except (OSError, StopIteration):
        return None
    if parent == mounted.parent or not {"memory", "pids"} <= set(controllers):
        return None
    places = (parent, parent / "cgroup.procs")  # moving needs the common ancestor
    return parent if all(os.access(place, os.W_OK) for place in places) else None


@dataclass(frozen=True)
class Cgroup:
    """A group of processes with one budget, made by the grader for one notebook."""

    path: Path

    @classmethod
    def create(cls, parent: Path, name: str, limits: Limits) -> Cgroup:
        """Make a group with the limits of memory (no swap) and processes."""
        group = cls(parent / name)
        group.path.mkdir()
        (group.path / "memory.max").write_text(str(limits.memory))
        (group.path / "pids.max").write_text(str(limits.processes))
        with contextlib.suppress(OSError):  # kernels without swap accounting
            (group.path / "memory.swap.max").write_text("0")
        return group

    def join(self) -> None:
        """Move the calling process in; whatever it starts is born inside."""
        (self.path / "cgroup.procs").write_text("0")

    def remove(self) -> None:
        """Kill whoever is left (Linux 5.14) and take the group away."""
        with contextlib.suppress(OSError):
            (self.path / "cgroup.kill").write_text("1")
        with contextlib.suppress(FileNotFoundError):
            self.path.rmdir()
