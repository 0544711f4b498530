"""How much of the machine a notebook may use.

Two kinds of limit, because neither is enough. Resource limits are the kernel's and
bind at once, but all except the count of processes bind each process by itself. So the
grader watches the whole tree besides (:mod:`~autograder.sandbox.tree`). A cgroup would
bind it too, but ordinary users may rarely make one.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass

MIB = 1 << 20

# Addresses beyond the memory: stacks of threads, and the 64 MiB that malloc reserves
# for a thread and mostly leaves empty.
_ADDRESSES = 1024 * MIB


@dataclass(frozen=True)
class ResourceLimits:
    """What one notebook, with all it starts, may use.

    Attributes:
        memory: Bytes beyond what the warm process had when it was forked.
        reserved: Bytes that one process may reserve, whether it touches them or not;
            no fewer than ``memory``, and the kernel's own guard of it.
        cpu_seconds: Processor time of one process, in case the grader, which adds up
            the time of all of them, should not stop it.
        processes: Processes and threads alive at once.
        open_files: Descriptors of one process.
        file_size: Bytes of one file.
        disk: Bytes of all files in the work directory.
        stack: Bytes of the main thread's stack.
    """

    memory: int = 1024 * MIB
    reserved: int = MIB
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


def apply(limits: ResourceLimits, statm: str, others: int = 0) -> None:
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
    reserved = max(limits.memory, limits.reserved)
    # DATA counts private writable memory, which is what arrays are. AS is there for
    # shared memory, which DATA leaves out.
    table = {
        resource.RLIMIT_DATA: data + reserved,
        resource.RLIMIT_AS: mapped + reserved + _ADDRESSES,
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
