"""Run functions on untrusted text in a process that can be ended.

The libraries that make pages are quick on every text that we know of, and somebody will
know of another. So they run in a process of their own, which before each call sets an
alarm on its own processor time, and which the kernel ends when the alarm strikes, even
in the middle of C. The next call starts another. Memory is limited too.

Functions and arguments go there by pickle; results come back as JSON, since what has
read a student's text is not trusted with more.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar, Token
from multiprocessing.connection import Connection
from typing import Any

CALL_SECONDS = 2.0
"""Of processor time for one call; an honest one takes milliseconds."""

PAGE_SECONDS = 20.0
"""For all calls of one page; honest ones together take about a second."""

MEMORY = 2 * 2**30
"""Bytes of address space."""

CAN_END = hasattr(signal, "setitimer")
"""Without alarms, as on Windows, calls are made in this process, and not bounded."""


class ExceededError(Exception):
    """A call took too long or too much, or could not cope with its text."""


class _Budget:
    """What is left of a page's time."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds


_budget: ContextVar[_Budget | None] = ContextVar("budget", default=None)


@contextlib.contextmanager
def page() -> Iterator[None]:
    """Bound all calls within together, by :data:`PAGE_SECONDS`."""
    token = start_page()
    try:
        yield
    finally:
        _budget.reset(token)


def start_page() -> Token[_Budget | None]:
    """Bound all calls from here to the next start of a page, in this context."""
    return _budget.set(_Budget(PAGE_SECONDS))


def call(function: Callable[..., Any], *args: Any) -> Any:
    """Return what a function of a module returns, which has to be JSON.

    Raises:
        ExceededError: There is no result.
    """
    budget = _budget.get() or _Budget(CALL_SECONDS)
    if budget.seconds <= 0:
        raise ExceededError("the time of its page is up")
    limit = min(budget.seconds, CALL_SECONDS)
    with _lock:
        reply = _ask(limit, function, args) if CAN_END else _answer(function, args)
    budget.seconds -= reply.get("seconds", limit)
    if "value" not in reply:
        raise ExceededError(reply.get("error", "it took too long"))
    return reply["value"]


class _Process:
    """The process, and our end of the pipe to it."""

    def __init__(self) -> None:
        # Not forked: in a server there are threads.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self.owner = os.getpid()

    def ask(
        self, seconds: float, function: Callable[..., Any], args: tuple[Any, ...]
    ) -> dict[str, Any]:
        """Return the reply to a call; an empty one if the process has ended."""
        try:
            self._pipe.send((seconds, function, args))
            reply: dict[str, Any] = json.loads(self._pipe.recv_bytes())
        except (EOFError, OSError):
            self.end()
            return {}
        return reply

    def end(self) -> None:
        """End it; it has ended by itself, or is no more needed."""
        self._pipe.close()
        self._process.kill()
        self._process.join()

    def is_ours(self) -> bool:
        """Whether it may be asked: a fork has the pipe too, and must not use it."""
        return self.owner == os.getpid() and not self._pipe.closed


_lock = threading.Lock()
_current: list[_Process] = []


def _ask(
    seconds: float, function: Callable[..., Any], args: tuple[Any, ...]
) -> dict[str, Any]:
    """Ask the process, or a new one if there is none; the caller holds the lock."""
    if not (_current and _current[0].is_ours()):
        _current[:] = [_Process()]
    return _current[0].ask(seconds, function, args)


def _serve(pipe: Connection) -> None:
    """Answer calls until nobody is left to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who asks
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    _limit_memory()
    with contextlib.suppress(EOFError):
        while True:
            seconds, function, args = pipe.recv()
            signal.setitimer(signal.ITIMER_PROF, seconds)
            reply = json.dumps(_answer(function, args)).encode()
            signal.setitimer(signal.ITIMER_PROF, 0)
            pipe.send_bytes(reply)


def _limit_memory() -> None:
    import resource  # not on Windows, where nothing is served

    with contextlib.suppress(ValueError, OSError):  # a lower limit is in force
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _answer(function: Callable[..., Any], args: tuple[Any, ...]) -> dict[str, Any]:
    started = time.process_time()
    try:
        reply = {"value": function(*args)}
    # Many types, of many libraries; whichever it is, the text is shown as it stands.
    except Exception as error:
        reply = {"error": f"{type(error).__name__}: {error}"[:200]}
    return {**reply, "seconds": time.process_time() - started}
