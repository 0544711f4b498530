"""One warm process per worker, from which the processes of each notebook are forked.

::

    worker ──socket──▶ zygote ──fork──▶ student      control and probe sockets of a
    child
                              ──fork──▶ checker      come with the request (SCM_RIGHTS)

The zygote imports and warms what every notebook needs, once, and what those of a course
need as soon as it is told. It is started afresh, never forked from the worker, so no
hidden test, gradebook or secret is ever in its memory, which every student process
inherits. It has one thread: a fork of several threads is unsafe, and a multithreaded
process cannot enter a user namespace.

Before that it opens its :class:`~.confinement.World`, which may move it into namespaces
and which knows how children are borne, confined, watched and killed. Requests come one
after another, a line of JSON each. The dead are buried when there is nothing else to
do: what a kernel takes away with a process takes longer than a cell of a notebook.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import types
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, cast

from autograder.engine.confinement import World
from autograder.engine.spec import Permissions
from autograder.sandbox import SandboxError

MAX_REQUEST_BYTES = 1 << 20
MAX_FDS = 8
BURIAL_SECONDS = 0.05
"""How often the dead are looked for while nobody asks for anything."""

_INNER_MODULES = (
    "capture", "checker", "client", "comms", "emit", "figures", "filters", "first_use",
    "outputs", "prepared", "shell", "student", "tracebacks",
)  # fmt: skip
"""All that children use of this package: its files are out of sight inside."""


def warm_up(libraries: Iterable[str] = ()) -> Any:
    """Import and exercise what notebooks need; return the shell."""
    for name in _INNER_MODULES:
        importlib.import_module(f"autograder.engine.{name}")
    from autograder.engine import figures, first_use, shell, tracebacks

    tracebacks.keep_token_tables()
    instance = shell.create()
    figures.configure(instance)
    _warm_numbers()
    first_use.use(libraries)
    _warm_shell(instance)
    return instance


def _warm_numbers() -> None:
    """Use BLAS and generators once, because that sets up tables."""
    import numpy as np

    square = np.eye(8) + np.ones((8, 8))
    np.linalg.solve(square @ square, np.ones(8))
    np.random.rand(3)
    np.random.default_rng(0).normal(size=3)
    np.testing.assert_allclose([1.0], [1.0])


def _warm_shell(shell: Any) -> None:
    """Run cells once, because the first traceback and result import a great deal."""
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
    # With the names it takes what every module has, and spawned processes are told.
    for name, value in vars(types.ModuleType("__main__")).items():
        shell.user_ns.setdefault(name, value)


Json = dict[str, Any]


@dataclass
class Zygote:
    """A warm process that serves its worker.

    Attributes:
        sock: Where requests come from.
        world: How children are borne.
        shell: What they inherit.
        living: Children that were not yet told to end.
        dying: Killed children that are not yet buried.
    """

    sock: socket.socket
    world: World
    shell: Any
    living: set[int] = field(default_factory=set)
    dying: set[int] = field(default_factory=set)
    _data: bytes = b""
    _fds: list[int] = field(default_factory=list)

    def serve(self) -> None:
        """Say that we are ready, and do what is asked until the worker hangs up."""
        try:
            # A worker that is killed hangs up in the middle of a sentence.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                reply(self.sock, {"ready": True})
                while (request := self._next()) is not None:
                    self._do(request)
        finally:
            self.end(list(self.living))
            for pid in self.dying:
                _reap(pid, 0)

    def _do(self, request: Json) -> None:
        match request.pop("do"):
            case "bear":
                count = 2 * len(request["children"])
                fds, self._fds = self._fds[:count], self._fds[count:]
                reply(self.sock, {"children": self.bear(request["children"], fds)})
            case "interrupt":
                self.world.interrupt(request["pid"])
            case "look":
                reply(self.sock, self.look(**request))
            case "end":
                self.end(request["pids"])
            case "warm":
                self.warm(request["modules"], request["cells"])

    def warm(self, modules: list[str], cells: list[str]) -> None:
        """Import modules and read cells for all children; what fails is left to them.

        Who imports Matplotlib will draw.
        """
        from autograder.engine import figures

        gc.disable()
        for name in modules:
            with contextlib.suppress(Exception):
                importlib.import_module(name)
        if any(name.split(".")[0] == "matplotlib" for name in modules):
            figures.warm()
        self.shell.prepared.prepare(cells)
        _freeze(self.world)

    def bear(self, specs: list[Json], fds: list[int]) -> list[Json]:
        """Fork children; tell of each when it is ready, or what stopped it."""
        births = []
        for number, spec in enumerate(specs):
            births.append(self._fork(spec, fds[2 * number : 2 * number + 2]))
        for fd in fds:
            os.close(fd)
        return [_await(*birth) for birth in births]

    def look(self, pids: list[int], watched: int, permissions: Json) -> Json:
        """Tell the times of some children, and what one takes more than it may."""
        may = Permissions.from_json(permissions)
        excess, taken = self.world.look(pids, watched, may)
        return {
            "excess": excess,
            "times": [taken.used, taken.waited] if taken else None,
        }

    def _fork(self, spec: Json, fds: list[int]) -> tuple[int, int | str]:
        """Fork a child; return its PID and where it reports, or what was in the way."""
        reading, writing = os.pipe()
        try:
            pid = self.world.fork(Permissions.from_json(spec["permissions"]))
        except OSError as error:  # no process to be had: say so, live on
            os.close(reading)
            os.close(writing)
            return 0, str(error)
        if pid == 0:
            _be_child(spec, fds, writing, self.shell, self.world)
        os.close(writing)
        self.living.add(pid)
        return pid, reading

    def end(self, pids: list[int]) -> None:
        """Kill children and all they started."""
        for pid in self.living.intersection(pids):
            self.world.kill(pid)
            self.living.remove(pid)
            self.dying.add(pid)

    def _bury(self) -> None:
        self.dying = {pid for pid in self.dying if not _reap(pid, os.WNOHANG)}

    def _next(self) -> Json | None:
        """Wait for a request; None when the worker has hung up."""
        while b"\n" not in self._data:
            if self.dying and not select.select([self.sock], [], [], BURIAL_SECONDS)[0]:
                self._bury()
                continue
            data, fds, _, _ = socket.recv_fds(self.sock, MAX_REQUEST_BYTES, MAX_FDS)
            if not data:
                return None
            self._data += data
            self._fds += fds
        line, _, self._data = self._data.partition(b"\n")
        request: Json = json.loads(line)
        return request


def reply(sock: socket.socket, answer: Json) -> None:
    """Send one line of JSON."""
    sock.sendall(json.dumps(answer).encode() + b"\n")


def _reap(pid: int, options: int) -> bool:
    """Bury a child, and orphans of its group that were left to us; say if all are."""
    for target in (pid, -pid):
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(target, options)[0]:
                pass
            return False
    return True


def _await(pid: int, reading: int | str) -> Json:
    if isinstance(reading, str):
        return {"error": reading}
    with os.fdopen(reading, "rb") as status:
        answer: Json = json.loads(status.read() or b'{"error": "it died"}')
    return {"pid": pid, **answer}


def _be_child(
    spec: Json, fds: list[int], status: int, shell: Any, world: World
) -> NoReturn:
    """Become a student or a checker; never return into the zygote's loop."""
    try:
        run, answer = _prepare(spec, fds, status, shell, world)
    except SandboxError as error:
        answer = {"error": error.reason, "layer": error.layer or ""}
    except BaseException as error:
        answer = {"error": repr(error)}
    with contextlib.suppress(OSError):
        os.write(status, json.dumps(answer).encode())
    os.close(status)
    if "error" not in answer:
        with contextlib.suppress(BaseException):
            run()
    # Not sys.exit: the zygote's own exit handlers and buffers are not this child's.
    os._exit(0)


def _prepare(
    spec: Json, fds: list[int], status: int, shell: Any, world: World
) -> tuple[Callable[[], None], Json]:
    """Set up what confinement forbids, be confined; return what to do and to tell."""
    from autograder.engine import checker, figures, first_use, student
    from autograder.engine.capture import Sink
    from autograder.engine.emit import emit_to
    from autograder.engine.shell import CellRunner
    from autograder.wire.channel import Channel
    from autograder.wire.order import Party

    is_student = spec["kind"] == "student"
    control = Channel(socket.socket(fileno=fds[0]), Party.RUNNER)
    party = Party.ANSWERER if is_student else Party.ASKER
    probe = Channel(socket.socket(fileno=fds[1]), party)
    # The folder as in a kernel; the checker's holds the course's own files alone.
    sys.path.insert(0, "")
    if not spec["figures"] or not is_student:
        figures.turn_off(shell)
    runner = CellRunner(shell, Sink(emit_to(control)))
    kept = {status, *fds, *runner.sink.descriptors}
    folder = Path(spec["folder"])
    may = Permissions.from_json(spec["permissions"])
    layers = world.confine(may, folder, kept, secret=not is_student)
    if spec["hand_over"]:
        _hand_over(fds[0])
    runner.settle()
    first_use.draw_anew()
    if is_student:
        return lambda: student.serve(runner, control, probe), {"layers": layers}
    named = spec["libraries"]
    return lambda: checker.serve(runner, control, probe, named), {"layers": layers}


def _hand_over(number: int) -> None:
    """Send a descriptor of the folder, which nobody outside has a name for."""
    folder = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    with socket.socket(fileno=os.dup(number)) as sock:
        socket.send_fds(sock, [b"."], [folder])
    os.close(folder)


def _freeze(world: World) -> None:
    """Keep what is there now out of children's collections and limits."""
    gc.collect()
    gc.freeze()
    gc.enable()
    world.settle()


def main(arguments: list[str]) -> None:
    """Run as a process of its own: ``zygote FD MODULE:WORLD LIBRARY…``."""
    number, target, *libraries = arguments
    module, _, name = target.partition(":")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sock = socket.socket(fileno=int(number))
    # First of all: what is imported next may start threads.
    world: World = getattr(importlib.import_module(module), name)()
    # Our home goes with our worker, perhaps before we are warm: no news for anybody.
    warnings.filterwarnings("ignore", "IPython parent .* is not a writable location")
    filters = cast("list[object]", warnings.filters)
    added = filters[0]
    gc.disable()  # what is imported stays
    shell = warm_up(libraries)
    filters.remove(added)
    sys.dont_write_bytecode = (
        True  # what a notebook has beside it, it has as in a kernel
    )
    _freeze(world)
    Zygote(sock, world, shell).serve()


if __name__ == "__main__":
    # Imported again under its real name: the children's modules refer to that one.
    from autograder.engine import zygote

    zygote.main(sys.argv[1:])
