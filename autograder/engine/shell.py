"""An IPython shell that runs cells as a kernel does, without a kernel.

Built once in the zygote, before any fork, because building and warming it costs more
than a whole light notebook. A child attaches it to its own :class:`~.capture.Sink`,
from where display events go to the session. No sockets, no threads, no history file.
"""

from __future__ import annotations

import asyncio
import base64
import builtins
import contextlib
import getpass
import json
import os
import signal
import subprocess
import sys
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell, InteractiveShellABC
from traitlets import Any as AnyTrait
from traitlets import Type
from traitlets.config import Config

from autograder.engine.capture import Sink
from autograder.engine.comms import KernelStub, silence
from autograder.engine.prepared import PreparedCells, PreparedCompiler

_NO_INPUT = "{} was called, but this frontend does not support input requests."


class NotebookPublisher(DisplayPublisher):
    """``display(...)``: becomes a display event."""

    def publish(
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        source: Any = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        """Send one bundle of representations on."""
        self._validate_data(data, metadata)  # type: ignore[no-untyped-call]
        self.shell.sink.event(
            {
                "event": "update" if update else "display",
                "data": json_bundle(data),
                "metadata": json_bundle(metadata or {}),
                "id": str((transient or {}).get("display_id") or ""),
            }
        )

    def clear_output(self, wait: bool = False) -> None:
        """Empty the cell's output, now or when there is something new."""
        self.shell.sink.event({"event": "clear", "wait": bool(wait)})


class NotebookDisplayHook(DisplayHook):
    """The value of a cell's last expression: becomes a result event."""

    def start_displayhook(self) -> None:
        """Print nothing ahead of a result."""

    def write_output_prompt(self) -> None:
        """Print no prompt: the front end shows it."""

    def write_format_data(
        self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None
    ) -> None:
        """Send the representations on."""
        if format_dict:
            self.shell.sink.event(
                {
                    "event": "result",
                    "data": json_bundle(format_dict),
                    "metadata": json_bundle(md_dict or {}),
                    "id": "",
                }
            )

    def finish_displayhook(self) -> None:
        """Print nothing after a result."""


class NotebookShell(InteractiveShell):
    """The shell; create it with :func:`create`."""

    displayhook_class = Type(NotebookDisplayHook)
    display_pub_class = Type(NotebookPublisher)
    compiler_class = Type(PreparedCompiler)
    prepared = AnyTrait()
    sink = AnyTrait()
    kernel = AnyTrait()
    told_error = False  # whether the cell has shown an exception
    draws = True  # whether figures are drawn
    autoindent = False

    def get_parent(self) -> dict[str, Any]:
        """Return the request being executed, which widgets ask for."""
        parent: dict[str, Any] = self.kernel.get_parent()
        return parent

    def set_parent(self, parent: Any) -> None:
        """Accept what a widget gives back."""

    def init_virtualenv(self) -> None:
        """Leave the environment alone: the zygote runs where it should."""

    def enable_gui(self, gui: Any = None) -> None:
        """Do nothing: there is no window system."""

    def ask_exit(self) -> None:
        """Do nothing: ``exit`` in a cell ends no process."""

    def system(self, cmd: str) -> None:
        """Run ``!cmd``; its text goes where text of subprocesses goes."""
        self.sink.flush()
        command = self.var_expand(cmd, depth=1)  # type: ignore[no-untyped-call]
        code = subprocess.call(
            command, shell=True, stdin=subprocess.DEVNULL, stderr=subprocess.STDOUT
        )
        self.user_ns["_exit_code"] = code

    system_piped = system
    system_raw = system

    def _format_exception_for_storage(
        self, exception: BaseException, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Lay out no traceback for a history that nobody keeps.

        It is the dearest part of a failing test, and has been shown already.
        """
        if isinstance(exception, SyntaxError):  # is told here which file it is of
            found: dict[str, Any] = super()._format_exception_for_storage(  # type: ignore[no-untyped-call]
                exception, *args, **kwargs
            )
            return found
        name = type(exception).__name__
        return {"ename": name, "evalue": _text_of(exception), "traceback": []}

    def show_usage_error(self, exc: BaseException) -> None:
        """Say on stderr how a magic is used wrongly, which tells the exception."""
        self.told_error = True
        super().show_usage_error(exc)  # type: ignore[no-untyped-call]

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        self.told_error = True
        self.sink.event(
            {
                "event": "error",
                "ename": str(etype.__name__),
                "evalue": _text_of(evalue),
                "traceback": [str(line) for line in stb],
            }
        )


InteractiveShellABC.register(NotebookShell)
# Libraries tell a notebook from a terminal by this name (pandas, rich, tqdm): with
# another one a cell's output would not be what the student saw.
NotebookShell.__name__ = NotebookShell.__qualname__ = "ZMQInteractiveShell"


def create() -> Any:
    """Build the one shell of this process."""
    config = Config()
    # No database, and no thread that would write to it.
    config.HistoryManager.enabled = False
    config.IPKernelApp.tqdm = "notebook"  # tqdm.auto looks whether this key is there
    shell = NotebookShell.instance(config=config)
    shell.sink = Sink(lambda event: None)
    shell.kernel = KernelStub()
    shell.prepared = PreparedCells(shell)
    return shell


def json_bundle(data: dict[Any, Any]) -> dict[str, Any]:
    """Return a bundle in JSON: bytes in base64, tuples as lists, keys as text."""
    plain = {
        str(key): base64.b64encode(value).decode() if type(value) is bytes else value
        for key, value in data.items()
    }
    if all(type(value) is str for value in plain.values()):
        return plain
    clean: dict[str, Any] = json.loads(json.dumps(plain, default=str))
    return clean


def _text_of(value: object) -> str:
    try:
        return str(value)
    except BaseException as error:  # a student's __str__ may do anything
        return f"<unprintable {type(value).__name__}: {type(error).__name__}>"


_NO_TRACEBACK = "ERROR: An error occurred while showtraceback was disabled"


class CellRunner:
    """Runs cells in a child, one after another.

    Make it before the child is confined: what is printed goes to anonymous files, which
    a confined process cannot make.
    """

    def __init__(self, shell: Any, sink: Sink) -> None:
        self.shell = shell
        self.sink = sink
        shell.sink = sink
        sink.capture_descriptors()
        silence(sink)
        builtins.input = _refuse_input
        getpass.getpass = _refuse_password

    def settle(self) -> None:
        """Begin, once confined: that may have changed who and where we are."""
        self.sink.owner = os.getpid()
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)

    def run(self, source: str, number: int) -> None:
        """Run one cell; whatever it does becomes events of the sink."""
        self.sink.start()
        self.shell.execution_count = number
        with contextlib.suppress(KeyboardInterrupt), Interruptible():
            try:
                self._loop.run_until_complete(self._run(source))
            except BaseException as error:  # also what a transformer or a hook raises
                self.shell.showtraceback((type(error), error, error.__traceback__))
        self.end_copies()
        with contextlib.suppress(KeyboardInterrupt):
            self.sink.finish()

    def end_copies(self) -> None:
        """End this process if it is a copy: a cell forked, and only one may answer."""
        if os.getpid() != self.sink.owner:
            os._exit(0)

    async def _run(self, source: str) -> None:
        shell = self.shell
        shell.told_error = False
        problem = None
        try:
            code = shell.prepared.python(source)
        except Exception:
            code, problem = source, sys.exc_info()
        result = None
        try:
            result = await shell.run_cell_async(
                source,
                store_history=True,
                transformed_cell=code,
                preprocessing_exc_tuple=problem,
            )
            error = result.error_before_exec or result.error_in_exec
            if error is not None and not shell.told_error:
                # showtraceback may do nothing; a kernel's reply tells all the same.
                shell._showtraceback(type(error), error, [_NO_TRACEBACK])
        finally:
            shell.events.trigger("post_execute")
            shell.events.trigger("post_run_cell", result)


class Interruptible:
    """Lets SIGINT raise KeyboardInterrupt in the block; outside it does nothing."""

    def __enter__(self) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _refuse_input(prompt: object = "") -> str:
    raise StdinNotImplementedError(_NO_INPUT.format("raw_input"))


def _refuse_password(prompt: str = "", stream: Any = None) -> str:
    raise StdinNotImplementedError(_NO_INPUT.format("getpass"))
