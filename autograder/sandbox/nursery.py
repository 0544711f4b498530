"""Where the children of a worker are born: namespaces that are entered once.

A zygote that opens a nursery becomes the init of a PID namespace; as an ordinary user,
inside a user namespace where it may make others. The process it was before stays
outside as its *keeper*, holds nothing open, and ends as the zygote ends::

    grader ── keeper ── zygote (pid 1)      one user, network, mount, PID namespace
                          ├── child (pid 1 of its own PID namespace)
                          └── child (pid 1 of its own PID namespace)

:meth:`Nursery.fork` gives every child a PID namespace without a process between, so
the zygote's ``waitpid`` sees the child's real end, and a child's death is the death of
all it started: ``waitpid`` returns when the last of them is gone. When the keeper or
the zygote dies, nobody is left.

Where namespaces cannot be had, a nursery only adopts orphans, and its children stay in
sight of ``kill_tree`` because the filter forbids them to leave their session.
"""

from __future__ import annotations

import contextlib
import errno
import os
import select
import signal
import sys
from pathlib import Path
from typing import NoReturn

from autograder.sandbox import syscalls
from autograder.sandbox.environment import wipe_environment

_WORLD = syscalls.CLONE_NEWNS | syscalls.CLONE_NEWPID | syscalls.CLONE_NEWNET


class Nursery:
    """A zygote's means of giving birth.

    Attributes:
        refusal: Why there are no namespaces here; None when there are.
    """

    def __init__(self, home: int | None, refusal: OSError | None) -> None:
        self._home = home  # our own PID namespace; children close it
        self.refusal = refusal

    @property
    def isolated(self) -> bool:
        """Whether children are born into namespaces."""
        return self._home is not None

    def fork(self) -> int:
        """Like ``os.fork``; the child is the init of a new PID namespace if possible.

        Raises:
            OSError: Neither child nor namespace came to be; the zygote is unharmed.
        """
        if self._home is None:
            return os.fork()
        syscalls.unshare(syscalls.CLONE_NEWPID)
        try:
            pid = os.fork()
        except OSError:
            syscalls.setns(self._home, syscalls.CLONE_NEWPID)
            raise
        if pid:  # a process can leave its children's namespace only for its own
            syscalls.setns(self._home, syscalls.CLONE_NEWPID)
        return pid


def open_nursery() -> Nursery:
    """Make this process a zygote; call it once, before or after imports.

    Where namespaces work, the caller returns from here as another process: its parent
    is the keeper, and the PIDs it knew are gone. Descriptors, memory and signal
    handlers are as they were; of the environment only what children may see is left.

    Raises:
        OSError: Namespaces worked in a rehearsal and then did not.
    """
    if not sys.platform.startswith("linux"):
        return Nursery(None, OSError(errno.ENOSYS, "only Linux has namespaces"))
    refusal = _rehearse()
    wipe_environment(Path("/proc/self/stat").read_text(errors="replace"))
    if refusal is not None:
        # Where even this fails nothing can be confined, and every child will say so.
        with contextlib.suppress(OSError):
            syscalls.prctl(syscalls.PR_SET_CHILD_SUBREAPER, 1)
        return Nursery(None, refusal)
    _move_in()
    return Nursery(os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC), None)


def threads() -> int:
    """Return how many threads this process has, those of libraries included."""
    return sum(1 for _ in os.scandir("/proc/self/task"))


def _rehearse() -> OSError | None:
    """Try everything in a child, for a process cannot go back from half of it."""
    if threads() > 1:
        reason = f"a process with {threads()} threads cannot make a user namespace"
        return OSError(errno.EINVAL, reason, "unshare")
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        _play(writer)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as stream:
        report = stream.read()
    os.waitpid(pid, 0)
    if report == "0":
        return None
    code, _, call = report.partition(" ")
    number = int(code) if code else errno.EIO
    return OSError(number, os.strerror(number), call or None)


def _play(writer: int) -> NoReturn:
    """Move in, give birth, and report; never return into the caller's code."""
    report = "0"
    try:
        _move_in()
        home = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
        pid = Nursery(home, None).fork()
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)
    except OSError as error:
        report = f"{error.errno} {error.filename or ''}"
    except BaseException:
        report = f"{errno.EIO} python"
    try:
        os.write(writer, report.encode())
    finally:
        os._exit(0)


def _move_in() -> None:
    """Enter the nursery's namespaces and leave the keeper behind."""
    if os.geteuid() == 0:
        # Root is already able; a user namespace would only keep it from becoming
        # an ordinary user later, for it could map no other user into it.
        syscalls.unshare(_WORLD)
    else:
        user, group = os.geteuid(), os.getegid()
        syscalls.unshare(_WORLD | syscalls.CLONE_NEWUSER)
        proc = os.open("/proc/self", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            map_self(proc, user, group)
        finally:
            os.close(proc)
    _leave_keeper()
    syscalls.mount("none", "/", flags=syscalls.MS_REC | syscalls.MS_PRIVATE)
    flags = syscalls.MS_NOSUID | syscalls.MS_NODEV | syscalls.MS_NOEXEC
    syscalls.mount("proc", "/proc", "proc", flags)


def map_self(proc: int, user: int, group: int) -> None:
    """Keep our user and group under their own numbers in a new user namespace.

    Args:
        proc: A descriptor of this process's directory in ``/proc``.
        user: The effective user before the namespace was made.
        group: The effective group before.
    """
    for name, text in (
        (
            "setgroups",
            "deny",
        ),  # the kernel's condition for mapping a group unprivileged
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        fd = os.open(name, os.O_WRONLY | os.O_CLOEXEC, dir_fd=proc)
        try:
            os.write(fd, text.encode())
        finally:
            os.close(fd)


def _leave_keeper() -> None:
    """Go on in a child, the namespace's init, tied to its parent's life."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        _keep(pid, writer)
    os.close(writer)
    syscalls.prctl(syscalls.PR_SET_PDEATHSIG, signal.SIGKILL)
    # The keeper's end hangs up if it died before the tie was made.
    poll = select.poll()
    poll.register(reader, 0)
    hung_up = poll.poll(0)
    os.close(reader)
    if hung_up:
        os._exit(1)


def _keep(pid: int, alive: int) -> NoReturn:
    """Wait for the zygote and end as it ended."""
    # Descriptors held here would keep pipes open after the zygote closed them.
    syscalls.close_range(0, alive - 1)
    syscalls.close_range(alive + 1, 0x7FFFFFFF)
    # Ctrl-C reaches the whole terminal; what it means is for the grader to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    status = os.waitpid(pid, 0)[1]
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number not in (signal.SIGKILL, signal.SIGSTOP):
            signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
