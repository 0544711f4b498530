"""One warm process per worker, from which the processes of each notebook are forked.

::

    worker ──socket──▶ zygote ──fork──▶ student      control and probe sockets of a
    child
                              ──fork──▶ checker      come with the request (SCM_RIGHTS)

The zygote imports and warms what every notebook needs, once. It is started afresh,
never forked from the worker, so no hidden test, gradebook or secret is ever in its
memory, which every student process inherits. It has one thread: a fork of several
threads is unsafe, and a multithreaded process cannot enter a user namespace.

It serves one request at a time: fork a child, signal it, reap it.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

Confine = Callable[[Mapping[str, Any]], list[str]]
"""Drops what a child may not have; returns the names of the layers in force, or
raises."""

MAX_REQUEST_BYTES = 1 << 20
MESSAGE_FDS = 2

_NO_THREADS = {
    f"{library}_NUM_THREADS": "1"
    for library in ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "VECLIB_MAXIMUM", "BLIS")
}


def clean_environment() -> dict[str, str]:
    """The environment of the zygote and its children, free of the caller's secrets."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "MPLCONFIGDIR", "PYTHONPATH")
    environment = {key: os.environ[key] for key in kept if key in os.environ}
    return (
        environment
        | _NO_THREADS
        | {
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "NBGRADER_EXECUTION": "autograde",
            "PYTHONHASHSEED": "random",
            "TERM": "xterm-color",
            "CLICOLOR": "1",
            "FORCE_COLOR": "1",
            "CLICOLOR_FORCE": "1",
            "PAGER": "cat",
            "GIT_PAGER": "cat",
        }
    )


def unconfined(policy: Mapping[str, Any]) -> list[str]:
    """Confine nothing: for tests, and for machines that cannot."""
    return []


def warm_up(modules: list[str]) -> Any:
    """Import and exercise what notebooks need; return the shell."""
    from autograder.engine import checker, figures, shell, student  # noqa: F401

    instance = shell.create()
    figures.configure(instance)
    for name in modules:
        importlib.import_module(name)
    figures.warm(instance)
    _warm_numbers()
    _warm_shell(instance)
    return instance


def _warm_numbers() -> None:
    """The first use of a BLAS or of a generator sets up tables; pay here, once."""
    import numpy as np

    square = np.eye(8) + np.ones((8, 8))
    np.linalg.solve(square @ square, np.ones(8))
    np.random.rand(3)
    np.random.default_rng(0).normal(size=3)
    np.testing.assert_allclose([1.0], [1.0])


def _warm_shell(shell: Any) -> None:
    """The first traceback, completion of a cell and repr import a great deal."""
    import asyncio

    from IPython.utils.capture import capture_output

    with capture_output():
        for source in (
            "def f():\n    return 1 / 0\nassert f() == 1",
            "%timeit -n1 -r1 pass\n[1.5]",
        ):
            code = shell.transform_cell(source)
            asyncio.run(shell.run_cell_async(source, True, transformed_cell=code))
    shell.reset(new_session=True)


def serve(sock: socket.socket, confine: Confine, modules: list[str]) -> None:
    """Warm up, say so, and fork children on request until the worker hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    shell = warm_up(modules)
    gc.collect()
    gc.freeze()
    _reply(sock, {"ready": True})
    while True:
        data, fds, _, _ = socket.recv_fds(sock, MAX_REQUEST_BYTES, MESSAGE_FDS)
        if not data:
            return
        while not data.endswith(b"\n"):
            data += sock.recv(MAX_REQUEST_BYTES)
        request = json.loads(data)
        try:
            reply = _ACTIONS[request["do"]](request, fds, shell, confine)
        except OSError as error:  # no process or descriptor to be had: say so, live on
            reply = {"error": str(error)}
        _reply(sock, reply)


def _reply(sock: socket.socket, reply: dict[str, Any]) -> None:
    sock.sendall(json.dumps(reply).encode() + b"\n")


def _fork(
    request: dict[str, Any], fds: list[int], shell: Any, confine: Confine
) -> dict[str, Any]:
    """Fork a child; reply when it is confined and ready, or with what stopped it."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _be_child(request, fds, writing, shell, confine)
    for number in (writing, *fds):
        os.close(number)
    with os.fdopen(reading, "rb") as status:
        answer: dict[str, Any] = json.loads(status.read() or b'{"error": "it died"}')
    return {"pid": pid, **answer}


def _be_child(
    request: dict[str, Any], fds: list[int], status: int, shell: Any, confine: Confine
) -> NoReturn:
    """Become a student or a checker; never return into the zygote's loop."""
    try:
        os.setsid()
        run = _prepare(request, fds, status, shell)
        try:
            layers = confine(request["policy"])
        except Exception as error:
            os.write(status, json.dumps({"error": f"confine: {error}"}).encode())
            os._exit(1)
        os.write(status, json.dumps({"layers": layers}).encode())
        os.close(status)
        run()
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.write(status, json.dumps({"error": repr(error)}).encode())
    # Not sys.exit: the zygote's own exit handlers and buffers are not this child's.
    os._exit(0)


def _prepare(
    request: dict[str, Any], fds: list[int], status: int, shell: Any
) -> Callable[[], None]:
    """Set up everything that needs what confinement takes away."""
    import numpy as np

    from autograder.engine import checker, figures, student
    from autograder.engine.capture import Sink
    from autograder.engine.emit import emit_to
    from autograder.engine.shell import CellRunner
    from autograder.wire.protocol import Channel, Role

    is_student = request["kind"] == "student"
    control = Channel(socket.socket(fileno=fds[0]), Role.RUNNER)
    role = Role.ANSWERER if is_student else Role.ASKER
    probe = Channel(socket.socket(fileno=fds[1]), role)
    _close_all_but({0, 1, 2, status, *fds})
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(request["folder"])
    if is_student:
        sys.path.insert(0, "")  # as in a kernel; never in the checker
    else:
        sys.path[:0] = request["path"]
    if not request["figures"] or not is_student:
        figures.turn_off(shell)
    runner = CellRunner(shell, Sink(emit_to(control)))
    np.random.seed()  # else all children would draw the same numbers
    module = student if is_student else checker

    def run() -> None:
        runner.settle()
        module.serve(runner, control, probe)

    return run


def _close_all_but(kept: set[int]) -> None:
    last = 3
    for number in sorted(kept - {0, 1, 2}):
        os.closerange(last, number)
        last = number + 1
    os.closerange(last, min(os.sysconf("SC_OPEN_MAX"), 65536))


def _signal(
    request: dict[str, Any], fds: list[int], shell: Any, confine: Confine
) -> dict[str, Any]:
    """Signal a child and its process group."""
    for send in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            send(request["pid"], request["signal"])
            if request["signal"] != signal.SIGKILL:
                break  # the leader is in the group: once is enough for an interrupt
    return {}


def _reap(
    request: dict[str, Any], fds: list[int], shell: Any, confine: Confine
) -> dict[str, Any]:
    """Wait for a child that was killed or has ended; tell how it ended."""
    with contextlib.suppress(ChildProcessError):
        _, status = os.waitpid(request["pid"], 0)
        return {"status": os.waitstatus_to_exitcode(status)}
    return {"status": None}


_ACTIONS: dict[str, Callable[..., dict[str, Any]]] = {
    "fork": _fork,
    "signal": _signal,
    "reap": _reap,
}


def main(arguments: list[str]) -> None:
    """Run as a process of its own: ``zygote FD MODULE:CONFINE [MODULE ...]``."""
    number, target, *modules = arguments
    module, _, name = target.partition(":")
    confine: Confine = getattr(importlib.import_module(module), name)
    serve(socket.socket(fileno=int(number)), confine, modules)


if __name__ == "__main__":
    # Imported again under its real name: the children's modules refer to that one.
    from autograder.engine import zygote

    zygote.main(sys.argv[1:])
