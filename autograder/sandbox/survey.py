"""Which layers this machine really gives, tried in a throw-away child.

The kernel's word is not taken for it: after the attempt the child commits the act that
a layer is to stop. What is missing is explained in words, with what to do about it.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from autograder.sandbox import environment, layers, syscalls
from autograder.sandbox.nursery import open_nursery
from autograder.sandbox.policy import Layer, Policy

_NAMESPACES = frozenset(layer for layer in Layer if layer.endswith("_namespace"))


@dataclass(frozen=True)
class LayerReport:
    """Whether one layer works here.

    Attributes:
        layer: The layer.
        holds: Whether it was tried and stopped what it should.
        reason: Why it does not; empty when it does.
        remedy: What to do about it; empty when it holds.
    """

    layer: Layer
    holds: bool
    reason: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        if self.holds:
            return f"{self.layer}: holds"
        return f"{self.layer}: missing ({self.reason}). {self.remedy}".rstrip()


@functools.cache
def probe() -> tuple[LayerReport, ...]:
    """Try each layer, once per process, and report in the order of confinement."""
    if not sys.platform.startswith("linux"):
        system = {"darwin": "macOS", "win32": "Windows"}.get(sys.platform, sys.platform)
        missing = dict.fromkeys(Layer, f"{system} has no such thing")
        advice = "This machine is not protected from what notebooks do; grade on Linux."
        return tuple(
            LayerReport(layer, False, missing[layer], advice) for layer in Layer
        )
    missing = _attempt()
    return tuple(_report(layer, missing.get(layer)) for layer in Layer)


def _report(layer: Layer, reason: str | None) -> LayerReport:
    if reason is None:
        return LayerReport(layer, True)
    return LayerReport(layer, False, reason, remedy(layer, reason))


def _attempt() -> dict[Layer, str]:
    """Confine a grandchild as far as it goes; return what is missing and why."""
    workdir = Path(tempfile.mkdtemp(prefix="sandbox-probe-"))
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        _zygote(workdir, writer)
    os.close(writer)
    try:
        with os.fdopen(reader, encoding="utf-8") as stream:
            text = stream.read()
        os.waitpid(pid, 0)
    finally:
        shutil.rmtree(workdir, ignore_errors=True)
    if not text:
        return dict.fromkeys(Layer, "the child that tried the layers died")
    return {Layer(layer): reason for layer, reason in json.loads(text).items()}


def _zygote(workdir: Path, writer: int) -> NoReturn:
    """Be a zygote with one child; never return into the caller's code."""
    missing: dict[Layer, str] = {}
    try:
        nursery = open_nursery()
        readable = environment.default_readable()
        policy = Policy(workdir, readable, keep_fds=(writer,), required=frozenset())
        pid = nursery.fork()
        if pid:
            os.waitpid(pid, 0)
            os._exit(0)
        missing = layers.apply(policy, nursery, layers.VERBS)
        for layer, stopped in _proofs():
            if layer not in missing and not stopped():
                missing[layer] = "the kernel grants it and does not enforce it"
    except BaseException as error:
        missing = dict.fromkeys(Layer, f"{type(error).__name__}: {error}")
    finally:
        with contextlib.suppress(OSError):
            os.write(writer, json.dumps(missing).encode())
        os._exit(0)


def _refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except OSError:
        return True
    return False


def _proofs() -> Iterator[tuple[Layer, Callable[[], bool]]]:
    """Yield acts that a layer must stop, each saying whether it was stopped."""
    import resource
    import socket

    yield Layer.PID_NAMESPACE, lambda: os.getpid() == 1
    yield Layer.MOUNT_NAMESPACE, lambda: not Path("/etc/shadow").exists()
    yield Layer.UNPRIVILEGED, lambda: _refused(lambda: os.setresuid(0, 0, 0))
    yield Layer.RLIMITS, lambda: resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
    yield Layer.NO_NEW_PRIVS, lambda: syscalls.prctl(syscalls.PR_GET_NO_NEW_PRIVS) == 1
    yield Layer.LANDLOCK, lambda: _refused(lambda: os.scandir("/"))
    yield Layer.SECCOMP, lambda: _refused(socket.socket)


def _setting(name: str) -> str:
    """Return a kernel setting, empty where it does not exist."""
    with contextlib.suppress(OSError):
        return Path("/proc/sys", name).read_text().strip()
    return ""


def remedy(layer: Layer, reason: str) -> str:
    """Say what to do about a missing layer.

    Args:
        layer: The layer.
        reason: Why it is missing.
    """
    if layer in _NAMESPACES:
        return _namespace_remedy()
    if "cannot be read" in reason or "Permission denied" in reason:
        return "Install Python where every user can read it, or do not grade as root."
    if layer is Layer.LANDLOCK:
        release = platform.release()
        return (
            f"Landlock needs Linux 5.13 or newer (this is {release}) with 'landlock' in"
            " the boot parameter lsm=; in a container, an engine whose seccomp profile"
            " knows it."
        )
    return "Grade as an ordinary user on a current Linux."


def _namespace_remedy() -> str:
    if _setting("kernel/apparmor_restrict_unprivileged_userns") == "1":
        switch = "kernel.apparmor_restrict_unprivileged_userns=0"
        return f"Ubuntu denies it to ordinary users: sudo sysctl -w {switch}"
    if _setting("kernel/unprivileged_userns_clone") == "0":
        return "Debian's switch: sudo sysctl -w kernel.unprivileged_userns_clone=1"
    if _setting("user/max_user_namespaces") == "0":
        return "They are switched off: sudo sysctl -w user.max_user_namespaces=10000"
    if Path("/.dockerenv").exists() or Path("/run/.containerenv").exists():
        options = " ".join(
            f"--security-opt {name}=unconfined"
            for name in ("seccomp", "apparmor", "systempaths")
        )
        return f"The container forbids it: start it with {options}"
    return "The kernel was built without it, or a security module forbids it."
