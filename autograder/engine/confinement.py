"""Where engine and sandbox meet: how a zygote bears children and what they may do.

A zygote is told one :class:`World`. :class:`Confined` is the sandbox; :class:`Open`
confines nothing, for tests and for machines that cannot. What a child may do comes as
plain JSON, for it is sent to the zygote: :func:`policy` makes it.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

from autograder import sandbox

Plan = Mapping[str, Any]
"""What a child may do, as plain JSON."""


class World(Protocol):
    """What a zygote needs to have children."""

    def fork(self) -> int:
        """Like ``os.fork``."""

    def warm(self, plan: Plan) -> None:
        """Compute what all children of such a plan share."""

    def confine(self, plan: Plan, folder: Path, kept: Collection[int]) -> list[str]:
        """Confine this process, a child; return the names of the layers in force."""

    def excess(self, pid: int, plan: Plan) -> str | None:
        """Say which limit a child and what it started exceed; None if none."""

    def kill(self, pid: int) -> None:
        """Kill a child and all that it started."""


class Open:
    """A world without walls."""

    def fork(self) -> int:
        """Like ``os.fork``."""
        return os.fork()

    def warm(self, plan: Plan) -> None:
        """Nothing is shared."""

    def confine(self, plan: Plan, folder: Path, kept: Collection[int]) -> list[str]:
        """Leave the session and go to work; nothing is out of reach."""
        os.setsid()
        os.chdir(folder)
        _close_all_but({0, 1, 2, *kept})
        return []

    def excess(self, pid: int, plan: Plan) -> str | None:
        """No limit is set."""
        return None

    def kill(self, pid: int) -> None:
        """Kill a child and its process group."""
        for send in (os.killpg, os.kill):
            try:
                send(pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                continue


class Confined:
    """The sandbox: made once in a zygote, which from then on lives in namespaces."""

    def __init__(self) -> None:
        self._nursery = sandbox.open_nursery()
        self._baseline = sandbox.usage(os.getpid()).memory

    def fork(self) -> int:
        """Bear a child, in a PID namespace of its own where possible."""
        return self._nursery.fork()

    def warm(self, plan: Plan) -> None:
        """Compute what all children of such a plan share."""
        sandbox.warm(_policy(plan, Path("/nowhere"), ()))
        self._baseline = sandbox.usage(os.getpid()).memory

    def confine(self, plan: Plan, folder: Path, kept: Collection[int]) -> list[str]:
        """Confine this process; raises SandboxError where a layer is missing."""
        layers = sandbox.confine(_policy(plan, folder, kept), self._nursery)
        return [str(layer) for layer in layers]

    def excess(self, pid: int, plan: Plan) -> str | None:
        """Say which limit a child and what it started exceed."""
        return sandbox.excess(pid, _limits(plan), self._baseline)

    def kill(self, pid: int) -> None:
        """Kill a child and all that it started."""
        sandbox.kill_tree(pid)
