"""Where engine and sandbox meet: how a zygote bears children and what they may do.

A zygote is told the name of one kind of :class:`World`, and opens it before it imports
anything large. :class:`Confined` is the sandbox; :class:`Open` confines nothing, for
tests and for machines that cannot. What a child may do crosses from worker to zygote as
plain JSON, a *plan*; :func:`plan` makes it from readable parameters, and only this
module reads it.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

from autograder import sandbox
from autograder.sandbox import syscalls

OPEN = "autograder.engine.confinement:Open"
CONFINED = "autograder.engine.confinement:Confined"

Plan = Mapping[str, Any]
"""What a child may do, as plain JSON; an empty one means every default."""

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

DEFAULTS = sandbox.Limits()


def plan(
    *,
    memory: int = DEFAULTS.memory,
    processes: int = DEFAULTS.processes,
    open_files: int = DEFAULTS.open_files,
    disk: int = DEFAULTS.disk,
    cpu_seconds: int = DEFAULTS.cpu_seconds,
    readable: Iterable[Path] = (),
    hidden: Iterable[Path] = (),
    required: Iterable[sandbox.Layer] = sandbox.USUAL,
    allow_exec: bool = False,
    variables: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return what a child may do, as plain JSON.

    Args:
        memory: Bytes beyond what the warm process has.
        processes: Processes and threads alive at once.
        open_files: Descriptors of one process.
        disk: Bytes of all that it writes, temporary files included.
        cpu_seconds: Processor time of one process.
        readable: What it may read besides Python and its libraries.
        hidden: What must stay out of reach; an error where it would not.
        required: Layers without which nothing runs.
        allow_exec: Whether it may run programs, as ``!ls`` does.
        variables: Environment variables beyond :data:`VARIABLES`.
    """
    limits = {
        "memory": memory,
        "processes": processes,
        "open_files": open_files,
        "disk": disk,
        "file_size": min(disk, DEFAULTS.file_size),
        "cpu_seconds": cpu_seconds,
    }
    sandbox.Limits(**limits)  # says now, and here, which number makes no sense
    return {
        "limits": limits,
        "readable": [str(path) for path in readable],
        "hidden": [str(path) for path in hidden],
        "required": sorted(sandbox.Layer(layer) for layer in required),
        "allow_exec": allow_exec,
        "variables": dict(variables or {}),
    }


class World(Protocol):
    """What a zygote needs to have children."""

    def fork(self, plan: Plan) -> int:
        """Like ``os.fork``; what children of such a plan share is made ready first."""

    def settle(self) -> None:
        """Take note that the zygote is warm: children start from here."""

    def confine(
        self, plan: Plan, folder: Path, kept: Collection[int], *, secret: bool
    ) -> list[str]:
        """Confine this process, a child, and go to its folder.

        Args:
            plan: What it may do.
            folder: Where it works.
            kept: Descriptors to keep; all others are closed.
            secret: Whether no process of the same user may look into its memory.

        Returns:
            The names of the layers in force.
        """

    def excess(self, pid: int, plan: Plan) -> str | None:
        """Say which limit a child and what it started exceed; None if none."""

    def times(self, *pids: int) -> sandbox.Times | None:
        """Return the time children and what they started took; None if not known."""

    def interrupt(self, pid: int) -> None:
        """Send SIGINT to a child and its subprocesses."""

    def kill(self, pid: int) -> None:
        """Kill a child and all that it started."""


class Open:
    """A world without walls."""

    def fork(self, plan: Plan) -> int:
        """Like ``os.fork``."""
        return os.fork()

    def settle(self) -> None:
        """Nothing is counted."""

    def confine(
        self, plan: Plan, folder: Path, kept: Collection[int], *, secret: bool
    ) -> list[str]:
        """Leave the session and go to work; nothing is out of reach."""
        os.setsid()
        sandbox.close_all_but(kept)
        os.environ.update(plan.get("variables", {}))
        if secret:
            with contextlib.suppress(OSError):
                syscalls.prctl(syscalls.PR_SET_DUMPABLE, 0)
        os.chdir(folder)
        return []

    def excess(self, pid: int, plan: Plan) -> str | None:
        """No limit is set."""
        return None

    def times(self, *pids: int) -> sandbox.Times | None:
        """Return the time children and what they started took."""
        return sandbox.times(*pids)

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
        self._readable = sandbox.default_readable()
        self._warmed: set[str] = set()
        self._baseline = 0

    def fork(self, plan: Plan) -> int:
        """Bear a child, in a PID namespace of its own where possible."""
        key = json.dumps([plan.get("readable"), plan.get("allow_exec")])
        if key not in self._warmed:
            self._warmed.add(key)
            with contextlib.suppress(sandbox.SandboxError):  # the child will say so
                sandbox.warm(self._policy(plan, Path("/nowhere"), (), False))
        return self._nursery.fork()

    def settle(self) -> None:
        """Take note of how much memory children start with."""
        self._baseline = sandbox.usage(os.getpid()).memory

    def confine(
        self, plan: Plan, folder: Path, kept: Collection[int], *, secret: bool
    ) -> list[str]:
        """Confine this process.

        Raises:
            SandboxError: A layer that the plan requires cannot be had.
        """
        policy = self._policy(plan, folder, kept, secret)
        return [str(layer) for layer in sandbox.confine(policy, self._nursery)]

    def excess(self, pid: int, plan: Plan) -> str | None:
        """Say which limit a child and what it started exceed."""
        limits = sandbox.Limits(**plan.get("limits", {}))
        return sandbox.excess(pid, limits, self._baseline)

    def times(self, *pids: int) -> sandbox.Times | None:
        """Return the time children and what they started took."""
        return sandbox.times(*pids)

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
        self, plan: Plan, folder: Path, kept: Collection[int], secret: bool
    ) -> sandbox.Policy:
        known = dict(plan)
        required = known.get("required", sandbox.USUAL)
        return sandbox.Policy(
            workdir=folder,
            readable=self._readable + _paths(known.get("readable", ())),
            hidden=_paths(known.get("hidden", ())),
            keep_fds=tuple(kept),
            limits=sandbox.Limits(**known.get("limits", {})),
            allow_exec=known.get("allow_exec", False),
            required=frozenset(map(sandbox.Layer, required)),
            variables=(*VARIABLES.items(), *known.get("variables", {}).items()),
            secret=secret,
        )


def birth_environment(home: Path, path: Iterable[str]) -> dict[str, str]:
    """The environment a zygote is started with, free of the caller's secrets.

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


def _paths(names: Iterable[str]) -> tuple[Path, ...]:
    return tuple(map(Path, names))


def _interrupt(pid: int) -> None:
    """The leader is in its group: once is enough, twice would interrupt twice."""
    for send in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            send(pid, signal.SIGINT)
            return
