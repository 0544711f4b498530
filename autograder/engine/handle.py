"""The worker's handle on its zygote: start it, fork children, end them."""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.engine.zygote import clean_environment

UNCONFINED = "autograder.engine.zygote:unconfined"
START_SECONDS = 60.0
"""A cold disk and a first font cache take long; more than this means it hangs."""

REQUEST_SECONDS = 30.0
"""A fork and its confinement take milliseconds."""


class ZygoteError(Exception):
    """The zygote is gone or cannot do its work: our fault, not a submission's."""


@dataclass(frozen=True)
class ChildSpec:
    """What a child is to be.

    Attributes:
        kind: ``student`` or ``checker``.
        folder: its working directory.
        path: directories the checker may import from.
        figures: whether figures are drawn.
        policy: what the confinement is told; plain JSON.
    """

    kind: str
    folder: Path
    path: tuple[Path, ...] = ()
    figures: bool = True
    policy: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Child:
    """A running child."""

    pid: int
    layers: tuple[str, ...]


class Nursery:
    """A zygote and the children it has forked; a context manager."""

    def __init__(self, confine: str = UNCONFINED, modules: Sequence[str] = ()) -> None:
        """Start a zygote; it warms up while the caller goes on.

        Args:
            confine: ``module:function``, a :data:`~autograder.engine.zygote.Confine`.
            modules: what else to import ahead, such as ``torch``.
        """
        self._home = tempfile.TemporaryDirectory(prefix="autograder-")
        self._sock, theirs = socket.socketpair()
        self._sock.settimeout(START_SECONDS)
        with theirs:
            # -P: a module beside the current folder must not shadow a real one.
            command = [sys.executable, "-P", "-m", "autograder.engine.zygote"]
            self._process = subprocess.Popen(
                [*command, str(theirs.fileno()), confine, *modules],
                pass_fds=[theirs.fileno()],
                env=_environment() | {"IPYTHONDIR": self._home.name},
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._ready = False
        self._children: list[Child] = []

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def fork(
        self, spec: ChildSpec, control: socket.socket, probe: socket.socket
    ) -> Child:
        """Fork a child with these two sockets."""
        request = {
            "do": "fork",
            "kind": spec.kind,
            "folder": str(spec.folder),
            "path": [str(folder) for folder in spec.path],
            "figures": spec.figures,
            "policy": dict(spec.policy),
        }
        reply = self._ask(request, [control.fileno(), probe.fileno()])
        if "pid" not in reply:
            raise ZygoteError(f"no process could be forked: {reply['error']}")
        child = Child(reply["pid"], tuple(reply.get("layers", ())))
        self._children.append(child)
        if "error" in reply:
            self.end(child)
            raise ZygoteError(reply["error"])
        return child

    def interrupt(self, child: Child) -> None:
        """Send SIGINT to a child and its subprocesses."""
        self._ask({"do": "signal", "pid": child.pid, "signal": int(signal.SIGINT)})

    def end(self, child: Child) -> int | None:
        """Kill a child and reap it; return its exit code, negative for a signal."""
        if child not in self._children:
            return None
        self._children.remove(child)
        self._ask({"do": "signal", "pid": child.pid, "signal": int(signal.SIGKILL)})
        status: int | None = self._ask({"do": "reap", "pid": child.pid})["status"]
        return status

    def close(self) -> None:
        """End all children and the zygote."""
        for child in list(self._children):
            with contextlib.suppress(ZygoteError):
                self.end(child)
        self._sock.close()
        self._process.kill()
        self._process.wait()
        self._home.cleanup()

    def _ask(self, request: dict[str, Any], fds: Sequence[int] = ()) -> dict[str, Any]:
        try:
            if not self._ready:
                self._receive()
                self._ready = True
                self._sock.settimeout(REQUEST_SECONDS)
            data = json.dumps(request).encode() + b"\n"
            socket.send_fds(self._sock, [data], list(fds))
            return self._receive()
        except OSError as error:
            raise ZygoteError(f"the zygote does not answer: {error}") from None

    def _receive(self) -> dict[str, Any]:
        data = b""
        while not data.endswith(b"\n"):
            chunk = self._sock.recv(1 << 16)
            if not chunk:
                raise ZygoteError("the zygote has ended")
            data += chunk
        reply: dict[str, Any] = json.loads(data)
        return reply


def _environment() -> dict[str, str]:
    """The zygote's environment, with this package importable."""
    environment = clean_environment()
    root = str(Path(__file__).resolve().parents[2])
    parts = [root, *environment.get("PYTHONPATH", "").split(":")]
    return environment | {"PYTHONPATH": ":".join(part for part in parts if part)}
