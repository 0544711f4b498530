"""What confinement consists of, and what of it a child is to have."""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from autograder.model import AutograderError
from autograder.sandbox.limits import ResourceLimits


class Layer(StrEnum):
    """One independent means of confinement."""

    PID_NAMESPACE = "pid_namespace"
    NETWORK_NAMESPACE = "network_namespace"
    IPC_NAMESPACE = "ipc_namespace"
    MOUNT_NAMESPACE = "mount_namespace"
    UNPRIVILEGED = "unprivileged"  # neither root nor a capability
    USER_NAMESPACE = "user_namespace"
    RLIMITS = "rlimits"
    NO_NEW_PRIVS = "no_new_privs"
    LANDLOCK = "landlock"
    SECCOMP = "seccomp"


#: What holds without namespaces: containers and some distributions forbid those.
ESSENTIAL = frozenset(
    {
        Layer.UNPRIVILEGED,
        Layer.RLIMITS,
        Layer.NO_NEW_PRIVS,
        Layer.LANDLOCK,
        Layer.SECCOMP,
    }
)
#: What is required unless told otherwise.
USUAL = frozenset(Layer)


class SandboxError(AutograderError):
    """A child cannot be confined as required.

    Attributes:
        layer: The layer that is missing; None when the policy itself is at fault.
    """

    def __init__(self, layer: Layer | None, reason: str) -> None:
        self.layer = layer
        self.reason = reason
        super().__init__(f"{layer}: {reason}" if layer else reason)


@functools.lru_cache(maxsize=8)
def _resolve(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Resolve links; policies are made by the hundred with the same paths."""
    return tuple(Path(os.path.realpath(path)) for path in paths)


@dataclass(frozen=True)
class Policy:
    """What one child may do.

    Attributes:
        workdir: Its only writable directory. With a mount namespace the child works on
            a copy in memory that dies with it.
        readable: What it may read; existing paths.
        links: Further names of readable paths, absolute, and what they are names of.
            Only a mount namespace has them.
        hidden: What must stay out of reach; a readable path around one is an error.
        keep_fds: Descriptors that stay open. Standard streams among them stay too,
            others become ``/dev/null``.
        limits: Its share of the machine.
        allow_exec: Whether it may run programs, those that it makes too, which may ask
            ``/proc`` about the machine.
        allow_sockets: Whether its processes may open sockets, to reach one another in
            a network of their own. Without namespaces of network and files they may
            not, whatever is said here.
        required: Layers without which :func:`confine` raises.
        variables: Environment variables beyond the clean ones.
        secret: Whether no process of the same user may look into its memory. The
            watchdog then counts pages it shares with the zygote in full.
    """

    workdir: Path
    readable: tuple[Path, ...]
    links: tuple[tuple[str, str], ...] = ()
    hidden: tuple[Path, ...] = ()
    keep_fds: tuple[int, ...] = ()
    limits: ResourceLimits = field(default_factory=ResourceLimits)
    allow_exec: bool = False
    allow_sockets: bool = False
    required: frozenset[Layer] = USUAL
    variables: tuple[tuple[str, str], ...] = ()
    secret: bool = False

    def __post_init__(self) -> None:
        workdir = Path(os.path.realpath(self.workdir))
        object.__setattr__(self, "workdir", workdir)
        secrets = _resolve(self.hidden)
        for path, real in zip(self.readable, _resolve(self.readable), strict=True):
            if not path.is_absolute():
                raise SandboxError(None, f"{path} is readable but not absolute")
            if workdir.is_relative_to(real) or real.is_relative_to(workdir):
                reason = f"{path} is readable and the workdir {workdir} is not apart"
                raise SandboxError(None, reason)
            for secret in secrets:
                if secret.is_relative_to(real):
                    reason = f"{secret} is to be hidden but lies in readable {path}"
                    raise SandboxError(None, f"{reason}; move one of them")
