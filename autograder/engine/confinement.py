"""Where engine and sandbox meet: how a zygote bears children and what they may do.

A zygote is told the name of one kind of :class:`World`, and opens it before it imports
anything large. :class:`Confined` is the sandbox; :class:`Open` confines nothing, for
tests and for machines that cannot. Only here do :class:`~.spec.Permissions` become a
policy of the sandbox.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Protocol

from autograder import sandbox
from autograder.engine.spec import Permissions
from autograder.sandbox import syscalls

VARIABLES = {
    "NBGRADER_EXECUTION": "autograde",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    # Workers of joblib would be programs, and wait for each other on one core.
    "JOBLIB_MULTIPROCESSING": "0",
    # What ipykernel sets, for the sake of programs that a cell starts.
    "TERM": "xterm-color",
    "CLICOLOR": "1",
    "FORCE_COLOR": "1",
    "CLICOLOR_FORCE": "1",
    "PAGER": "cat",
    "GIT_PAGER": "cat",
}
"""What a kernel under nbgrader finds in its environment."""


class World(Protocol):
    """What a zygote needs to have children."""

    def fork(self, may: Permissions) -> int:
        """Like ``os.fork``; what children with these share is made ready first."""

    def settle(self) -> None:
        """Take note that the zygote is warm: children start from here."""

    def confine(
        self, may: Permissions, folder: Path, kept: Collection[int], *, secret: bool
    ) -> list[str]:
        """Confine this process, a child, and go to its folder.

        Args:
            may: What it may do.
            folder: Where it works.
            kept: Descriptors to keep; all others are closed.
            secret: Whether no process of the same user may look into its memory.

        Returns:
            The names of the layers in force.
        """

    def look(
        self, pids: Collection[int], watched: int, may: Permissions
    ) -> tuple[str | None, sandbox.Times | None]:
        """Look at children and all that they have started.

        Args:
            pids: Whose times are added up.
            watched: Who is held to limits; 0 if nobody.
            may: The limits.

        Returns:
            Which limit is exceeded, None if none; the times, None if not known.
        """

    def interrupt(self, pid: int) -> None:
        """Send SIGINT to a child and its subprocesses."""

    def kill(self, pid: int) -> None:
        """Kill a child and all that it started."""


class Open:
    """A world without walls."""

    def fork(self, may: Permissions) -> int:
        """Like ``os.fork``."""
        return os.fork()

    def settle(self) -> None:
        """Do nothing: no limit needs it."""

    def confine(
        self, may: Permissions, folder: Path, kept: Collection[int], *, secret: bool
    ) -> list[str]:
        """Leave the session and go to work; nothing is out of reach."""
        os.setsid()
        sandbox.close_all_but(kept)
        os.environ.update(may.variables)
        if secret:
            with contextlib.suppress(OSError):
                syscalls.prctl(syscalls.PR_SET_DUMPABLE, 0)
        os.chdir(folder)
        return []

    def look(
        self, pids: Collection[int], watched: int, may: Permissions
    ) -> tuple[str | None, sandbox.Times | None]:
        """Return the times alone: there is no limit."""
        return None, sandbox.times(*pids)

    def interrupt(self, pid: int) -> None:
        """Send SIGINT to a child's process group."""
        _interrupt(pid)

    def kill(self, pid: int) -> None:
        """Kill a child and its process group."""
        for send in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                send(pid, signal.SIGKILL)


class Confined:
    """The sandbox: made once in a zygote, which from then on lives in namespaces."""

    def __init__(self) -> None:
        self._nursery = sandbox.open_nursery()
        self._readable = {
            programs: sandbox.default_readable(programs=programs)
            for programs in (False, True)
        }
        self._warmed: set[tuple[object, ...]] = set()
        self._baseline = 0

    def fork(self, may: Permissions) -> int:
        """Bear a child, in a PID namespace of its own where possible."""
        key = may.readable, may.allow_exec, may.allow_sockets
        if key not in self._warmed:
            self._warmed.add(key)
            with contextlib.suppress(sandbox.SandboxError):  # the child will say so
                sandbox.warm(self._policy(may, Path("/nowhere"), (), False))
        return self._nursery.fork()

    def settle(self) -> None:
        """Take note of how much memory children start with."""
        self._baseline = sandbox.usage(os.getpid()).memory

    def confine(
        self, may: Permissions, folder: Path, kept: Collection[int], *, secret: bool
    ) -> list[str]:
        """Confine this process.

        Raises:
            SandboxError: A layer that is required cannot be had.
        """
        policy = self._policy(may, folder, kept, secret)
        return [str(layer) for layer in sandbox.confine(policy, self._nursery)]

    def look(
        self, pids: Collection[int], watched: int, may: Permissions
    ) -> tuple[str | None, sandbox.Times | None]:
        """Look at both in one table of processes: to read it is what takes time."""
        table = sandbox.table()
        excess = None
        if watched:
            excess = sandbox.excess(watched, may.limits, self._baseline, table)
        return excess, sandbox.times(*pids, among=table)

    def interrupt(self, pid: int) -> None:
        """Send SIGINT to a child's process group."""
        _interrupt(pid)

    def kill(self, pid: int) -> None:
        """Kill a child and all that it started."""
        if self._nursery.isolated:
            # The init of a PID namespace takes everyone along, without our looking.
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        else:
            sandbox.kill_tree(pid)

    def _policy(
        self, may: Permissions, folder: Path, kept: Collection[int], secret: bool
    ) -> sandbox.Policy:
        hidden = tuple(map(Path, may.hidden))
        found = sandbox.importable(hidden)
        own = [path for path in found if not folder.is_relative_to(path)]
        return sandbox.Policy(
            workdir=folder,
            readable=(*self._readable[may.allow_exec], *own, *map(Path, may.readable)),
            links=tuple(
                (os.path.normpath(folder / way), path) for way, path in may.beside
            ),
            hidden=hidden,
            keep_fds=tuple(kept),
            limits=may.limits,
            allow_exec=may.allow_exec,
            allow_sockets=may.allow_sockets,
            required=frozenset(map(sandbox.Layer, may.required)),
            variables=(*VARIABLES.items(), *may.variables.items()),
            secret=secret,
        )


def birth_environment(home: Path, path: Iterable[str]) -> dict[str, str]:
    """Return the environment of a zygote, free of the caller's secrets.

    Args:
        home: A private folder for IPython's state.
        path: Where Python finds this package, and what else is to be importable.
    """
    # Fonts are searched for once a machine, not once a zygote.
    kept = ("HOME", "MPLCONFIGDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
    own = {name: os.environ[name] for name in kept if name in os.environ}
    clean = sandbox.clean_environment(home, os.environ, VARIABLES)
    if "MPLCONFIGDIR" not in own:
        del clean["MPLCONFIGDIR"]
    # What it imports is compiled once, for all zygotes; its children keep nothing.
    del clean["PYTHONDONTWRITEBYTECODE"]
    return {**clean, **own, "TMPDIR": str(home), "PYTHONPATH": os.pathsep.join(path)}


def _interrupt(pid: int) -> None:
    """Interrupt a process group, or the process alone: both would interrupt twice."""
    for send in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            send(pid, signal.SIGINT)
            return
