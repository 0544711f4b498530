"""The worker's handle on its zygote: start it, have it bear children, end them."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.engine.confinement import birth_environment
from autograder.engine.spec import OPEN, Permissions
from autograder.model import AutograderError
from autograder.sandbox.policy import Layer
from autograder.sandbox.survey import remedy

START_SECONDS = 600.0
"""A cold disk and a first font cache take long; more than this means it hangs. One that
dies is noticed at once, so waiting costs nothing where a machine is merely slow."""

REQUEST_SECONDS = 300.0
"""A fork and its confinement take milliseconds, where a processor is to be had."""


class ZygoteError(AutograderError):
    """The zygote is gone or cannot do its work: our fault, not a submission's."""


class ConfinementError(ZygoteError):
    """This machine cannot confine notebooks as required; no submission is at fault.

    Attributes:
        layer: The missing layer's name; empty when what was asked for makes no sense.
        reason: Why it cannot be had.
        remedy: What to do about it.
    """

    def __init__(self, layer: str, reason: str, remedy: str) -> None:
        super().__init__(layer, reason, remedy)
        self.layer, self.reason, self.remedy = layer, reason, remedy

    def __str__(self) -> str:
        if not self.layer:
            return f"notebooks cannot be confined: {self.reason}"
        return f"the sandbox lacks {self.layer}: {self.reason}. {self.remedy}".rstrip()


@dataclass(frozen=True)
class ChildSpec:
    """What a child is to be.

    Attributes:
        kind: ``student`` or ``checker``.
        folder: its working directory.
        figures: whether figures are drawn.
        permissions: what it may do.
        libraries: those that the course names, which the checker trusts.
        hand_over: whether it sends a descriptor of its folder; see :mod:`.folder`.
    """

    kind: str
    folder: Path
    figures: bool = True
    permissions: Permissions = field(default_factory=Permissions)
    libraries: tuple[str, ...] = ()
    hand_over: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return what the zygote is told."""
        return {
            "kind": self.kind,
            "folder": str(self.folder.absolute()),
            "figures": self.figures,
            "permissions": self.permissions.to_json(),
            "libraries": self.libraries,
            "hand_over": self.hand_over,
        }


@dataclass(frozen=True)
class Birth:
    """A child to be, with its end of its control and of its probe channel."""

    spec: ChildSpec
    control: socket.socket
    probe: socket.socket


@dataclass(frozen=True)
class Child:
    """A running child; its number is the zygote's, and may mean another to us."""

    pid: int
    layers: tuple[str, ...] = ()
    born: float = field(default_factory=time.monotonic, compare=False)


@dataclass(frozen=True)
class Look:
    """What children have taken.

    Attributes:
        used: Seconds of processor time since their births.
        waited: Seconds in which they were ready to run and others had the processor.
        excess: Which limit the watched one exceeds; None if none.
    """

    used: float
    waited: float
    excess: str | None = None


class ZygoteHandle:
    """A zygote and the children it has borne; a context manager.

    Attributes:
        libraries: Those that a course names, and that are used already.
    """

    def __init__(self, world: str = OPEN, libraries: Sequence[str] = ()) -> None:
        """Start a zygote; it warms up while the caller goes on.

        Args:
            world: ``module:factory`` of a :class:`~.confinement.World`.
            libraries: What it is to import and to use once, see :mod:`.first_use`.
        """
        self.libraries = tuple(libraries)
        self._home = tempfile.TemporaryDirectory(prefix="autograder-")
        self._sock, theirs = socket.socketpair()
        self._sock.settimeout(START_SECONDS)
        with theirs:
            # -P: a module beside the current folder must not shadow a real one.
            command = [sys.executable, "-P", "-m", "autograder.engine.zygote"]
            self._process = subprocess.Popen(
                [*command, str(theirs.fileno()), world, *self.libraries],
                pass_fds=[theirs.fileno()],
                env=birth_environment(Path(self._home.name), _path()),
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._ready = False
        self._children: set[Child] = set()
        self._warm: set[str] = set()
        self._read: set[str] = set()

    def __enter__(self) -> ZygoteHandle:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self, modules: Collection[str], cells: Collection[str] = ()) -> None:
        """Have done once what the children to come will find done.

        What cannot be done is left to the cell that tries to. Students can see what is
        there: nothing hidden may be among it.

        Args:
            modules: Those that cells import.
            cells: Texts of cells as they were handed out.
        """
        cold = sorted(set(modules) - self._warm)
        new = list(dict.fromkeys(cell for cell in cells if cell not in self._read))
        if cold or new:
            self._warm.update(cold)
            self._read.update(new)
            self._send({"do": "warm", "modules": cold, "cells": new})

    def bear(self, *births: Birth) -> list[Child]:
        """Have children, all at once: they come to be side by side.

        Raises:
            ConfinementError: They cannot be confined as required.
            ZygoteError: They could not be had for another reason.
        """
        request = {"do": "bear", "children": [b.spec.to_json() for b in births]}
        ends = [end.fileno() for b in births for end in (b.control, b.probe)]
        replies = self._ask(request, ends)["children"]
        children = [
            Child(reply["pid"], tuple(reply.get("layers", ())))
            for reply in replies
            if "pid" in reply
        ]
        self._children.update(children)
        for reply in replies:
            if "error" in reply:
                self.end(*children)
                raise _failure(reply)
        return children

    def interrupt(self, child: Child) -> None:
        """Send SIGINT to a child and its subprocesses."""
        self._send({"do": "interrupt", "pid": child.pid})

    def look(
        self, children: Sequence[Child], watched: Child | None, permissions: Permissions
    ) -> Look:
        """Look at what children and all that they started have taken so far.

        Args:
            children: Whose times are added up.
            watched: Who is held to the limits of memory and processes.
            permissions: What it may take of them.
        """
        request = {
            "do": "look",
            "pids": [child.pid for child in children],
            "watched": watched.pid if watched else 0,
            "permissions": permissions.to_json(),
        }
        reply = self._ask(request)
        # Where nobody counts, all time that passes is taken for the processor's.
        age = time.monotonic() - min(child.born for child in children)
        used, waited = reply["times"] or (age, 0.0)
        return Look(used, waited, reply["excess"])

    def end(self, *children: Child) -> None:
        """Have children killed with all they started; the zygote buries them later."""
        known = self._children.intersection(children)
        if known:
            self._children -= known
            self._send({"do": "end", "pids": sorted(child.pid for child in known)})

    def hang_up(self) -> None:
        """Have the zygote end all children and itself, from any thread.

        Whoever waits for one of them has a ZygoteError.
        """
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End all children and the zygote."""
        with contextlib.suppress(ZygoteError):
            self.end(*self._children)
        # It kills and buries what is left when we hang up.
        self._sock.close()
        try:
            self._process.wait(REQUEST_SECONDS if self._ready else 0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._home.cleanup()

    def _ask(self, request: dict[str, Any], fds: Sequence[int] = ()) -> dict[str, Any]:
        self._send(request, fds)
        try:
            return self._receive()
        except OSError as error:
            raise ZygoteError(f"the zygote does not answer: {error}") from None

    def _send(self, request: dict[str, Any], fds: Sequence[int] = ()) -> None:
        try:
            if not self._ready:
                reply = self._receive()
                if "error" in reply:
                    raise _failure(reply)
                self._ready = True
                self._sock.settimeout(REQUEST_SECONDS)
            data = json.dumps(request).encode() + b"\n"
            sent = socket.send_fds(self._sock, [data], list(fds))
            self._sock.sendall(data[sent:])
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


def _failure(reply: Mapping[str, Any]) -> ZygoteError:
    """Return the error of which a reply tells."""
    if "layer" not in reply:
        return ZygoteError(f"no process could be had: {reply['error']}")
    layer, reason = reply["layer"], reply["error"]
    return ConfinementError(
        layer, reason, remedy(Layer(layer), reason) if layer else ""
    )


def _path() -> list[str]:
    """Return where a zygote imports from: this package, and the caller's path."""
    root = str(Path(__file__).resolve().parents[2])
    told = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return [root, *filter(None, told)]
