"""Real zygotes and real children, as root and as an ordinary user.

A test hands its act to a *world* and gets back what the act returned or raised inside
the sandbox. In the world "full" all layers hold; in "bare" the kernel refuses
namespaces, as containers and some distributions do, and the other layers stand alone.
"""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.sandbox import environment, layers, seccomp, syscalls, tree
from autograder.sandbox.limits import MIB, ResourceLimits
from autograder.sandbox.nursery import Nursery, open_nursery
from autograder.sandbox.policy import ESSENTIAL, USUAL, Policy

_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
ORDINARY = 54400 + int(_WORKER)
"""A user of this worker's own: the kernel counts processes by user."""
HANGS = 600
"""Seconds after which something hangs, however slow the machine is."""

LIMITS = ResourceLimits(
    memory=256 * MIB, processes=24, file_size=2 * MIB, disk=8 * MIB, open_files=64
)
NAMESPACE_CALLS = seccomp.Refusal("unshare setns mount pivot_root umount2", "as Docker")


def refuse(*refusals: seccomp.Refusal) -> None:
    """Have the kernel refuse calls to this process, as a stricter machine would."""
    syscalls.prctl(syscalls.PR_SET_NO_NEW_PRIVS, 1)
    seccomp.install(seccomp.pack(seccomp.assemble(refusals)))


def become(user: int) -> None:
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    syscalls.prctl(syscalls.PR_SET_DUMPABLE, 1)


@dataclass
class Outcome:
    """What an act did: its value or error, the layers, and how the child ended."""

    value: Any = None
    error: str | None = None
    message: str = ""
    layers: tuple[str, ...] = ()
    status: int = 0
    zygote: dict[str, Any] = field(default_factory=dict)


def _attempt(act: Callable[[], Any]) -> dict[str, Any]:
    try:
        return {"value": act()}
    except BaseException as error:
        return {"error": type(error).__name__, "message": str(error)}


@dataclass
class World:
    """A kind of machine and user, and a directory a test may dirty."""

    user: str
    kind: str
    workdir: Path

    @property
    def isolated(self) -> bool:
        return self.kind == "full"

    def policy(self, **changes: Any) -> Policy:
        # Where the interpreter is root's own, an ordinary user has it in memory only.
        readable = environment.default_readable()
        visible = [path for path in readable if self._visible(path)]
        policy = Policy(
            self.workdir,
            tuple(visible),
            limits=LIMITS,
            required=USUAL if self.isolated else ESSENTIAL,
        )
        return replace(policy, **changes)

    def _visible(self, path: Path) -> bool:
        if self.user == "root" and self.isolated:
            return True
        real = Path(os.path.realpath(path))
        return all(
            folder.stat().st_mode & stat.S_IXOTH or not folder.is_dir()
            for folder in (real, *real.parents)
        )

    def run(
        self,
        act: Callable[[], Any],
        *,
        policy: Policy | None = None,
        warm: Callable[[], Any] = lambda: None,
        before: Callable[[], Any] = lambda: None,
        meanwhile: Callable[[int], Any] = lambda pid: None,
        fds: tuple[int, ...] = (),
    ) -> Outcome:
        """Run an act in a confined child.

        Args:
            act: Runs inside; returns JSON.
            policy: The child's policy.
            warm: Runs in the zygote before it opens its nursery.
            before: Runs in the child before it is confined.
            meanwhile: Runs in the zygote while the child lives; returns JSON.
            fds: Descriptors the child keeps.
        """
        policy = policy or self.policy()
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reader)
            try:
                report = self._zygote(policy, act, warm, before, meanwhile, fds, writer)
            except BaseException as error:
                report = {"error": f"zygote {type(error).__name__}: {error}"}
            os.write(writer, json.dumps(report).encode())
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as stream:
            text = stream.read()
        os.waitpid(pid, 0)
        return Outcome(**json.loads(text))

    def _zygote(
        self,
        policy: Policy,
        act: Callable[[], Any],
        warm: Callable[[], Any],
        before: Callable[[], Any],
        meanwhile: Callable[[int], Any],
        fds: tuple[int, ...],
        result: int,
    ) -> dict[str, Any]:
        warm()
        nursery = self.settle()
        layers.warm(policy)
        reader, writer = os.pipe()
        pid = nursery.fork()
        if pid == 0:
            os.close(result)
            _child(
                replace(policy, keep_fds=(writer, *fds)), nursery, act, before, writer
            )
        os.close(writer)
        for fd in fds:
            os.close(fd)
        try:
            seen = meanwhile(pid)
            with os.fdopen(reader) as stream:
                line = stream.readline()
        except BaseException:
            tree.kill_tree(pid)
            raise
        report = json.loads(line) if line else {}
        tree.kill_tree(pid) if line else None
        status = os.waitpid(pid, 0)[1]
        return {**report, "status": status, "zygote": {"seen": seen}}

    def settle(self) -> Nursery:
        """Become the world's user, and a zygote of it."""
        if self.user == "ordinary" and os.geteuid() == 0:
            become(ORDINARY)
        if not self.isolated:
            refuse(NAMESPACE_CALLS)
        nursery = open_nursery()
        if nursery.isolated != self.isolated:
            raise AssertionError(f"namespaces: {nursery.refusal}")
        return nursery


def _child(
    policy: Policy,
    nursery: Nursery,
    act: Callable[[], Any],
    before: Callable[[], Any],
    writer: int,
) -> None:
    def confined() -> Any:
        before()
        held.extend(layers.confine(policy, nursery))
        return act()

    held: list[str] = []
    report = {**_attempt(confined), "layers": held}
    os.write(writer, json.dumps(report).encode() + b"\n")
    # The zygote kills: what is left alive has to be found, not to be polite.
    time.sleep(HANGS)
    os._exit(0)


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait for an event, as long as it takes on a slow machine."""
    deadline = time.monotonic() + HANGS
    while not condition():
        assert time.monotonic() < deadline, "it hangs"
        time.sleep(0.01)


def names(path: str | Path = ".") -> list[str]:
    return sorted(entry.name for entry in os.scandir(path))
